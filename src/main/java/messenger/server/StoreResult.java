package messenger.server;

import java.time.Instant;
import java.util.List;
import messenger.crypto.Bytes;
import messenger.crypto.identity.AccountId;
import messenger.crypto.identity.MailboxId;
import messenger.protocol.SubmissionId;
import messenger.protocol.UserName;

/** What the store answers; see {@link StoreRequest} for what answers what. */
public sealed interface StoreResult {
    record AccountCreated() implements StoreResult {}

    record NameTaken() implements StoreResult {}

    record AccountExists() implements StoreResult {}

    /**
     * An account that is in use.
     *
     * @param deviceLists encoded, in order, the last one the newest; never empty
     */
    record AccountFound(StoredAccount account, List<Bytes> deviceLists) implements StoreResult {
        public AccountFound {
            deviceLists = List.copyOf(deviceLists);
        }
    }

    /** The account was deleted; its last device list says so. */
    record AccountGone(Bytes deviceList) implements StoreResult {}

    /** Not the next device list, or a mailbox that is there already. */
    record Conflict() implements StoreResult {}

    /** There is no such invitation, or no longer. */
    record InviteRefused() implements StoreResult {}

    /** The try is counted; this is what to check it by. */
    record PasswordTry(StoredAccount account, Bytes passwordRecord) implements StoreResult {}

    /** Too many tries. */
    record Locked() implements StoreResult {}

    /**
     * The login is noted.
     *
     * @param oneTimePrekeys that the device has left
     * @param lastGeneration of the login before; 0 at the first
     * @param failedTries counted since the account's login before
     */
    record LoginNoted(int oneTimePrekeys, long lastGeneration, int failedTries) implements StoreResult {}

    record NoSuchAccount() implements StoreResult {}

    /** Accounts in order of name; more follow where {@code more} is set. */
    record AccountPage(List<StoredAccount> accounts, boolean more) implements StoreResult {
        public AccountPage {
            accounts = List.copyOf(accounts);
        }
    }

    /** How many one-time pairs of the device are left. */
    record PrekeyCount(int oneTime) implements StoreResult {}

    /**
     * Prekeys given out.
     *
     * @param oneTime none or one
     * @param oneTimeLeft after this one
     */
    record BundleTaken(Bytes deviceList, Bytes signed, List<Bytes> oneTime, int oneTimeLeft) implements StoreResult {
        public BundleTaken {
            oneTime = List.copyOf(oneTime);
        }
    }

    record NoPrekeys() implements StoreResult {}

    /**
     * The message is durable in every mailbox but these.
     *
     * @param full over their quota
     * @param unknown not there
     * @param closed to the access key that came with it
     */
    record MailAppended(List<MailboxId> full, List<MailboxId> unknown, List<MailboxId> closed) implements StoreResult {
        public MailAppended {
            closed = List.copyOf(closed);
            full = List.copyOf(full);
            unknown = List.copyOf(unknown);
        }
    }

    /** Messages in order of sequence; more wait where {@code more} is set. */
    record MailPage(List<Mail> mail, boolean more) implements StoreResult {
        public MailPage {
            mail = List.copyOf(mail);
        }
    }

    /**
     * Mail that was too old is deleted.
     *
     * @param messages deleted now
     * @param more whether there may be more of it
     */
    record MailExpired(int messages, boolean more) implements StoreResult {}

    /** A part is done; to be asked again. */
    record Unfinished() implements StoreResult {}

    record Done() implements StoreResult {}

    /** The store could not do it and never will: the disk failed. The server stops. */
    record Failed() implements StoreResult {}

    /**
     * An account as the store keeps it.
     *
     * @param deviceList the newest, encoded
     */
    record StoredAccount(UserName name, AccountId account, Bytes deviceList, Instant createdAt, Instant lastSeen) {}

    /** A message in a mailbox. */
    record Mail(long sequence, SubmissionId submission, Instant at, Bytes content, Bytes message) {}
}
