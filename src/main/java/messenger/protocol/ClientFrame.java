package messenger.protocol;

import java.util.List;
import messenger.crypto.Bytes;
import messenger.crypto.Signature;
import messenger.crypto.identity.AccountId;
import messenger.crypto.identity.DeviceId;
import messenger.crypto.identity.SignedDeviceList;

/**
 * What a client says to the server. Before login only {@link Hello}, {@link Register}, {@link Login}, {@link Ping} and
 * {@link Bye}.
 */
public sealed interface ClientFrame {
    /** Asks for a nonce; the first frame of every connection. */
    record Hello(int version, String software) implements ClientFrame {
        public Hello {
            Limits.require("a protocol version", version, 0, 0xffff);
            Limits.require("a software name's length", software.length(), 0, Limits.SOFTWARE_CHARS_MAX);
        }
    }

    /**
     * Makes an account and logs its first device in.
     *
     * @param deviceList an encoded {@link SignedDeviceList}
     * @param signature of the login proof over this connection's nonce, by the device
     */
    record Register(UserName name, Bytes deviceList, DeviceId device, Signature signature) implements ClientFrame {
        public Register {
            Limits.require("a device list's size", deviceList.size(), 1, SignedDeviceList.ENCODED_BYTES_MAX);
        }
    }

    /** Logs a device in by its key (PROTOCOL 1.16.1). */
    record Login(AccountId account, DeviceId device, long deviceListVersion, Signature signature)
            implements ClientFrame {
        public Login {
            Limits.requireNotNegative("a device list version", deviceListVersion);
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

    /** Asks for an account's name and device list; answered by {@link ServerFrame.UserFound}. */
    record FindAccount(RequestId request, AccountId account) implements ClientFrame {}

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
