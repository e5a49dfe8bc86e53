package messenger.crypto.ratchet;

import messenger.crypto.Bytes;
import messenger.crypto.CanonicalReader;
import messenger.crypto.CanonicalWriter;
import messenger.crypto.MalformedException;
import messenger.crypto.MlKem;
import messenger.crypto.MlKemKeyPair;
import messenger.crypto.X25519KeyPair;
import messenger.crypto.X25519PublicKey;

/** The sending half of a ratchet. Its step waits for the first send, so that a fresh key is as young as it can be. */
sealed interface SendSide {
    void write(CanonicalWriter writer);

    static SendSide read(CanonicalReader reader) throws MalformedException {
        int kind = reader.u8();
        return switch (kind) {
            case Due.CODE -> Due.readFields(reader);
            case Chain.CODE -> Chain.readFields(reader);
            default -> throw new MalformedException("a send side of kind " + kind);
        };
    }

    /**
     * The next message starts a chain.
     *
     * @param remote the other side's ratchet key
     * @param remoteKem their offer, or {@link KemPart#NONE}
     * @param previousLength how long our chain before was
     */
    record Due(X25519PublicKey remote, KemPart remoteKem, long previousLength) implements SendSide {
        private static final int CODE = 0;

        @Override
        public void write(CanonicalWriter writer) {
            writer.u8(CODE).bytes(remote.encoded());
            remoteKem.write(writer);
            writer.u32(previousLength);
        }

        @Override
        public String toString() {
            return "Due";
        }

        private static Due readFields(CanonicalReader reader) throws MalformedException {
            X25519PublicKey remote = X25519PublicKey.read(reader);
            KemPart remoteKem = KemPart.read(reader);
            if (remoteKem.kind() == KemPart.Kind.ANSWER) {
                throw new MalformedException("an answer is not kept");
            }
            return new Due(remote, remoteKem, chainLength(reader));
        }
    }

    /**
     * A chain under way.
     *
     * @param next the number of its next message
     * @param startedMs when it began, in milliseconds since the epoch
     */
    record Chain(
            X25519KeyPair pair,
            Kem kem,
            HeaderKey headerKey,
            ChainKey chainKey,
            long previousLength,
            long next,
            long startedMs)
            implements SendSide {
        private static final int CODE = 1;

        /** After one message: its key is gone. */
        Chain advanced() {
            return new Chain(pair, kem, headerKey, chainKey.next(), previousLength, next + 1, startedMs);
        }

        @Override
        public void write(CanonicalWriter writer) {
            writer.u8(CODE).secret(pair.secret());
            kem.write(writer);
            writer.secret(headerKey.value())
                    .secret(chainKey.value())
                    .u32(previousLength)
                    .u32(next)
                    .u63(startedMs);
        }

        @Override
        public String toString() {
            return "Chain";
        }

        private static Chain readFields(CanonicalReader reader) throws MalformedException {
            return new Chain(
                    X25519KeyPair.of(reader.secret(X25519KeyPair.SECRET_BYTES)),
                    Kem.read(reader),
                    HeaderKey.read(reader),
                    ChainKey.read(reader),
                    chainLength(reader),
                    chainLength(reader),
                    reader.u63());
        }
    }

    /** Our own KEM part; an offer comes with its secret side, which goes when the answer is in. */
    sealed interface Kem {
        KemPart part();

        void write(CanonicalWriter writer);

        static Kem read(CanonicalReader reader) throws MalformedException {
            KemPart.Kind kind = KemPart.Kind.read(reader);
            return switch (kind) {
                case NONE -> new None();
                case OFFER -> new Offer(MlKemKeyPair.of(MlKem.ML_KEM_768, reader.secret(MlKemKeyPair.SEED_BYTES)));
                case ANSWER -> new Answer(reader.bytes(kind.bytes()));
            };
        }

        /** Nothing this time. */
        record None() implements Kem {
            @Override
            public KemPart part() {
                return KemPart.NONE;
            }

            @Override
            public void write(CanonicalWriter writer) {
                writer.u8(KemPart.Kind.NONE.flags());
            }
        }

        /** A fresh key. */
        record Offer(MlKemKeyPair pair) implements Kem {
            @Override
            public KemPart part() {
                return new KemPart(KemPart.Kind.OFFER, pair.publicKey().raw());
            }

            @Override
            public void write(CanonicalWriter writer) {
                writer.u8(KemPart.Kind.OFFER.flags()).secret(pair.seed());
            }
        }

        /** The ciphertext for the other side's offer. */
        record Answer(Bytes ciphertext) implements Kem {
            @Override
            public KemPart part() {
                return new KemPart(KemPart.Kind.ANSWER, ciphertext);
            }

            @Override
            public void write(CanonicalWriter writer) {
                writer.u8(KemPart.Kind.ANSWER.flags()).bytes(ciphertext);
            }
        }
    }

    private static long chainLength(CanonicalReader reader) throws MalformedException {
        long length = reader.u32();
        if (length > Header.CHAIN_MESSAGES_MAX) {
            throw new MalformedException("a chain of " + length + " messages");
        }
        return length;
    }
}
