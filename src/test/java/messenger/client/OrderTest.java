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
        Order.Placed placed = order.arrived(prefix, parents, last);
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

    private long at(Bytes prefix) {
        return Objects.requireNonNull(positions.get(prefix), "not shown");
    }

    @Test
    void whatComesInOrderStandsInARowAndNamesTheNewest() {
        assertFalse(arrives(1));
        assertFalse(arrives(2, 1));
        assertFalse(arrives(3, 1));
        assertEquals(3, last);
        assertEquals(List.of(id(2), id(3)), order.heads());
        order = order.written(id(4), 4);
        assertEquals(List.of(id(4)), order.heads());
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
                    arrives(next, parents.getOrDefault(next, List.of()));
                    shown.add(next);
                }
            } else if (from == to && written < all) {
                Bytes next = id(++written);
                parents.put(next, seen.get(from).heads());
                seen.set(from, seen.get(from).written(next, 1_000 + written));
                said.get(from).add(next);
            } else if (from != to && heard[to][from] < said.get(from).size()) {
                Bytes next = said.get(from).get(heard[to][from]++);
                seen.set(to, seen.get(to).at(next, parents.getOrDefault(next, List.of()), 1_000 + written));
            }
        }
        parents.forEach((message, named) ->
                named.forEach(parent -> assertTrue(at(parent) < at(message), seed + ": " + shown() + " " + parents)));
    }
}
