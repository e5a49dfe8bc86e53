package messenger.crypto.ratchet;

import messenger.crypto.Bytes;
import messenger.crypto.CanonicalReader;
import messenger.crypto.CanonicalWriter;
import messenger.crypto.MalformedException;
import messenger.crypto.Sha256;

/** Where a session stands: who began it, and whether the other side is known to be there. */
sealed interface Standing {
    /** What {@link #receivedMs} says before anything came. */
    long NEVER = -1;

    /** When a message was last opened, in milliseconds since the epoch, or {@link #NEVER}. */
    long receivedMs();

    /** After a message was opened. */
    Standing received(Opening opening, long nowMs);

    void write(CanonicalWriter writer);

    static Standing read(CanonicalReader reader) throws MalformedException {
        int kind = reader.u8();
        return switch (kind) {
            case Awaiting.CODE -> new Awaiting(reader.bytes(FirstPart.BYTES), reader.u63());
            case Answered.CODE -> new Answered(reader.u63());
            case Accepted.CODE -> new Accepted(reader.bytes(Sha256.BYTES), Trust.read(reader), reader.u63());
            default -> throw new MalformedException("a standing of kind " + kind);
        };
    }

    /** We began it and have no answer: every message repeats the first part. */
    record Awaiting(Bytes firstPart, long startedMs) implements Standing {
        private static final int CODE = 0;

        @Override
        public long receivedMs() {
            return NEVER;
        }

        @Override
        public Standing received(Opening opening, long nowMs) {
            return new Answered(nowMs);
        }

        @Override
        public void write(CanonicalWriter writer) {
            writer.u8(CODE).bytes(firstPart).u63(startedMs);
        }
    }

    /** We began it and it was answered. */
    record Answered(long receivedMs) implements Standing {
        private static final int CODE = 1;

        @Override
        public Standing received(Opening opening, long nowMs) {
            return new Answered(nowMs);
        }

        @Override
        public void write(CanonicalWriter writer) {
            writer.u8(CODE).u63(receivedMs);
        }
    }

    /** They began it; {@code firstHash} tells further first messages of this session from those of others. */
    record Accepted(Bytes firstHash, Trust trust, long receivedMs) implements Standing {
        private static final int CODE = 2;

        /** A chain of theirs that answers ours can not be a recording. */
        @Override
        public Standing received(Opening opening, long nowMs) {
            return new Accepted(firstHash, opening.turned() ? Trust.CONFIRMED : trust, nowMs);
        }

        @Override
        public void write(CanonicalWriter writer) {
            writer.u8(CODE).bytes(firstHash).u8(trust.code()).u63(receivedMs);
        }
    }

    /** Whether a session that was begun without a one-time pair, and so perhaps by a recording, has shown to be alive. */
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
