package messenger.server.store;

import static messenger.server.store.Fixture.ALICE;
import static messenger.server.store.Fixture.BOB;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import messenger.crypto.identity.MailboxId;
import messenger.server.StoreRequest;
import messenger.server.StoreResult;
import messenger.server.Ticket;

/** Random requests about two mailboxes, and what a list would answer. */
final class MailModel {
    private static final List<MailboxId> MAILBOXES = List.of(ALICE, BOB);

    private final Random random;
    private final List<TreeMap<Long, String>> waiting = List.of(new TreeMap<>(), new TreeMap<>());
    private final long[] last = new long[2];
    private long submissions;

    MailModel(long seed) {
        random = new Random(seed);
    }

    boolean isEmpty() {
        return waiting.get(0).isEmpty() && waiting.get(1).isEmpty();
    }

    /** Submits some requests at once; true if all were answered as they must be. */
    boolean runBatch(Core core) {
        List<Ticket> tickets = new ArrayList<>();
        List<Object> expected = new ArrayList<>();
        int count = 1 + random.nextInt(40);
        for (int i = 0; i < count; i++) {
            int box = random.nextInt(2);
            int kind = random.nextInt(10);
            if (kind < 4) {
                tickets.add(core.submit(append(box, expected)));
            } else if (kind < 8) {
                tickets.add(core.submit(new StoreRequest.DeleteMail(MAILBOXES.get(box), someOf(box))));
                expected.add(new StoreResult.Done());
            } else {
                long after = random.nextInt(1 + (int) last[box]);
                tickets.add(core.submit(Fixture.fetch(MAILBOXES.get(box), after)));
                expected.add(List.copyOf(waiting.get(box).tailMap(after, false).values()));
            }
        }
        boolean good = true;
        for (int i = 0; i < count; i++) {
            StoreResult result = core.await(tickets.get(i));
            Object found = result instanceof StoreResult.MailPage ? Fixture.texts(result) : result;
            good &= found.equals(expected.get(i));
        }
        return good;
    }

    private StoreRequest append(int box, List<Object> expected) {
        submissions++;
        String text = "m" + submissions + "x".repeat(random.nextInt(600));
        waiting.get(box).put(++last[box], text);
        expected.add(Fixture.allAppended());
        if (random.nextBoolean()) {
            return Fixture.append(submissions, text, MAILBOXES.get(box));
        }
        int other = 1 - box;
        waiting.get(other).put(++last[other], text);
        return Fixture.append(submissions, text, ALICE, BOB);
    }

    private List<Long> someOf(int box) {
        List<Long> chosen = new ArrayList<>();
        for (Long sequence : waiting.get(box).keySet()) {
            if (random.nextInt(3) == 0) {
                chosen.add(sequence);
            }
        }
        chosen.forEach(waiting.get(box)::remove);
        return chosen;
    }
}
