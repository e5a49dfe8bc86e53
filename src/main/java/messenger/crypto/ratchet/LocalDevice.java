package messenger.crypto.ratchet;

import java.util.List;
import java.util.Optional;
import messenger.crypto.identity.Device;
import messenger.crypto.identity.DeviceKeys;
import messenger.crypto.identity.SignedDeviceList;

/** This device in handshakes: its secret keys, and the device lists that others may know it by. */
public final class LocalDevice {
    /** How many of our own lists, newest first, a first message may have been made against. */
    public static final int LISTS_MAX = 16;

    private final DeviceKeys keys;
    private final List<Party> parties;

    LocalDevice(DeviceKeys keys, List<Party> parties) {
        this.keys = keys;
        this.parties = parties;
    }

    /**
     * This device under its account's lists.
     *
     * @param newestFirst at least the current list, which names the device with these keys; then earlier ones, because
     *     a first message names the list its sender knew, and may lie in the mailbox while a new one comes out
     */
    public static LocalDevice of(List<SignedDeviceList> newestFirst, DeviceKeys keys) {
        List<Party> parties = newestFirst.stream()
                .limit(LISTS_MAX)
                .flatMap(list -> party(list, keys).stream())
                .toList();
        if (newestFirst.isEmpty() || party(newestFirst.get(0), keys).isEmpty()) {
            throw new IllegalArgumentException("the current device list does not name this device with these keys");
        }
        return new LocalDevice(keys, parties);
    }

    private static Optional<Party> party(SignedDeviceList list, DeviceKeys keys) {
        return list.list()
                .device(keys.id())
                .filter(device -> isOurs(device, keys))
                .map(device -> Party.of(list, device));
    }

    private static boolean isOurs(Device device, DeviceKeys keys) {
        return device.identityKey().equals(keys.identity().publicKey())
                && device.signingKey().equals(keys.signing().publicKey());
    }

    /** This device, as others name it. */
    public PeerDevice self() {
        return current().device();
    }

    DeviceKeys keys() {
        return keys;
    }

    Party current() {
        return parties.get(0);
    }

    List<Party> parties() {
        return parties;
    }

    @Override
    public String toString() {
        return "LocalDevice";
    }
}
