package messenger.crypto.ratchet;

import messenger.crypto.AeadKey;
import messenger.crypto.Bytes;
import messenger.crypto.CanonicalReader;
import messenger.crypto.CanonicalWriter;
import messenger.crypto.MalformedException;
import messenger.crypto.X25519PublicKey;

/**
 * The core of a header, 42 bytes: {@code ver(1) flags(1) dh(32) PN(4) N(4)} (PROTOCOL 1.4).
 *
 * @param ratchetKey the sender's current ratchet key, the same for the whole chain
 * @param previousLength PN, the number of messages in the sender's chain before
 * @param number N, from 0
 */
record Header(KemPart.Kind kem, X25519PublicKey ratchetKey, long previousLength, long number) {
    static final int CORE_BYTES = 1 + 1 + X25519PublicKey.BYTES + 4 + 4;
    static final int SEALED_CORE_BYTES = CORE_BYTES + AeadKey.TAG_BYTES;

    /** A chain ends here: far more than anybody sends without an answer, and far under what a header key may seal. */
    static final long CHAIN_MESSAGES_MAX = 1L << 20;

    private static final int VERSION = 1;

    Bytes encoded() {
        return new CanonicalWriter()
                .u8(VERSION)
                .u8(kem.flags())
                .bytes(ratchetKey.raw())
                .u32(previousLength)
                .u32(number)
                .toBytes();
    }

    static Header decode(Bytes core) throws MalformedException {
        CanonicalReader reader = new CanonicalReader(core);
        int version = reader.u8();
        if (version != VERSION) {
            throw new MalformedException("a header version of " + version);
        }
        KemPart.Kind kem = KemPart.Kind.read(reader);
        X25519PublicKey ratchetKey = X25519PublicKey.of(reader.bytes(X25519PublicKey.BYTES));
        long previousLength = reader.u32();
        long number = reader.u32();
        reader.end();
        if (previousLength > CHAIN_MESSAGES_MAX || number >= CHAIN_MESSAGES_MAX) {
            throw new MalformedException("message " + number + " after a chain of " + previousLength);
        }
        return new Header(kem, ratchetKey, previousLength, number);
    }

    /** How many bytes the sealed KEM part takes after the core. */
    int sealedKemBytes() {
        return kem == KemPart.Kind.NONE ? 0 : kem.bytes() + AeadKey.TAG_BYTES;
    }

    @Override
    public String toString() {
        return "Header";
    }
}
