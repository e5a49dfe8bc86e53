package messenger.client.ui;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What the person was told, newest last, and whether the newest still stands above the composer. */
record Notices(List<Entry> entries, Showing showing) {
    /** Kept for the dock; older ones are forgotten. */
    static final int ENTRIES_MAX = 50;

    /** An information leaves by itself after this time; a warning or an error stays until a key is pressed on it. */
    static final Duration INFORMATION_STAYS = Duration.ofMinutes(1);

    /** One notice. */
    record Entry(News.Level level, String text, Instant at) {}

    /** Whether the newest entry is on the screen. */
    enum Showing {
        YES,
        NO
    }

    static final Notices NONE = new Notices(List.of(), Showing.NO);

    Notices {
        entries = List.copyOf(entries);
    }

    Notices with(News.Level level, String text, Instant now) {
        List<Entry> next = new ArrayList<>(entries);
        next.add(new Entry(level, Printable.line(text), now));
        if (next.size() > ENTRIES_MAX) {
            next.remove(0);
        }
        return new Notices(next, Showing.YES);
    }

    Notices dismissed() {
        return new Notices(entries, Showing.NO);
    }

    Notices at(Instant now) {
        boolean old = visible().stream()
                .anyMatch(e -> e.level() == News.Level.INFORMATION
                        && Duration.between(e.at(), now).compareTo(INFORMATION_STAYS) >= 0);
        return old ? dismissed() : this;
    }

    /** The notice on the screen: empty or one. */
    List<Entry> visible() {
        return showing == Showing.YES && !entries.isEmpty() ? List.of(entries.get(entries.size() - 1)) : List.of();
    }
}
