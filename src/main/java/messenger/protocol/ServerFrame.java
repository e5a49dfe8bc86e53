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
     */
    record LoggedIn(UserName name, int oneTimePrekeys) implements ServerFrame {
        public LoggedIn {
            Limits.require("the number of one-time prekeys", oneTimePrekeys, 0, Integer.MAX_VALUE);
        }
    }

    /** It was not done; {@link RequestId#NONE} where the refused frame has no request id. */
    record Refused(RequestId request, Refusal reason) implements ServerFrame {}

    /** It was done. */
    record Done(RequestId request) implements ServerFrame {}

    /** A user, with an encoded {@link SignedDeviceList}. */
    record UserFound(RequestId request, UserName name, Bytes deviceList) implements ServerFrame {
        public UserFound {
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
     */
    record Accepted(RequestId request, List<MailboxId> full, List<MailboxId> unknown) implements ServerFrame {
        public Accepted {
            full = List.copyOf(full);
            unknown = List.copyOf(unknown);
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
