package messenger.client;

import java.util.List;
import messenger.crypto.Bytes;
import messenger.crypto.SeededRandom;
import messenger.crypto.Sha256;
import messenger.crypto.identity.AccountKey;
import messenger.crypto.identity.Device;
import messenger.crypto.identity.DeviceId;
import messenger.crypto.identity.DeviceKeys;
import messenger.crypto.identity.DeviceList;
import messenger.crypto.identity.SignedDeviceList;
import messenger.protocol.UserName;

/** Somebody with an account and a first device, who can sign more lists. */
final class Known {
    final UserName name;
    final AccountKey key;
    final Device first;
    final SignedDeviceList list;
    private final SeededRandom random;

    Known(String name, long seed) {
        this.random = new SeededRandom(seed);
        this.name = new UserName(name);
        this.key = AccountKey.generate(random);
        this.first = device(1);
        this.list = signed(1, DeviceList.NO_PREVIOUS, List.of(first), DeviceList.Status.ACTIVE);
    }

    Device device(int id) {
        return DeviceKeys.generate(new DeviceId(id), random).publicDevice(20_000);
    }

    SignedDeviceList after(SignedDeviceList before, Device... devices) {
        return signed(before.list().version() + 1, before.list().hash(), List.of(devices), DeviceList.Status.ACTIVE);
    }

    SignedDeviceList deletedAfter(SignedDeviceList before) {
        return signed(before.list().version() + 1, before.list().hash(), List.of(), DeviceList.Status.DELETED);
    }

    private SignedDeviceList signed(long version, Bytes previous, List<Device> devices, DeviceList.Status status) {
        return key.sign(
                new DeviceList(key.id(), version, previous, status, devices, Sha256.of(Bytes.utf8("access")), version));
    }
}
