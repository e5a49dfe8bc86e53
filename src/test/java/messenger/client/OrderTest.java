package messenger.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import messenger.crypto.Bytes;
import messenger.crypto.MalformedException;
import messenger.crypto.identity.AccountId;
import messenger.crypto.identity.DeviceId;
import messenger.crypto.ratchet.PeerDevice;
import messenger.protocol.content.ConversationId;
import org.junit.jupiter.api.Test;

/** The order of messages: none before what its writer saw. */
final class OrderTest {
    private static final ConversationId CONVERSATION = new ConversationId(Bytes.hex("0c".repeat(16)));

    private Order order = Order.none(CONVERSATION);
    private final Map<Bytes, Long> positions = new HashMap<>();
    private long last;

    private static Bytes id(int number) {
        return Bytes.hex("%016x".formatted(number));
    }

    private boolean arrives(int number, Integer... parents) {
        return arrives(id(number), List.of(parents).stream().map(OrderTest::id).toList());
    }

    private boolean arrives(Bytes prefix, List<Bytes> parents) {
        return arrives(prefix, parents, 1 + Integer.parseInt(prefix.toHex(), 16) % DeviceId.MAX);
    }

    private boolean arrives(Bytes prefix, List<Bytes> parents, int device) {
        Order.Placed placed = order.arrived(prefix, parents, device(device), Place.after(0), last);
        order = placed.next();
        assertFalse(positions.containsValue(placed.position()), "taken already: " + placed.position());
        positions.put(prefix, placed.position());
        last = Math.max(last, placed.position());
        return placed.late();
    }

    private List<Integer> shown() {
        return positions.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .map(entry -> Integer.parseInt(entry.getKey().toHex(), 16))
                .toList();
    }

    private static PeerDevice device(int number) {
        return new PeerDevice(new AccountId(Bytes.hex("a1".repeat(16))), new DeviceId(number));
    }

    private long at(Bytes prefix) {
        return Objects.requireNonNull(positions.get(prefix), "not shown");
    }

    @Test
    void whatComesInOrderStandsInARowAndNamesTheNewest() {
        assertFalse(arrives(1));
        assertFalse(arrives(2, 1));
        assertFalse(arrives(3, 1));
        assertEquals(3, last);
        assertEquals(List.of(id(2), id(3)), order.parents());
        order = order.written(id(4), 4);
        assertEquals(List.of(id(4)), order.parents());
    }

    @Test
    void aReplyWaitsForNothingAndStandsAfterWhatItAnswersNonetheless() {
        arrives(1);
        assertFalse(arrives(5, 4), "shown at once");
        assertTrue(arrives(4, 1));
        assertEquals(List.of(1, 4, 5), shown());
        assertEquals(List.of(), order.rooms());
    }

    @Test
    void thePlaceOfItsOldNumberIsNotTakenWhereSomethingEarlierOfItsDeviceStandsAfterIt() {
        arrives(id(1), List.of(), 1);
        // A line about something missing at 3, with a free place before it; what was missing came as another number.
        last = 3;
        arrives(id(4), List.of(id(1)), 1);
        Order.Placed parent = order.arrived(id(5), List.of(id(4)), device(1), Place.at(2), last);
        assertEquals(5, parent.position());
        assertTrue(parent.late());

        assertEquals(
                2,
                order.arrived(id(5), List.of(id(1)), device(1), Place.at(2), last)
                        .position());
    }

    @Test
    void whatLeadsToWhatIsMissingFindsRoomToo() {
        arrives(1);
        arrives(5, 4);
        assertTrue(arrives(2, 1));
        assertTrue(arrives(3, 2));
        assertTrue(arrives(4, 3));
        assertEquals(List.of(1, 2, 3, 4, 5), shown());
        arrives(6, 5);
        assertEquals(6, (int) shown().get(5));
    }

    @Test
    void theLastOfThisDeviceIsNamedHoweverMuchCameSince() {
        order = order.written(id(1), 1);
        last = 1;
        for (int number = 2; number < 10; number++) {
            arrives(number);
        }
        assertEquals(List.of(id(1), id(7), id(8), id(9)), order.parents());
    }

    @Test
    void whatIsMissingMayBeMissingSomethingItself() {
        arrives(1);
        arrives(5, 4);
        assertTrue(arrives(4, 3));
        assertTrue(arrives(3, 2));
        assertTrue(arrives(2, 1));
        assertEquals(List.of(1, 2, 3, 4, 5), shown());
    }

    @Test
    void whoeverKnowsWhatStandsThereComesAfterIt() {
        arrives(1);
        arrives(5, 4);
        arrives(6, 5);
        assertEquals(List.of(1, 5, 6), shown());
        assertFalse(arrives(7, 6, 1));
        assertEquals(List.of(1, 5, 6, 7), shown());
    }

    @Test
    void nothingGoesIntoRoomBeforeWhatWasForgotten() {
        arrives(1);
        arrives(3, 2);
        for (int number = 4; number < 4 + Order.RECENT_MAX; number++) {
            arrives(number, number - 1);
        }
        assertEquals(List.of(), order.rooms());
        assertFalse(arrives(2, 1));
        assertEquals(2, (int) shown().get(shown().size() - 1));
    }

    @Test
    void withoutRoomItStandsAtTheEndAndIsLate() {
        arrives(1);
        arrives(50, 49);
        for (int number = 2; number < 2 + Order.ROOM; number++) {
            assertTrue(arrives(number, number - 1));
        }
        assertTrue(arrives(49, 1 + Order.ROOM));
        assertEquals(49, (int) shown().get(shown().size() - 1));
    }

    @Test
    void whateverIsNamedNothingGrowsAndEveryStateCanBeKept() throws MalformedException {
        Random random = new Random(Long.getLong("order.seed", 7));
        for (int i = 1; i < 3_000; i++) {
            List<Integer> parents = new ArrayList<>();
            for (int left = random.nextInt(5); left > 0; left--) {
                parents.add(1_000_000 + random.nextInt(1_000_000));
            }
            arrives(i, parents.toArray(Integer[]::new));
            assertTrue(order.rooms().size() <= Order.ROOMS_MAX && order.recent().size() <= Order.RECENT_MAX);
            assertTrue(order.heads().size() <= 4);
            assertEquals(order, Order.decode(order.put().value()));
        }
        Bytes row = order.put().value();
        for (int size = 0; size < row.size(); size++) {
            Bytes cut = row.slice(0, size);
            assertThrows(MalformedException.class, () -> Order.decode(cut));
        }
    }

    /** Three devices write, each sees the others' messages with any delay; a fourth gets them in any such order. */
    @Test
    void noMessageIsShownBeforeWhatItsWriterSaw() {
        for (long seed = 1; seed <= 400; seed++) {
            order = Order.none(CONVERSATION);
            positions.clear();
            last = 0;
            writersAndAReader(new Random(seed), "seed " + seed);
        }
    }

    private void writersAndAReader(Random random, String seed) {
        int writers = 3;
        List<Order> seen = new ArrayList<>();
        List<List<Bytes>> said = new ArrayList<>();
        int[][] heard = new int[writers][writers];
        int[] delivered = new int[writers];
        long[] lasts = new long[writers];
        Map<Bytes, List<Bytes>> parents = new HashMap<>();
        for (int i = 0; i < writers; i++) {
            seen.add(Order.none(CONVERSATION));
            said.add(new ArrayList<>());
        }
        Set<Bytes> shown = new HashSet<>();
        int written = 0;
        int all = 12;
        while (shown.size() < all) {
            int from = random.nextInt(writers);
            int to = random.nextInt(writers + 2);
            if (to >= writers) {
                if (delivered[from] < said.get(from).size()) {
                    Bytes next = said.get(from).get(delivered[from]++);
                    arrives(next, parents.getOrDefault(next, List.of()), from + 1);
                    shown.add(next);
                }
            } else if (from == to && written < all) {
                Bytes next = id(++written);
                parents.put(next, seen.get(from).parents());
                lasts[from]++;
                seen.set(from, seen.get(from).written(next, lasts[from]));
                said.get(from).add(next);
            } else if (from != to && heard[to][from] < said.get(from).size()) {
                Bytes next = said.get(from).get(heard[to][from]++);
                List<Bytes> named = parents.getOrDefault(next, List.of());
                Order.Placed placed = seen.get(to).arrived(next, named, device(from + 1), Place.after(0), lasts[to]);
                seen.set(to, placed.next());
                lasts[to] = Math.max(lasts[to], placed.position());
            }
        }
        parents.forEach((message, named) ->
                named.forEach(parent -> assertTrue(at(parent) < at(message), seed + ": " + shown() + " " + parents)));
    }
}
