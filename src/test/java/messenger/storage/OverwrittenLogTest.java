package messenger.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.mapdb.Serializer;

/** The bytes that a commit replaced are not in the log when it was overwritten, and nothing else is lost. */
final class OverwrittenLogTest {
    private static final StoreFiles FILES = new StoreFiles(Path.of("/simulated"), "test");
    private static final StorageLimits LIMITS = new StorageLimits(4 << 20, 8 << 20, 16 << 20);
    private static final String OLD = "what must not stay";
    private static final String NEW = "what is there now!";

    private SimulatedDisk disk = new SimulatedDisk(new Random(5));

    private JournaledStore open() {
        return JournaledStore.open(disk, FILES, LIMITS, new SecureRandom());
    }

    private static long put(JournaledStore store, String value) {
        long id = store.records().put(bytes(value), Serializer.BYTE_ARRAY_NOSIZE);
        store.commit();
        return id;
    }

    private static void update(JournaledStore store, long id, String value) {
        store.records().update(id, bytes(value), Serializer.BYTE_ARRAY_NOSIZE);
        store.commit();
    }

    private static byte[] bytes(String value) {
        return value.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String get(JournaledStore store, long id) {
        return new String(store.records().get(id, Serializer.BYTE_ARRAY_NOSIZE), StandardCharsets.ISO_8859_1);
    }

    private String log() throws IOException {
        SimulatedFile log = disk.file(FILES.log());
        byte[] bytes = new byte[(int) log.length()];
        log.read(0, bytes, 0, bytes.length);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    @Test
    void whatWasReplacedIsNotInTheLog() throws IOException {
        try (JournaledStore store = open()) {
            long id = put(store, OLD);
            update(store, id, NEW);
            assertTrue(log().contains(OLD));

            store.overwriteLog();
            assertFalse(log().contains(OLD));
            assertFalse(log().contains(NEW));
            assertEquals(NEW, get(store, id));
        }
    }

    @Test
    void whatAnEarlierProcessLeftInTheLogIsOverwrittenToo() throws IOException {
        long id;
        try (JournaledStore store = open()) {
            id = put(store, OLD);
            put(store, "x".repeat(100_000));
            update(store, id, NEW);
        }
        try (JournaledStore store = open()) {
            assertTrue(log().contains(OLD));
            store.overwriteLog();
            assertFalse(log().contains(OLD));
        }
    }

    @Test
    void commitsBeforeAndAfterSurviveAKillAndAPowerLoss() {
        JournaledStore store = open();
        long first = put(store, OLD);
        store.overwriteLog();
        store.overwriteLog();
        long second = put(store, NEW);
        SimulatedDisk[] later = {disk.afterKill(), disk.afterPowerLoss()};

        for (SimulatedDisk found : later) {
            disk = found;
            try (JournaledStore again = open()) {
                assertEquals(OLD, get(again, first));
                assertEquals(NEW, get(again, second));
            }
        }
    }

    @Test
    void aFailureAtAnyOperationLosesNothing() {
        boolean failed = true;
        for (int operation = 1; failed; operation++) {
            for (Fault fault : Fault.values()) {
                disk = new SimulatedDisk(new Random(operation));
                JournaledStore store = open();
                long id = put(store, OLD);
                update(store, id, NEW);
                disk.failAt(operation, fault);
                failed = overwriteFails(store);
                disk = operation % 2 == 0 ? disk.afterKill() : disk.afterPowerLoss();
                try (JournaledStore again = open()) {
                    assertEquals(NEW, get(again, id), fault + " " + operation);
                }
            }
        }
    }

    private boolean overwriteFails(JournaledStore store) {
        try {
            store.overwriteLog();
            return false;
        } catch (StorageException failed) {
            assertTrue(store.isPoisoned());
            assertThrows(StorageException.class, store::overwriteLog);
            return true;
        }
    }
}
