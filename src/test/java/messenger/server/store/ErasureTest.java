package messenger.server.store;

import static messenger.server.store.Fixture.ALICE;
import static messenger.server.store.Fixture.BOB;
import static messenger.server.store.Fixture.NOON;
import static messenger.server.store.Fixture.append;
import static messenger.server.store.Fixture.deletion;
import static messenger.server.store.Fixture.devices;
import static messenger.server.store.Fixture.fetch;
import static messenger.server.store.Fixture.login;
import static messenger.server.store.Fixture.mailbox;
import static messenger.server.store.Fixture.publish;
import static messenger.server.store.Fixture.registration;
import static messenger.server.store.Fixture.texts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import messenger.crypto.identity.DeviceId;
import messenger.crypto.identity.MailboxId;
import messenger.protocol.Limits;
import messenger.protocol.UserName;
import messenger.server.StoreRequest;
import messenger.server.StoreResult;
import messenger.storage.JournaledStore;
import messenger.storage.StorageLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is deleted does not lie about in the files, where whoever has the key later could still open it. */
final class ErasureTest {
    private static final List<String> TABLES =
            List.of("accounts", "seen", "lists", "reserved", "invitations", "logins", "prekeys");

    private static final MailboxId ALICE_2 = mailbox(12);
    private static final int LARGE = Limits.CONTENT_BYTES_MAX;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    private Store open() {
        return MapDbStoreTest.Fresh.again(directory, MailQuota.DEFAULT);
    }

    /** The first and the last bytes of all sealed values that are there: epoch and counter, and the tag. */
    private Set<String> sealed() {
        Set<String> ends = new HashSet<>();
        try (JournaledStore accounts =
                JournaledStore.open(directory, "accounts", StorageLimits.SERVER, new SecureRandom())) {
            for (String table : TABLES) {
                MapDbTable.in(accounts, table).forEach((key, value) -> addEnds(value, ends));
            }
        }
        try (JournaledStore mail = JournaledStore.open(directory, "mail", StorageLimits.SERVER, new SecureRandom())) {
            new MapDbRecords(mail).forEach((id, record) -> addEnds(record, ends));
        }
        return ends;
    }

    private static void addEnds(byte[] sealed, Set<String> ends) {
        ends.add(new String(sealed, 0, 25, StandardCharsets.ISO_8859_1));
        ends.add(new String(sealed, sealed.length - 16, 16, StandardCharsets.ISO_8859_1));
    }

    private List<String> found(Set<String> ends) throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.sorted().toList()) {
                String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
                ends.stream()
                        .filter(bytes::contains)
                        .forEach(end -> found.add(file.getFileName().toString()));
            }
        }
        return found;
    }

    /** Alice has two devices with a hundred messages each, and Bob has the same messages. */
    private void useTheStore() {
        try (Store store = open()) {
            Core core = Core.on(store);
            core.ask(registration("alice", 1, ALICE));
            core.ask(registration("bob", 2, BOB));
            core.ask(publish(1, 1, 50));
            core.ask(login(1, 1, 5));
            core.ask(new StoreRequest.BeginPasswordTry(new UserName("alice"), 5, Duration.ofMinutes(15), NOON));
            core.ask(new StoreRequest.UpdateDevices(devices("alice", 1, 2, ALICE, ALICE_2)));
            core.ask(new StoreRequest.RecordSeen(Fixture.account(1), NOON));
            for (int i = 1; i <= 100; i++) {
                core.ask(append(i, "for alice" + "x".repeat(i * 7), ALICE, ALICE_2, BOB));
            }
            core.ask(append(101, "x".repeat(LARGE), ALICE));
        }
    }

    /** What was there before the request and is not after it; must be at least so much, and must not be found. */
    private void assertErases(int atLeast, StoreRequest request) throws IOException {
        Set<String> gone = sealed();
        try (Store store = open()) {
            assertEquals(new StoreResult.Done(), Core.on(store).ask(request));
            assertEquals(100, texts(Core.on(store).ask(fetch(BOB))).size());
        }
        Set<String> after = sealed();
        gone.removeAll(after);

        assertTrue(gone.size() >= 2 * atLeast, gone.size() + " were deleted");
        assertEquals(List.of(), found(gone));
        assertTrue(found(after).size() >= after.size(), "what is there is found");
    }

    @Test
    void nothingOfADeletedAccountIsLeftInTheFiles() throws IOException {
        useTheStore();
        int prekeys = 52;
        int accountListSeenAndLogins = 4;
        int mailAndBoxes = 203;

        assertErases(prekeys + accountListSeenAndLogins + mailAndBoxes, deletion("alice", 1, 3, NOON));
    }

    @Test
    void nothingOfARemovedDeviceIsLeftInTheFiles() throws IOException {
        useTheStore();
        int prekeys = 52;
        int mailAndBox = 102;

        assertErases(
                prekeys + mailAndBox,
                new StoreRequest.UpdateDevices(devices("alice", 1, 3, List.of(new DeviceId(2)), ALICE_2)));
    }
}
