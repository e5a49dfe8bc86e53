package messenger.crypto.opaque;

import java.util.Arrays;
import messenger.crypto.Bytes;
import messenger.crypto.CanonicalWriter;
import messenger.crypto.Secret;
import messenger.crypto.Sha256;
import org.bouncycastle.crypto.digests.SHA256Digest;

/** The oblivious pseudorandom function OPRF(P-256, SHA-256) in mode OPRF (RFC 9497 3.3.1, 4.3). */
final class Oprf {
    static final int OUTPUT_BYTES = Sha256.BYTES;

    /** contextString of RFC 9497 3.1 for mode 0. */
    private static final String CONTEXT = "OPRFV1-\0-P256-SHA256";

    /** RFC 9497 4.3. */
    static final String HASH_TO_GROUP_TAG = "HashToGroup-" + CONTEXT;

    /** RFC 9497 3.2.1, which writes no dash. */
    static final String DERIVE_KEY_PAIR_TAG = "DeriveKeyPair" + CONTEXT;

    private Oprf() {}

    /** {@code I2OSP(len(x), 2) || x}. */
    static Bytes lengthAndValue(Bytes value) {
        return new CanonicalWriter().u16(value.size()).bytes(value).toBytes();
    }

    /** What the client sends: it says nothing about the input, whatever is computed with it. */
    static Element blinded(Secret input, Scalar blind) {
        return Element.hash(input).times(blind);
    }

    /** BlindEvaluate, the server's part. */
    static Element evaluate(Scalar key, Element blinded) {
        return blinded.times(key);
    }

    /** Finalize: {@value #OUTPUT_BYTES} bytes that need both the input and the server's key. */
    static Secret output(Secret input, Scalar blind, Element evaluated) {
        Bytes unblinded = evaluated.times(blind.inverse()).encoded();
        byte[] secret = input.expose();
        SHA256Digest digest = new SHA256Digest();
        update(digest, new CanonicalWriter().u16(secret.length).toBytes());
        digest.update(secret, 0, secret.length);
        update(digest, lengthAndValue(unblinded));
        update(digest, Bytes.utf8("Finalize"));
        Arrays.fill(secret, (byte) 0);
        byte[] output = new byte[OUTPUT_BYTES];
        digest.doFinal(output, 0);
        Secret result = Secret.copyOf(output);
        Arrays.fill(output, (byte) 0);
        return result;
    }

    private static void update(SHA256Digest digest, Bytes bytes) {
        byte[] array = bytes.toArray();
        digest.update(array, 0, array.length);
    }
}
