package messenger.client;

import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.CanonicalReader;
import messenger.crypto.CanonicalWriter;
import messenger.crypto.MalformedException;
import messenger.crypto.RejectedKeyException;
import messenger.crypto.identity.AccountId;
import messenger.crypto.identity.SignedDeviceList;
import messenger.protocol.UserName;

/**
 * Somebody we met: the name and the account that were pinned together, with the newest device list.
 *
 * @param trust whether the server still says the same
 */
public record Contact(UserName name, SignedDeviceList deviceList, Trust trust) {
    private static final int VERSION = 1;

    /** What we know about a person's key. */
    public enum Trust {
        /** Pinned at first use. */
        PINNED,
        /** The server has named another account under the same name: nothing is sent. */
        CHANGED
    }

    public AccountId account() {
        return deviceList.account();
    }

    Contact with(Trust next) {
        return new Contact(name, deviceList, next);
    }

    Contact with(SignedDeviceList newer) {
        return new Contact(name, newer, trust);
    }

    VaultChange put() {
        Bytes row = new CanonicalWriter()
                .u8(VERSION)
                .prefixed(Bytes.utf8(name.value()))
                .u8(trust == Trust.PINNED ? 0 : 1)
                .prefixed(deviceList.encoded())
                .toBytes();
        return new VaultChange.Put(Table.CONTACT, account().value(), row);
    }

    static Contact decode(Bytes row) throws MalformedException, RejectedKeyException, AuthenticationFailedException {
        CanonicalReader reader = new CanonicalReader(row);
        if (reader.u8() != VERSION) {
            throw new MalformedException("a contact of another version");
        }
        UserName name = new UserName(reader.prefixed(UserName.CHARS_MAX).toText());
        Trust trust = reader.u8() == 0 ? Trust.PINNED : Trust.CHANGED;
        SignedDeviceList list = SignedDeviceList.decode(reader.prefixed(SignedDeviceList.ENCODED_BYTES_MAX));
        reader.end();
        return new Contact(name, list, trust);
    }
}
