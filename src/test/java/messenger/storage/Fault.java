package messenger.storage;

/**
 * How the n-th operation fails. After it, the disk of a {@link SimulatedMachine} is dead until the machine starts
 * again.
 */
public enum Fault {
    /** Nothing of the operation happens. */
    NOTHING_DONE,
    /** Some sectors of a write happen; a force loses some of what it should have kept. */
    HALF_DONE,
    /** All of it happens, but the caller is told that it failed. */
    ALL_DONE
}
