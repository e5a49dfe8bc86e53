package messenger.protocol;

import java.util.List;
import messenger.crypto.Bytes;
import messenger.crypto.Hmac;
import messenger.crypto.Signature;
import messenger.crypto.identity.AccountId;
import messenger.crypto.identity.DeviceId;
import messenger.crypto.identity.SignedDeviceList;

/**
 * What a client says to the server. A stranger may say {@link Hello}, {@link Ping} and {@link Bye}, and what leads to a
 * login ({@link RegisterStart}, {@link Register}, {@link Login}, {@link PasswordStart}, {@link PasswordFinish},
 * {@link Recover}, {@link UpdateDevices}), to a linked device ({@link LinkOpen}, {@link LinkSay}) or to a connection
 * that only hands in mail ({@link HandIn}, then {@link SubmitSealed}).
 */
public sealed interface ClientFrame {
    /** Under which the frame is answered; {@link RequestId#NONE} for those that have no request id. */
    default RequestId request() {
        return RequestId.NONE;
    }

    /** Asks for a nonce; the first frame of every connection. */
    record Hello(int version, String software) implements ClientFrame {
        public Hello {
            Limits.require("a protocol version", version, 0, 0xffff);
            Limits.require("a software name's length", software.length(), 0, Limits.SOFTWARE_CHARS_MAX);
        }
    }

    /**
     * Begins to set a password (OPAQUE registration, RFC 9807 5): for a new account before {@link Register}, for an own
     * one before {@link ChangePassword}; answered by {@link ServerFrame.RegisterAnswer}.
     *
     * @param blinded the password, blinded, {@link Limits#PASSWORD_REQUEST_BYTES}
     */
    record RegisterStart(RequestId request, UserName name, Bytes blinded) implements ClientFrame {
        public RegisterStart {
            blinded.requireSize(Limits.PASSWORD_REQUEST_BYTES, "a blinded password");
        }
    }

    /**
     * Makes an account and logs its first device in.
     *
     * @param deviceList an encoded {@link SignedDeviceList}
     * @param signature of the login proof over this connection's nonce, by the device
     * @param passwordRecord what the password can be checked by, {@link Limits#PASSWORD_RECORD_BYTES}
     * @param gate what the server asks of newcomers
     */
    record Register(
            UserName name, Bytes deviceList, DeviceId device, Signature signature, Bytes passwordRecord, Gate gate)
            implements ClientFrame {
        public Register {
            Limits.require("a device list's size", deviceList.size(), 1, SignedDeviceList.ENCODED_BYTES_MAX);
            passwordRecord.requireSize(Limits.PASSWORD_RECORD_BYTES, "a password record");
        }
    }

    /**
     * What gets a newcomer in.
     *
     * @param invite a code of {@link Limits#INVITE_BYTES}, or empty
     * @param accessProof HMAC-SHA-256 over the nonce under the server's access password, or empty
     */
    record Gate(Bytes invite, Bytes accessProof) {
        public static final Gate NONE = new Gate(Bytes.EMPTY, Bytes.EMPTY);

        public Gate {
            Limits.requireEither("an invite's size", invite.size(), 0, Limits.INVITE_BYTES);
            Limits.requireEither("an access proof's size", accessProof.size(), 0, Hmac.BYTES);
        }
    }

    /**
     * Logs a device in by its key (PROTOCOL 1.16.1).
     *
     * @param deviceListVersion the newest that the device knows
     * @param generation rises with every connection of the device's vault; one that does not was restored from a copy
     */
    record Login(AccountId account, DeviceId device, long deviceListVersion, long generation, Signature signature)
            implements ClientFrame {
        public Login {
            Limits.requireNotNegative("a device list version", deviceListVersion);
            Limits.requireNotNegative("a vault generation", generation);
        }
    }

    /** The device's vault has moved on to this generation, see {@link Login}; no answer. */
    record Progress(long generation) implements ClientFrame {
        public Progress {
            Limits.requireNotNegative("a vault generation", generation);
        }
    }

    /**
     * Begins to prove a password (OPAQUE login, RFC 9807 6); answered by {@link ServerFrame.PasswordAnswer}, or refused
     * with {@link Refusal#LOCKED}. Logged in, only for the own name.
     *
     * @param ke1 {@link Limits#PASSWORD_KE1_BYTES}
     */
    record PasswordStart(RequestId request, UserName name, Bytes ke1) implements ClientFrame {
        public PasswordStart {
            ke1.requireSize(Limits.PASSWORD_KE1_BYTES, "a first password message");
        }
    }

    /**
     * Proves the password; answered by {@link ServerFrame.Done}, or {@link Refusal#LOGIN}. Then, on this connection:
     * {@link FindUser} of that name and {@link Recover} before login, {@link ChangePassword} and {@link DeleteAccount}
     * after.
     *
     * @param ke3 {@link Limits#PASSWORD_KE3_BYTES}
     */
    record PasswordFinish(RequestId request, Bytes ke3) implements ClientFrame {
        public PasswordFinish {
            ke3.requireSize(Limits.PASSWORD_KE3_BYTES, "a last password message");
        }
    }

    /**
     * The account's next device list, made with the recovery code by a device that is new in it; logs that device in.
     * Only after the password was proved on this connection.
     */
    record Recover(Bytes deviceList, DeviceId device, Signature signature) implements ClientFrame {
        public Recover {
            Limits.require("a device list's size", deviceList.size(), 1, SignedDeviceList.ENCODED_BYTES_MAX);
        }
    }

    /** Replaces the password's record, after the old password was proved; answered by {@link ServerFrame.Done}. */
    record ChangePassword(RequestId request, Bytes passwordRecord) implements ClientFrame {
        public ChangePassword {
            passwordRecord.requireSize(Limits.PASSWORD_RECORD_BYTES, "a password record");
        }
    }

    /**
     * Ends the account, after the password was proved; answered by {@link ServerFrame.Done}, then the connection ends.
     *
     * @param deviceList the next one, which says that the account is deleted
     */
    record DeleteAccount(RequestId request, Bytes deviceList) implements ClientFrame {
        public DeleteAccount {
            Limits.require("a device list's size", deviceList.size(), 1, SignedDeviceList.ENCODED_BYTES_MAX);
        }
    }

    /**
     * Publishes the account's next device list; answered by {@link ServerFrame.Done}, or {@link Refusal#CONFLICT} where
     * it is not the next one. Devices that are no longer in it lose mailbox, prekeys and connection.
     *
     * <p>Also before login, of which a server that was restored from a backup may know too little: the account's key
     * has signed the list, and that is all that counts.
     */
    record UpdateDevices(RequestId request, Bytes deviceList) implements ClientFrame {
        public UpdateDevices {
            Limits.require("a device list's size", deviceList.size(), 1, SignedDeviceList.ENCODED_BYTES_MAX);
        }
    }

    /** A new device waits for a device of an account to join it here (PROTOCOL 1.13); for some minutes, and once. */
    record LinkOpen(Bytes rendezvous) implements ClientFrame {
        public LinkOpen {
            rendezvous.requireSize(Limits.RENDEZVOUS_BYTES, "a rendezvous");
        }
    }

    /** A logged-in device joins a new one; answered by {@link ServerFrame.LinkJoined} to both. */
    record LinkJoin(RequestId request, Bytes rendezvous) implements ClientFrame {
        public LinkJoin {
            rendezvous.requireSize(Limits.RENDEZVOUS_BYTES, "a rendezvous");
        }
    }

    /** Passed on to the other side of a rendezvous, from memory; at most {@link Limits#LINK_BYTES_MAX} bytes. */
    record LinkSay(Bytes message) implements ClientFrame {
        public LinkSay {
            Limits.require("a link message's size", message.size(), 1, Limits.LINK_BYTES_MAX);
        }
    }

    /**
     * Publishes the device's signed prekey, and one-time pairs in addition to those that are there.
     *
     * @param signed an encoded prekey
     * @param oneTime encoded prekeys, at most {@link Limits#ONE_TIME_PREKEYS_MAX}
     */
    record PublishPrekeys(RequestId request, Bytes signed, List<Bytes> oneTime) implements ClientFrame {
        public PublishPrekeys {
            oneTime = List.copyOf(oneTime);
            Limits.require("the number of one-time prekeys", oneTime.size(), 0, Limits.ONE_TIME_PREKEYS_MAX);
            Limits.require("a prekey's size", signed.size(), 1, Limits.PREKEY_BYTES_MAX);
            oneTime.forEach(prekey -> Limits.require("a prekey's size", prekey.size(), 1, Limits.PREKEY_BYTES_MAX));
        }
    }

    /** Asks who has a name; answered by {@link ServerFrame.UserFound}. */
    record FindUser(RequestId request, UserName name) implements ClientFrame {}

    /**
     * Asks for an account's name and device lists; answered by {@link ServerFrame.UserFound} or {@link
     * ServerFrame.AccountGone}.
     *
     * @param since the version of the list that is known; 0 for none
     */
    record FindAccount(RequestId request, AccountId account, long since) implements ClientFrame {
        public FindAccount {
            Limits.requireNotNegative("a device list version", since);
        }
    }

    /** Asks for what a handshake with a device needs; uses up one of its one-time pairs. */
    record TakeBundle(RequestId request, AccountId account, DeviceId device) implements ClientFrame {}

    /**
     * Hands in a message; answered by {@link ServerFrame.Accepted} once it is durable. Where one is refused for rate,
     * later ones of the connection are refused too until it comes again, so that nothing overtakes it.
     *
     * @param content sealed once for all, at most {@link Limits#CONTENT_BYTES_MAX} bytes
     * @param wraps 1 to {@link Limits#RECIPIENTS_MAX}
     */
    record Submit(RequestId request, SubmissionId submission, Bytes content, List<Wrap> wraps) implements ClientFrame {
        public Submit {
            wraps = List.copyOf(wraps);
            Limits.require("a content's size", content.size(), 1, Limits.CONTENT_BYTES_MAX);
            Limits.require("the number of recipients", wraps.size(), 1, Limits.RECIPIENTS_MAX);
        }
    }

    /**
     * From now on this connection only hands in mail: it says nothing about who it is (PROTOCOL 1.6). Answered by
     * {@link ServerFrame.Done}.
     */
    record HandIn(RequestId request) implements ClientFrame {}

    /**
     * Hands in a message on a connection without login, as {@link Submit} does with one.
     *
     * @param wraps 1 to {@link Limits#RECIPIENTS_MAX}
     */
    record SubmitSealed(RequestId request, SubmissionId submission, Bytes content, List<SealedWrap> wraps)
            implements ClientFrame {
        public SubmitSealed {
            wraps = List.copyOf(wraps);
            Limits.require("a content's size", content.size(), 1, Limits.CONTENT_BYTES_MAX);
            Limits.require("the number of recipients", wraps.size(), 1, Limits.RECIPIENTS_MAX);
        }
    }

    /**
     * Asks for everything in the device's mailbox, and from then on for what arrives; {@link ServerFrame.CaughtUp}
     * tells where the one ends and the other begins.
     */
    record Subscribe() implements ClientFrame {}

    /** The client has these safe; the server deletes them. */
    record Acknowledge(List<Long> sequences) implements ClientFrame {
        public Acknowledge {
            sequences = List.copyOf(sequences);
            Limits.require("the number of acknowledgements", sequences.size(), 1, Limits.ACKNOWLEDGED_MAX);
            sequences.forEach(sequence -> Limits.requireNotNegative("a sequence number", sequence));
        }
    }

    /**
     * Asks for a page of users by name.
     *
     * @param after names greater than this; empty for the first page
     */
    record ListUsers(RequestId request, String after) implements ClientFrame {
        public ListUsers {
            Limits.require("a name's length", after.length(), 0, UserName.CHARS_MAX);
        }
    }

    /** Asks to be told who comes and goes. */
    record WatchPresence() implements ClientFrame {}

    /** Asks for a sign of life. */
    record Ping() implements ClientFrame {}

    /** The client leaves. */
    record Bye() implements ClientFrame {}
}
