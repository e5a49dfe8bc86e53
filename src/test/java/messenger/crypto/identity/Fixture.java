package messenger.crypto.identity;

import java.util.List;
import messenger.crypto.Bytes;
import messenger.crypto.SeededRandom;
import messenger.crypto.Sha256;

/** An account with one device. */
final class Fixture {
    static final int TODAY = 20_000;

    final SeededRandom random;
    final AccountKey account;
    final DeviceKeys device;
    final SignedDeviceList list;

    Fixture(long seed) {
        random = new SeededRandom(seed);
        account = AccountKey.generate(random);
        device = DeviceKeys.generate(DeviceId.FIRST, random);
        list = account.sign(list(1, DeviceList.NO_PREVIOUS, List.of(device.publicDevice(TODAY))));
    }

    DeviceList list(long version, Bytes previous, List<Device> devices) {
        return new DeviceList(
                account.id(),
                version,
                previous,
                devices.isEmpty() ? DeviceList.Status.DELETED : DeviceList.Status.ACTIVE,
                devices,
                Sha256.of(Bytes.utf8("access")),
                1);
    }

    Device device(int id) {
        return DeviceKeys.generate(new DeviceId(id), random).publicDevice(TODAY);
    }

    PrekeyPair prekey(PrekeyKind kind, long id) {
        return PrekeyPair.generate(kind, account.id(), device, id, TODAY, 7, random);
    }
}
