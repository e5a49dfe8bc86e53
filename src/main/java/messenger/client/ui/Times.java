package messenger.client.ui;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Times as people read them. A time from elsewhere may be anything; what no calendar here can show becomes the
 * nearest it can.
 */
final class Times {
    private static final Instant LAST = Instant.parse("9999-12-30T00:00:00Z");
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE d MMMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter SHORT_DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);

    private static final DateTimeFormatter SHORT_YEAR = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);

    private Times() {}

    static String minute(Instant at, ZoneId zone) {
        return MINUTE.format(shown(at).atZone(zone));
    }

    static String second(Instant at, ZoneId zone) {
        return SECOND.format(shown(at).atZone(zone));
    }

    static LocalDate date(Instant at, ZoneId zone) {
        return LocalDate.ofInstant(shown(at), zone);
    }

    static String day(LocalDate date) {
        return DAY.format(date);
    }

    static String shortDay(Instant at, ZoneId zone) {
        return SHORT_YEAR.format(shown(at).atZone(zone));
    }

    /** The time of day within the last day, else the day; for narrow columns. */
    static String ago(Instant at, Model.Clock clock) {
        boolean recent = Duration.between(at, clock.now()).abs().compareTo(Duration.ofHours(20)) < 0;
        return recent ? minute(at, clock.zone()) : SHORT_DAY.format(shown(at).atZone(clock.zone()));
    }

    private static Instant shown(Instant at) {
        if (at.isBefore(Instant.EPOCH)) {
            return Instant.EPOCH;
        }
        return at.isAfter(LAST) ? LAST : at;
    }
}
