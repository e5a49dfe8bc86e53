package messenger.crypto.ratchet;

import java.time.Duration;
import java.time.Instant;
import messenger.crypto.CanonicalReader;
import messenger.crypto.CanonicalWriter;
import messenger.crypto.MalformedException;

/**
 * When the next ML-KEM key is due (PROTOCOL 1.4).
 *
 * @param messages sent and received since an ML-KEM secret last went in
 * @param lastMs when that was, in milliseconds since the epoch
 */
record KemClock(long messages, long lastMs) {
    /** How many messages one ML-KEM secret protects, about. */
    static final long MESSAGES = 50;

    static final Duration AGE = Duration.ofHours(24);

    /** After a handshake, in which there was one. */
    static KemClock started(Instant now) {
        return new KemClock(0, now.toEpochMilli());
    }

    /** The responder's: its first chain always offers. */
    static KemClock startedDue(Instant now) {
        return new KemClock(MESSAGES, now.toEpochMilli());
    }

    KemClock counted() {
        return new KemClock(messages + 1, lastMs);
    }

    boolean isDue(Instant now) {
        return messages >= MESSAGES || now.toEpochMilli() - lastMs > AGE.toMillis();
    }

    void write(CanonicalWriter writer) {
        writer.u63(messages).u63(lastMs);
    }

    static KemClock read(CanonicalReader reader) throws MalformedException {
        return new KemClock(reader.u63(), reader.u63());
    }
}
