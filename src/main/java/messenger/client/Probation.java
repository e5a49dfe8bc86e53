package messenger.client;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import messenger.crypto.Bytes;
import messenger.crypto.CanonicalReader;
import messenger.crypto.CanonicalWriter;
import messenger.crypto.MalformedException;
import messenger.crypto.identity.DeviceId;
import messenger.crypto.identity.DeviceList;
import messenger.protocol.ClientFrame;

/**
 * Devices that were added to the account and have not said yet that they are there. Linking may break off after the
 * server has the new list and before the new device has the account: nobody would have the keys of that device. So one
 * that does not say that it is there is looked for: a device that lives has prekeys at the server, and one that has
 * none is taken out again.
 */
final class Probation {
    /** How long a new device has for its first login, after its link broke off. */
    static final Duration LOOKS_AFTER = Duration.ofMinutes(1);

    private static final Bytes ROW_ID = new CanonicalWriter().u8(1).toBytes();

    private final Set<DeviceId> devices = new LinkedHashSet<>();
    private Instant looksAt;

    private Probation(Instant looksAt) {
        this.looksAt = looksAt;
    }

    static Probation load(VaultRows rows, Instant now) {
        Probation probation = new Probation(now.plus(LOOKS_AFTER));
        Bytes row = rows.all(Table.DEVICE_UPDATE).get(ROW_ID);
        try {
            if (row != null) {
                CanonicalReader reader = new CanonicalReader(row);
                int count = reader.count(DeviceId.MAX);
                for (int i = 0; i < count; i++) {
                    probation.devices.add(new DeviceId(reader.u8()));
                }
                reader.end();
            }
        } catch (MalformedException | IllegalArgumentException e) {
            throw new DamagedVaultException(Table.DEVICE_UPDATE, e);
        }
        return probation;
    }

    /** A device is about to be added. */
    void begin(DeviceId device, Step step) {
        devices.add(device);
        keep(step);
    }

    /** It is there, or is no device any more. */
    void end(DeviceId device, Step step) {
        if (devices.remove(device)) {
            keep(step);
        }
    }

    private void keep(Step step) {
        if (devices.isEmpty()) {
            step.delete(Table.DEVICE_UPDATE, ROW_ID);
        } else {
            CanonicalWriter row = new CanonicalWriter().u8(devices.size());
            devices.forEach(device -> row.u8(device.value()));
            step.put(Table.DEVICE_UPDATE, ROW_ID, row.toBytes());
        }
    }

    /** The link with it is gone; from now on it has a while to log in. */
    void leave(Step step) {
        looksAt = step.now().plus(LOOKS_AFTER);
    }

    /** Asks the server for the prekeys of one of them; the answer is for {@link Requests.Alive}. */
    void look(OwnAccount account, Requests requests, Step step) {
        Optional<DeviceId> next = devices.stream().findFirst();
        if (next.isEmpty() || step.now().isBefore(looksAt)) {
            return;
        }
        DeviceList list = account.deviceList().list();
        Requests.Alive question = new Requests.Alive(next.get());
        if (list.device(next.get()).isEmpty()) {
            end(next.get(), step);
        } else if (!requests.isOpen(question)) {
            step.transmit(Route.MEMBER, new ClientFrame.TakeBundle(requests.add(question), account.id(), next.get()));
        }
    }
}
