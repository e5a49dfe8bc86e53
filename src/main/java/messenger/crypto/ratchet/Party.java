package messenger.crypto.ratchet;

import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.CanonicalReader;
import messenger.crypto.CanonicalWriter;
import messenger.crypto.Ed25519PublicKey;
import messenger.crypto.MalformedException;
import messenger.crypto.RejectedKeyException;
import messenger.crypto.Sha256;
import messenger.crypto.X25519PublicKey;
import messenger.crypto.identity.AccountId;
import messenger.crypto.identity.Device;
import messenger.crypto.identity.SignedDeviceList;

/**
 * One end of a handshake, all that the transcript says about it (PROTOCOL 1.3).
 *
 * @param identityKey AIK
 * @param deviceKey DIK
 * @param listVersion of the device list that names the device
 * @param listHash H(DLS), 32 bytes
 */
record Party(
        PeerDevice device, Ed25519PublicKey identityKey, X25519PublicKey deviceKey, long listVersion, Bytes listHash) {
    static Party of(SignedDeviceList list, Device device) {
        return new Party(
                new PeerDevice(list.account(), device.id()),
                list.identityKey(),
                device.identityKey(),
                list.list().version(),
                list.list().hash());
    }

    /** The device, where this list is the one the party names, and the device is in it with this key. */
    Device requireNamedBy(SignedDeviceList list) throws AuthenticationFailedException {
        Device named = list.list().device(device.device()).orElseThrow(AuthenticationFailedException::new);
        if (!Party.of(list, named).equals(this)) {
            throw new AuthenticationFailedException();
        }
        return named;
    }

    void write(CanonicalWriter writer) {
        writer.bytes(device.account().value())
                .bytes(identityKey.encoded())
                .u8(device.device().value())
                .bytes(deviceKey.encoded())
                .u32(listVersion)
                .bytes(listHash);
    }

    static Party read(CanonicalReader reader) throws MalformedException, RejectedKeyException {
        AccountId account = AccountId.read(reader);
        Ed25519PublicKey identityKey = Ed25519PublicKey.read(reader);
        CanonicalReader deviceId = new CanonicalReader(Bytes.concat(account.value(), reader.bytes(1)));
        return new Party(
                PeerDevice.read(deviceId),
                identityKey,
                X25519PublicKey.read(reader),
                reader.u32(),
                reader.bytes(Sha256.BYTES));
    }
}
