package messenger.client;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
import messenger.crypto.identity.Device;
import messenger.crypto.identity.DeviceId;
import messenger.crypto.identity.DeviceKeys;
import messenger.crypto.identity.DeviceList;
import messenger.crypto.identity.DeviceListChain;
import messenger.crypto.identity.MailboxId;
import messenger.crypto.identity.SafetyFingerprint;
import messenger.crypto.identity.SignedDeviceList;
import messenger.protocol.SealedWrap;
import messenger.protocol.UserName;

/**
 * Who this device is.
 *
 * @param key the account's, on its primary device only
 * @param chain the account's device lists
 * @param accessKey what lets others hand in mail for us without saying who they are (PROTOCOL 1.6), 16 bytes
 * @param registration whether the server is known to have the account
 * @param generation of this vault: rises with every connection, before it is used
 */
public record OwnAccount(
        UserName name,
        Optional<AccountKey> key,
        DeviceKeys device,
        DeviceListChain chain,
        Secret accessKey,
        Registration registration,
        long generation) {
    private static final int VERSION = 2;
    private static final Bytes ROW_ID = Bytes.EMPTY;

    /** A vault that moves on every millisecond gets there in nine thousand years; what is beyond it is made up. */
    static final long GENERATION_MAX = 1L << 48;

    private static final Secret NO_SEED = Secret.copyOf(new byte[32]);

    /** How far registration has come. */
    public enum Registration {
        /** Not sent, or sent without an answer: the next connection registers. */
        WANTED(0),
        /** The server answered: the next connection logs in. */
        DONE(1),
        /**
         * A recovery was made ready, and the server did not answer: the next connection logs in, and shows whether the
         * server took it.
         */
        RECOVERING(2);

        private final int code;

        Registration(int code) {
            this.code = code;
        }

        private static Registration of(int code) {
            for (Registration registration : values()) {
                if (registration.code == code) {
                    return registration;
                }
            }
            throw new IllegalArgumentException("no registration has the code " + code);
        }
    }

    /** A fresh account with this device as its first. */
    public static OwnAccount create(UserName name, Instant now, SecureRandom random) {
        AccountKey key = AccountKey.generate(random);
        DeviceKeys device = DeviceKeys.generate(DeviceId.FIRST, random);
        Secret accessKey = Secret.random(SealedWrap.ACCESS_KEY_BYTES, random);
        DeviceList list = new DeviceList(
                key.id(),
                1,
                DeviceList.NO_PREVIOUS,
                DeviceList.Status.ACTIVE,
                List.of(device.publicDevice(Days.of(now))),
                Sha256.of(Bytes.copyOf(accessKey.expose())),
                now.toEpochMilli());
        return new OwnAccount(
                name, Optional.of(key), device, DeviceListChain.of(key.sign(list)), accessKey, Registration.WANTED, 0);
    }

    /**
     * This device in an account that is there already, by linking.
     *
     * @param key the account's, where this device is to be a primary one
     * @param chain its newest list names this device
     */
    public static OwnAccount joined(
            UserName name, Optional<AccountKey> key, DeviceKeys device, DeviceListChain chain, Secret accessKey) {
        return new OwnAccount(name, key, device, chain, accessKey, Registration.DONE, 0);
    }

    /** This device alone in an account whose key came from the recovery code; the server does not know of it yet. */
    public static OwnAccount recovered(
            UserName name, AccountKey key, DeviceKeys device, DeviceListChain chain, Secret accessKey) {
        return new OwnAccount(name, Optional.of(key), device, chain, accessKey, Registration.RECOVERING, 0);
    }

    public AccountId id() {
        return deviceList().account();
    }

    /** The newest. */
    public SignedDeviceList deviceList() {
        return chain.newest();
    }

    public SafetyFingerprint fingerprint() {
        return SafetyFingerprint.of(deviceList().identityKey());
    }

    /** Whether this device has the account's key. */
    public boolean isPrimary() {
        return key.isPresent();
    }

    /** Whether the access key is the one that the newest list speaks of; not after another device changed it. */
    boolean knowsAccessKey() {
        return Sha256.of(Bytes.copyOf(accessKey.expose()))
                .equals(deviceList().list().accessKeyHash());
    }

    /** The other devices of the account. */
    List<Device> otherDevices() {
        return deviceList().list().devices().stream()
                .filter(other -> !other.id().equals(device.id()))
                .toList();
    }

    /** A list after the newest, not signed yet. */
    DeviceList nextList(List<Device> devices, Secret nextAccessKey, Instant now) {
        DeviceList list = deviceList().list();
        return new DeviceList(
                id(),
                list.version() + 1,
                list.hash(),
                devices.isEmpty() ? DeviceList.Status.DELETED : DeviceList.Status.ACTIVE,
                devices,
                Sha256.of(Bytes.copyOf(nextAccessKey.expose())),
                now.toEpochMilli());
    }

    OwnAccount registeredAs(UserName confirmed) {
        return new OwnAccount(confirmed, key, device, chain, accessKey, Registration.DONE, generation);
    }

    /** The same account under another wanted name, for a registration that was refused. */
    public OwnAccount renamed(UserName wanted) {
        return new OwnAccount(wanted, key, device, chain, accessKey, registration, generation);
    }

    OwnAccount withGeneration(long next) {
        return new OwnAccount(name, key, device, chain, accessKey, registration, next);
    }

    /** Past the generation that the server says it has seen, as far as that can be true. */
    OwnAccount pastGeneration(long told) {
        return withGeneration(Math.max(Math.min(told, GENERATION_MAX), generation) + 1);
    }

    OwnAccount withAccessKey(Secret next) {
        return new OwnAccount(name, key, device, chain, next, registration, generation);
    }

    /** With a longer chain, and the access key that its newest list names. */
    OwnAccount with(DeviceListChain longer, Secret itsAccessKey) {
        return new OwnAccount(name, key, device, longer, itsAccessKey, registration, generation);
    }

    /** The row of {@link Table#ACCOUNT}; also what a new vault starts with. */
    public VaultChange put() {
        CanonicalWriter row = new CanonicalWriter()
                .u8(VERSION)
                .prefixed(Bytes.utf8(name.value()))
                .u8(isPrimary() ? 1 : 0)
                .secret(key.map(AccountKey::seed).orElse(NO_SEED))
                .u8(device.id().value())
                .secret(device.signing().seed())
                .secret(device.identity().secret())
                .bytes(device.mailbox().value())
                .secret(accessKey)
                .u8(registration.code)
                .u63(generation)
                .prefixed(chain.encoded());
        return new VaultChange.Put(Table.ACCOUNT, ROW_ID, row.toBytes());
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
        boolean primary = reader.u8() == 1;
        Secret seed = reader.secret(NO_SEED.size());
        DeviceKeys device = DeviceKeys.of(
                new DeviceId(reader.u8()),
                reader.secret(32),
                reader.secret(32),
                new MailboxId(reader.bytes(MailboxId.BYTES)));
        Secret accessKey = reader.secret(SealedWrap.ACCESS_KEY_BYTES);
        Registration registration = Registration.of(reader.u8());
        long generation = reader.u63();
        DeviceListChain chain = DeviceListChain.decode(reader.prefixed(DeviceListChain.ENCODED_BYTES_MAX));
        reader.end();
        Optional<AccountKey> key = primary ? Optional.of(AccountKey.of(seed)) : Optional.empty();
        return new OwnAccount(name, key, device, chain, accessKey, registration, generation);
    }

    /** Without secrets. */
    @Override
    public String toString() {
        return "OwnAccount(" + id() + ")";
    }
}
