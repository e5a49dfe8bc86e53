package messenger.server;

import java.time.Instant;
import java.util.List;
import messenger.crypto.Bytes;
import messenger.crypto.identity.AccountId;
import messenger.crypto.identity.DeviceId;
import messenger.crypto.identity.MailboxId;
import messenger.protocol.SubmissionId;
import messenger.protocol.UserName;
import messenger.protocol.Wrap;

/**
 * What the core asks of the store. Each is answered by exactly one {@link StoreResult}, and a change is answered only
 * when it is durable.
 */
public sealed interface StoreRequest {
    /**
     * Makes an account with its mailboxes; {@link StoreResult.AccountCreated}, {@link StoreResult.NameTaken} or {@link
     * StoreResult.AccountExists}. The last also where one of the mailboxes is there already: device lists tell them to
     * everybody, and who could register with another's mailbox could read and empty it.
     *
     * @param deviceList the encoded, checked device list
     * @param mailboxes those of the list's devices
     */
    record CreateAccount(UserName name, AccountId account, Bytes deviceList, List<MailboxId> mailboxes, Instant at)
            implements StoreRequest {
        public CreateAccount {
            mailboxes = List.copyOf(mailboxes);
        }
    }

    /** {@link StoreResult.AccountFound} or {@link StoreResult.NoSuchAccount}. */
    record FindByName(UserName name) implements StoreRequest {}

    /** {@link StoreResult.AccountFound} or {@link StoreResult.NoSuchAccount}. */
    record FindAccount(AccountId account) implements StoreRequest {}

    /**
     * A page of accounts by name; {@link StoreResult.AccountPage}.
     *
     * @param after names greater than this; empty for the first page
     */
    record ListAccounts(String after, int countMax) implements StoreRequest {}

    /** Remembers when an account was last online; {@link StoreResult.Done}. An unknown account is no error. */
    record RecordSeen(AccountId account, Instant at) implements StoreRequest {}

    /**
     * Replaces the device's signed prekey and adds one-time pairs, of which at most {@link
     * messenger.protocol.Limits#ONE_TIME_PREKEYS_MAX} are kept (the newest); an id that was published before is not
     * added again, whether it was given out or not. {@link StoreResult.PrekeyCount} or {@link
     * StoreResult.NoSuchAccount}.
     */
    record PublishPrekeys(AccountId account, DeviceId device, StoredPrekey signed, List<StoredPrekey> oneTime)
            implements StoreRequest {
        public PublishPrekeys {
            oneTime = List.copyOf(oneTime);
        }
    }

    /** {@link StoreResult.PrekeyCount}; zero for a device that published none. */
    record CountPrekeys(AccountId account, DeviceId device) implements StoreRequest {}

    /**
     * Gives out the signed prekey and, where asked for and left, one one-time pair, which is gone for ever with it.
     * {@link StoreResult.BundleTaken}, {@link StoreResult.NoPrekeys} or {@link StoreResult.NoSuchAccount}.
     */
    record TakeBundle(AccountId account, DeviceId device, OneTime oneTime) implements StoreRequest {}

    /** Whether a bundle comes with a one-time pair (PROTOCOL 1.2: who asks too often gets the last-resort key only). */
    enum OneTime {
        /** One, if there is one left. */
        ONE_PAIR,
        /** None; nothing is used up. */
        NONE
    }

    /**
     * Puts a message into every mailbox that is there and has room, with the next sequence number of each. One that
     * waits there already under this submission id is not put there again. {@link StoreResult.MailAppended}.
     */
    record AppendMail(SubmissionId submission, Bytes content, List<Wrap> wraps, Instant at) implements StoreRequest {
        public AppendMail {
            wraps = List.copyOf(wraps);
        }
    }

    /**
     * A page of a mailbox in order of sequence; {@link StoreResult.MailPage}. At least one message if there is any,
     * even where it alone is larger than {@code bytesMax}.
     *
     * @param after sequences greater than this; 0 for the beginning, for the first sequence of a mailbox is 1
     */
    record FetchMail(MailboxId mailbox, long after, int countMax, int bytesMax) implements StoreRequest {}

    /** Deletes what was acknowledged; {@link StoreResult.Done}. Numbers that are not there are no error. */
    record DeleteMail(MailboxId mailbox, List<Long> sequences) implements StoreRequest {
        public DeleteMail {
            sequences = List.copyOf(sequences);
        }
    }

    /** A prekey as the store keeps it: its id, and its checked encoding. */
    record StoredPrekey(long id, Bytes encoded) {}
}
