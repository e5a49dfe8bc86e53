package messenger.client.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
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

/** The file that holds the vault's master key, wrapped under the password. */
final class VaultKeyFile {
    static final String NAME = "vault.key";
    static final int MASTER_KEY_BYTES = 32;

    private static final Bytes MAGIC = Bytes.utf8("MSGRKEY");
    private static final int VERSION = 1;
    private static final int FILE_BYTES_MAX = 4096;
    private static final Label WRAP = new Label("vault-key");

    private VaultKeyFile() {}

    /** Writes the master key, wrapped under the password; the file is replaced whole or not at all. */
    static void write(Path directory, Secret masterKey, Secret password, Argon2id.Cost cost, SecureRandom random)
            throws IOException {
        Bytes salt = Bytes.random(Argon2id.SALT_BYTES, random);
        Bytes header = header(salt, cost);
        // The wrapping key is used once: another password gets another salt.
        Bytes wrapped = kek(password, salt, cost)
                .seal(Nonce.ZERO, AssociatedData.of(WRAP.bytes(), header), Bytes.copyOf(masterKey.expose()));
        Bytes body = Bytes.concat(header, wrapped);
        writeAtomically(directory, Bytes.concat(body, Sha256.of(body)));
    }

    /**
     * Unwraps the master key.
     *
     * @throws WrongPasswordException where the file is whole and the password does not fit
     * @throws VaultException where the file is damaged, or of a newer version
     */
    static Secret open(Path directory, Secret password) throws IOException {
        Path file = directory.resolve(NAME);
        if (Files.size(file) > FILE_BYTES_MAX) {
            throw damaged(file);
        }
        Bytes all = Bytes.copyOf(Files.readAllBytes(file));
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
        return new VaultException(
                file + " is damaged. Restore it from a copy; without it nothing in the vault can be read.");
    }

    private static void writeAtomically(Path directory, Bytes content) throws IOException {
        Path file = directory.resolve(NAME);
        Path fresh = directory.resolve(NAME + ".new");
        Files.deleteIfExists(fresh);
        PrivateFiles.create(fresh);
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            var buffer = java.nio.ByteBuffer.wrap(content.toArray());
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        PrivateFiles.forceDirectory(directory);
    }
}
