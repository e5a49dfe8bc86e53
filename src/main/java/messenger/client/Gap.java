package messenger.client;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import messenger.crypto.CanonicalReader;
import messenger.crypto.CanonicalWriter;
import messenger.crypto.MalformedException;

/**
 * Numbers in a row that a device has used and that did not all arrive (PROTOCOL 1.12).
 *
 * @param from the first of them
 * @param to the last of them; at most {@value #NUMBERS_MAX} in all
 * @param open those that are still missing, ascending
 * @param lost how many are known not to come any more, also before {@code from}
 * @param row the place in the history of the line that tells it; the places right before are those of the numbers. 0
 *     where none is shown
 * @param asked how often it was asked for
 * @param noticed when it was noticed
 * @param lastAsked {@link Instant#EPOCH} before the first time
 */
record Gap(long from, long to, List<Long> open, long lost, long row, int asked, Instant noticed, Instant lastAsked) {
    /** Of one gap; what is missing beyond it is taken as lost. One request can name them all. */
    static final int NUMBERS_MAX = 256;

    Gap {
        open = List.copyOf(open);
        if (from < 1 || to < from || to - from >= NUMBERS_MAX || open.size() > to - from + 1) {
            throw new IllegalArgumentException("a gap from " + from + " to " + to + ", " + open.size() + " open");
        }
    }

    /** A gap of which nothing is here yet. */
    static Gap of(long from, long to, long lost, Instant now) {
        List<Long> all = new ArrayList<>();
        for (long number = from; number <= to; number++) {
            all.add(number);
        }
        return new Gap(from, to, all, lost, 0, 0, now, Instant.EPOCH);
    }

    int size() {
        return (int) (to - from + 1);
    }

    /** Where in the history the text with this number belongs. */
    Place place(long number) {
        return row == 0 ? Place.END : new Place(row - (to - number + 1));
    }

    Gap at(long position) {
        return new Gap(from, to, open, lost, position, asked, noticed, lastAsked);
    }

    /** Without a number that is here, or turned out to be nothing. */
    Gap without(long number) {
        return new Gap(from, to, others(number), lost, row, asked, noticed, lastAsked);
    }

    /** Without a number that will not come. */
    Gap losing(long number) {
        return new Gap(from, to, others(number), lost + 1, row, asked, noticed, lastAsked);
    }

    /** Without hope for the rest. */
    Gap givenUp() {
        return new Gap(from, to, List.of(), lost + open.size(), row, asked, noticed, lastAsked);
    }

    Gap askedAt(Instant now) {
        return new Gap(from, to, open, lost, row, asked + 1, noticed, now);
    }

    private List<Long> others(long number) {
        return open.stream().filter(next -> next != number).toList();
    }

    void write(CanonicalWriter writer) {
        writer.u63(from)
                .u16(size())
                .u63(lost)
                .u63(row)
                .u16(asked)
                .u63(noticed.toEpochMilli())
                .u63(lastAsked.toEpochMilli())
                .u16(open.size());
        open.forEach(number -> writer.u8((int) (number - from)));
    }

    static Gap read(CanonicalReader reader) throws MalformedException {
        long from = reader.u63();
        long to = from + reader.u16() - 1;
        long lost = reader.u63();
        long row = reader.u63();
        int asked = reader.u16();
        Instant noticed = Instant.ofEpochMilli(reader.u63());
        Instant lastAsked = Instant.ofEpochMilli(reader.u63());
        int count = reader.u16();
        List<Long> open = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            open.add(from + reader.u8());
        }
        return new Gap(from, to, open, lost, row, asked, noticed, lastAsked);
    }
}
