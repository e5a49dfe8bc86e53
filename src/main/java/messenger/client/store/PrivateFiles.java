package messenger.client.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import messenger.crypto.Bytes;

/** Files and directories that only their owner may open: 600 and 700 where the file system knows such modes. */
final class PrivateFiles {
    private PrivateFiles() {}

    static void createDirectory(Path directory) throws IOException {
        if (isPosix(directory)) {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectories(directory);
        }
    }

    static void create(Path file) throws IOException {
        if (isPosix(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(file);
        }
    }

    /** Writes over a file from its beginning, and forces it. */
    static void overwrite(Path file, Bytes content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            overwrite(channel, content);
        }
    }

    static void overwrite(FileChannel channel, Bytes content) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(content.toArray());
        while (buffer.hasRemaining()) {
            channel.write(buffer, buffer.position());
        }
        channel.force(true);
    }

    /** Makes renames in the directory durable. */
    static void forceDirectory(Path directory) throws IOException {
        if (isPosix(directory)) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
