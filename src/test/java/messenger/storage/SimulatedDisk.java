package messenger.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * A disk in memory that can fail at its n-th changing operation and lose what was not forced.
 *
 * <p>Files keep what was written and what was forced. Sectors of 512 bytes are atomic; a loss of power leaves each
 * unforced one old or new. Names are durable only after {@link #forceDirectory}.
 */
final class SimulatedDisk implements Disk {
    private final Map<Path, SimulatedFile> names = new TreeMap<>();
    private final Map<Path, SimulatedFile> durableNames = new TreeMap<>();
    private final Random random;
    private long operations;
    private long failAt = Long.MAX_VALUE;
    private Fault fault = Fault.NOTHING_DONE;
    private boolean dead;
    private final Set<Path> locked = new HashSet<>();

    SimulatedDisk(Random random) {
        this.random = random;
    }

    void failAt(long operation, Fault how) {
        failAt = operations + operation;
        fault = how;
    }

    /** The failure was a passing one: every later operation works. */
    void revive() {
        dead = false;
        failAt = Long.MAX_VALUE;
    }

    boolean hasFailed() {
        return dead;
    }

    long operations() {
        return operations;
    }

    SimulatedFile file(Path path) {
        SimulatedFile file = names.get(path);
        if (file == null) {
            throw new IllegalArgumentException("no file " + path);
        }
        return file;
    }

    /** What the next process finds: the operating system lives on. */
    SimulatedDisk afterKill() {
        SimulatedDisk next = new SimulatedDisk(random);
        names.forEach((path, file) -> next.names.put(path, file.copy(next)));
        durableNames.forEach((path, file) -> next.durableNames.put(path, next.names.getOrDefault(path, file)));
        return next;
    }

    /** What the next start of the machine finds. */
    SimulatedDisk afterPowerLoss() {
        SimulatedDisk next = new SimulatedDisk(random);
        Map<Path, SimulatedFile> survivors = random.nextBoolean() ? names : durableNames;
        survivors.forEach((path, file) -> next.names.put(path, file.torn(next, random)));
        next.durableNames.putAll(next.names);
        return next;
    }

    @Override
    public boolean exists(Path file) {
        return names.containsKey(file);
    }

    @Override
    public DiskFile create(Path file) throws IOException {
        if (names.containsKey(file)) {
            throw new IOException("exists: " + file);
        }
        return change(() -> {
            SimulatedFile created = new SimulatedFile(this);
            names.put(file, created);
            return created;
        });
    }

    @Override
    public DiskFile open(Path file) throws IOException {
        aliveOrThrow();
        return file(file);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        change(() -> names.put(to, Objects.requireNonNull(names.remove(from))));
    }

    @Override
    public void delete(Path file) throws IOException {
        change(() -> names.remove(file));
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        change(() -> {
            durableNames.clear();
            durableNames.putAll(names);
            return this;
        });
    }

    @Override
    public Closeable lock(Path file) {
        if (!locked.add(file)) {
            throw new StoreLockedException(file);
        }
        return () -> locked.remove(file);
    }

    void aliveOrThrow() throws IOException {
        if (dead) {
            throw new IOException("the disk is dead");
        }
    }

    /** Counts a write or force of a file; gives what must happen to it, or throws. */
    boolean isTurnToFail() throws IOException {
        aliveOrThrow();
        operations++;
        if (operations >= failAt) {
            dead = true;
            return true;
        }
        return false;
    }

    Fault fault() {
        return fault;
    }

    Random random() {
        return random;
    }

    private <T> T change(Supplier<T> operation) throws IOException {
        boolean fails = isTurnToFail();
        if (fails && fault != Fault.ALL_DONE) {
            throw new IOException("simulated failure");
        }
        T result = operation.get();
        if (fails) {
            throw new IOException("simulated failure");
        }
        return result;
    }
}
