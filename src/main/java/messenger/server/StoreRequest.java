package messenger.server;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import messenger.crypto.Bytes;
import messenger.crypto.identity.AccountId;
import messenger.crypto.identity.DeviceId;
import messenger.crypto.identity.MailboxId;
import messenger.protocol.Incarnation;
import messenger.protocol.SubmissionId;
import messenger.protocol.UserName;

/**
 * What the core asks of the store. Each is answered by exactly one {@link StoreResult}, and a change is answered only
 * when it is durable.
 */
public sealed interface StoreRequest {
    /**
     * Makes an account with its mailboxes; {@link StoreResult.AccountCreated}, {@link StoreResult.AccountExists},
     * {@link StoreResult.NameTaken} or {@link StoreResult.InviteRefused}, asked in this order, and the invitation is
     * used up only where the account is made. {@code AccountExists} also where one of the mailboxes is there already:
     * device lists tell them to everybody, and who could register with another's mailbox could read and empty it, and
     * where the account was deleted. {@code NameTaken} also where a name looks the same ({@link UserName#skeleton}),
     * and for {@link #NAME_RESERVED_FOR} after an account of that name was deleted.
     *
     * @param inviteHash SHA-256 of the invitation's code, or empty where none is asked for
     */
    record CreateAccount(UserName name, Devices devices, Bytes passwordRecord, Bytes inviteHash, Instant at)
            implements StoreRequest {}

    /** A deleted account's name stays taken for so long, so that nobody is mistaken for who had it. */
    Duration NAME_RESERVED_FOR = Duration.ofDays(90);

    /**
     * A checked device list, and what the store has to know of what is in it.
     *
     * @param version of the list
     * @param devices the ids in it; none once the account is deleted
     * @param mailboxes of those devices, in the same order
     * @param accessKeyHash what opens these mailboxes to those who do not say who they are
     * @param encoded the signed list
     */
    record Devices(
            AccountId account,
            long version,
            List<DeviceId> devices,
            List<MailboxId> mailboxes,
            Bytes accessKeyHash,
            Bytes encoded) {
        public Devices {
            devices = List.copyOf(devices);
            mailboxes = List.copyOf(mailboxes);
        }
    }

    /**
     * Replaces the device list by the next one, if {@code version} is the next; the old one is kept ({@link
     * FindAccount}). Devices that are not in it any more, or with another mailbox, lose their mailboxes, prekeys and
     * logins; what they had is overwritten in the files. {@link StoreResult.Done}, {@link StoreResult.Conflict} (also
     * for a mailbox that is there already, a device twice, and a list without devices), or {@link
     * StoreResult.NoSuchAccount}.
     */
    record UpdateDevices(Devices devices) implements StoreRequest {}

    /**
     * Deletes the account: name, password record, prekeys, mailboxes with their mail, old device lists. What stays is
     * the account id with the last device list, which says so, and the name's keyed hash for {@link
     * #NAME_RESERVED_FOR}. {@link StoreResult.Done}, {@link StoreResult.Conflict} or {@link StoreResult.NoSuchAccount}.
     */
    record DeleteAccount(Devices devices, Instant at) implements StoreRequest {}

    /** Replaces the password's record; {@link StoreResult.Done} or {@link StoreResult.NoSuchAccount}. */
    record SetPassword(AccountId account, Bytes passwordRecord) implements StoreRequest {}

    /**
     * Counts a try at a password before anything is answered to it: {@link StoreResult.PasswordTry}, {@link
     * StoreResult.Locked} where {@code triesMax} tries were counted within {@code window} (this one is then not
     * counted), or {@link StoreResult.NoSuchAccount}. A name that nobody has is locked in the same way, but
     * forgotten at a restart.
     */
    record BeginPasswordTry(UserName name, int triesMax, Duration window, Instant at) implements StoreRequest {}

    /** The try was good: takes one counted try back; {@link StoreResult.Done}. */
    record ForgivePasswordTry(AccountId account) implements StoreRequest {}

    /**
     * Notes that a device logs in; {@link StoreResult.LoginNoted} with what was noted before, or {@link
     * StoreResult.NoSuchAccount}, also for a device that is not in the account's newest list. The failed tries count
     * from here anew.
     *
     * @param generation of the device's vault; the highest is kept
     */
    record NoteLogin(AccountId account, DeviceId device, long generation, Instant at) implements StoreRequest {}

    /**
     * Notes that the vault of a device that is logged in moved on; {@link StoreResult.Done}, also for a device that is
     * not there any more.
     */
    record NoteProgress(AccountId account, DeviceId device, long generation) implements StoreRequest {}

    /**
     * An invitation of which only the hash is kept; {@link StoreResult.Done}. Those that are used up or too old are
     * forgotten.
     */
    record CreateInvite(Bytes hash, int uses, Instant expires, Instant at) implements StoreRequest {}

    /** {@link StoreResult.AccountFound} with the newest device list, or {@link StoreResult.NoSuchAccount}. */
    record FindByName(UserName name) implements StoreRequest {}

    /**
     * {@link StoreResult.AccountFound} with the device lists after version {@code since} (the newest, where there are
     * none), {@link StoreResult.AccountGone} or {@link StoreResult.NoSuchAccount}.
     */
    record FindAccount(AccountId account, long since) implements StoreRequest {}

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
     * Puts a message into every mailbox that is there, is open to it and has room, with the next sequence number of
     * each. One that waits there already under this submission id is not put there again. {@link
     * StoreResult.MailAppended}.
     */
    record AppendMail(SubmissionId submission, Bytes content, List<Post> posts, Instant at) implements StoreRequest {
        public AppendMail {
            posts = List.copyOf(posts);
        }
    }

    /**
     * A message to one mailbox.
     *
     * @param accessKeyHash SHA-256 of the key that came with it, compared in constant time with that of the mailbox's
     *     account; empty for a sender who is logged in and needs none
     */
    record Post(MailboxId mailbox, Bytes message, Bytes accessKeyHash) {}

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

    /**
     * Deletes mail that came before a time: of some mailboxes and some messages at most, so that nobody waits long;
     * {@link StoreResult.MailExpired} says whether to ask again.
     */
    record ExpireMail(Instant before) implements StoreRequest {}

    /**
     * Begins another life of a store that was restored from a backup; asked by whoever restores, never by the core. All
     * one-time pairs are dropped, because those that were given out since the backup would be given out again (PROTOCOL
     * 1.2, A10). {@link StoreResult.Done}, or {@link StoreResult.Unfinished} until it was asked often enough.
     */
    record MarkRestored(Incarnation incarnation) implements StoreRequest {}

    /** A prekey as the store keeps it: its id, and its checked encoding. */
    record StoredPrekey(long id, Bytes encoded) {}
}
