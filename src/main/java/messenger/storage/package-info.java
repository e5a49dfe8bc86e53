/**
 * The journaled MapDB file that everything durable stands on, at the server and at the client.
 *
 * <p>MapDB 3.1.0's own transactions are not crash-safe: nothing replays its write-ahead log. Here MapDB's plain store
 * runs on a {@link messenger.storage.JournaledVolume} instead, which makes each commit atomic and durable:
 *
 * <ol>
 *   <li>Changed pages live on the heap; the files know nothing of them.
 *   <li>A commit appends one record with every changed byte range to the log and forces it. Now it is durable.
 *   <li>Then the pages are written to the main file, unforced.
 *   <li>A checkpoint forces the main file and starts the next generation of the log.
 *   <li>Opening replays the log of the current generation over the main file, which makes torn pages whole.
 * </ol>
 *
 * <p>What is found out: every page of the main file has a CRC32C that is checked when it is first read; the superblock
 * is kept twice; a record of the log that was acknowledged and cannot be read any more is told from a torn tail, which
 * is dropped. What is not found out: a main file and a log that were both put back from the same older moment.
 *
 * <p>This package imports the JDK and MapDB only. It knows nothing of messages, keys or people, reads no clock, starts
 * no thread, and leaves encryption to its callers. Deleted bytes stay in the files until they are overwritten; what
 * must not, belongs in a {@link messenger.storage.CellFile}.
 */
package messenger.storage;
