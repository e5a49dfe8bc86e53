package messenger.server.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import messenger.crypto.CanonicalReader;
import messenger.crypto.CanonicalWriter;
import messenger.crypto.MalformedException;
import org.junit.jupiter.api.Test;

final class PublishedIdsTest {
    @Test
    void anIdIsAddedOnce() {
        long seed = new Random().nextInt(1 << 20);
        Random random = new Random(seed);
        PublishedIds ids = PublishedIds.none();
        Set<Long> reference = new HashSet<>();
        for (int i = 0; i < 500; i++) {
            long id = random.nextInt(60);
            assertEquals(reference.add(id), ids.add(id), "seed " + seed + ", id " + id);
        }
    }

    @Test
    void idsThatCountUpTakeTheRoomOfOne() {
        PublishedIds ids = PublishedIds.none();
        for (long id = 1; id <= 10_000; id++) {
            assertTrue(ids.add(id));
        }
        assertEquals(17, size(ids));
    }

    @Test
    void scatteredIdsTakeBoundedRoomAndErrOnTheSafeSide() throws MalformedException {
        PublishedIds ids = PublishedIds.none();
        for (long id = 0; id < 2L * PublishedIds.RANGES_MAX; id += 2) {
            assertTrue(ids.add(id));
        }
        int full = size(ids);
        assertTrue(ids.add(1_000_000));
        assertEquals(full, size(ids));

        PublishedIds read = PublishedIds.read(new CanonicalReader(written(ids).toBytes()));
        assertFalse(read.add(0));
        assertFalse(read.add(1), "between the two lowest ranges, which became one");
        assertFalse(read.add(2));
        assertTrue(read.add(3));
        assertFalse(read.add(1_000_000));
    }

    private static int size(PublishedIds ids) {
        return written(ids).toBytes().size();
    }

    private static CanonicalWriter written(PublishedIds ids) {
        CanonicalWriter out = new CanonicalWriter();
        ids.write(out);
        return out;
    }
}
