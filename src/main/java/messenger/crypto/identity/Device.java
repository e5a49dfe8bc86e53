package messenger.crypto.identity;

import messenger.crypto.CanonicalReader;
import messenger.crypto.CanonicalWriter;
import messenger.crypto.Ed25519PublicKey;
import messenger.crypto.MalformedException;
import messenger.crypto.RejectedKeyException;
import messenger.crypto.X25519PublicKey;

/**
 * A device as its account's list names it.
 *
 * @param signingKey DSK, which signs prekeys and logins
 * @param identityKey DIK, which takes part in handshakes
 * @param createdDay epoch day
 */
public record Device(
        DeviceId id, Ed25519PublicKey signingKey, X25519PublicKey identityKey, MailboxId mailbox, int createdDay) {
    public Device {
        if (createdDay < 0) {
            throw new IllegalArgumentException("an epoch day is not negative: " + createdDay);
        }
    }

    /** Whether this is the very device: the same id and the same keys. */
    public boolean hasKeysOf(Device other) {
        return id.equals(other.id) && signingKey.equals(other.signingKey) && identityKey.equals(other.identityKey);
    }

    void write(CanonicalWriter writer) {
        writer.u8(id.value())
                .bytes(signingKey.encoded())
                .bytes(identityKey.encoded())
                .bytes(mailbox.value())
                .u32(createdDay);
    }

    static Device read(CanonicalReader reader) throws MalformedException, RejectedKeyException {
        int id = reader.u8();
        if (id == 0) {
            throw new MalformedException("a device id of zero");
        }
        return new Device(
                new DeviceId(id),
                Ed25519PublicKey.read(reader),
                X25519PublicKey.read(reader),
                new MailboxId(reader.bytes(MailboxId.BYTES)),
                Days.read(reader));
    }
}
