package messenger.storage;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Turns the changed pages into one atomic, durable commit: log, force, mark, main file.
 *
 * <p>The checkpoint is inline: the commit that would push the log past its limit first forces the main file. The
 * measured stall was 54 ms at most with a 64 MiB log. Belongs to the thread that owns the volume.
 */
final class Journal {
    private static final int PAGE_BYTES = Extent.PAGE_BYTES;

    /** Two changes closer than this share one range, which has a header of 12 bytes. */
    private static final int RANGE_GAP_BYTES = 16;

    /** While a copy is made, the log may become so many times as large as otherwise; then the copy is given up. */
    private static final int HELD_LOGS_MAX = 16;

    private final MainFile main;
    private final RedoLog log;
    private final StorageLimits limits;
    private final SecureRandom random;
    private final Poison poison;
    private final RedoRecord record = new RedoRecord();
    private final List<ChangedPage> changed = new ArrayList<>();
    private final byte[] committed = new byte[PAGE_BYTES];
    private Superblock superblock;
    private long nextSequence;
    private boolean holdsLog;
    private boolean isHeldInVain;
    private boolean overwriteDue;

    private record ChangedPage(Extent extent, int page) {}

    /** A page whose bytes differ from the file's, and the checksum of the new ones. */
    private record Rewrite(ChangedPage at, int checksum) {}

    Journal(Recovery.Opened opened, StorageLimits limits, SecureRandom random, Poison poison) {
        this.main = opened.main();
        this.log = opened.log();
        this.superblock = opened.superblock();
        this.nextSequence = superblock.firstSequence();
        this.limits = limits;
        this.random = random;
        this.poison = poison;
    }

    MainFile main() {
        return main;
    }

    /** Whether a commit was ever made. */
    boolean hasCommits() {
        return nextSequence > 1;
    }

    /** The page's bytes, to be changed in place until the next commit. */
    byte[] change(Extent extent, int page) {
        if (!extent.isChanged(page)) {
            if ((changed.size() + 1L) * PAGE_BYTES > limits.commitBytesMax()) {
                throw poison.by(new StorageException(
                        "One commit to " + main.path() + " changes more than " + limits.commitBytesMax() + " bytes"));
            }
            changed.add(new ChangedPage(extent, page));
        }
        return extent.change(page);
    }

    void commit() throws IOException {
        record.begin();
        List<Rewrite> rewrites = new ArrayList<>(changed.size());
        for (ChangedPage page : changed) {
            if (describe(page)) {
                int checksum = Extent.checksumOf(page.extent().change(page.page()));
                record.addInt(page.extent().checksumPosition(page.page()), checksum);
                rewrites.add(new Rewrite(page, checksum));
            } else {
                page.extent().revert(page.page());
            }
        }
        changed.clear();
        if (rewrites.isEmpty()) {
            return;
        }
        record.finish(superblock, nextSequence);
        if (log.position() > 0 && log.position() + record.paddedLength() > logBytesMax()) {
            isHeldInVain = holdsLog;
            checkpoint();
            record.finish(superblock, nextSequence);
        }
        log.append(record);
        main.writeMark(nextSequence);
        nextSequence++;
        apply(rewrites);
    }

    private long logBytesMax() {
        return holdsLog && !isHeldInVain ? HELD_LOGS_MAX * limits.logBytesMax() : limits.logBytesMax();
    }

    /** Adds the page's changed ranges to the record; false if there are none. */
    private boolean describe(ChangedPage changedPage) {
        Extent extent = changedPage.extent();
        int page = changedPage.page();
        byte[] now = extent.change(page);
        extent.committed(page, committed);
        int first = mismatch(now, 0);
        for (int from = first; from >= 0; ) {
            int end = endOfChange(now, from);
            record.add(extent.pagePosition(page) + from, now, from, end - from);
            from = mismatch(now, end);
        }
        return first >= 0;
    }

    private int mismatch(byte[] now, int from) {
        int at = Arrays.mismatch(now, from, PAGE_BYTES, committed, from, PAGE_BYTES);
        return at < 0 ? -1 : from + at;
    }

    private int endOfChange(byte[] now, int from) {
        int end = from + 1;
        for (int i = end; i < PAGE_BYTES && i - end < RANGE_GAP_BYTES; i++) {
            if (now[i] != committed[i]) {
                end = i + 1;
            }
        }
        return end;
    }

    /** Copies the changed pages, whole, and the checksums into the main file, unforced. */
    private void apply(List<Rewrite> rewrites) throws IOException {
        Set<Extent> touched = new LinkedHashSet<>();
        for (Rewrite rewrite : rewrites) {
            Extent extent = rewrite.at().extent();
            int page = rewrite.at().page();
            main.write(extent.pagePosition(page), extent.change(page), 0, PAGE_BYTES);
            extent.settle(page, rewrite.checksum());
            touched.add(extent);
        }
        for (Extent extent : touched) {
            main.write(extent.filePosition(), extent.checksumPage(), 0, PAGE_BYTES);
        }
    }

    /** Makes the main file durable and starts the next generation of the log. Called between commits only. */
    private void checkpoint() throws IOException {
        main.force();
        superblock = new Superblock(superblock.generation() + 1, nextSequence, random.nextLong(), main.extents());
        main.writeSuperblock(superblock);
        log.restart();
    }

    /** Makes a checkpoint and overwrites the log, which has older bytes of what was changed since. Between commits. */
    void overwriteLog() throws IOException {
        if (holdsLog) {
            overwriteDue = true;
        } else {
            checkpoint();
            log.overwrite();
        }
    }

    /**
     * Makes a checkpoint, and keeps every record of the log from here on, for a copy; gives the number of extents that
     * the main file has now.
     */
    int holdLog() throws IOException {
        if (holdsLog) {
            throw new IllegalStateException("two copies at a time");
        }
        checkpoint();
        holdsLog = true;
        isHeldInVain = false;
        return superblock.extents();
    }

    /** How far the log reaches that a copy needs; throws where it had to be given up. */
    long logBytes() {
        if (isHeldInVain) {
            throw new StorageException("So much was written to " + main.path() + " while it was copied that the copy"
                    + " had to be given up. Nothing was lost; try again when there is less to do.");
        }
        return log.position();
    }

    /** The copy is made, or given up. */
    void releaseLog() throws IOException {
        holdsLog = false;
        if (overwriteDue) {
            overwriteDue = false;
            overwriteLog();
        }
    }

    /** Checks all pages against their checksums, reading them anew. */
    void verify() {
        poison.check();
        for (int i = 0; i < main.extents(); i++) {
            for (int page = 0; page < Extent.PAGES; page++) {
                main.extent(i).checkNow(page);
            }
        }
    }

    /** Drops what was not committed, makes a checkpoint unless the store is poisoned, and closes the files. */
    void close() throws IOException {
        try {
            if (!poison.isSet() && log.position() > 0) {
                checkpoint();
            }
        } finally {
            try {
                log.close();
            } finally {
                main.close();
            }
        }
    }
}
