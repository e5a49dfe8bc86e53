package messenger.crypto.ratchet;

import messenger.crypto.Bytes;
import messenger.crypto.CanonicalReader;
import messenger.crypto.CanonicalWriter;
import messenger.crypto.MalformedException;
import messenger.crypto.Sha256;

/** Where a session stands: who began it, and whether the other side is known to be there. */
sealed interface Standing {
    /** After a message was opened. */
    Standing received(Opening opening);

    void write(CanonicalWriter writer);

    static Standing read(CanonicalReader reader) throws MalformedException {
        int kind = reader.u8();
        return switch (kind) {
            case Awaiting.CODE -> new Awaiting(reader.bytes(FirstPart.BYTES));
            case Answered.CODE -> new Answered();
            case Accepted.CODE -> new Accepted(reader.bytes(Sha256.BYTES), Trust.read(reader));
            default -> throw new MalformedException("a standing of kind " + kind);
        };
    }

    /** We began it and have no answer: every message repeats the first part. */
    record Awaiting(Bytes firstPart) implements Standing {
        private static final int CODE = 0;

        @Override
        public Standing received(Opening opening) {
            return new Answered();
        }

        @Override
        public void write(CanonicalWriter writer) {
            writer.u8(CODE).bytes(firstPart);
        }
    }

    /** We began it and it was answered. */
    record Answered() implements Standing {
        private static final int CODE = 1;

        @Override
        public Standing received(Opening opening) {
            return this;
        }

        @Override
        public void write(CanonicalWriter writer) {
            writer.u8(CODE);
        }
    }

    /** They began it; {@code firstHash} tells further first messages of this session from those of others. */
    record Accepted(Bytes firstHash, Trust trust) implements Standing {
        private static final int CODE = 2;

        /** A chain of theirs that answers ours can not be a recording. */
        @Override
        public Standing received(Opening opening) {
            return new Accepted(firstHash, opening.turned() ? Trust.CONFIRMED : trust);
        }

        @Override
        public void write(CanonicalWriter writer) {
            writer.u8(CODE).bytes(firstHash).u8(trust.code());
        }
    }

    /**
     * Whether a session that was begun without a one-time pair, and so perhaps by a recording, has shown to be alive.
     */
    enum Trust {
        UNCONFIRMED,
        CONFIRMED;

        int code() {
            return this == CONFIRMED ? 1 : 0;
        }

        static Trust read(CanonicalReader reader) throws MalformedException {
            return values()[reader.count(1)];
        }
    }
}
