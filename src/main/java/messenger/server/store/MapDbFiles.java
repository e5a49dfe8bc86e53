package messenger.server.store;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import messenger.crypto.Secret;
import messenger.storage.DamagedStoreException;
import messenger.storage.JournaledStore;
import messenger.storage.StorageLimits;

/** The two files of the embedded engine, open, and what seals what is in them. Belongs to one thread at a time. */
record MapDbFiles(JournaledStore mail, JournaledStore accounts, AtRest atRest) {
    static final String MAIL = "mail";
    static final String ACCOUNTS = "accounts";

    /**
     * Opens both, or makes both; one without the other was lost.
     *
     * @throws messenger.storage.StorageException if a file is damaged, missing, in use, of a newer version, or the disk
     *     fails
     */
    static MapDbFiles open(Path directory, Path keyFile, StorageLimits limits, SecureRandom random) {
        boolean hadMail = JournaledStore.exists(directory, MAIL);
        boolean hadAccounts = JournaledStore.exists(directory, ACCOUNTS);
        if (hadAccounts && !hadMail) {
            throw new DamagedStoreException(directory.resolve(MAIL + ".db"), "it is missing, but accounts are there");
        }
        Secret key = hadMail ? StoreKey.read(keyFile) : StoreKey.readOrCreate(keyFile, random);
        JournaledStore mail = JournaledStore.open(directory, MAIL, limits, random);
        try {
            if (!hadAccounts && hasRecords(mail)) {
                throw new DamagedStoreException(
                        directory.resolve(ACCOUNTS + ".db"), "it is missing, but mailboxes are there");
            }
            JournaledStore accounts = JournaledStore.open(directory, ACCOUNTS, limits, random);
            return new MapDbFiles(mail, accounts, AtRest.start(key, random));
        } catch (RuntimeException e) {
            mail.close();
            throw e;
        }
    }

    private static boolean hasRecords(JournaledStore mail) {
        List<Long> found = new ArrayList<>();
        new MapDbRecords(mail).forEach((id, record) -> found.add(id));
        return !found.isEmpty();
    }

    /** A table of the accounts' file. */
    Table table(String name) {
        return new SealedTable(MapDbTable.in(accounts, name), name, atRest);
    }

    /** The records of the mail file. */
    Records mailRecords() {
        return new SealedRecords(new MapDbRecords(mail), atRest);
    }

    void close() {
        try {
            mail.close();
        } finally {
            accounts.close();
        }
    }
}
