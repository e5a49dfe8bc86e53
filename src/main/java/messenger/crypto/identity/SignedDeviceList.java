package messenger.crypto.identity;

import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.CanonicalReader;
import messenger.crypto.CanonicalWriter;
import messenger.crypto.Ed25519PublicKey;
import messenger.crypto.Label;
import messenger.crypto.MalformedException;
import messenger.crypto.RejectedKeyException;
import messenger.crypto.Signature;

/**
 * A device list with the identity key that signed it. One that exists was checked: the key is the account's and the
 * signature is the key's.
 */
public final class SignedDeviceList {
    /** More than the longest list that there can be; the limit for whoever stores or carries one. */
    public static final int ENCODED_BYTES_MAX = 1024;

    private static final Label LABEL = new Label("device-list");

    private final Ed25519PublicKey identityKey;
    private final DeviceList list;
    private final Signature signature;

    private SignedDeviceList(Ed25519PublicKey identityKey, DeviceList list, Signature signature) {
        this.identityKey = identityKey;
        this.list = list;
        this.signature = signature;
    }

    static SignedDeviceList sign(AccountKey key, DeviceList list) {
        if (!list.account().equals(key.id())) {
            throw new IllegalArgumentException("account " + key.id() + " does not sign for " + list.account());
        }
        return new SignedDeviceList(key.publicKey(), list, key.sign(LABEL.with(list.encoded())));
    }

    /**
     * Reads and checks a signed list.
     *
     * @throws AuthenticationFailedException where the key is not the account's or the signature not the key's
     */
    public static SignedDeviceList decode(Bytes encoded)
            throws MalformedException, RejectedKeyException, AuthenticationFailedException {
        CanonicalReader reader = new CanonicalReader(encoded);
        Ed25519PublicKey identityKey = Ed25519PublicKey.read(reader);
        DeviceList list = DeviceList.read(reader);
        Signature signature = Signature.read(reader);
        reader.end();
        if (!AccountId.of(identityKey).equals(list.account())) {
            throw new AuthenticationFailedException();
        }
        identityKey.verify(LABEL.with(list.encoded()), signature);
        return new SignedDeviceList(identityKey, list, signature);
    }

    public Bytes encoded() {
        CanonicalWriter writer = new CanonicalWriter().bytes(identityKey.encoded());
        return writer.bytes(list.encoded()).bytes(signature.value()).toBytes();
    }

    /**
     * Whether this list may follow {@code earlier}: the same account, which was not deleted, the next version, the hash
     * of it, and no device id with other keys (PROTOCOL 1.1).
     */
    public boolean follows(SignedDeviceList earlier) {
        return list.account().equals(earlier.account())
                && earlier.list.status() == DeviceList.Status.ACTIVE
                && list.version() == earlier.list.version() + 1
                && list.previousHash().equals(earlier.list.hash())
                && keepsIdsOf(earlier);
    }

    /** Whether every device id that both lists name stands for the same keys in both: ids are never used again. */
    boolean keepsIdsOf(SignedDeviceList earlier) {
        return list.devices().stream()
                .allMatch(device -> earlier.list.device(device.id()).stream().allMatch(device::hasKeysOf));
    }

    public AccountId account() {
        return list.account();
    }

    public Ed25519PublicKey identityKey() {
        return identityKey;
    }

    public DeviceList list() {
        return list;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SignedDeviceList that && encoded().equals(that.encoded());
    }

    @Override
    public int hashCode() {
        return list.hashCode();
    }

    @Override
    public String toString() {
        return "SignedDeviceList(" + list.account() + " version " + list.version() + ")";
    }
}
