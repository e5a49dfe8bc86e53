package messenger.server.store;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;
import messenger.crypto.Secret;
import messenger.storage.DamagedStoreException;

/** The file with the store's key: 64 hexadecimal digits that only the owner may read. */
final class StoreKey {
    /** In the store's directory, unless configured otherwise. */
    static final String NAME = "store.key";

    private static final Pattern FORMAT = Pattern.compile("[0-9a-f]{" + 2 * AtRest.KEY_BYTES + "}\n?");

    private StoreKey() {}

    /** @throws DamagedStoreException if it is missing or no key */
    static Secret read(Path file) {
        try {
            if (Files.notExists(file)) {
                throw new DamagedStoreException(file, "it is missing, and without it the store cannot be read");
            }
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            if (!FORMAT.matcher(text).matches()) {
                throw new DamagedStoreException(file, "it holds no key");
            }
            return Secret.copyOf(HexFormat.of().parseHex(text.strip()));
        } catch (IOException e) {
            throw new UncheckedIOException("the key of the store, " + file + ", cannot be read: " + e, e);
        }
    }

    /**
     * Makes the key, durably, before anything is sealed under it. One that is there is kept: the files may have been
     * moved away to begin anew.
     */
    static Secret readOrCreate(Path file, SecureRandom random) {
        if (Files.notExists(file)) {
            try {
                create(file, Secret.random(AtRest.KEY_BYTES, random));
            } catch (IOException e) {
                throw new UncheckedIOException("the key of the store, " + file + ", cannot be written: " + e, e);
            }
        }
        return read(file);
    }

    private static void create(Path file, Secret key) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        if (fresh.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(fresh);
        }
        String text = HexFormat.of().formatHex(key.expose()) + "\n";
        try (RandomAccessFile out = new RandomAccessFile(fresh.toFile(), "rw")) {
            out.write(text.getBytes(StandardCharsets.US_ASCII));
            out.getFD().sync();
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            // Its directory may be another than the store's: the name must be durable before anything is sealed.
            try (FileChannel directory =
                    FileChannel.open(file.toAbsolutePath().resolveSibling("."), StandardOpenOption.READ)) {
                directory.force(true);
            }
        }
    }
}
