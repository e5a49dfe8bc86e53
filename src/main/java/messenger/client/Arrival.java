package messenger.client;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import messenger.crypto.Bytes;
import messenger.crypto.CanonicalReader;
import messenger.crypto.CanonicalWriter;
import messenger.crypto.MalformedException;
import messenger.crypto.Sha256;
import messenger.crypto.identity.AccountId;
import messenger.crypto.identity.DeviceId;
import messenger.crypto.ratchet.PeerDevice;
import messenger.protocol.content.Content;

/**
 * What arrived of one device, as far as its numbers and its hash chain tell (PROTOCOL 1.12). Only the device itself can
 * make it wrong: the numbers are inside what it seals.
 *
 * @param last the highest number that it came to, 0 before its first content
 * @param chain its hash chain after that
 * @param floor up to here nothing is judged any more: it was before our time, or was given up
 * @param gaps at most {@value #GAPS_MAX}, oldest first
 */
record Arrival(PeerDevice from, long last, Bytes chain, long floor, List<Gap> gaps) {
    /** Kept at once; the oldest is given up for one more. */
    static final int GAPS_MAX = 32;

    /** Missing before the first content that came; what is older is not asked for. */
    static final int FIRST_NUMBERS_MAX = 64;

    private static final int VERSION = 1;

    Arrival {
        gaps = List.copyOf(gaps);
    }

    /** What a content's number says. */
    enum Finding {
        /** The next one, or one that is not judged. */
        FINE,
        /** Something before it is missing: the newest of {@link #gaps}. */
        GAP,
        /** One that was missing. */
        LATE,
        /** The device lost count: its vault is an older copy, or there are two of it. */
        COUNT_LOST
    }

    /**
     * What came of a content.
     *
     * @param place where what was missing belongs
     * @param ended gaps that are no more, in their last state
     */
    record Taken(Arrival next, Finding finding, Place place, List<Gap> ended) {}

    /** Of a device whose first content is still to come, and is to have the number 1. */
    static Arrival first(PeerDevice from) {
        return new Arrival(from, 0, Content.CHAIN_START, 0, List.of());
    }

    /** Of a device that said things before which were not for us: this content is where it begins. */
    static Arrival beginningWith(PeerDevice from, Content content) {
        long before = content.sequence() - 1;
        return new Arrival(from, before, content.previousHash(), before, List.of());
    }

    /** Moves on by a content; {@code sealed} is its ciphertext, over which the chain goes. */
    Taken take(Content content, Bytes sealed, Instant now) {
        long number = content.sequence();
        Bytes nextChain = Content.chain(content.previousHash(), sealed);
        Optional<Gap> gap = gapWith(number);
        if (gap.isPresent()) {
            return changed(
                    gap.get(),
                    gap.get().without(number),
                    floor,
                    Finding.LATE,
                    gap.get().place(number));
        }
        boolean follows = number - 1 == last;
        if (follows && content.previousHash().equals(chain)) {
            return taken(new Arrival(from, number, nextChain, floor, gaps), Finding.FINE, List.of());
        } else if (number - 1 > last && (last == 0 || !content.previousHash().equals(Content.CHAIN_START))) {
            return withGap(number, nextChain, now);
        } else if (number <= floor && !content.previousHash().equals(Content.CHAIN_START)) {
            return taken(this, Finding.FINE, List.of());
        }
        List<Gap> ended = gaps.stream().map(Gap::givenUp).toList();
        long judgedAfter = Math.max(floor, Math.max(last, number));
        return taken(new Arrival(from, number, nextChain, judgedAfter, List.of()), Finding.COUNT_LOST, ended);
    }

    private Taken withGap(long number, Bytes nextChain, Instant now) {
        long first = Math.max(last + 1, number - (last == 0 ? FIRST_NUMBERS_MAX : Gap.NUMBERS_MAX));
        // What a device said before it first came through is not missed beyond that.
        long lost = last == 0 ? 0 : first - (last + 1);
        List<Gap> next = new ArrayList<>(gaps);
        List<Gap> ended = new ArrayList<>();
        long given = first - 1 > last ? first - 1 : floor;
        if (next.size() == GAPS_MAX) {
            Gap oldest = next.remove(0);
            ended.add(oldest.givenUp());
            given = Math.max(given, oldest.to());
        }
        next.add(Gap.of(first, number - 1, lost, now));
        return taken(new Arrival(from, number, nextChain, Math.max(floor, given), next), Finding.GAP, ended);
    }

    private static Taken taken(Arrival next, Finding finding, List<Gap> ended) {
        return new Taken(next, finding, Place.END, ended);
    }

    /** The gap in which a number is missing. */
    Optional<Gap> gapWith(long number) {
        return gaps.stream().filter(gap -> gap.open().contains(number)).findFirst();
    }

    /** A gap became another; where nothing of it is missing any more, it ends. */
    Taken with(Gap before, Gap after) {
        return changed(before, after, Math.max(floor, before.to()), Finding.FINE, Place.END);
    }

    private Taken changed(Gap before, Gap after, long judgedAfter, Finding finding, Place place) {
        List<Gap> next = new ArrayList<>(gaps);
        List<Gap> ended = new ArrayList<>();
        if (after.open().isEmpty()) {
            next.remove(before);
            ended.add(after);
        } else {
            next.set(next.indexOf(before), after);
        }
        return new Taken(new Arrival(from, last, chain, judgedAfter, next), finding, place, ended);
    }

    /** Nothing that was missed is wanted any more. */
    Arrival withoutGaps() {
        return new Arrival(from, last, chain, Math.max(floor, last), List.of());
    }

    static Bytes rowId(PeerDevice from) {
        return new CanonicalWriter()
                .bytes(from.account().value())
                .u8(from.device().value())
                .toBytes();
    }

    VaultChange.Put put() {
        CanonicalWriter row = new CanonicalWriter()
                .u8(VERSION)
                .bytes(from.account().value())
                .u8(from.device().value())
                .u63(last)
                .bytes(chain)
                .u63(floor)
                .u8(gaps.size());
        gaps.forEach(gap -> gap.write(row));
        return new VaultChange.Put(Table.ARRIVAL, rowId(from), row.toBytes());
    }

    static Arrival decode(Bytes row) throws MalformedException {
        CanonicalReader reader = new CanonicalReader(row);
        if (reader.u8() != VERSION) {
            throw new MalformedException("an arrival of another version");
        }
        PeerDevice from = new PeerDevice(AccountId.read(reader), new DeviceId(reader.u8()));
        long last = reader.u63();
        Bytes chain = reader.bytes(Sha256.BYTES);
        long floor = reader.u63();
        int count = reader.count(GAPS_MAX);
        List<Gap> gaps = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            gaps.add(Gap.read(reader));
        }
        reader.end();
        return new Arrival(from, last, chain, floor, gaps);
    }
}
