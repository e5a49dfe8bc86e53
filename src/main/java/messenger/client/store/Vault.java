package messenger.client.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import messenger.client.StoredMessage;
import messenger.client.Table;
import messenger.client.VaultChange;
import messenger.client.VaultRows;
import messenger.crypto.Argon2id;
import messenger.crypto.Bytes;
import messenger.crypto.Secret;
import messenger.protocol.content.ConversationId;
import messenger.storage.CellFile;
import messenger.storage.DamagedStoreException;
import messenger.storage.Destruction;
import messenger.storage.JournaledStore;
import messenger.storage.StorageException;
import messenger.storage.StorageLimits;
import messenger.storage.StoreLockedException;

/**
 * Everything the client keeps. Guarantee: what {@link #commit} returned from is there after {@code kill -9}, all of it
 * or none of a commit; and what it replaced or deleted in a table with an {@link Table.Erasure} opens to nobody any
 * more. One thread, the client's. Locked by one process at a time.
 */
public final class Vault implements Closeable, VaultRows {
    private static final String STORE = "vault";

    private final Path directory;
    private final Secret masterKey;
    private final VaultStore store;
    private final SecureRandom random;

    private Vault(Path directory, Secret masterKey, VaultStore store, SecureRandom random) {
        this.directory = directory;
        this.masterKey = masterKey;
        this.store = store;
        this.random = random;
    }

    /** Whether there is a vault in this directory, openable or not. */
    public static boolean exists(Path directory) {
        return Files.exists(VaultKeyFile.file(directory));
    }

    /** Whether the key file is missing beside a store: lost, or not made yet because the program ended before. */
    public static boolean isWithoutKey(Path directory) {
        return JournaledStore.exists(directory, STORE) && !exists(directory);
    }

    /**
     * Makes a vault with its first rows; it comes into being whole, or not at all.
     *
     * @param password in UTF-8; the caller erases it
     */
    public static Vault create(
            Path directory, Secret password, Argon2id.Cost cost, List<VaultChange> first, SecureRandom random) {
        try {
            PrivateFiles.createDirectory(directory);
            if (exists(directory)) {
                throw new VaultException("There is a vault in " + directory + " already.");
            }
            JournaledStore journaled = openStore(directory, random);
            try {
                // A store of the first rows without a key file is what a creation left that did not finish: nobody can
                // read them. The key file comes last, since it is what makes this a vault.
                if (exists(directory) || VaultStore.rowCount(journaled) > first.size()) {
                    throw new VaultException("There is a vault in " + directory + " whose file " + VaultKeyFile.NAME
                            + " is missing. Restore that file from a copy, or name another folder with --data.");
                }
                Secret masterKey = Secret.random(VaultKeyFile.MASTER_KEY_BYTES, random);
                VaultStore store =
                        VaultStore.create(journaled, CellFile.create(directory, STORE), masterKey, first, random);
                VaultKeyFile.write(directory, masterKey, password, cost, random);
                return new Vault(directory, masterKey, store, random);
            } catch (IOException | RuntimeException e) {
                journaled.close();
                throw e;
            }
        } catch (IOException e) {
            throw new VaultException("The vault in " + directory + " cannot be made: " + e.getMessage(), e);
        } catch (StorageException e) {
            throw new VaultException(e.getMessage(), e);
        }
    }

    /**
     * Opens the vault of a directory. A password that only fits what {@link #changePassword} prepared completes the
     * change: the program ended after the server had taken it.
     *
     * @param password in UTF-8; the caller erases it
     * @throws WrongPasswordException where only the password is wrong
     * @throws VaultException for anything else that is wrong with it
     */
    public static Vault open(Path directory, Secret password, SecureRandom random) {
        try {
            VaultKeyFile.Opened key = VaultKeyFile.openEither(directory, password);
            if (!JournaledStore.exists(directory, STORE)) {
                throw new VaultException(
                        "The file " + STORE + ".db of the vault in " + directory + " is missing. Put"
                                + " the whole folder back from one copy.",
                        new DamagedStoreException(directory.resolve(STORE + ".db"), "it is missing"));
            }
            JournaledStore journaled = openStore(directory, random);
            try {
                CellFile cells = CellFile.open(directory, STORE);
                VaultStore store = VaultStore.open(journaled, cells, key.masterKey(), random);
                if (key.isNext()) {
                    VaultKeyFile.promoteNext(directory);
                }
                return new Vault(directory, key.masterKey(), store, random);
            } catch (IOException | RuntimeException e) {
                journaled.close();
                throw e;
            }
        } catch (IOException e) {
            throw new VaultException("The vault in " + directory + " cannot be read: " + e.getMessage(), e);
        } catch (StorageException e) {
            throw new VaultException(e.getMessage(), e);
        }
    }

    private static JournaledStore openStore(Path directory, SecureRandom random) {
        try {
            JournaledStore store = JournaledStore.open(directory, STORE, StorageLimits.CLIENT, random);
            Occupant.here().note(directory);
            return store;
        } catch (StoreLockedException e) {
            throw new VaultException(inUse(directory), e);
        }
    }

    /** Who has the vault of a directory open, and how to get there; empty where nobody has. Needs no password. */
    public static Optional<String> occupied(Path directory) {
        return JournaledStore.isOpen(directory, STORE) ? Optional.of(inUse(directory)) : Optional.empty();
    }

    private static String inUse(Path directory) {
        return "The vault in " + directory + " is in use by another client. "
                + Occupant.read(directory).map(Occupant::whereabouts).orElse("Close that one.")
                + " Or name another folder with --data.";
    }

    /**
     * Whether this is the vault's password, for a dialog that asks again; takes as long as opening.
     *
     * @param password in UTF-8; the caller erases it
     */
    public static boolean checkPassword(Path directory, Secret password) {
        try {
            VaultKeyFile.open(VaultKeyFile.file(directory), password).erase();
            return true;
        } catch (WrongPasswordException e) {
            return false;
        } catch (IOException e) {
            throw new VaultException("The vault in " + directory + " cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Destroys the vault of a directory: overwrites its keys, then deletes its files. May be repeated where it was cut
     * off; until it is through, opening says what happened.
     *
     * @throws VaultException where it is open, or a file can not be overwritten or deleted
     */
    public static void destroy(Path directory) {
        try {
            Destruction.of(directory, STORE, VaultKeyFile.all(directory));
            Occupant.forget(directory);
        } catch (IOException e) {
            throw new VaultException("The note beside the vault cannot be deleted: " + e.getMessage(), e);
        } catch (StoreLockedException e) {
            throw new VaultException(inUse(directory), e);
        } catch (StorageException e) {
            throw new VaultException(e.getMessage(), e);
        }
    }

    /**
     * First step of changing the password: from now on both open the vault. Replaces a change that was prepared before.
     * The caller does the server's part next, then {@link #confirmPasswordChange} or {@link #abandonPasswordChange}.
     *
     * @param next the new password in UTF-8; the caller erases it
     */
    public void changePassword(Secret next, Argon2id.Cost cost) {
        try {
            VaultKeyFile.dropNext(directory);
            VaultKeyFile.writeNext(directory, masterKey, next, cost, random);
        } catch (IOException e) {
            throw passwordNotChanged(e);
        }
    }

    /**
     * Whether a change was prepared and neither confirmed nor abandoned: the program ended in between, and only the
     * server knows whether it took the new password.
     */
    public boolean passwordChangePending() {
        return Files.exists(VaultKeyFile.nextFile(directory));
    }

    /** From now on only the new password opens the vault. */
    public void confirmPasswordChange() {
        if (!passwordChangePending()) {
            throw new IllegalStateException("no change of the password was prepared");
        }
        try {
            VaultKeyFile.promoteNext(directory);
        } catch (IOException e) {
            throw passwordNotChanged(e);
        }
    }

    /** Only the old password opens the vault. */
    public void abandonPasswordChange() {
        try {
            VaultKeyFile.dropNext(directory);
        } catch (IOException e) {
            throw passwordNotChanged(e);
        }
    }

    private VaultException passwordNotChanged(IOException e) {
        return new VaultException(
                "The password of the vault in " + directory + " could not be changed (" + e
                        + "). Make room on the disk," + " then try again; until then use the one that opened it.",
                e);
    }

    SealedRows rows() {
        return store.rows();
    }

    @Override
    public Map<Bytes, Bytes> all(Table table) {
        return read(() -> {
            Map<Bytes, Bytes> found = new LinkedHashMap<>();
            for (Map.Entry<byte[], byte[]> entry : rows().sealed(table).entrySet()) {
                TableKeys.Row row = rows().open(table, entry);
                found.put(row.id(), row.value());
            }
            return found;
        });
    }

    private static <T> T read(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (StorageException e) {
            throw new VaultException(e.getMessage(), e);
        }
    }

    /**
     * Messages of a conversation, oldest first: those of the highest positions under {@code before}.
     *
     * @param before a position, not included; {@link Long#MAX_VALUE} for the newest
     * @param countMax how many at most
     */
    public List<StoredMessage> history(ConversationId conversation, long before, int countMax) {
        return read(() -> store.history().page(conversation, before, countMax));
    }

    /** One row, to change it. */
    public List<Bytes> find(Table table, Bytes id) {
        return read(() -> rows().find(table, rows().keys().place(table, id)).map(TableKeys.Row::value).stream()
                .toList());
    }

    /**
     * Makes the changes durable, all or none, except for {@link VaultChange.Shred}; then destroys what they replaced
     * and deleted.
     */
    public void commit(List<VaultChange> changes) {
        try {
            store.commit(changes);
        } catch (StorageException e) {
            throw new VaultException(e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        store.close();
    }
}
