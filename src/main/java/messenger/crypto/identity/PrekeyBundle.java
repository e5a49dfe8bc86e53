package messenger.crypto.identity;

import java.util.List;
import java.util.Optional;
import messenger.crypto.AuthenticationFailedException;

/**
 * What a handshake with one device starts from. One that exists was checked: the list is its account's, names the
 * device, and the prekeys are the device's, of the right kind, and not expired (PROTOCOL 1.2).
 */
public final class PrekeyBundle {
    private final SignedDeviceList deviceList;
    private final Device device;
    private final Prekey signed;
    private final List<Prekey> oneTime;

    private PrekeyBundle(SignedDeviceList deviceList, Device device, Prekey signed, List<Prekey> oneTime) {
        this.deviceList = deviceList;
        this.device = device;
        this.signed = signed;
        this.oneTime = oneTime;
    }

    /**
     * Checks what a server gave out.
     *
     * @param expected whose keys were asked for
     * @param deviceId which device's
     * @param oneTime none or one
     * @param today epoch day
     * @throws AuthenticationFailedException unless everything belongs together
     */
    public static PrekeyBundle verify(
            AccountId expected,
            SignedDeviceList deviceList,
            DeviceId deviceId,
            Prekey signed,
            List<Prekey> oneTime,
            int today)
            throws AuthenticationFailedException {
        Optional<Device> device = deviceList.list().device(deviceId);
        if (!deviceList.account().equals(expected)
                || device.isEmpty()
                || oneTime.size() > 1
                || signed.kind() != PrekeyKind.SIGNED
                || oneTime.stream().anyMatch(prekey -> prekey.kind() != PrekeyKind.ONE_TIME)) {
            throw new AuthenticationFailedException();
        }
        signed.verify(deviceList.account(), device.get(), today);
        for (Prekey prekey : oneTime) {
            prekey.verify(deviceList.account(), device.get(), today);
        }
        return new PrekeyBundle(deviceList, device.get(), signed, List.copyOf(oneTime));
    }

    public SignedDeviceList deviceList() {
        return deviceList;
    }

    public Device device() {
        return device;
    }

    public Prekey signed() {
        return signed;
    }

    /** The one-time pair; empty where the device has none left, and the last-resort key has to do. */
    public Optional<Prekey> oneTime() {
        return oneTime.stream().findFirst();
    }
}
