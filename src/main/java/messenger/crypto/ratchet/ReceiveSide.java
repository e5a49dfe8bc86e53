package messenger.crypto.ratchet;

import messenger.crypto.CanonicalReader;
import messenger.crypto.CanonicalWriter;
import messenger.crypto.MalformedException;
import messenger.crypto.X25519PublicKey;

/** The receiving half of a ratchet. */
sealed interface ReceiveSide {
    void write(CanonicalWriter writer);

    static ReceiveSide read(CanonicalReader reader) throws MalformedException {
        int kind = reader.u8();
        return switch (kind) {
            case Silent.CODE -> new Silent();
            case Chain.CODE -> Chain.readFields(reader);
            default -> throw new MalformedException("a receive side of kind " + kind);
        };
    }

    /** Nothing came yet. */
    record Silent() implements ReceiveSide {
        private static final int CODE = 0;

        @Override
        public void write(CanonicalWriter writer) {
            writer.u8(CODE);
        }
    }

    /** The other side's current chain; {@code next} is the lowest number whose key is still in the chain. */
    record Chain(X25519PublicKey remote, HeaderKey headerKey, ChainKey chainKey, long next) implements ReceiveSide {
        private static final int CODE = 1;

        @Override
        public void write(CanonicalWriter writer) {
            writer.u8(CODE)
                    .bytes(remote.encoded())
                    .secret(headerKey.value())
                    .secret(chainKey.value())
                    .u32(next);
        }

        @Override
        public String toString() {
            return "Chain";
        }

        private static Chain readFields(CanonicalReader reader) throws MalformedException {
            Chain chain = new Chain(
                    X25519PublicKey.read(reader), HeaderKey.read(reader), ChainKey.read(reader), reader.u32());
            if (chain.next > Header.CHAIN_MESSAGES_MAX) {
                throw new MalformedException("a chain of " + chain.next + " messages");
            }
            return chain;
        }
    }
}
