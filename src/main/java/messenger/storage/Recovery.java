package messenger.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;

/**
 * Opens the files of a store, or creates them, and brings the main file to the last durable commit.
 *
 * <p>Recovery may itself be cut at any point: it writes only what the log says, and starts the next generation last.
 */
final class Recovery {
    private final Disk disk;
    private final StoreFiles files;
    private final SecureRandom random;
    private final Poison poison;

    Recovery(Disk disk, StoreFiles files, SecureRandom random, Poison poison) {
        this.disk = disk;
        this.files = files;
        this.random = random;
        this.poison = poison;
    }

    /** The open files, the generation to go on with, and how many commits the log had to be read for. */
    record Opened(MainFile main, RedoLog log, Superblock superblock, long replayed) {}

    Opened open() throws IOException {
        if (disk.exists(files.main())) {
            if (!disk.exists(files.log())) {
                throw new DamagedStoreException(files.log(), "it is missing, and may hold what the main file lacks");
            }
        } else {
            create();
        }
        MainFile main = new MainFile(files.main(), disk.open(files.main()), poison);
        try {
            RedoLog log = new RedoLog(files.log(), disk.open(files.log()));
            try {
                return recover(main, log);
            } catch (IOException | RuntimeException e) {
                log.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            main.close();
            throw e;
        }
    }

    /**
     * Both files are durable before they get their names, the main file last: with that name the store exists. So a log
     * without a main file is blank, unless the main file was lost.
     */
    private void create() throws IOException {
        for (Path unborn : List.of(files.unbornMain(), files.unbornLog())) {
            if (disk.exists(unborn)) {
                disk.delete(unborn);
            }
        }
        if (disk.exists(files.log())) {
            deleteLogOfUnborn();
        }
        try (DiskFile log = disk.create(files.unbornLog())) {
            new RedoLog(files.log(), log).growTo(RedoLog.GROW_BYTES);
            log.force();
        }
        try (DiskFile main = disk.create(files.unbornMain())) {
            MainFile.format(main, new Superblock(1, 1, random.nextLong(), 0));
        }
        disk.rename(files.unbornLog(), files.log());
        disk.forceDirectory(files.directory());
        disk.rename(files.unbornMain(), files.main());
        disk.forceDirectory(files.directory());
    }

    private void deleteLogOfUnborn() throws IOException {
        try (DiskFile file = disk.open(files.log())) {
            if (!new RedoLog(files.log(), file).isBlank()) {
                throw new DamagedStoreException(files.main(), "it is missing, but its log holds data");
            }
        }
        disk.delete(files.log());
    }

    private Opened recover(MainFile main, RedoLog log) throws IOException {
        Superblock superblock = main.readSuperblock();
        if (main.extentsInFile() < superblock.extents()) {
            throw new DamagedStoreException(files.main(), "it is cut short");
        }
        long mark = main.readMark();
        // A dry run first: nothing is written before the whole log has been judged.
        long last = log.replay(superblock, (position, from, offset, length) -> checkRange(position, length));
        if (mark > last) {
            throw new DamagedStoreException(
                    files.log(), "commit " + mark + " was made, but only those up to " + last + " can be read");
        }
        // What lies behind the extents of the checkpoint was never forced: it may be garbage after a power loss.
        for (long extent = superblock.extents(); extent < main.extentsInFile(); extent++) {
            main.zeroExtent(extent);
        }
        log.replay(superblock, (position, from, offset, length) -> {
            while (position + length > MainFile.extentPosition(main.extentsInFile())) {
                main.zeroExtent(main.extentsInFile());
            }
            main.write(position, from, offset, length);
        });
        main.force();
        Superblock next =
                new Superblock(superblock.generation() + 1, last + 1, random.nextLong(), (int) main.extentsInFile());
        main.writeSuperblock(next);
        main.mapExtents();
        return new Opened(main, log, next, last + 1 - superblock.firstSequence());
    }

    private void checkRange(long position, int length) {
        if (position < MainFile.EXTENTS_AT || position > Long.MAX_VALUE / 2 || length < 1) {
            throw new DamagedStoreException(files.log(), "a record points outside the main file");
        }
    }
}
