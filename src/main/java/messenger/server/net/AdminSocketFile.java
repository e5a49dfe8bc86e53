package messenger.server.net;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Where the admin socket is: {@code admin.sock} in the data folder, or, where that path is too long for a socket, a
 * symbolic link of this name to a socket in a short private folder of its own.
 *
 * <p>A socket is born with the rights of the umask, so it is made in a folder that nobody else may enter, gets its
 * mode there, and is moved to its place: at no time can another user connect.
 */
public final class AdminSocketFile {
    /** In the data folder. */
    public static final String NAME = "admin.sock";

    /** {@code sun_path} of macOS has 104 bytes, that of Linux 108, both with the zero at the end. */
    static final int PATH_BYTES_MAX = 103;

    private static final String BIRTHPLACE = "admin.new";
    private static final String SHORT_FOLDER = "messenger-admin-";

    private AdminSocketFile() {}

    /** What a client connects to; a path that may not exist. */
    public static Path find(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        return Files.isSymbolicLink(file) ? Files.readSymbolicLink(file) : file;
    }

    /** A listening socket in its place; a stale file is replaced. */
    static ServerSocketChannel bind(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        if (isAnswered(find(folder))) {
            throw new IOException("another server answers at " + file + "; two must not share a data folder.");
        }
        remove(folder);
        Path birthplace = folder.resolve(BIRTHPLACE);
        if (bytes(birthplace.resolve("s")) <= PATH_BYTES_MAX) {
            deleteFolder(birthplace);
            Files.createDirectory(birthplace, ownersOnly(folder));
            ServerSocketChannel bound = bindIn(birthplace);
            Files.move(birthplace.resolve("s"), file, StandardCopyOption.ATOMIC_MOVE);
            Files.delete(birthplace);
            return bound;
        }
        // Its name is random, so that nobody can be there before us; mode 700 is what this method gives.
        Path shelter = Files.createTempDirectory(SHORT_FOLDER);
        if (bytes(shelter.resolve("s")) > PATH_BYTES_MAX) {
            Files.delete(shelter);
            throw new IOException("the paths " + file + " and " + shelter + " are both too long for a socket (at most "
                    + PATH_BYTES_MAX + " bytes). Use a shorter data folder or temporary folder.");
        }
        ServerSocketChannel bound = bindIn(shelter);
        Files.createSymbolicLink(file, shelter.resolve("s"));
        return bound;
    }

    private static ServerSocketChannel bindIn(Path privateFolder) throws IOException {
        Path socket = privateFolder.resolve("s");
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.bind(UnixDomainSocketAddress.of(socket), AdminListener.CONNECTIONS_MAX);
            if (knowsModes(socket)) {
                Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
            }
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Takes away what is there of this or an earlier server. */
    static void remove(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        if (Files.isSymbolicLink(file)) {
            Path shelter = Files.readSymbolicLink(file).toAbsolutePath().getParent();
            if (shelter != null && String.valueOf(shelter.getFileName()).startsWith(SHORT_FOLDER)) {
                deleteFolder(shelter);
            }
        }
        Files.deleteIfExists(file);
    }

    private static void deleteFolder(Path folder) throws IOException {
        Files.deleteIfExists(folder.resolve("s"));
        Files.deleteIfExists(folder);
    }

    private static boolean isAnswered(Path socket) {
        if (!Files.exists(socket, LinkOption.NOFOLLOW_LINKS) || bytes(socket) > PATH_BYTES_MAX) {
            return false;
        }
        try (SocketChannel probe = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            return probe.isConnected();
        } catch (IOException e) {
            // Nobody behind it: what a server leaves that was killed.
            return false;
        }
    }

    private static int bytes(Path path) {
        return path.toString().getBytes(Charset.defaultCharset()).length;
    }

    private static boolean knowsModes(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static FileAttribute<?>[] ownersOnly(Path path) {
        return knowsModes(path)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }
}
