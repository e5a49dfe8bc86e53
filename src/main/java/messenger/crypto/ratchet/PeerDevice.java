package messenger.crypto.ratchet;

import messenger.crypto.CanonicalReader;
import messenger.crypto.CanonicalWriter;
import messenger.crypto.MalformedException;
import messenger.crypto.identity.AccountId;
import messenger.crypto.identity.DeviceId;

/** The other end of a session: a device of an account, as the handshake authenticated it. */
public record PeerDevice(AccountId account, DeviceId device) {
    void write(CanonicalWriter writer) {
        writer.bytes(account.value()).u8(device.value());
    }

    static PeerDevice read(CanonicalReader reader) throws MalformedException {
        AccountId account = AccountId.read(reader);
        int device = reader.u8();
        if (device == 0) {
            throw new MalformedException("a device id of zero");
        }
        return new PeerDevice(account, new DeviceId(device));
    }
}
