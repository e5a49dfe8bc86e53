package messenger.protocol.content;

import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.CanonicalReader;
import messenger.crypto.CanonicalWriter;
import messenger.crypto.Ed25519PublicKey;
import messenger.crypto.MalformedException;
import messenger.crypto.RejectedKeyException;
import messenger.crypto.X25519PublicKey;
import messenger.crypto.identity.Device;
import messenger.crypto.identity.DeviceId;
import messenger.crypto.identity.MailboxId;
import messenger.crypto.identity.SignedDeviceList;
import messenger.protocol.SealedWrap;
import messenger.protocol.UserName;

/** What a new device and the one that links it say to each other inside their channel (PROTOCOL 1.13). */
public final class LinkMessages {
    private LinkMessages() {}

    /**
     * The new device's public keys; its id it gets from the account.
     *
     * @param signingKey DSK
     * @param identityKey DIK
     */
    public record Candidate(Ed25519PublicKey signingKey, X25519PublicKey identityKey, MailboxId mailbox) {
        /** The device as the account's list will name it. */
        public Device device(DeviceId id, int createdDay) {
            return new Device(id, signingKey, identityKey, mailbox, createdDay);
        }

        public Bytes encoded() {
            return new CanonicalWriter()
                    .bytes(signingKey.encoded())
                    .bytes(identityKey.encoded())
                    .bytes(mailbox.value())
                    .toBytes();
        }

        public static Candidate decode(Bytes encoded) throws MalformedException, RejectedKeyException {
            CanonicalReader reader = new CanonicalReader(encoded);
            Candidate candidate = new Candidate(
                    Ed25519PublicKey.read(reader),
                    X25519PublicKey.read(reader),
                    new MailboxId(reader.bytes(MailboxId.BYTES)));
            reader.end();
            return candidate;
        }
    }

    /**
     * The account that the new device belongs to now.
     *
     * @param deviceList its newest, which names the new device
     * @param accessKey what lets others hand in mail for the account
     */
    public record Membership(UserName name, SignedDeviceList deviceList, DeviceId device, Bytes accessKey) {
        public Membership {
            accessKey.requireSize(SealedWrap.ACCESS_KEY_BYTES, "an access key");
        }

        public Bytes encoded() {
            return new CanonicalWriter()
                    .prefixed(Bytes.utf8(name.value()))
                    .u8(device.value())
                    .bytes(accessKey)
                    .prefixed(deviceList.encoded())
                    .toBytes();
        }

        public static Membership decode(Bytes encoded)
                throws MalformedException, RejectedKeyException, AuthenticationFailedException {
            CanonicalReader reader = new CanonicalReader(encoded);
            String name = reader.prefixed(UserName.CHARS_MAX).toText();
            int device = reader.u8();
            Bytes accessKey = reader.bytes(SealedWrap.ACCESS_KEY_BYTES);
            SignedDeviceList list = SignedDeviceList.decode(reader.prefixed(SignedDeviceList.ENCODED_BYTES_MAX));
            reader.end();
            if (!UserName.isValid(name) || device == 0) {
                throw new MalformedException("a membership of nobody");
            }
            return new Membership(new UserName(name), list, new DeviceId(device), accessKey);
        }

        /** Without the access key. */
        @Override
        public String toString() {
            return "Membership(" + name + " " + device + ")";
        }
    }

    /** The new device has the account safe, and is one of its devices. */
    public record Joined() {
        private static final int VERSION = 1;

        public Bytes encoded() {
            return new CanonicalWriter().u8(VERSION).toBytes();
        }

        public static Joined decode(Bytes encoded) throws MalformedException {
            CanonicalReader reader = new CanonicalReader(encoded);
            if (reader.u8() != VERSION) {
                throw new MalformedException("a joining of another version");
            }
            reader.end();
            return new Joined();
        }
    }
}
