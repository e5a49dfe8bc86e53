package messenger.crypto.identity;

import java.security.SecureRandom;
import messenger.crypto.Ed25519KeyPair;
import messenger.crypto.Secret;
import messenger.crypto.X25519KeyPair;

/**
 * The secret side of a device.
 *
 * @param signing DSK
 * @param identity DIK
 */
public record DeviceKeys(DeviceId id, Ed25519KeyPair signing, X25519KeyPair identity, MailboxId mailbox) {
    public static DeviceKeys generate(DeviceId id, SecureRandom random) {
        return new DeviceKeys(
                id, Ed25519KeyPair.generate(random), X25519KeyPair.generate(random), MailboxId.random(random));
    }

    /** The keys of two seeds of 32 bytes. */
    public static DeviceKeys of(DeviceId id, Secret signingSeed, Secret identitySecret, MailboxId mailbox) {
        return new DeviceKeys(id, Ed25519KeyPair.of(signingSeed), X25519KeyPair.of(identitySecret), mailbox);
    }

    /** The public side, as a device list names it. */
    public Device publicDevice(int createdDay) {
        return new Device(id, signing.publicKey(), identity.publicKey(), mailbox, createdDay);
    }
}
