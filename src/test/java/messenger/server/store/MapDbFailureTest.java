package messenger.server.store;

import static messenger.server.store.Fixture.ALICE;
import static messenger.server.store.Fixture.BOB;
import static messenger.server.store.Fixture.NOON;
import static messenger.server.store.Fixture.account;
import static messenger.server.store.Fixture.append;
import static messenger.server.store.Fixture.delete;
import static messenger.server.store.Fixture.deletion;
import static messenger.server.store.Fixture.devices;
import static messenger.server.store.Fixture.fetch;
import static messenger.server.store.Fixture.login;
import static messenger.server.store.Fixture.mailbox;
import static messenger.server.store.Fixture.publish;
import static messenger.server.store.Fixture.registration;
import static messenger.server.store.Fixture.sequences;
import static messenger.server.store.Fixture.take;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import messenger.crypto.Bytes;
import messenger.crypto.Secret;
import messenger.crypto.identity.DeviceId;
import messenger.crypto.identity.MailboxId;
import messenger.protocol.UserName;
import messenger.server.StoreRequest;
import messenger.server.StoreRequest.OneTime;
import messenger.server.StoreResult;
import messenger.storage.Fault;
import messenger.storage.JournaledStore;
import messenger.storage.SimulatedMachine;
import messenger.storage.StorageException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each operation of the disk fails once; what was answered is there afterwards, and nothing is half there. */
final class MapDbFailureTest {
    private static final Bytes INVITE = Bytes.utf8("invitation");
    private static final MailboxId CAROL = mailbox(3);
    private static final MailboxId CAROL_2 = mailbox(4);
    private static final StoreRequest A_TRY =
            new StoreRequest.BeginPasswordTry(new UserName("carol"), 5, Duration.ofMinutes(15), NOON);

    private static final List<StoreRequest> REQUESTS = List.of(
            registration("alice", 1, ALICE),
            publish(1, 1, 4),
            registration("bob", 2, BOB),
            append(1, "one", ALICE, BOB),
            append(2, "two", BOB),
            take(1),
            delete(BOB, 1L, 2L),
            append(3, "three", BOB, ALICE),
            take(1),
            delete(ALICE, 1L, 2L),
            append(4, "four", ALICE),
            delete(BOB, 3L),
            new StoreRequest.CreateInvite(INVITE, 1, NOON.plusSeconds(9), NOON),
            registration("carol", INVITE, devices("carol", 3, 1, CAROL)),
            append(5, "shared", BOB, CAROL),
            append(6, "own", CAROL),
            publish(3, 1, 2),
            login(3, 1, 4),
            A_TRY,
            new StoreRequest.UpdateDevices(devices("carol", 3, 2, CAROL, CAROL_2)),
            append(7, "shared again", CAROL, CAROL_2),
            new StoreRequest.UpdateDevices(devices("carol", 3, 3, List.of(new DeviceId(2)), CAROL_2)),
            append(8, "for the second", CAROL_2, BOB),
            deletion("carol", 3, 4, NOON));

    /** The numbers of the probes that follow them. */
    private static final long BOBS_LAST = 6;

    private static final long ALICES_LAST = 4;

    private final List<Throwable> fatal = new CopyOnWriteArrayList<>();

    private MapDbStore open(SimulatedMachine machine) {
        JournaledStore mail = machine.open("mail");
        try {
            AtRest atRest = AtRest.start(Secret.copyOf(new byte[AtRest.KEY_BYTES]), new SecureRandom());
            return MapDbStore.on(
                    new MapDbFiles(mail, machine.open("accounts"), atRest),
                    MailQuota.DEFAULT,
                    new SecureRandom(),
                    fatal::add);
        } catch (StorageException e) {
            mail.close();
            throw e;
        }
    }

    /** All that requests can tell of a store. */
    private static List<Object> dump(Store store) {
        Core core = Core.on(store);
        List<Object> dump = new ArrayList<>();
        dump.add(core.ask(new StoreRequest.ListAccounts("", 10)));
        dump.add(core.ask(new StoreRequest.TakeBundle(account(1), DeviceId.FIRST, OneTime.NONE)));
        dump.add(core.ask(fetch(ALICE)));
        dump.add(core.ask(fetch(BOB)));
        dump.add(core.ask(new StoreRequest.FindAccount(account(3), 0)));
        dump.add(core.ask(new StoreRequest.TakeBundle(account(3), DeviceId.FIRST, OneTime.NONE)));
        dump.add(core.ask(fetch(CAROL)));
        dump.add(core.ask(fetch(CAROL_2)));
        return dump;
    }

    /** The dump of a store to which the first requests were put. */
    private static List<Object> after(int requests) {
        Store reference = new MemoryStore(MailQuota.DEFAULT, Runnable::run);
        Core core = Core.on(reference);
        REQUESTS.subList(0, requests).forEach(core::ask);
        return dump(reference);
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void aFailedOperationLeavesWhatWasAnsweredAndNothingHalf(Fault fault) {
        failEach(fault, 13);
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    @Tag("slow")
    void anyFailedOperationLeavesWhatWasAnsweredAndNothingHalf(Fault fault) {
        failEach(fault, 1);
    }

    private void failEach(Fault fault, int step) {
        boolean failed = true;
        for (int n = 1; failed; n += step) {
            SimulatedMachine machine = SimulatedMachine.fresh(n);
            machine.failAt(n, fault);
            int answered = runUntilFailure(machine);
            failed = machine.hasFailed();
            assertHolds(machine.afterKill(), answered, "operation " + n);
            assertHolds(machine.afterPowerLoss(), answered, "power, operation " + n);
        }
    }

    private int runUntilFailure(SimulatedMachine machine) {
        int answered = 0;
        fatal.clear();
        try (Store store = open(machine)) {
            Core core = Core.on(store);
            for (StoreRequest request : REQUESTS) {
                if (core.ask(request).equals(new StoreResult.Failed())) {
                    assertEquals(new StoreResult.Failed(), core.ask(fetch(BOB)));
                    assertEquals(1, fatal.size());
                    return answered;
                }
                answered++;
            }
        } catch (StorageException failedToOpen) {
            assertEquals(0, answered);
        }
        return answered;
    }

    private void assertHolds(SimulatedMachine machine, int answered, String what) {
        try (MapDbStore store = open(machine)) {
            List<Object> found = dump(store);
            int next = Math.min(answered + 1, REQUESTS.size());
            assertTrue(
                    found.equals(after(answered)) || found.equals(after(next)),
                    what + ", after " + answered + ": " + found);
            assertRetryWorks(Core.on(store), answered);
        }
    }

    /** The core's client asks again for what was not answered; then all goes on. */
    private static void assertRetryWorks(Core core, int answered) {
        for (StoreRequest request : REQUESTS.subList(answered, REQUESTS.size())) {
            assertTrue(!core.ask(request).equals(new StoreResult.Failed()), () -> "failed: " + request);
        }
        core.ask(append(99, "probe", ALICE, BOB));
        for (var mailbox : List.of(ALICE, BOB)) {
            List<Long> sequences = sequences(core.ask(fetch(mailbox)));
            assertEquals(mailbox.equals(BOB) ? BOBS_LAST : ALICES_LAST, sequences.get(sequences.size() - 1));
        }
    }

    @Test
    void aFailedCommitReleasesNoSuccessToAnybody() {
        SimulatedMachine machine = SimulatedMachine.fresh(1);
        try (Store store = open(machine)) {
            Core core = Core.on(store);
            core.ask(registration("bob", 2, BOB));
            core.line().watch(BOB);
            machine.failAt(1, Fault.NOTHING_DONE);
            var first = core.submit(append(1, "one", BOB));
            var second = core.submit(append(2, "two", BOB));

            assertEquals(new StoreResult.Failed(), core.await(first));
            assertEquals(new StoreResult.Failed(), core.await(second));
            assertEquals(new StoreResult.Failed(), core.ask(fetch(BOB)));
            assertEquals(List.of(), core.arrivals());
            assertEquals(1, fatal.size());
        }
    }
}
