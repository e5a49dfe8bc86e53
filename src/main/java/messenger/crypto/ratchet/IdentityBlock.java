package messenger.crypto.ratchet;

import java.time.Duration;
import messenger.crypto.AeadKey;
import messenger.crypto.Bytes;
import messenger.crypto.CanonicalReader;
import messenger.crypto.CanonicalWriter;
import messenger.crypto.MalformedException;
import messenger.crypto.RejectedKeyException;

/**
 * {@code id_A}: who starts a session, when and what for; sealed under K1, so that only the responder learns it
 * (PROTOCOL 1.3).
 *
 * @param sentMs milliseconds since the epoch
 */
record IdentityBlock(Party initiator, long sentMs, Purpose purpose) {
    static final int BYTES = 16 + 33 + 1 + 33 + 4 + 32 + 8 + 1;
    static final int SEALED_BYTES = BYTES + AeadKey.TAG_BYTES;

    /** The epoch day of {@link #sentMs}. */
    long sentDay() {
        return Math.floorDiv(sentMs, Duration.ofDays(1).toMillis());
    }

    Bytes encoded() {
        CanonicalWriter writer = new CanonicalWriter();
        initiator.write(writer);
        return writer.u63(sentMs).u8(purpose.code()).toBytes();
    }

    static IdentityBlock decode(Bytes encoded) throws MalformedException, RejectedKeyException {
        CanonicalReader reader = new CanonicalReader(encoded);
        IdentityBlock block = new IdentityBlock(Party.read(reader), reader.u63(), Purpose.read(reader));
        reader.end();
        return block;
    }
}
