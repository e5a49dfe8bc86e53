package messenger.storage;

/**
 * How large a store and its parts may become, in bytes.
 *
 * @param logBytesMax the log is checkpointed before it passes this; a single larger commit may exceed it
 * @param commitBytesMax pages one commit may change, all of which wait on the heap
 * @param dataBytesMax what the main file may hold
 */
public record StorageLimits(long logBytesMax, long commitBytesMax, long dataBytesMax) {
    private static final long MIB = 1L << 20;

    /** Keeps the size of a commit's record well inside an int. */
    static final long COMMIT_BYTES_LIMIT = 512 * MIB;

    /** The checkpoint of a 64 MiB log stalled commits for 54 ms at most when measured. */
    public static final StorageLimits SERVER = new StorageLimits(64 * MIB, 256 * MIB, 64L * 1024 * MIB);

    /** Small, because a client's disk is small and its commits are, too. */
    public static final StorageLimits CLIENT = new StorageLimits(8 * MIB, 128 * MIB, 16L * 1024 * MIB);

    public StorageLimits {
        if (logBytesMax < 4096 || commitBytesMax < 4096 || dataBytesMax < Extent.DATA_BYTES) {
            throw new IllegalArgumentException(
                    "limits are too small: " + logBytesMax + ", " + commitBytesMax + ", " + dataBytesMax);
        }
        if (commitBytesMax > COMMIT_BYTES_LIMIT) {
            throw new IllegalArgumentException("commitBytesMax is " + commitBytesMax);
        }
    }
}
