package messenger.crypto.identity;

import java.time.Instant;
import java.time.ZoneOffset;
import messenger.crypto.CanonicalReader;
import messenger.crypto.MalformedException;

/** Epoch days in UTC, the coarsest time that prekeys and devices need to carry. */
public final class Days {
    private Days() {}

    /** The epoch day of an instant. */
    public static int of(Instant instant) {
        return Math.toIntExact(instant.atOffset(ZoneOffset.UTC).toLocalDate().toEpochDay());
    }

    static int read(CanonicalReader reader) throws MalformedException {
        long day = reader.u32();
        if (day > Integer.MAX_VALUE) {
            throw new MalformedException("a day is over 2^31 - 1");
        }
        return (int) day;
    }
}
