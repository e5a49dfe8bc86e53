package messenger.protocol;

import java.util.List;
import messenger.crypto.Bytes;
import messenger.crypto.identity.AccountId;
import messenger.crypto.identity.LoginProof;
import messenger.crypto.identity.MailboxId;
import messenger.crypto.identity.SignedDeviceList;

/** What the server says to a client. */
public sealed interface ServerFrame {
    /**
     * Answers {@link ClientFrame.Hello}.
     *
     * @param nonce for the login proof; good once and for five minutes
     */
    record Welcome(int version, Bytes nonce, long serverTimeMs) implements ServerFrame {
        public Welcome {
            nonce.requireSize(LoginProof.NONCE_BYTES, "a login nonce");
            Limits.requireNotNegative("a time", serverTimeMs);
        }
    }

    /**
     * The device is logged in.
     *
     * @param oneTimePrekeys how many of its one-time pairs are left
     * @param deviceListVersion the account's newest
     * @param lastGeneration that of the device's login before this one; 0 at the first
     * @param failedTries at the account's password since the login before this one
     * @param incarnation of the server's store
     */
    record LoggedIn(
            UserName name,
            int oneTimePrekeys,
            long deviceListVersion,
            long lastGeneration,
            int failedTries,
            Incarnation incarnation)
            implements ServerFrame {
        public LoggedIn {
            Limits.require("the number of one-time prekeys", oneTimePrekeys, 0, Integer.MAX_VALUE);
            Limits.requireNotNegative("a device list version", deviceListVersion);
            Limits.requireNotNegative("a vault generation", lastGeneration);
            Limits.require("the number of failed tries", failedTries, 0, Integer.MAX_VALUE);
        }
    }

    /**
     * Answers {@link ClientFrame.RegisterStart}.
     *
     * @param evaluated {@link Limits#PASSWORD_RESPONSE_BYTES}
     */
    record RegisterAnswer(RequestId request, Bytes evaluated) implements ServerFrame {
        public RegisterAnswer {
            evaluated.requireSize(Limits.PASSWORD_RESPONSE_BYTES, "an evaluated password");
        }
    }

    /**
     * Answers {@link ClientFrame.PasswordStart}, whether there is such a name or not.
     *
     * @param ke2 {@link Limits#PASSWORD_KE2_BYTES}
     */
    record PasswordAnswer(RequestId request, Bytes ke2) implements ServerFrame {
        public PasswordAnswer {
            ke2.requireSize(Limits.PASSWORD_KE2_BYTES, "a second password message");
        }
    }

    /** The account's device list has changed; said to its other devices. */
    record DevicesChanged(long deviceListVersion) implements ServerFrame {
        public DevicesChanged {
            Limits.requireNotNegative("a device list version", deviceListVersion);
        }
    }

    /** The other side of a rendezvous is there. */
    record LinkJoined() implements ServerFrame {}

    /** The other side of a rendezvous says this. */
    record LinkSaid(Bytes message) implements ServerFrame {
        public LinkSaid {
            Limits.require("a link message's size", message.size(), 1, Limits.LINK_BYTES_MAX);
        }
    }

    /** The other side of a rendezvous is gone, or it took too long. */
    record LinkEnded() implements ServerFrame {}

    /** It was not done; {@link RequestId#NONE} where the refused frame has no request id. */
    record Refused(RequestId request, Refusal reason) implements ServerFrame {}

    /** It was done. */
    record Done(RequestId request) implements ServerFrame {}

    /**
     * A user.
     *
     * @param deviceLists encoded {@link SignedDeviceList}s in order, the last one the newest: for {@link
     *     ClientFrame.FindAccount} those after the version that is known (or the newest, where it is that), at most
     *     {@link Limits#DEVICE_LISTS_MAX}
     */
    record UserFound(RequestId request, UserName name, List<Bytes> deviceLists) implements ServerFrame {
        public UserFound {
            deviceLists = List.copyOf(deviceLists);
            Limits.require("the number of device lists", deviceLists.size(), 1, Limits.DEVICE_LISTS_MAX);
            deviceLists.forEach(
                    list -> Limits.require("a device list's size", list.size(), 1, SignedDeviceList.ENCODED_BYTES_MAX));
        }
    }

    /** The account was deleted by its owner; the list says so. */
    record AccountGone(RequestId request, Bytes deviceList) implements ServerFrame {
        public AccountGone {
            Limits.require("a device list's size", deviceList.size(), 1, SignedDeviceList.ENCODED_BYTES_MAX);
        }
    }

    /**
     * What a handshake needs.
     *
     * @param signed an encoded prekey
     * @param oneTime none or one encoded prekey
     */
    record Bundle(RequestId request, Bytes deviceList, Bytes signed, List<Bytes> oneTime) implements ServerFrame {
        public Bundle {
            oneTime = List.copyOf(oneTime);
            Limits.require("a device list's size", deviceList.size(), 1, SignedDeviceList.ENCODED_BYTES_MAX);
            Limits.require("a prekey's size", signed.size(), 1, Limits.PREKEY_BYTES_MAX);
            Limits.require("the number of one-time prekeys", oneTime.size(), 0, 1);
            oneTime.forEach(prekey -> Limits.require("a prekey's size", prekey.size(), 1, Limits.PREKEY_BYTES_MAX));
        }
    }

    /**
     * A submission is durable in every mailbox but these.
     *
     * @param full mailboxes over their quota
     * @param unknown mailboxes that are not there, or no longer
     * @param closed mailboxes that another access key opens; only for {@link ClientFrame.SubmitSealed}
     */
    record Accepted(RequestId request, List<MailboxId> full, List<MailboxId> unknown, List<MailboxId> closed)
            implements ServerFrame {
        public Accepted {
            full = List.copyOf(full);
            unknown = List.copyOf(unknown);
            closed = List.copyOf(closed);
            Limits.require("the number of closed mailboxes", closed.size(), 0, Limits.RECIPIENTS_MAX);
            Limits.require("the number of full mailboxes", full.size(), 0, Limits.RECIPIENTS_MAX);
            Limits.require("the number of unknown mailboxes", unknown.size(), 0, Limits.RECIPIENTS_MAX);
        }
    }

    /**
     * A message from the mailbox; it stays there until it is acknowledged.
     *
     * @param receivedMs when the server took it
     */
    record Deliver(long sequence, SubmissionId submission, long receivedMs, Bytes content, Bytes message)
            implements ServerFrame {
        public Deliver {
            Limits.requireNotNegative("a sequence number", sequence);
            Limits.requireNotNegative("a time", receivedMs);
            Limits.require("a content's size", content.size(), 1, Limits.CONTENT_BYTES_MAX);
            Limits.require("a ratchet message's size", message.size(), 1, Limits.RATCHET_BYTES_MAX);
        }
    }

    /** Everything that was in the mailbox at {@link ClientFrame.Subscribe} has been delivered on this connection. */
    record CaughtUp() implements ServerFrame {}

    /** A page of the list of users; more follow after its last name where {@code more} is set. */
    record Users(RequestId request, List<Presence> users, boolean more) implements ServerFrame {
        public Users {
            users = List.copyOf(users);
            Limits.require("the number of users", users.size(), 0, Limits.USERS_PAGE_MAX);
        }
    }

    /**
     * A user comes, goes, or is told about.
     *
     * @param lastSeenMs when the user was last online; the present moment for those who are
     */
    record Presence(UserName name, AccountId account, boolean online, long lastSeenMs) implements ServerFrame {
        public Presence {
            Limits.requireNotNegative("a time", lastSeenMs);
        }
    }

    /** The device should publish more one-time pairs. */
    record PrekeysLow(int oneTimePrekeys) implements ServerFrame {
        public PrekeysLow {
            Limits.require("the number of one-time prekeys", oneTimePrekeys, 0, Integer.MAX_VALUE);
        }
    }

    /** Answers {@link ClientFrame.Ping}. */
    record Pong() implements ServerFrame {}

    /** The server closes the connection, and why. */
    record Goodbye(Refusal reason) implements ServerFrame {}
}
