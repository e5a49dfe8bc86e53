package messenger.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The last things that happened in a world, as lines to read. They are put into words only when somebody asks; bytes
 * and secrets show no more than their size.
 */
final class Trace {
    /** More where somebody wants the whole story. */
    private static final int LINES_MAX = Integer.getInteger("sim.lines", 200);

    private static final int CHARS_MAX = 140;

    private final Line[] ring = new Line[LINES_MAX];
    private final Instant start;
    private long count;

    private record Line(Instant at, Object who, String does, Object what) {}

    Trace(Instant start) {
        this.start = start;
    }

    void note(Instant at, Object who, String does, Object what) {
        ring[(int) (count % LINES_MAX)] = new Line(at, who, does, what);
        count++;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (long i = Math.max(0, count - LINES_MAX); i < count; i++) {
            Line line = ring[(int) (i % LINES_MAX)];
            String seconds =
                    String.format("%.1f", Duration.between(start, line.at()).toMillis() / 1000.0);
            String text = "#" + i + " " + seconds + "s  " + line.who() + " " + line.does() + " " + line.what();
            lines.add(text.length() > CHARS_MAX ? text.substring(0, CHARS_MAX) + "..." : text);
        }
        return lines;
    }
}
