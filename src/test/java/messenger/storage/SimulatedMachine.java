package messenger.storage;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Random;

/** Journaled stores on a disk that fails at its n-th operation, for the tests of what stands on them. */
public final class SimulatedMachine {
    private static final Path DIRECTORY = Path.of("/simulated");

    /** Checkpoints are frequent. */
    private static final StorageLimits LIMITS = new StorageLimits(64 << 10, 8 << 20, 16 << 20);

    private final SimulatedDisk disk;

    private SimulatedMachine(SimulatedDisk disk) {
        this.disk = disk;
    }

    public static SimulatedMachine fresh(long seed) {
        return new SimulatedMachine(new SimulatedDisk(new Random(seed)));
    }

    public void failAt(long operation, Fault fault) {
        disk.failAt(operation, fault);
    }

    public boolean hasFailed() {
        return disk.hasFailed();
    }

    public JournaledStore open(String name) {
        return JournaledStore.open(disk, new StoreFiles(DIRECTORY, name), LIMITS, new SecureRandom());
    }

    public CellFile createCells(String name) {
        return CellFile.create(disk, new StoreFiles(DIRECTORY, name));
    }

    public CellFile openCells(String name) {
        return CellFile.open(disk, new StoreFiles(DIRECTORY, name));
    }

    public SimulatedMachine afterKill() {
        return new SimulatedMachine(disk.afterKill());
    }

    public SimulatedMachine afterPowerLoss() {
        return new SimulatedMachine(disk.afterPowerLoss());
    }
}
