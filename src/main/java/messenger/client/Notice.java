package messenger.client;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import messenger.crypto.identity.AccountId;
import messenger.crypto.identity.Device;
import messenger.crypto.identity.DeviceId;
import messenger.crypto.identity.SafetyFingerprint;
import messenger.crypto.verify.SafetyNumber;
import messenger.crypto.verify.Sas;
import messenger.protocol.Refusal;
import messenger.protocol.UserName;
import messenger.protocol.content.ConversationId;
import messenger.protocol.content.MessageId;

/** What the core tells whoever it serves, a screen or a script. */
public sealed interface Notice {
    /** The server made the account; the first time only. */
    record Registered(UserName name, AccountId account, SafetyFingerprint fingerprint) implements Notice {}

    /** Logged in. */
    record Online(UserName name) implements Notice {}

    /** The server refuses this client; trying again will not help. */
    record Rejected(Refusal reason) implements Notice {}

    /** Everything that waited is here. */
    record CaughtUp() implements Notice {}

    /** A message is new or further on its way; {@code with} is the other side of its conversation. */
    record MessageChanged(UserName with, StoredMessage message) implements Notice {}

    /** A line about something missing is no longer needed: it came, or was nothing. */
    record GapClosed(UserName with, ConversationId conversation, long position) implements Notice {}

    /** Something that a device of somebody said has not arrived, and was asked for in vain; it is asked for again. */
    record SomethingMissing(UserName from) implements Notice {}

    /**
     * What somebody said will not come any more.
     *
     * @param count at most so many messages: of some it is not known whether they were any
     */
    record MessagesLost(UserName from, long count) implements Notice {}

    /** What another own device told this one will not come any more: what was written there, or decided. */
    record CopiesLost() implements Notice {}

    /** A device of somebody lost count of what it said: it uses an older copy of its vault, or there are two of it. */
    record CountLost(UserName from) implements Notice {}

    /** A conversation is new or changed. */
    record ConversationChanged(UserName with, Conversation conversation) implements Notice {}

    /** The answer to {@link ClientEvent.Open}. */
    record ConversationOpened(UserName with, Conversation conversation) implements Notice {}

    /** Somebody of the server's directory; the present moment where {@code online}. */
    record PersonChanged(UserName name, boolean online, Instant lastSeen, Contact.Trust trust) implements Notice {}

    /** Every {@link PersonChanged} of a requested list has been told. */
    record PeopleComplete() implements Notice {}

    /** Nobody has this name, so what was to be sent or opened was not. */
    record NobodyThere(UserName name) implements Notice {}

    /** That is our own name: there are no notes to oneself yet. */
    record ThatIsYou(UserName name) implements Notice {}

    /** Somebody whom we declined or blocked: what was to be said to them was not. */
    record YouBlocked(UserName name) implements Notice {}

    /** Not connected, and this name was never met: it waits until there is a connection. */
    record WaitsForConnection(UserName name) implements Notice {}

    /** So much waits for a name that was never met that this was not kept. */
    record TooMuchWaits(UserName name) implements Notice {}

    /** The server presents another account under a pinned name: nothing is sent to it until the person decides. */
    record IdentityChanged(UserName name, boolean wasVerified) implements Notice {}

    /** Somebody known is new, or known differently. */
    record ContactChanged(Contact contact) implements Notice {}

    /** Somebody never met writes: nothing of it is shown until the person decides. */
    record RequestArrived(UserName from) implements Notice {}

    /** Who was verified can be replaced only by somebody verified. */
    record VerifyFirst(UserName name) implements Notice {}

    /**
     * The answer to {@link ClientEvent.ShowSafety}.
     *
     * @param account whose number it is with; where {@code replaces}, the one that came in the place of a pinned one
     */
    record SafetyShown(UserName with, AccountId account, SafetyNumber number, boolean replaces) implements Notice {}

    /** Somebody wants to compare short numbers; {@link ClientEvent.CompareNumbers} agrees. */
    record NumbersWanted(UserName from) implements Notice {}

    /** Compare these with what the other side sees, by voice or side by side. */
    record NumbersShown(UserName with, Sas numbers) implements Notice {}

    /** How comparing ended. */
    record NumbersEnded(UserName with, Comparison outcome) implements Notice {}

    /** How comparing numbers ends. */
    enum Comparison {
        /** Both sides say that they are equal: verified. */
        EQUAL,
        /** One side says that they differ, or the other side cheated: somebody is in between. */
        DIFFERENT,
        /** Nobody answered in time, or somebody called it off. */
        GIVEN_UP
    }

    /** A person has other devices than before. */
    record PeerDevicesChanged(UserName name, List<DeviceId> added, List<DeviceId> removed) implements Notice {}

    /** A person's device lists contradict each other: the account's key is in two hands. */
    record DevicesContradict(UserName name) implements Notice {}

    /** The account was deleted by its owner. */
    record PersonGone(UserName name) implements Notice {}

    /** The own devices, as the answer to {@link ClientEvent.ShowDevices} and whenever they change. */
    record OwnDevices(List<Device> devices, DeviceId self, boolean isPrimary) implements Notice {
        public OwnDevices {
            devices = List.copyOf(devices);
        }
    }

    /** Only the primary device, which has the account's key, can do that. */
    record PrimaryNeeded() implements Notice {}

    /** Compare these with what the new device shows. */
    record LinkNumbers(Sas numbers) implements Notice {}

    /** How linking ended, on the side of the device that was there before. */
    record LinkFinished(LinkOutcome outcome) implements Notice {}

    /** How linking a device ends. */
    enum LinkOutcome {
        LINKED,
        /** Nobody waits with that code: it was used, is too old, or the device is gone. */
        NOBODY_WAITS,
        /** What came does not fit the code, or the numbers differ: somebody is in between. */
        REFUSED,
        /** The other side left. */
        BROKEN_OFF,
        /** The account has as many devices as it may have. */
        TOO_MANY_DEVICES
    }

    /** Wrong passwords were tried at the account since the last login. */
    record FailedTries(int count) implements Notice {}

    /** This vault is an older copy: its sessions are gone, so that nothing is sealed twice under the same key. */
    record VaultRolledBack() implements Notice {}

    /** The server was restored from a backup and may have forgotten something; what we sent is being sent again. */
    record ServerRestored() implements Notice {}

    /** A message is in some mailboxes of a person, and so many of their devices had no room for it. */
    record DevicesFull(UserName name, int devices) implements Notice {}

    /** A password was not taken, and why: {@link Refusal#LOGIN} for a wrong one, {@link Refusal#LOCKED}. */
    record PasswordRefused(Refusal reason) implements Notice {}

    /** The server has the new password. */
    record PasswordChanged() implements Notice {}

    /** The server has deleted the account, and everybody was told. */
    record AccountDeleted() implements Notice {}

    /** The person has no usable keys at the server; the message waits. */
    record NoKeys(UserName name) implements Notice {}

    /** The text is longer than a message may be. */
    record TooLong(int bytes, int bytesMax) implements Notice {}

    /** Messages that could not be opened since the start. */
    record Unreadable(int count) implements Notice {}

    /**
     * Our clock and the server's do not agree.
     *
     * @param ahead how far ours is ahead; negative where it is behind
     */
    record ClocksDiffer(Duration ahead) implements Notice {}

    /** The server wants less in this time; the message is sent a little later. */
    record Slowed(MessageId message) implements Notice {}
}
