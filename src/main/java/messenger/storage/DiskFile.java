package messenger.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** One file, used by one thread at a time; an interrupt of that thread changes nothing. */
interface DiskFile extends Closeable {
    long length() throws IOException;

    /** Fills {@code length} bytes of {@code into}, or throws. */
    void read(long position, byte[] into, int offset, int length) throws IOException;

    /** Writes all bytes, growing the file if need be; durable only after {@link #force}. */
    void write(long position, byte[] from, int offset, int length) throws IOException;

    /** A read-only view that shows later writes; the range must lie inside the file. */
    ByteBuffer view(long position, int length) throws IOException;

    /** Makes all earlier writes and the length durable. After a failure nobody knows what is durable. */
    void force() throws IOException;
}
