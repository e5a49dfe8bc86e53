package messenger.server.store;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import messenger.crypto.Bytes;
import messenger.crypto.Sha256;
import messenger.crypto.identity.AccountKey;
import messenger.crypto.identity.Device;
import messenger.crypto.identity.DeviceId;
import messenger.crypto.identity.DeviceKeys;
import messenger.crypto.identity.DeviceList;
import messenger.crypto.identity.MailboxId;
import messenger.crypto.identity.PrekeyKind;
import messenger.crypto.identity.PrekeyPair;
import messenger.crypto.identity.SignedDeviceList;
import messenger.protocol.SubmissionId;
import messenger.protocol.UserName;
import messenger.server.StoreRequest;

/** An account whose lists and prekeys are signed, as a server has checked them. */
final class RealAccounts {
    private final SecureRandom random = new SecureRandom();
    private final UserName name;
    private final AccountKey key = AccountKey.generate(random);
    private final List<DeviceKeys> devices = new ArrayList<>();
    private long version;
    private Bytes previous = DeviceList.NO_PREVIOUS;

    RealAccounts(String name) {
        this.name = new UserName(name);
    }

    MailboxId mailbox(int device) {
        return devices.get(device - 1).mailbox();
    }

    /** The next list, with a device more. */
    StoreRequest.Devices withDevice() {
        devices.add(DeviceKeys.generate(new DeviceId(devices.size() + 1), random));
        return next(DeviceList.Status.ACTIVE);
    }

    StoreRequest.CreateAccount registration() {
        return new StoreRequest.CreateAccount(name, withDevice(), Bytes.utf8("a record"), Bytes.EMPTY, Fixture.NOON);
    }

    StoreRequest.DeleteAccount deletion() {
        devices.clear();
        return new StoreRequest.DeleteAccount(next(DeviceList.Status.DELETED), Fixture.NOON);
    }

    private StoreRequest.Devices next(DeviceList.Status status) {
        version++;
        List<Device> all =
                devices.stream().map(device -> device.publicDevice(20_000)).toList();
        DeviceList list = new DeviceList(
                key.id(), version, previous, status, all, Bytes.random(Sha256.BYTES, random), 1_700_000_000_000L);
        SignedDeviceList signed = key.sign(list);
        previous = signed.list().hash();
        return new StoreRequest.Devices(
                key.id(),
                version,
                all.stream().map(Device::id).toList(),
                all.stream().map(Device::mailbox).toList(),
                list.accessKeyHash(),
                signed.encoded());
    }

    StoreRequest.PublishPrekeys publication(int device, int pairs) {
        List<StoreRequest.StoredPrekey> oneTime = new ArrayList<>();
        for (int id = 2; id < 2 + pairs; id++) {
            oneTime.add(prekey(PrekeyKind.ONE_TIME, device, id));
        }
        return new StoreRequest.PublishPrekeys(
                key.id(), new DeviceId(device), prekey(PrekeyKind.SIGNED, device, 1), oneTime);
    }

    private StoreRequest.StoredPrekey prekey(PrekeyKind kind, int device, long id) {
        PrekeyPair pair = PrekeyPair.generate(kind, key.id(), devices.get(device - 1), id, 20_000, 30, random);
        return new StoreRequest.StoredPrekey(id, pair.prekey().encoded());
    }

    StoreRequest.NoteLogin login(int device) {
        return new StoreRequest.NoteLogin(key.id(), new DeviceId(device), 1, Fixture.NOON);
    }

    StoreRequest.RecordSeen seen() {
        return new StoreRequest.RecordSeen(key.id(), Fixture.NOON);
    }

    /** Mail to these. */
    StoreRequest.AppendMail mail(String text, MailboxId... to) {
        List<StoreRequest.Post> posts = java.util.Arrays.stream(to)
                .map(mailbox -> new StoreRequest.Post(mailbox, Bytes.utf8("wrap"), Bytes.EMPTY))
                .toList();
        return new StoreRequest.AppendMail(SubmissionId.random(random), Bytes.utf8(text), posts, Fixture.NOON);
    }
}
