package messenger.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** To look at a store changes nothing of it, whatever state it was left in. */
final class LookTest {
    private static final StorageLimits LIMITS = new StorageLimits(8 << 20, 8 << 20, 64 << 20);

    private final Ledger ledger = new Ledger(3);

    @TempDir
    private Path folder;

    private JournaledStore open() {
        return JournaledStore.open(folder, "store", LIMITS, new SecureRandom());
    }

    private static JournaledStore look(Path where) {
        return JournaledStore.look(where, "store", LIMITS, new SecureRandom());
    }

    private static Map<Path, byte[]> files(Path where) throws IOException {
        Map<Path, byte[]> files = new TreeMap<>();
        try (Stream<Path> all = Files.list(where)) {
            for (Path file : all.toList()) {
                files.put(file.getFileName(), Files.readAllBytes(file));
            }
        }
        return files;
    }

    private static void assertSame(Map<Path, byte[]> before, Map<Path, byte[]> after) {
        assertEquals(before.keySet(), after.keySet());
        before.forEach((file, bytes) -> assertArrayEquals(bytes, after.get(file), file.toString()));
    }

    @Test
    void aClosedStoreIsReadAndNothingIsReplayed() throws IOException {
        try (JournaledStore store = open()) {
            for (int i = 0; i < 50; i++) {
                ledger.next(store);
            }
        }
        Map<Path, byte[]> before = files(folder);
        try (JournaledStore looked = look(folder)) {
            assertEquals(0, looked.replayedCommits());
            assertEquals(50, ledger.count(looked));
            ledger.check(looked);
        }
        assertSame(before, files(folder));
    }

    /** Copied while it is open, as a kill would leave it. */
    @Test
    void aLogThatMustBeReplayedIsReplayedOnTheHeap() throws IOException {
        Path killed = Files.createDirectory(folder.resolve("killed"));
        try (JournaledStore store = open()) {
            for (int i = 0; i < 300; i++) {
                ledger.next(store);
            }
            for (String name : new String[] {"store.db", "store.log"}) {
                Files.copy(folder.resolve(name), killed.resolve(name));
            }
        }
        Map<Path, byte[]> before = files(killed);
        try (JournaledStore looked = look(killed)) {
            assertTrue(looked.replayedCommits() >= 300, "" + looked.replayedCommits());
            assertEquals(300, ledger.count(looked));
            ledger.check(looked);
        }
        assertSame(before, files(killed));
    }

    @Test
    void aStoreThatIsOpenIsNotLookedAt() {
        try (JournaledStore store = open()) {
            ledger.next(store);
            assertThrows(StoreLockedException.class, () -> look(folder));
        }
    }

    @Test
    void nothingIsMadeWhereThereIsNoStore() throws IOException {
        DamagedStoreException missing = assertThrows(DamagedStoreException.class, () -> look(folder));
        assertTrue(missing.getMessage().contains("store.db"), missing.getMessage());
        assertEquals(Map.of(), files(folder));
    }

    @Test
    void damageIsFoundAndLeftAsItIs() throws IOException {
        try (JournaledStore store = open()) {
            for (int i = 0; i < 50; i++) {
                ledger.next(store);
            }
        }
        Path main = folder.resolve("store.db");
        byte[] bytes = Files.readAllBytes(main);
        bytes[(int) MainFile.EXTENTS_AT + 2 * Extent.PAGE_BYTES + 100] ^= 1;
        Files.write(main, bytes);

        assertThrows(DamagedStoreException.class, () -> {
            try (JournaledStore looked = look(folder)) {
                looked.verify();
            }
        });
        assertArrayEquals(bytes, Files.readAllBytes(main));
    }
}
