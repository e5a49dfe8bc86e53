package messenger.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;
import messenger.crypto.MalformedException;
import messenger.crypto.Secret;
import messenger.crypto.opaque.OpaqueServerKeys;

/**
 * The file with the server's keys of the password protocol, apart from the store: without it a copy of the store says
 * nothing about any password, and with it alone nothing can be guessed either. Who loses the file has made every
 * password, but no device, worthless.
 */
final class PasswordKeyFile {
    /** In the data folder, unless configured otherwise. */
    static final String NAME = "password.key";

    private static final int DIGITS = 2 * OpaqueServerKeys.ENCODED_BYTES;
    private static final Pattern FORMAT = Pattern.compile("[0-9a-f]{" + DIGITS + "}\n?");

    private PasswordKeyFile() {}

    /** What the store says. */
    enum Accounts {
        NONE,
        SOME
    }

    /**
     * The keys of a file: 128 hexadecimal digits. It is made, whole or not at all and with mode 600, where there is
     * none and nobody has an account yet.
     *
     * @throws IOException when it is missing though there are accounts, or holds something else, or cannot be read or
     *     written; the message says what to do
     */
    static OpaqueServerKeys openOrCreate(Path file, Accounts accounts, SecureRandom random) throws IOException {
        if (Files.notExists(file)) {
            if (accounts == Accounts.SOME) {
                throw new IOException("The file " + file.toAbsolutePath() + " is missing, though there are accounts."
                        + " It holds the secrets without which no password works any more, so the server does not make"
                        + " new ones by itself. Restore it from a backup, or name its place with keys.password.");
            }
            create(file, OpaqueServerKeys.generate(random).encoded());
        }
        if (Files.size(file) > DIGITS + 1) {
            throw damaged(file);
        }
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        if (!FORMAT.matcher(text).matches()) {
            throw damaged(file);
        }
        try {
            return OpaqueServerKeys.decode(Secret.copyOf(HexFormat.of().parseHex(text.strip())));
        } catch (MalformedException e) {
            throw damaged(file);
        }
    }

    private static IOException damaged(Path file) {
        return new IOException("The file " + file.toAbsolutePath() + " does not hold the server's keys as " + DIGITS
                + " hexadecimal digits. Restore it from a backup; the server does not replace it by itself.");
    }

    private static void create(Path file, Secret secrets) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Folders.write(fresh, (HexFormat.of().formatHex(secrets.expose()) + "\n").getBytes(StandardCharsets.US_ASCII));
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        Folders.force(file.toAbsolutePath().resolveSibling("."));
    }
}
