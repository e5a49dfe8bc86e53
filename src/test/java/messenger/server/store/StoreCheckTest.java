package messenger.server.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import messenger.crypto.Bytes;
import messenger.protocol.Incarnation;
import messenger.server.StoreRequest;
import messenger.server.StoreResult;
import messenger.storage.DamagedStoreException;
import messenger.storage.JournaledStore;
import messenger.storage.StorageException;
import messenger.storage.StorageLimits;
import messenger.storage.StoreLockedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store is read as a whole without being changed, copied while it works, and given another life. */
final class StoreCheckTest {
    private final SecureRandom random = new SecureRandom();
    private final RealAccounts alice = new RealAccounts("alice");
    private final RealAccounts bob = new RealAccounts("bob");
    private final RealAccounts gone = new RealAccounts("gone");

    @TempDir
    private Path folder;

    private MapDbStore open(Path where) {
        return MapDbStore.open(
                where, folder.resolve("store.key"), MailQuota.DEFAULT, StorageLimits.SERVER, random, failure -> {});
    }

    private StoreCheck.Contents check(Path where) {
        return StoreCheck.of(where, folder.resolve("store.key"), StorageLimits.SERVER, random);
    }

    /** Three accounts of which one is deleted, three devices, four messages in three mailboxes, 7 pairs. */
    private void fill(Store store) {
        Core core = Core.on(store);
        List<StoreRequest> requests = new ArrayList<>(List.of(
                alice.registration(),
                bob.registration(),
                gone.registration(),
                alice.publication(1, 4),
                bob.publication(1, 3),
                new StoreRequest.UpdateDevices(bob.withDevice()),
                bob.login(2),
                bob.seen(),
                gone.seen(),
                gone.login(1),
                gone.publication(1, 3),
                new StoreRequest.CreateInvite(
                        Bytes.utf8("an invitation"), 2, Fixture.NOON.plusSeconds(9), Fixture.NOON)));
        requests.add(alice.mail("to three", alice.mailbox(1), bob.mailbox(1), bob.mailbox(2)));
        requests.add(alice.mail("to one", bob.mailbox(2)));
        requests.add(alice.mail("to one that goes", gone.mailbox(1)));
        requests.add(gone.deletion());
        requests.forEach(request -> assertNotEquals(new StoreResult.Failed(), core.ask(request)));
    }

    private static Map<Path, byte[]> files(Path where) throws IOException {
        Map<Path, byte[]> files = new TreeMap<>();
        try (Stream<Path> all = Files.list(where)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(file.getFileName(), Files.readAllBytes(file));
            }
        }
        return files;
    }

    private void assertWhole(StoreCheck.Contents contents) {
        assertEquals(2, contents.accounts());
        assertEquals(1, contents.deleted());
        assertEquals(3, contents.devices());
        assertEquals(3, contents.mailboxes());
        assertEquals(4, contents.messages());
        assertEquals(3 * 12 + 1 * 10, contents.bytes());
        assertEquals(7, contents.oneTimePrekeys());
        assertEquals(1, contents.invitations());
    }

    @Test
    void allOfAStoreIsCountedAndNothingIsChanged() throws IOException {
        try (Store store = open(folder)) {
            fill(store);
        }
        Map<Path, byte[]> before = files(folder);

        assertWhole(check(folder));

        Map<Path, byte[]> after = files(folder);
        assertEquals(before.keySet(), after.keySet());
        before.forEach((file, bytes) -> assertArrayEquals(bytes, after.get(file), file.toString()));
    }

    @Test
    void aStoreThatIsOpenIsNotLookedAt() {
        try (Store store = open(folder)) {
            fill(store);
            assertThrows(StoreLockedException.class, () -> check(folder));
        }
    }

    @Test
    void aCopyOfAStoreThatWorksIsWhole() throws IOException {
        Path copy = Files.createDirectory(folder.resolve("copy"));
        try (MapDbStore store = open(folder)) {
            fill(store);
            StoreBackup.Copied copied = store.copyTo(copy, InstantSource.system());
            assertTrue(copied.bytes() > 1 << 22, copied.toString());
            assertThrows(
                    StorageException.class,
                    () -> store.copyTo(copy, InstantSource.system()),
                    "it would overwrite the first");
            Core.on(store).ask(alice.mail("later", bob.mailbox(1)));
        }
        assertWhole(check(copy));
        assertEquals(5, check(folder).messages());
    }

    @Test
    void aStoreThatIsClosedIsNotCopied() throws IOException {
        Path copy = Files.createDirectory(folder.resolve("copy"));
        MapDbStore store = open(folder);
        store.close();
        assertThrows(IllegalStateException.class, () -> store.copyTo(copy, InstantSource.system()));
    }

    @Test
    void aRestoredStoreLivesAnotherLifeWithoutOneTimePairs() throws IOException {
        Path copy = Files.createDirectory(folder.resolve("copy"));
        Incarnation before;
        try (MapDbStore store = open(folder)) {
            fill(store);
            before = store.incarnation();
            StoreBackup.Copied unused = store.copyTo(copy, InstantSource.system());
        }
        try (MapDbStore store = open(copy)) {
            assertEquals(before, store.incarnation(), "a copy is not another life yet");
        }

        StoreRestore.begin(copy, folder.resolve("store.key"), StorageLimits.SERVER, random);

        assertEquals(0, check(copy).oneTimePrekeys());
        assertEquals(4, check(copy).messages());
        try (MapDbStore store = open(copy)) {
            assertNotEquals(before, store.incarnation());
        }
        try (MapDbStore store = open(folder)) {
            assertEquals(before, store.incarnation());
        }
    }

    @Test
    void anotherKeyReadsNothing() throws IOException {
        try (Store store = open(folder)) {
            fill(store);
        }
        Files.writeString(folder.resolve("store.key"), "5e".repeat(32) + "\n");
        DamagedStoreException refused = assertThrows(DamagedStoreException.class, () -> check(folder));
        assertTrue(refused.getMessage().contains("store.key is another server's"), refused.getMessage());
    }

    @Test
    void whatOneFileSaysOfTheOtherIsChecked() throws IOException {
        Path older = Files.createDirectory(folder.resolve("older"));
        try (MapDbStore store = open(folder)) {
            fill(store);
            StoreBackup.Copied unused = store.copyTo(older, InstantSource.system());
            Core.on(store).ask(new RealAccounts("carol").registration());
        }
        for (String name : List.of("mail.db", "mail.log")) {
            Files.copy(older.resolve(name), folder.resolve(name), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
        DamagedStoreException refused = assertThrows(DamagedStoreException.class, () -> check(folder));
        assertTrue(refused.getMessage().contains("mail.db"), refused.getMessage());
        assertTrue(refused.getMessage().contains("mailbox is not there"), refused.getMessage());
    }

    @Test
    void aRowThatNobodyNeedsIsDamage() {
        try (Store store = open(folder)) {
            fill(store);
        }
        try (JournaledStore accounts = JournaledStore.open(folder, "accounts", StorageLimits.SERVER, random)) {
            AtRest atRest = AtRest.start(StoreKey.read(folder.resolve("store.key")), random);
            new SealedTable(MapDbTable.in(accounts, "prekeys"), "prekeys", atRest).put(new byte[] {1}, new byte[] {2});
            accounts.commit();
        }
        DamagedStoreException refused = assertThrows(DamagedStoreException.class, () -> check(folder));
        assertTrue(refused.getMessage().contains("accounts.db"), refused.getMessage());
    }

    /** Whatever byte is flipped in a file in use, either it is found or it meant nothing; and nothing is changed. */
    @Test
    void aFlippedByteIsFoundOrMeansNothing() throws IOException {
        try (Store store = open(folder)) {
            fill(store);
        }
        Random choice = new Random(17);
        int found = 0;
        for (int i = 0; i < 60; i++) {
            Path file = folder.resolve(choice.nextBoolean() ? "mail.db" : "accounts.db");
            byte[] good = Files.readAllBytes(file);
            byte[] bad = good.clone();
            // Where something was written: pages of zeros have no checksum to fail.
            int at = choice.nextInt(bad.length);
            while (bad[at] == 0) {
                at = choice.nextInt(bad.length);
            }
            bad[at] ^= (byte) (1 << choice.nextInt(8));
            Files.write(file, bad);
            try {
                assertWhole(check(folder));
            } catch (DamagedStoreException e) {
                found++;
                assertTrue(e.getMessage().contains(file.getFileName().toString()), e.getMessage());
            }
            assertArrayEquals(bad, Files.readAllBytes(file));
            Files.write(file, good);
        }
        assertTrue(found > 50, "only " + found + " of 60");
        assertWhole(check(folder));
    }
}
