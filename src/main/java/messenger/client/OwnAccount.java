package messenger.client;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.CanonicalReader;
import messenger.crypto.CanonicalWriter;
import messenger.crypto.MalformedException;
import messenger.crypto.RejectedKeyException;
import messenger.crypto.Secret;
import messenger.crypto.Sha256;
import messenger.crypto.identity.AccountId;
import messenger.crypto.identity.AccountKey;
import messenger.crypto.identity.Days;
import messenger.crypto.identity.DeviceId;
import messenger.crypto.identity.DeviceKeys;
import messenger.crypto.identity.DeviceList;
import messenger.crypto.identity.MailboxId;
import messenger.crypto.identity.SafetyFingerprint;
import messenger.crypto.identity.SignedDeviceList;
import messenger.protocol.UserName;
import messenger.protocol.content.Content;

/**
 * Who this device is.
 *
 * @param accessKey what lets others deliver to us (PROTOCOL 1.6), 16 bytes
 * @param registration whether the server is known to have the account
 */
public record OwnAccount(
        UserName name,
        AccountKey key,
        DeviceKeys device,
        SignedDeviceList deviceList,
        Secret accessKey,
        Registration registration) {
    private static final int VERSION = 1;
    private static final int ACCESS_KEY_BYTES = 16;
    private static final Bytes ROW_ID = Bytes.EMPTY;

    /** How far registration has come. */
    public enum Registration {
        /** Not sent, or sent without an answer: the next connection registers. */
        WANTED,
        /** The server answered: the next connection logs in. */
        DONE
    }

    /** A fresh account with this device as its first. */
    public static OwnAccount create(UserName name, Instant now, SecureRandom random) {
        AccountKey key = AccountKey.generate(random);
        DeviceKeys device = DeviceKeys.generate(DeviceId.FIRST, random);
        Secret accessKey = Secret.random(ACCESS_KEY_BYTES, random);
        DeviceList list = new DeviceList(
                key.id(),
                1,
                DeviceList.NO_PREVIOUS,
                DeviceList.Status.ACTIVE,
                List.of(device.publicDevice(Days.of(now))),
                Sha256.of(Bytes.copyOf(accessKey.expose())),
                now.toEpochMilli());
        return new OwnAccount(name, key, device, key.sign(list), accessKey, Registration.WANTED);
    }

    public AccountId id() {
        return deviceList.account();
    }

    public SafetyFingerprint fingerprint() {
        return SafetyFingerprint.of(key.publicKey());
    }

    Content.DeviceListMark deviceListMark() {
        return new Content.DeviceListMark(
                deviceList.list().version(), deviceList.list().hash().slice(0, Content.DeviceListMark.PREFIX_BYTES));
    }

    OwnAccount registeredAs(UserName confirmed) {
        return new OwnAccount(confirmed, key, device, deviceList, accessKey, Registration.DONE);
    }

    /** The same account under another wanted name, for a registration that was refused. */
    public OwnAccount renamed(UserName wanted) {
        return new OwnAccount(wanted, key, device, deviceList, accessKey, registration);
    }

    /** The row of {@link Table#ACCOUNT}; also what a new vault starts with. */
    public VaultChange put() {
        Bytes row = new CanonicalWriter()
                .u8(VERSION)
                .prefixed(Bytes.utf8(name.value()))
                .secret(key.seed())
                .u8(device.id().value())
                .secret(device.signing().seed())
                .secret(device.identity().secret())
                .bytes(device.mailbox().value())
                .secret(accessKey)
                .u8(registration == Registration.DONE ? 1 : 0)
                .prefixed(deviceList.encoded())
                .toBytes();
        return new VaultChange.Put(Table.ACCOUNT, ROW_ID, row);
    }

    /** The account that the vault holds. */
    public static OwnAccount load(VaultRows rows) {
        try {
            for (Bytes row : rows.all(Table.ACCOUNT).values()) {
                return decode(row);
            }
            throw new MalformedException("the vault holds no account");
        } catch (MalformedException
                | RejectedKeyException
                | AuthenticationFailedException
                | IllegalArgumentException e) {
            throw new DamagedVaultException(Table.ACCOUNT, e);
        }
    }

    private static OwnAccount decode(Bytes row)
            throws MalformedException, RejectedKeyException, AuthenticationFailedException {
        CanonicalReader reader = new CanonicalReader(row);
        if (reader.u8() != VERSION) {
            throw new MalformedException("an account of another version");
        }
        UserName name = new UserName(reader.prefixed(UserName.CHARS_MAX).toText());
        AccountKey key = AccountKey.of(reader.secret(32));
        DeviceKeys device = DeviceKeys.of(
                new DeviceId(reader.u8()),
                reader.secret(32),
                reader.secret(32),
                new MailboxId(reader.bytes(MailboxId.BYTES)));
        Secret accessKey = reader.secret(ACCESS_KEY_BYTES);
        Registration registration = reader.u8() == 1 ? Registration.DONE : Registration.WANTED;
        SignedDeviceList deviceList = SignedDeviceList.decode(reader.prefixed(SignedDeviceList.ENCODED_BYTES_MAX));
        reader.end();
        return new OwnAccount(name, key, device, deviceList, accessKey, registration);
    }

    /** Without secrets. */
    @Override
    public String toString() {
        return "OwnAccount(" + id() + ")";
    }
}
