package messenger.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import messenger.client.Arrival.Finding;
import messenger.crypto.Bytes;
import messenger.crypto.MalformedException;
import messenger.crypto.identity.AccountId;
import messenger.crypto.identity.DeviceId;
import messenger.crypto.ratchet.PeerDevice;
import messenger.protocol.content.Body;
import messenger.protocol.content.Content;
import messenger.protocol.content.ConversationId;
import messenger.protocol.content.MessageId;
import org.junit.jupiter.api.Test;

/** What the numbers and the hash chain of a device tell. */
final class ArrivalTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final PeerDevice FROM = new PeerDevice(new AccountId(Bytes.hex("a1".repeat(16))), new DeviceId(2));
    private static final Bytes SEALED = Bytes.hex("5e");

    private Arrival arrival = Arrival.first(FROM);

    private static Content content(long number, Bytes previousHash) {
        return new Content(
                new ConversationId(Bytes.hex("0c".repeat(16))),
                new MessageId(Bytes.hex("0d".repeat(16))),
                number,
                previousHash,
                0,
                new Content.DeviceListMark(1, Bytes.hex("00".repeat(8))),
                new Body.Text("x"));
    }

    /** The chain of a device that always seals the same, before a number. */
    private static Bytes chainBefore(long number) {
        Bytes chain = Content.CHAIN_START;
        for (long i = 1; i < Math.min(number, 1_000); i++) {
            chain = Content.chain(chain, SEALED);
        }
        return chain;
    }

    private Arrival.Taken take(long number) {
        return take(content(number, chainBefore(number)));
    }

    private Arrival.Taken take(Content content) {
        Arrival.Taken taken = arrival.take(content, SEALED, NOW);
        arrival = taken.next();
        return taken;
    }

    private List<Long> open() {
        return arrival.gaps().stream().flatMap(gap -> gap.open().stream()).toList();
    }

    private static List<Long> numbers(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }

    @Test
    void whatComesInOrderIsFine() {
        for (long number = 1; number <= 5; number++) {
            assertEquals(Finding.FINE, take(number).finding());
        }
        assertEquals(List.of(), arrival.gaps());
        assertEquals(chainBefore(6), arrival.chain());
    }

    @Test
    void whatIsMissingIsAGapAndClosesItWhenItComes() {
        take(1);
        assertEquals(Finding.GAP, take(4).finding());
        assertEquals(numbers(2, 3), open());

        Arrival.Taken third = take(3);
        assertEquals(Finding.LATE, third.finding());
        assertEquals(List.of(), third.ended());
        Arrival.Taken second = take(2);
        assertEquals(1, second.ended().size());
        assertEquals(0, second.ended().get(0).lost());
        assertEquals(List.of(), arrival.gaps());
        assertEquals(Finding.FINE, take(5).finding());
    }

    @Test
    void everyMissingNumberHasItsOwnPlaceBeforeTheLine() {
        Gap gap = Gap.of(7, 9, 0, NOW).at(104);

        assertEquals(
                List.of(101L, 102L, 103L),
                numbers(7, 9).stream()
                        .map(number -> gap.place(number).position())
                        .toList());
        assertTrue(Gap.of(7, 9, 0, NOW).place(8).isEnd());
    }

    @Test
    void aDeviceThatUsesANumberTwiceOrAnotherChainHasLostCount() {
        take(1);
        take(2);
        assertEquals(Finding.COUNT_LOST, take(content(2, chainBefore(2))).finding());
        assertEquals(Finding.FINE, take(3).finding(), "it goes on from there");
        assertEquals(
                Finding.COUNT_LOST, take(content(4, Bytes.hex("77".repeat(32)))).finding());
    }

    @Test
    void aDeviceThatBeginsAnewHasLostCountAndWhatWasMissingIsLost() {
        take(1);
        take(5);
        Arrival.Taken again = take(1);
        assertEquals(Finding.COUNT_LOST, again.finding());
        assertEquals(3, again.ended().get(0).lost());
        assertEquals(Finding.FINE, take(2).finding());
        assertEquals(List.of(), arrival.gaps());
    }

    @Test
    void aDeviceMayCountAsFarAsNumbersGo() {
        take(1);
        assertEquals(Finding.GAP, take(1L << 62).finding());
        assertEquals(numbers((1L << 62) - Gap.NUMBERS_MAX, (1L << 62) - 1), open());
        assertEquals((1L << 62) - Gap.NUMBERS_MAX - 2, arrival.gaps().get(0).lost());
        assertEquals(Finding.FINE, take(2).finding(), "too old to be judged");
        assertEquals(Finding.GAP, take(Long.MAX_VALUE).finding());
        assertEquals(2 * Gap.NUMBERS_MAX, open().size());
        assertEquals(Finding.COUNT_LOST, take(1).finding());
    }

    @Test
    void aGapHoldsAsManyNumbersAsTheLimit() {
        for (int size : new int[] {Gap.NUMBERS_MAX - 1, Gap.NUMBERS_MAX, Gap.NUMBERS_MAX + 1}) {
            arrival = Arrival.first(FROM);
            take(1);
            take(size + 2);
            assertEquals(Math.min(size, Gap.NUMBERS_MAX), open().size());
            assertEquals(
                    Math.max(0, size - Gap.NUMBERS_MAX), arrival.gaps().get(0).lost());
        }
        assertThrows(IllegalArgumentException.class, () -> Gap.of(1, Gap.NUMBERS_MAX + 1, 0, NOW));
    }

    @Test
    void theOldestOfTooManyGapsIsGivenUp() throws MalformedException {
        List<Gap> ended = new ArrayList<>();
        for (long number = 1; number <= 1 + 2L * (Arrival.GAPS_MAX + 1); number += 2) {
            ended.addAll(take(number).ended());
            assertTrue(arrival.gaps().size() <= Arrival.GAPS_MAX);
            assertEquals(arrival, Arrival.decode(arrival.put().value()));
        }
        assertEquals(1, ended.size());
        assertEquals(2, ended.get(0).from());
        assertEquals(1, ended.get(0).lost());
        assertEquals(Finding.FINE, take(2).finding(), "it is here after all");
    }

    @Test
    void beforeTheFirstThatCameOnlyTheLastAreMissed() {
        for (int number : new int[] {2, Arrival.FIRST_NUMBERS_MAX, Arrival.FIRST_NUMBERS_MAX + 1, 900}) {
            arrival = Arrival.first(FROM);
            take(number);
            assertEquals(numbers(Math.max(1, number - Arrival.FIRST_NUMBERS_MAX), number - 1), open());
            assertEquals(0, arrival.gaps().get(0).lost());
        }
        arrival = Arrival.beginningWith(FROM, content(900, chainBefore(900)));
        assertEquals(Finding.FINE, take(900).finding());
        assertEquals(List.of(), open());
    }

    @Test
    void aRowCutAnywhereIsRefused() {
        take(1);
        take(300);
        take(302);
        Bytes row = arrival.put().value();
        for (int size = 0; size < row.size(); size++) {
            Bytes cut = row.slice(0, size);
            assertThrows(MalformedException.class, () -> Arrival.decode(cut));
        }
    }
}
