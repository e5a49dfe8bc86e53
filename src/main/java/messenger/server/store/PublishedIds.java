package messenger.server.store;

import java.util.ArrayList;
import java.util.List;
import messenger.crypto.CanonicalReader;
import messenger.crypto.CanonicalWriter;
import messenger.crypto.MalformedException;

/**
 * The ids of all one-time prekeys a device ever published, as ranges, so that none is handed out a second time.
 *
 * <p>A device that counts its ids up needs one range. One that scatters them loses gaps: past {@link #RANGES_MAX}
 * the two lowest ranges become one, and the ids between them count as published. That errs on the safe side.
 */
final class PublishedIds {
    /** 64 ranges are about 1 KiB for each device. */
    static final int RANGES_MAX = 64;

    private final List<Range> ranges;

    private record Range(long from, long to) {}

    private PublishedIds(List<Range> ranges) {
        this.ranges = ranges;
    }

    static PublishedIds none() {
        return new PublishedIds(new ArrayList<>());
    }

    /** Adds the id; false if it was there. */
    boolean add(long id) {
        int at = 0;
        while (at < ranges.size() && ranges.get(at).to < id) {
            at++;
        }
        if (at < ranges.size() && ranges.get(at).from <= id) {
            return false;
        }
        ranges.add(at, new Range(id, id));
        joinWithNext(at);
        if (at > 0) {
            joinWithNext(at - 1);
        }
        if (ranges.size() > RANGES_MAX) {
            ranges.set(0, new Range(ranges.get(0).from, ranges.remove(1).to));
        }
        return true;
    }

    private void joinWithNext(int at) {
        if (at + 1 < ranges.size() && ranges.get(at).to + 1 == ranges.get(at + 1).from) {
            ranges.set(at, new Range(ranges.get(at).from, ranges.remove(at + 1).to));
        }
    }

    void write(CanonicalWriter out) {
        out.u8(ranges.size());
        for (Range range : ranges) {
            out.u63(range.from).u63(range.to);
        }
    }

    static PublishedIds read(CanonicalReader in) throws MalformedException {
        List<Range> ranges = new ArrayList<>();
        int count = in.count(RANGES_MAX);
        long above = -1;
        for (int i = 0; i < count; i++) {
            Range range = new Range(in.u63(), in.u63());
            if (range.from <= above || range.to < range.from) {
                throw new MalformedException("ranges of prekey ids out of order");
            }
            above = range.to;
            ranges.add(range);
        }
        return new PublishedIds(ranges);
    }
}
