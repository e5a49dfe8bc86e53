package messenger.crypto.opaque;

import java.util.Arrays;
import messenger.crypto.Bytes;
import messenger.crypto.Hkdf;
import messenger.crypto.Secret;

/** The pad over the credential response (RFC 9807 6.3.2.2); on and off are the same. */
final class Masking {
    private static final Bytes LABEL = Bytes.utf8("CredentialResponsePad");

    private Masking() {}

    static Bytes apply(Secret maskingKey, Bytes nonce, Bytes input) {
        Secret pad = Hkdf.expand(maskingKey, Bytes.concat(nonce, LABEL), OpaqueSizes.MASKED_RESPONSE);
        byte[] padding = pad.expose();
        byte[] output =
                input.requireSize(padding.length, "a credential response").toArray();
        for (int i = 0; i < output.length; i++) {
            output[i] ^= padding[i];
        }
        pad.erase();
        Arrays.fill(padding, (byte) 0);
        return Bytes.copyOf(output);
    }
}
