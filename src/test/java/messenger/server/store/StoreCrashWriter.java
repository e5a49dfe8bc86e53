package messenger.server.store;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import messenger.crypto.identity.DeviceId;
import messenger.crypto.identity.MailboxId;
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
 * V n   Carol's device list n was answered as taken; her only device has a new mailbox in each
 * G n   Carol's login with this generation was answered as noted
 * </pre>
 */
final class StoreCrashWriter {
    /** Checkpoints are frequent. */
    static final StorageLimits LIMITS = new StorageLimits(256 << 10, 32 << 20, 256 << 20);

    private static final MailboxId DAVE = Fixture.mailbox(4);

    private final Core core;
    private final Random random;
    private long submission;
    private long prekey;
    private long generation;

    private StoreCrashWriter(Core core, long seed, long first) {
        this.core = core;
        this.random = new Random(seed);
        this.submission = first;
        this.prekey = first;
        this.generation = first;
    }

    /** Takes the directory, a seed, and a number above all that earlier processes used. */
    public static void main(String[] args) {
        Store store = MapDbStore.open(
                Path.of(args[0]), MailQuota.DEFAULT, LIMITS, new SecureRandom(), Throwable::printStackTrace);
        Core core = Core.on(store);
        core.ask(Fixture.registration("alice", 1, Fixture.ALICE));
        core.ask(Fixture.registration("bob", 2, Fixture.BOB));
        core.ask(Fixture.registration("dave", 4, DAVE));
        core.ask(Fixture.registration("carol", 3, carolsMailbox(1)));
        StoreCrashWriter writer = new StoreCrashWriter(core, Long.parseLong(args[1]), Long.parseLong(args[2]));
        while (true) {
            writer.append();
            writer.acknowledge();
            writer.takePrekeys();
            writer.changeDevice();
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

    private void changeDevice() {
        long version = carolsVersion(core);
        for (int i = 0; i < 3; i++) {
            // To a mailbox that is about to go, with content that is shared with one that stays.
            core.ask(Fixture.append(random.nextLong() | Long.MIN_VALUE, "gone", carolsMailbox(version), DAVE));
        }
        version++;
        var devices = Fixture.devices("carol", 3, version, carolsMailbox(version));
        expect(core.ask(new StoreRequest.UpdateDevices(devices)), new StoreResult.Done());
        System.out.println("V " + version);
        generation++;
        core.ask(new StoreRequest.NoteLogin(Fixture.account(3), DeviceId.FIRST, generation, Fixture.NOON));
        System.out.println("G " + generation);
        StoreResult dave = core.ask(new StoreRequest.FetchMail(DAVE, 0, 2, 1 << 20));
        core.ask(new StoreRequest.DeleteMail(DAVE, Fixture.sequences(dave)));
    }

    static MailboxId carolsMailbox(long version) {
        return Fixture.mailbox(1000 + version);
    }

    /** What the store says is Carol's newest list. */
    static long carolsVersion(Core core) {
        StoreResult found = core.ask(new StoreRequest.FindAccount(Fixture.account(3), Long.MAX_VALUE));
        String list = Fixture.text(((StoreResult.AccountFound) found).account().deviceList());
        String number = list.substring("devices of carol".length()).strip();
        return number.isEmpty() ? 1 : Long.parseLong(number);
    }

    private static void expect(StoreResult found, StoreResult expected) {
        if (!found.equals(expected)) {
            throw new IllegalStateException(found + " instead of " + expected);
        }
    }
}
