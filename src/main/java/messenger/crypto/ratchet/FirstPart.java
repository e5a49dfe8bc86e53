package messenger.crypto.ratchet;

import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.CanonicalReader;
import messenger.crypto.CanonicalWriter;
import messenger.crypto.MalformedException;
import messenger.crypto.MlKem;
import messenger.crypto.Suite;
import messenger.crypto.X25519PublicKey;

/**
 * What a first message has before its ratchet message: {@code suite || EK || spk_id || otp_id || ct || sealed id_A}
 * (PROTOCOL 1.3); the same bytes in every message until an answer comes.
 *
 * @param oneTimeId 0 where no one-time pair is used
 */
record FirstPart(X25519PublicKey ephemeral, long signedId, long oneTimeId, Bytes ciphertext, Bytes sealedIdentity) {
    private static final int SUITE_BYTES = 2;
    private static final int ID_BYTES = 4;
    private static final Bytes NO_ID = Bytes.copyOf(new byte[ID_BYTES]);
    static final int BYTES = SUITE_BYTES
            + X25519PublicKey.BYTES
            + ID_BYTES
            + ID_BYTES
            + MlKem.ML_KEM_1024.ciphertextBytes()
            + IdentityBlock.SEALED_BYTES;

    /** Whether an encoded one names a one-time pair. */
    static boolean usesOneTimePair(Bytes encoded) {
        return !encoded.slice(SUITE_BYTES + X25519PublicKey.BYTES + ID_BYTES, ID_BYTES)
                .equals(NO_ID);
    }

    Bytes encoded() {
        return new CanonicalWriter()
                .bytes(Suite.ID)
                .bytes(ephemeral.raw())
                .u32(signedId)
                .u32(oneTimeId)
                .bytes(ciphertext)
                .bytes(sealedIdentity)
                .toBytes();
    }

    /** There is one suite, and no form without a KEM ciphertext to fall back to. */
    static FirstPart decode(Bytes encoded) throws AuthenticationFailedException {
        CanonicalReader reader = new CanonicalReader(encoded);
        try {
            if (!reader.bytes(SUITE_BYTES).equals(Suite.ID)) {
                throw new AuthenticationFailedException();
            }
            FirstPart part = new FirstPart(
                    X25519PublicKey.of(reader.bytes(X25519PublicKey.BYTES)),
                    reader.u32(),
                    reader.u32(),
                    reader.bytes(MlKem.ML_KEM_1024.ciphertextBytes()),
                    reader.bytes(IdentityBlock.SEALED_BYTES));
            reader.end();
            return part;
        } catch (MalformedException e) {
            throw new AuthenticationFailedException();
        }
    }
}
