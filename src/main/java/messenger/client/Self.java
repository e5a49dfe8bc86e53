package messenger.client;

import messenger.crypto.Bytes;
import messenger.crypto.identity.AccountId;
import messenger.crypto.identity.DeviceId;
import messenger.crypto.ratchet.LocalDevice;
import messenger.crypto.ratchet.PeerDevice;
import messenger.protocol.UserName;
import messenger.protocol.content.Content;

/** Who we are now: the account changes with its devices and access key, and everybody looks here. */
final class Self {
    private OwnAccount account;
    private LocalDevice device;

    Self(OwnAccount account) {
        this.account = account;
        this.device = LocalDevice.of(account.chain().lists(), account.device());
    }

    OwnAccount account() {
        return account;
    }

    AccountId id() {
        return account.id();
    }

    UserName name() {
        return account.name();
    }

    /** One of our devices, as a session's other side. */
    PeerDevice peer(DeviceId other) {
        return new PeerDevice(id(), other);
    }

    /** What lets others hand in mail for us, as it goes to them. */
    Bytes accessKey() {
        return Bytes.copyOf(account.accessKey().expose());
    }

    /** As handshakes know us. */
    LocalDevice device() {
        return device;
    }

    Content.DeviceListMark deviceListMark() {
        return new Content.DeviceListMark(
                account.deviceList().list().version(),
                account.deviceList().list().hash().slice(0, Content.DeviceListMark.PREFIX_BYTES));
    }

    /** Becomes this, durably. */
    void become(OwnAccount next, Step step) {
        account = next;
        device = LocalDevice.of(next.chain().lists(), next.device());
        step.change(next.put());
    }
}
