package messenger.client.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.List;
import messenger.crypto.AeadKey;
import messenger.crypto.Argon2id;
import messenger.crypto.AssociatedData;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.CanonicalReader;
import messenger.crypto.CanonicalWriter;
import messenger.crypto.Label;
import messenger.crypto.MalformedException;
import messenger.crypto.Nonce;
import messenger.crypto.Secret;
import messenger.crypto.Sha256;
import messenger.storage.DamagedStoreException;

/** The files that hold the vault's master key, wrapped under the password. */
final class VaultKeyFile {
    static final String NAME = "vault.key";

    /** The same master key under the password that is about to be the vault's. */
    static final String NEXT_NAME = "vault.key.next";

    static final int MASTER_KEY_BYTES = 32;

    private static final Bytes MAGIC = Bytes.utf8("MSGRKEY");
    private static final int VERSION = 1;
    private static final int FILE_BYTES_MAX = 4096;
    private static final Label WRAP = new Label("vault-key");

    private VaultKeyFile() {}

    static Path file(Path directory) {
        return directory.resolve(NAME);
    }

    static Path nextFile(Path directory) {
        return directory.resolve(NEXT_NAME);
    }

    /** Every file that may hold the master key. */
    static List<Path> all(Path directory) {
        List<Path> files = List.of(file(directory), nextFile(directory));
        return List.of(files.get(0), files.get(1), unborn(files.get(0)), unborn(files.get(1)));
    }

    private static Path unborn(Path file) {
        return file.resolveSibling(file.getFileName() + ".new");
    }

    /** Writes the master key, wrapped under the password; the file is replaced whole or not at all. */
    static void write(Path directory, Secret masterKey, Secret password, Argon2id.Cost cost, SecureRandom random)
            throws IOException {
        write(directory, file(directory), wrap(masterKey, password, cost, random));
    }

    /** Writes the master key, wrapped under what may become the password, beside the first file. */
    static void writeNext(Path directory, Secret masterKey, Secret password, Argon2id.Cost cost, SecureRandom random)
            throws IOException {
        write(directory, nextFile(directory), wrap(masterKey, password, cost, random));
    }

    private static void write(Path directory, Path file, Bytes content) throws IOException {
        Path fresh = unborn(file);
        Files.deleteIfExists(fresh);
        PrivateFiles.create(fresh);
        PrivateFiles.overwrite(fresh, content);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        PrivateFiles.forceDirectory(directory);
    }

    private static Bytes wrap(Secret masterKey, Secret password, Argon2id.Cost cost, SecureRandom random) {
        Bytes salt = Bytes.random(Argon2id.SALT_BYTES, random);
        Bytes header = header(salt, cost);
        // The wrapping key is used once: another password gets another salt.
        Bytes wrapped = kek(password, salt, cost)
                .seal(Nonce.ZERO, AssociatedData.of(WRAP.bytes(), header), Bytes.copyOf(masterKey.expose()));
        Bytes body = Bytes.concat(header, wrapped);
        return Bytes.concat(body, Sha256.of(body));
    }

    /** Puts the next file in the place of the first, and overwrites what the first held. */
    static void promoteNext(Path directory) throws IOException {
        Path file = file(directory);
        try (FileChannel old = FileChannel.open(file, StandardOpenOption.WRITE)) {
            Files.move(nextFile(directory), file, StandardCopyOption.ATOMIC_MOVE);
            PrivateFiles.forceDirectory(directory);
            PrivateFiles.overwrite(old, Bytes.copyOf(new byte[(int) Math.min(old.size(), FILE_BYTES_MAX)]));
        }
    }

    /** Overwrites and deletes the next file; one that is not there is no error. */
    static void dropNext(Path directory) throws IOException {
        Path next = nextFile(directory);
        if (Files.exists(next)) {
            PrivateFiles.overwrite(next, Bytes.copyOf(new byte[(int) Math.min(Files.size(next), FILE_BYTES_MAX)]));
            Files.delete(next);
            PrivateFiles.forceDirectory(directory);
        }
    }

    /**
     * Unwraps the master key.
     *
     * @throws WrongPasswordException where the file is whole and the password does not fit
     * @throws VaultException where the file is damaged, or of a newer version
     */
    static Secret open(Path file, Secret password) throws IOException {
        if (Files.size(file) > FILE_BYTES_MAX) {
            throw damaged(file);
        }
        Bytes all = Bytes.copyOf(Files.readAllBytes(file));
        if (all.size() > 0 && all.equals(Bytes.copyOf(new byte[all.size()]))) {
            throw new VaultException("The vault of " + file + " was destroyed when its account was deleted. Delete the"
                    + " folder, or name another one with --data.");
        }
        if (all.size() <= Sha256.BYTES) {
            throw damaged(file);
        }
        Bytes body = all.slice(0, all.size() - Sha256.BYTES);
        if (!Sha256.of(body).equals(all.slice(body.size(), Sha256.BYTES))) {
            throw damaged(file);
        }
        try {
            return unwrap(body, password, file);
        } catch (MalformedException | IllegalArgumentException e) {
            throw damaged(file);
        }
    }

    /** A master key, and whether only the next file gave it. */
    record Opened(Secret masterKey, boolean isNext) {}

    /** Unwraps the master key, from the next file where there is one and the password does not fit the first. */
    static Opened openEither(Path directory, Secret password) throws IOException {
        try {
            return new Opened(open(file(directory), password), false);
        } catch (WrongPasswordException wrong) {
            if (!Files.exists(nextFile(directory))) {
                throw wrong;
            }
            return new Opened(open(nextFile(directory), password), true);
        }
    }

    private static Secret unwrap(Bytes body, Secret password, Path file) throws MalformedException {
        CanonicalReader reader = new CanonicalReader(body);
        if (!reader.bytes(MAGIC.size()).equals(MAGIC)) {
            throw damaged(file);
        }
        int version = reader.u8();
        if (version > VERSION) {
            throw new VaultException(file + " was written by a newer version of this program. Use that one.");
        }
        Bytes salt = reader.bytes(Argon2id.SALT_BYTES);
        // The constructor bounds the cost before anything is computed with it.
        Argon2id.Cost cost = new Argon2id.Cost(bounded(reader.u32()), bounded(reader.u32()), bounded(reader.u32()));
        Bytes header = header(salt, cost);
        Bytes wrapped = reader.bytes(MASTER_KEY_BYTES + AeadKey.TAG_BYTES);
        reader.end();
        try {
            Bytes key = kek(password, salt, cost).open(Nonce.ZERO, AssociatedData.of(WRAP.bytes(), header), wrapped);
            return Secret.copyOf(key.toArray());
        } catch (AuthenticationFailedException e) {
            throw new WrongPasswordException();
        }
    }

    private static int bounded(long value) {
        return (int) Math.min(value, Integer.MAX_VALUE);
    }

    private static Bytes header(Bytes salt, Argon2id.Cost cost) {
        return new CanonicalWriter()
                .bytes(MAGIC)
                .u8(VERSION)
                .bytes(salt)
                .u32(cost.memoryKib())
                .u32(cost.passes())
                .u32(cost.lanes())
                .toBytes();
    }

    private static AeadKey kek(Secret password, Bytes salt, Argon2id.Cost cost) {
        return AeadKey.of(Argon2id.derive(password, salt, cost, AeadKey.BYTES));
    }

    private static VaultException damaged(Path file) {
        String sentence = file.endsWith(NEXT_NAME)
                ? file + " is damaged, and the password does not fit " + NAME
                        + ". Use the password from before it was changed, or restore the file from a copy."
                : file + " is damaged. Restore it from a copy; without it nothing in the vault can be read.";
        return new VaultException(sentence, new DamagedStoreException(file, "it is no key file"));
    }
}
