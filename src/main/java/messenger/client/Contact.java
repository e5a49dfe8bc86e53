package messenger.client;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.CanonicalReader;
import messenger.crypto.CanonicalWriter;
import messenger.crypto.MalformedException;
import messenger.crypto.RejectedKeyException;
import messenger.crypto.identity.AccountId;
import messenger.crypto.identity.Device;
import messenger.crypto.identity.DeviceListChain;
import messenger.crypto.identity.SafetyFingerprint;
import messenger.crypto.identity.SignedDeviceList;
import messenger.protocol.SealedWrap;
import messenger.protocol.UserName;

/**
 * Somebody we met: the name and the account that were pinned together, what was decided about them, and their device
 * lists.
 *
 * @param chain their device lists
 * @param standing what was decided
 * @param verified whether the safety numbers were compared
 * @param rival the account that the server names under the same name instead
 * @param accessKey what lets us hand in mail for them without saying who we are, or empty
 * @param hasProfile whether they have our access key
 */
public record Contact(
        UserName name,
        DeviceListChain chain,
        Standing standing,
        boolean verified,
        Optional<AccountId> rival,
        Bytes accessKey,
        boolean hasProfile) {
    private static final int VERSION = 2;

    /** What was decided about a person. */
    public enum Standing {
        /** They wrote first, and nothing is decided. */
        REQUESTED(0),
        /** We wrote first, or accepted. */
        ACCEPTED(1),
        /** What they write is dropped. */
        DECLINED(2),
        /** As {@link #DECLINED}, for somebody who had our access key. */
        BLOCKED(3),
        /** Their account is deleted. */
        GONE(4),
        /** Somebody else has their name now, and was accepted under it. */
        REPLACED(5);

        private final int code;

        Standing(int code) {
            this.code = code;
        }

        int code() {
            return code;
        }

        static Optional<Standing> find(int code) {
            return Arrays.stream(values())
                    .filter(standing -> standing.code == code)
                    .findFirst();
        }

        /** Whether what they write is dropped. */
        public boolean isShut() {
            return this != REQUESTED && this != ACCEPTED;
        }
    }

    /** What we know about a person's key. */
    public enum Trust {
        /** Pinned at first use. */
        UNVERIFIED,
        /** The safety numbers were compared and are equal. */
        VERIFIED,
        /** The server has named another account under the same name: nothing is sent. */
        CHANGED
    }

    /** Somebody new. */
    static Contact met(UserName name, DeviceListChain chain, Standing standing) {
        return new Contact(name, chain, standing, false, Optional.empty(), Bytes.EMPTY, false);
    }

    public AccountId account() {
        return deviceList().account();
    }

    /** The newest. */
    public SignedDeviceList deviceList() {
        return chain.newest();
    }

    public Trust trust() {
        if (rival.isPresent()) {
            return Trust.CHANGED;
        }
        return verified ? Trust.VERIFIED : Trust.UNVERIFIED;
    }

    public SafetyFingerprint fingerprint() {
        return SafetyFingerprint.of(deviceList().identityKey());
    }

    /** Whether anything may be sent to them now. */
    boolean maySend() {
        return rival.isEmpty() && standing == Standing.ACCEPTED;
    }

    List<Device> devices() {
        return deviceList().list().devices();
    }

    Contact with(DeviceListChain longer) {
        return new Contact(name, longer, standing, verified, rival, accessKey, hasProfile);
    }

    Contact renamed(UserName next) {
        return new Contact(next, chain, standing, verified, rival, accessKey, hasProfile);
    }

    Contact with(Standing next) {
        return new Contact(name, chain, next, verified, rival, accessKey, hasProfile);
    }

    Contact withVerified(boolean next) {
        return new Contact(name, chain, standing, next, rival, accessKey, hasProfile);
    }

    Contact withRival(Optional<AccountId> other) {
        return new Contact(name, chain, standing, verified, other, accessKey, hasProfile);
    }

    Contact withAccessKey(Bytes key) {
        return new Contact(name, chain, standing, verified, rival, key, hasProfile);
    }

    Contact withProfile(boolean given) {
        return new Contact(name, chain, standing, verified, rival, accessKey, given);
    }

    VaultChange put() {
        CanonicalWriter row = new CanonicalWriter()
                .u8(VERSION)
                .prefixed(Bytes.utf8(name.value()))
                .u8(standing.code())
                .u8(verified ? 1 : 0)
                .prefixed(rival.map(AccountId::value).orElse(Bytes.EMPTY))
                .prefixed(accessKey)
                .u8(hasProfile ? 1 : 0)
                .prefixed(chain.encoded());
        return new VaultChange.Put(Table.CONTACT, account().value(), row.toBytes());
    }

    static Contact decode(Bytes row) throws MalformedException, RejectedKeyException, AuthenticationFailedException {
        CanonicalReader reader = new CanonicalReader(row);
        if (reader.u8() != VERSION) {
            throw new MalformedException("a contact of another version");
        }
        UserName name = new UserName(reader.prefixed(UserName.CHARS_MAX).toText());
        Standing standing =
                Standing.find(reader.u8()).orElseThrow(() -> new MalformedException("a contact of no standing"));
        boolean verified = reader.u8() == 1;
        Bytes rival = reader.prefixed(AccountId.BYTES);
        Bytes accessKey = reader.prefixed(SealedWrap.ACCESS_KEY_BYTES);
        boolean hasProfile = reader.u8() == 1;
        DeviceListChain chain = DeviceListChain.decode(reader.prefixed(DeviceListChain.ENCODED_BYTES_MAX));
        reader.end();
        Optional<AccountId> other = rival.size() == 0 ? Optional.empty() : Optional.of(new AccountId(rival));
        return new Contact(name, chain, standing, verified, other, accessKey, hasProfile);
    }

    /** Without the access key. */
    @Override
    public String toString() {
        return "Contact(" + account() + " " + standing + " " + trust() + ")";
    }
}
