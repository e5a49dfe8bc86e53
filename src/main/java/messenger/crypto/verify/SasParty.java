package messenger.crypto.verify;

import messenger.crypto.Bytes;
import messenger.crypto.CanonicalReader;
import messenger.crypto.CanonicalWriter;
import messenger.crypto.MalformedException;
import messenger.crypto.RejectedKeyException;
import messenger.crypto.identity.AccountPublic;
import messenger.crypto.identity.DeviceId;

/** One end of an interactive verification: identity key, account id and the device that takes part. */
public record SasParty(AccountPublic account, DeviceId device) {
    Bytes encoded() {
        return new CanonicalWriter()
                .bytes(account.encoded())
                .bytes(account.id().value())
                .u8(device.value())
                .toBytes();
    }

    void write(CanonicalWriter writer) {
        writer.bytes(account.encoded()).u8(device.value());
    }

    static SasParty read(CanonicalReader reader) throws MalformedException, RejectedKeyException {
        AccountPublic account = AccountPublic.read(reader);
        int device = reader.u8();
        if (device == 0) {
            throw new MalformedException("a device id of zero");
        }
        return new SasParty(account, new DeviceId(device));
    }
}
