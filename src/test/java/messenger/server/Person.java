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
import messenger.protocol.UserName;

/** Alice, Bob or Mallory: a name, keys, and one device. */
final class Person {
    static final Bytes SERVER_KEY_HASH = Sha256.of(Bytes.utf8("the server's key"));
    static final int TODAY = 20_000;
    private static final int PREKEY_DAYS = 90;

    final UserName name;
    final AccountKey key;
    final DeviceKeys device;
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
        this.list = key.sign(deviceList(1, DeviceList.NO_PREVIOUS, List.of(device)));
    }

    DeviceList deviceList(long version, Bytes previous, List<DeviceKeys> devices) {
        return new DeviceList(
                key.id(),
                version,
                previous,
                DeviceList.Status.ACTIVE,
                devices.stream().map(keys -> keys.publicDevice(TODAY)).toList(),
                Bytes.random(Sha256.BYTES, random),
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
        return new ClientFrame.Register(
                name, list.encoded(), device.id(), proof(nonce).sign(device));
    }

    ClientFrame.Login login(Bytes nonce) {
        return new ClientFrame.Login(account(), device.id(), 1, proof(nonce).sign(device));
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
