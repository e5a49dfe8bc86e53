package messenger.server.store;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import messenger.crypto.Bytes;
import messenger.crypto.CanonicalReader;
import messenger.crypto.CanonicalWriter;
import messenger.crypto.MalformedException;
import messenger.crypto.Sha256;
import messenger.crypto.identity.AccountId;
import messenger.crypto.identity.DeviceId;
import messenger.crypto.identity.DeviceList;
import messenger.crypto.identity.MailboxId;
import messenger.crypto.identity.SignedDeviceList;
import messenger.protocol.Limits;
import messenger.protocol.UserName;
import messenger.server.StoreRequest;

/** An account as it lies in the file. */
sealed interface AccountRecord {
    int VERSION = 2;
    int ACTIVE = 1;
    int GONE = 2;

    AccountId account();

    byte[] encode();

    /**
     * One that is in use.
     *
     * @param oldestList the version of the oldest device list that is kept; all from it to the newest are
     */
    record Active(UserName name, Instant createdAt, long oldestList, StoreRequest.Devices devices, Bytes passwordRecord)
            implements AccountRecord {
        @Override
        public AccountId account() {
            return devices.account();
        }

        @Override
        public byte[] encode() {
            CanonicalWriter out = start(ACTIVE, account())
                    .prefixed(Bytes.utf8(name.value()))
                    .u63(createdAt.toEpochMilli())
                    .u63(oldestList)
                    .u63(devices.version())
                    .u8(devices.devices().size());
            for (int i = 0; i < devices.devices().size(); i++) {
                out.u8(devices.devices().get(i).value())
                        .bytes(devices.mailboxes().get(i).value());
            }
            return out.prefixed(devices.accessKeyHash())
                    .prefixed(devices.encoded())
                    .prefixed(passwordRecord)
                    .toBytes()
                    .toArray();
        }

        boolean has(DeviceId device) {
            return devices.devices().contains(device);
        }

        Active with(StoreRequest.Devices next, long oldest) {
            return new Active(name, createdAt, oldest, next, passwordRecord);
        }

        Active with(Bytes newPasswordRecord) {
            return new Active(name, createdAt, oldestList, devices, newPasswordRecord);
        }

        /** Without what belongs to the account alone. */
        @Override
        public String toString() {
            return "Active(" + account() + ")";
        }
    }

    /** One that was deleted: what says so stays for ever, and nothing else. */
    record Gone(AccountId account, Bytes deviceList) implements AccountRecord {
        @Override
        public byte[] encode() {
            return start(GONE, account).prefixed(deviceList).toBytes().toArray();
        }
    }

    private static CanonicalWriter start(int kind, AccountId account) {
        return new CanonicalWriter().u8(VERSION).u8(kind).bytes(account.value());
    }

    static AccountRecord decode(byte[] encoded) throws MalformedException {
        CanonicalReader in = new CanonicalReader(Bytes.copyOf(encoded));
        int version = in.u8();
        if (version != VERSION) {
            throw new MalformedException("version " + version + " of an account");
        }
        int kind = in.u8();
        AccountId account = AccountId.read(in);
        AccountRecord record;
        if (kind == ACTIVE) {
            record = active(account, in);
        } else if (kind == GONE) {
            record = new Gone(account, in.prefixed(SignedDeviceList.ENCODED_BYTES_MAX));
        } else {
            throw new MalformedException("an account of kind " + kind);
        }
        in.end();
        return record;
    }

    private static Active active(AccountId account, CanonicalReader in) throws MalformedException {
        String name = new String(in.prefixed(UserName.CHARS_MAX).toArray(), StandardCharsets.UTF_8);
        if (!UserName.isValid(name)) {
            throw new MalformedException("an account without a valid name");
        }
        Instant createdAt = Instant.ofEpochMilli(in.u63());
        long oldest = in.u63();
        long newest = in.u63();
        if (oldest > newest || newest - oldest >= Limits.DEVICE_LISTS_MAX) {
            throw new MalformedException("device lists from version " + oldest + " to " + newest);
        }
        List<DeviceId> ids = new ArrayList<>();
        List<MailboxId> mailboxes = new ArrayList<>();
        int count = in.count(DeviceList.DEVICES_MAX);
        for (int i = 0; i < count; i++) {
            int id = in.u8();
            if (id == 0) {
                throw new MalformedException("a device without an id");
            }
            ids.add(new DeviceId(id));
            mailboxes.add(new MailboxId(in.bytes(MailboxId.BYTES)));
        }
        Bytes accessKeyHash = in.prefixed(Sha256.BYTES);
        Bytes deviceList = in.prefixed(SignedDeviceList.ENCODED_BYTES_MAX);
        var devices = new StoreRequest.Devices(account, newest, ids, mailboxes, accessKeyHash, deviceList);
        Bytes passwordRecord = in.prefixed(Limits.PASSWORD_RECORD_BYTES);
        return new Active(new UserName(name), createdAt, oldest, devices, passwordRecord);
    }
}
