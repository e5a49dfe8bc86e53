package messenger.server.store;

import static messenger.server.store.Fixture.ALICE;
import static messenger.server.store.Fixture.NOON;
import static messenger.server.store.Fixture.deletion;
import static messenger.server.store.Fixture.registration;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import messenger.crypto.Bytes;
import messenger.crypto.MalformedException;
import messenger.crypto.identity.DeviceId;
import messenger.server.StoreRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Invitations and reserved names that are too old do not stay for ever. */
final class PurgeTest {
    private final Map<String, HeapTable> tables = new HashMap<>();
    private StoreState state = load();

    private StoreState load() {
        try {
            return StoreState.load(
                    name -> tables.computeIfAbsent(name, missing -> new HeapTable()),
                    new HeapRecords(),
                    MailQuota.DEFAULT);
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeEach
    void anAccountLogsIn() throws MalformedException {
        state = load();
        state.apply(registration("alice", 1, ALICE));
    }

    private void loginAt(Instant at) throws MalformedException {
        state.apply(new StoreRequest.NoteLogin(Fixture.account(1), DeviceId.FIRST, 1, at));
    }

    private void invite(long number, Instant expires) throws MalformedException {
        Bytes hash = Bytes.utf8("invitation " + number);
        state.apply(new StoreRequest.CreateInvite(hash, 1, expires, NOON));
    }

    private int count(String table) {
        AtomicInteger count = new AtomicInteger();
        tables.getOrDefault(table, new HeapTable()).forEach((key, value) -> count.incrementAndGet());
        return count.get();
    }

    @Test
    void anInvitationThatIsTooOldIsForgottenWithinADay() throws MalformedException {
        invite(1, NOON.plusSeconds(60));
        invite(2, NOON.plus(StoreState.PURGED_EVERY).plusMillis(1));

        loginAt(NOON.plus(StoreState.PURGED_EVERY).minusMillis(1));
        assertEquals(2, count("invitations"));
        loginAt(NOON.plus(StoreState.PURGED_EVERY));
        assertEquals(1, count("invitations"));
    }

    @Test
    void aReservationThatIsOverIsForgotten() throws MalformedException {
        state.apply(registration("mallory", 2, Fixture.mailbox(2)));
        state.apply(deletion("mallory", 2, 2, NOON));
        Instant over = NOON.plus(StoreRequest.NAME_RESERVED_FOR);

        loginAt(over.minusMillis(1));
        assertEquals(1, count("reserved"));
        loginAt(over.minusMillis(1).plus(StoreState.PURGED_EVERY));
        assertEquals(0, count("reserved"));
    }

    @Test
    void soManyAreForgottenAtATimeAndTheRestSoon() throws MalformedException {
        for (int i = 0; i <= StoreState.PURGED_MAX; i++) {
            invite(i, NOON.plusSeconds(60));
        }
        Instant later = NOON.plus(StoreState.PURGED_EVERY);

        loginAt(later);
        assertEquals(1, count("invitations"));
        loginAt(later);
        assertEquals(0, count("invitations"));
    }

    @Test
    void aClockThatWasSetBackDoesNotKeepThemForEver() throws MalformedException {
        loginAt(NOON.plusSeconds(1_000_000_000));
        invite(1, NOON.plusSeconds(60));

        loginAt(NOON.plus(StoreState.PURGED_EVERY));
        assertEquals(0, count("invitations"));
    }
}
