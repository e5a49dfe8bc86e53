package messenger.server.store;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import messenger.server.StoreRequest;
import messenger.server.StoreResult;
import messenger.server.Ticket;
import messenger.storage.StorageLimits;

/**
 * The process that {@link MapDbKillTest} kills. Prints a line for each answer, and before each delete which
 * messages may be gone from then on:
 *
 * <pre>
 * A n   submission n was answered as appended
 * d n   the message of submission n is about to be deleted
 * D n   its deletion was answered
 * T id  a one-time pair was given out
 * </pre>
 */
final class StoreCrashWriter {
    /** Checkpoints are frequent. */
    static final StorageLimits LIMITS = new StorageLimits(256 << 10, 32 << 20, 256 << 20);

    private final Core core;
    private final Random random;
    private long submission;
    private long prekey;

    private StoreCrashWriter(Core core, long seed, long first) {
        this.core = core;
        this.random = new Random(seed);
        this.submission = first;
        this.prekey = first;
    }

    /** Takes the directory, a seed, and a number above all that earlier processes used. */
    public static void main(String[] args) {
        Store store = MapDbStore.open(
                Path.of(args[0]), MailQuota.DEFAULT, LIMITS, new SecureRandom(), Throwable::printStackTrace);
        Core core = Core.on(store);
        core.ask(Fixture.registration("alice", 1, Fixture.ALICE));
        core.ask(Fixture.registration("bob", 2, Fixture.BOB));
        StoreCrashWriter writer = new StoreCrashWriter(core, Long.parseLong(args[1]), Long.parseLong(args[2]));
        while (true) {
            writer.append();
            writer.acknowledge();
            writer.takePrekeys();
        }
    }

    private void append() {
        List<Ticket> tickets = new ArrayList<>();
        long first = submission;
        int count = 1 + random.nextInt(30);
        for (int i = 0; i < count; i++) {
            String text = submission + " " + "x".repeat(random.nextInt(500));
            tickets.add(core.submit(
                    random.nextBoolean()
                            ? Fixture.append(submission, text, Fixture.BOB)
                            : Fixture.append(submission, text, Fixture.ALICE, Fixture.BOB)));
            submission++;
        }
        for (int i = 0; i < count; i++) {
            expect(core.await(tickets.get(i)), Fixture.allAppended());
            System.out.println("A " + (first + i));
        }
    }

    private void acknowledge() {
        StoreResult page = core.ask(new StoreRequest.FetchMail(Fixture.BOB, 0, 1 + random.nextInt(40), 1 << 20));
        List<Long> sequences = Fixture.sequences(page);
        List<String> numbers = Fixture.texts(page).stream()
                .map(text -> text.substring(0, text.indexOf(' ')))
                .toList();
        numbers.forEach(number -> System.out.println("d " + number));
        expect(core.ask(new StoreRequest.DeleteMail(Fixture.BOB, sequences)), new StoreResult.Done());
        numbers.forEach(number -> System.out.println("D " + number));
        StoreResult alice = core.ask(new StoreRequest.FetchMail(Fixture.ALICE, 0, 50, 1 << 20));
        core.ask(new StoreRequest.DeleteMail(Fixture.ALICE, Fixture.sequences(alice)));
    }

    private void takePrekeys() {
        core.ask(Fixture.publish(1, prekey, prekey + 5));
        prekey += 6;
        for (int i = 0; i < 4; i++) {
            StoreResult taken = core.ask(Fixture.take(1));
            System.out.println("T "
                    + Fixture.text(((StoreResult.BundleTaken) taken).oneTime().get(0)));
        }
    }

    private static void expect(StoreResult found, StoreResult expected) {
        if (!found.equals(expected)) {
            throw new IllegalStateException(found + " instead of " + expected);
        }
    }
}
