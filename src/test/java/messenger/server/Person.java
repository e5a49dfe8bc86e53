package messenger.server;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import messenger.crypto.Bytes;
import messenger.crypto.Sha256;
import messenger.crypto.identity.AccountId;
import messenger.crypto.identity.AccountKey;
import messenger.crypto.identity.DeviceId;
import messenger.crypto.identity.DeviceKeys;
import messenger.crypto.identity.DeviceList;
import messenger.crypto.identity.LoginProof;
import messenger.crypto.identity.MailboxId;
import messenger.crypto.identity.PrekeyKind;
import messenger.crypto.identity.PrekeyPair;
import messenger.crypto.identity.SignedDeviceList;
import messenger.protocol.ClientFrame;
import messenger.protocol.RequestId;
import messenger.protocol.SealedWrap;
import messenger.protocol.UserName;

/** Alice, Bob or Mallory: a name, keys, and one device. */
final class Person {
    static final Bytes SERVER_KEY_HASH = Sha256.of(Bytes.utf8("the server's key"));
    static final int TODAY = 20_000;
    private static final int PREKEY_DAYS = 90;

    final UserName name;
    final AccountKey key;
    final DeviceKeys device;
    final Bytes accessKey;
    final SignedDeviceList list;
    private final SecureRandom random;

    Person(String name, SecureRandom random) {
        this(name, AccountKey.generate(random), DeviceKeys.generate(DeviceId.FIRST, random), random);
    }

    Person(String name, AccountKey key, DeviceKeys device, SecureRandom random) {
        this.name = new UserName(name);
        this.key = key;
        this.device = device;
        this.random = random;
        this.accessKey = Bytes.random(SealedWrap.ACCESS_KEY_BYTES, random);
        this.list = key.sign(deviceList(1, DeviceList.NO_PREVIOUS, List.of(device)));
    }

    DeviceList deviceList(long version, Bytes previous, List<DeviceKeys> devices) {
        return new DeviceList(
                key.id(),
                version,
                previous,
                DeviceList.Status.ACTIVE,
                devices.stream().map(keys -> keys.publicDevice(TODAY)).toList(),
                Sha256.of(accessKey),
                1);
    }

    AccountId account() {
        return key.id();
    }

    MailboxId mailbox() {
        return device.mailbox();
    }

    LoginProof proof(Bytes nonce) {
        return new LoginProof(SERVER_KEY_HASH, nonce, account(), device.id(), 1);
    }

    ClientFrame.Register register(Bytes nonce) {
        return register(nonce, TestPasswords.ANY_RECORD, ClientFrame.Gate.NONE);
    }

    ClientFrame.Register register(Bytes nonce, Bytes passwordRecord, ClientFrame.Gate gate) {
        return new ClientFrame.Register(
                name, list.encoded(), device.id(), proof(nonce).sign(device), passwordRecord, gate);
    }

    ClientFrame.Login login(Bytes nonce) {
        return login(nonce, device, 1, 0);
    }

    /** A login of any of the person's devices. */
    ClientFrame.Login login(Bytes nonce, DeviceKeys keys, long version, long generation) {
        LoginProof proof = new LoginProof(SERVER_KEY_HASH, nonce, account(), keys.id(), version);
        return new ClientFrame.Login(account(), keys.id(), version, generation, proof.sign(keys));
    }

    /** The signed list of these devices that follows another. */
    SignedDeviceList next(SignedDeviceList before, DeviceKeys... devices) {
        return key.sign(deviceList(before.list().version() + 1, before.list().hash(), List.of(devices)));
    }

    /** The list after which the account is gone. */
    SignedDeviceList last(SignedDeviceList before) {
        return key.sign(new DeviceList(
                key.id(),
                before.list().version() + 1,
                before.list().hash(),
                DeviceList.Status.DELETED,
                List.of(),
                before.list().accessKeyHash(),
                1));
    }

    DeviceKeys anotherDevice(int id) {
        return DeviceKeys.generate(new DeviceId(id), random);
    }

    PrekeyPair prekey(PrekeyKind kind, long id) {
        return PrekeyPair.generate(kind, account(), device, id, TODAY, PREKEY_DAYS, random);
    }

    /** Publishes the signed prekey 1 and {@code count} one-time pairs from {@code firstId} on. */
    ClientFrame.PublishPrekeys prekeys(long request, long firstId, int count) {
        List<Bytes> oneTime = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            oneTime.add(prekey(PrekeyKind.ONE_TIME, firstId + i).prekey().encoded());
        }
        Bytes signed = prekey(PrekeyKind.SIGNED, 1).prekey().encoded();
        return new ClientFrame.PublishPrekeys(new RequestId(request), signed, oneTime);
    }
}
