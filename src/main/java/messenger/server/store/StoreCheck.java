package messenger.server.store;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import messenger.crypto.MalformedException;
import messenger.storage.DamagedStoreException;
import messenger.storage.JournaledStore;
import messenger.storage.StorageException;
import messenger.storage.StorageLimits;

/**
 * Reads all of a store that nobody has open, and changes nothing of it: every page against its checksum, every record
 * unsealed and decoded, and everything that one record says of another.
 */
public final class StoreCheck {
    private final MapDbFiles files;

    private StoreCheck(MapDbFiles files) {
        this.files = files;
    }

    /**
     * What is in a store.
     *
     * @param deleted accounts of which only the id is left
     * @param bytes that the messages count for in the quotas of their mailboxes
     * @param oneTimePrekeys that were not given out yet
     * @param fileBytes of both main files
     * @param replayed commits that were only in the logs, as after a kill
     * @param unfinished whether the next start has mail of removed mailboxes to erase
     */
    public record Contents(
            long accounts,
            long deleted,
            long devices,
            long mailboxes,
            long messages,
            long bytes,
            long oneTimePrekeys,
            long invitations,
            long fileBytes,
            long replayed,
            boolean unfinished) {}

    /**
     * Checks the store in a directory.
     *
     * @param keyFile of the key that it is sealed under
     * @throws DamagedStoreException at the first damage, naming the file
     * @throws messenger.storage.StoreLockedException if somebody has it open
     * @throws StorageException if it cannot be read
     */
    public static Contents of(Path directory, Path keyFile, StorageLimits limits, SecureRandom random) {
        AtRest atRest = AtRest.start(StoreKey.read(keyFile), random);
        try (JournaledStore mail = JournaledStore.look(directory, MapDbFiles.MAIL, limits, random);
                JournaledStore accounts = JournaledStore.look(directory, MapDbFiles.ACCOUNTS, limits, random)) {
            mail.verify();
            accounts.verify();
            return new StoreCheck(new MapDbFiles(mail, accounts, atRest)).contents();
        }
    }

    private Contents contents() {
        AccountsCheck check = new AccountsCheck(files::table);
        List<AccountRecord.Active> active = inFile(files.accounts(), check::run);
        Mailboxes mailboxes =
                inFile(files.mail(), () -> Mailboxes.load(files.mailRecords(), active, MailQuota.DEFAULT));
        return new Contents(
                active.size(),
                check.deleted(),
                active.stream()
                        .mapToLong(account -> account.devices().devices().size())
                        .sum(),
                mailboxes.all().size(),
                mailboxes.all().stream().mapToLong(Mailbox::messages).sum(),
                mailboxes.all().stream().mapToLong(Mailbox::bytes).sum(),
                check.oneTimePrekeys(),
                check.invitations(),
                files.mail().dataBytes() + files.accounts().dataBytes(),
                files.mail().replayedCommits() + files.accounts().replayedCommits(),
                mailboxes.hasRemovals());
    }

    private interface Look<T> {
        T look() throws MalformedException;
    }

    private static <T> T inFile(JournaledStore file, Look<T> look) {
        try {
            return look.look();
        } catch (MalformedException | UnreadableException e) {
            throw new DamagedStoreException(file.file(), String.valueOf(e.getMessage()));
        } catch (StorageException e) {
            throw e;
        } catch (RuntimeException e) {
            // MapDB follows pointers of a file whose pages all pass their checksums: nothing we wrote leads there.
            throw new DamagedStoreException(file.file(), "MapDB cannot read it (" + e + ")");
        }
    }
}
