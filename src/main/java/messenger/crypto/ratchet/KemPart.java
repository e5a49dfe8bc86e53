package messenger.crypto.ratchet;

import messenger.crypto.Bytes;
import messenger.crypto.CanonicalReader;
import messenger.crypto.CanonicalWriter;
import messenger.crypto.MalformedException;
import messenger.crypto.MlKem;

/**
 * What a chain's headers say about ML-KEM-768: nothing, a key (an offer), or a ciphertext for the key of the chain
 * before.
 */
record KemPart(Kind kind, Bytes value) {
    static final KemPart NONE = new KemPart(Kind.NONE, Bytes.EMPTY);

    /** The flag byte of a header; never both bits, as whoever answers does not offer (PROTOCOL 1.4). */
    enum Kind {
        NONE(0x00, 0),
        OFFER(0x01, MlKem.ML_KEM_768.publicKeyBytes()),
        ANSWER(0x02, MlKem.ML_KEM_768.ciphertextBytes());

        private final int flags;
        private final int bytes;

        Kind(int flags, int bytes) {
            this.flags = flags;
            this.bytes = bytes;
        }

        int flags() {
            return flags;
        }

        int bytes() {
            return bytes;
        }

        static Kind read(CanonicalReader reader) throws MalformedException {
            int flags = reader.u8();
            for (Kind kind : values()) {
                if (kind.flags == flags) {
                    return kind;
                }
            }
            throw new MalformedException("header flags of " + flags);
        }
    }

    KemPart {
        value.requireSize(kind.bytes(), "the KEM part of a header");
    }

    void write(CanonicalWriter writer) {
        writer.u8(kind.flags()).bytes(value);
    }

    static KemPart read(CanonicalReader reader) throws MalformedException {
        Kind kind = Kind.read(reader);
        return new KemPart(kind, reader.bytes(kind.bytes()));
    }
}
