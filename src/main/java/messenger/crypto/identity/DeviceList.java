package messenger.crypto.identity;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import messenger.crypto.Bytes;
import messenger.crypto.CanonicalReader;
import messenger.crypto.CanonicalWriter;
import messenger.crypto.MalformedException;
import messenger.crypto.RejectedKeyException;
import messenger.crypto.Sha256;

/**
 * What an account says its devices are (PROTOCOL 1.1, "DLS"). Versions start at 1 and rise; each names the hash of the
 * one before.
 *
 * @param previousHash 32 bytes, all zero in version 1
 * @param devices 1 to {@value #DEVICES_MAX} while active, none once deleted; no id twice
 * @param accessKeyHash SHA-256 of the key that lets others deliver, 32 bytes
 * @param createdMs milliseconds since the epoch
 */
public record DeviceList(
        AccountId account,
        long version,
        Bytes previousHash,
        Status status,
        List<Device> devices,
        Bytes accessKeyHash,
        long createdMs) {
    /** PROTOCOL 1.1: enough for a person, few enough for a fan-out. */
    public static final int DEVICES_MAX = 8;

    public static final long VERSION_MAX = 0xffff_ffffL;
    public static final Bytes NO_PREVIOUS = Bytes.copyOf(new byte[Sha256.BYTES]);

    /** Whether the account still exists. */
    public enum Status {
        ACTIVE,
        DELETED
    }

    public DeviceList {
        devices = List.copyOf(devices);
        previousHash.requireSize(Sha256.BYTES, "a previous hash");
        accessKeyHash.requireSize(Sha256.BYTES, "an access key hash");
        if (version < 1 || version > VERSION_MAX || createdMs < 0) {
            throw new IllegalArgumentException("device list version " + version + " of " + createdMs + " ms");
        }
        if ((version == 1) != previousHash.equals(NO_PREVIOUS)) {
            throw new IllegalArgumentException("only the first device list has no predecessor");
        }
        if (devices.size() > DEVICES_MAX || devices.isEmpty() != (status == Status.DELETED)) {
            throw new IllegalArgumentException(devices.size() + " devices in a list that is " + status);
        }
        Set<DeviceId> ids = new HashSet<>();
        for (Device device : devices) {
            if (!ids.add(device.id())) {
                throw new IllegalArgumentException(
                        "two devices have the id " + device.id().value());
            }
        }
    }

    public Optional<Device> device(DeviceId id) {
        return devices.stream().filter(device -> device.id().equals(id)).findFirst();
    }

    /** The canonical encoding: what is signed and hashed. */
    public Bytes encoded() {
        CanonicalWriter writer = new CanonicalWriter()
                .bytes(account.value())
                .u32(version)
                .bytes(previousHash)
                .u8(status == Status.ACTIVE ? 0 : 1)
                .u8(devices.size());
        devices.forEach(device -> device.write(writer));
        return writer.bytes(accessKeyHash).u63(createdMs).toBytes();
    }

    /** {@code H(DLS)}, 32 bytes. */
    public Bytes hash() {
        return Sha256.of(encoded());
    }

    static DeviceList read(CanonicalReader reader) throws MalformedException, RejectedKeyException {
        AccountId account = AccountId.read(reader);
        long version = reader.u32();
        Bytes previousHash = reader.bytes(Sha256.BYTES);
        int status = reader.u8();
        if (status > 1) {
            throw new MalformedException("a device list status of " + status);
        }
        Device[] devices = new Device[reader.count(DEVICES_MAX)];
        for (int i = 0; i < devices.length; i++) {
            devices[i] = Device.read(reader);
        }
        Bytes accessKeyHash = reader.bytes(Sha256.BYTES);
        long createdMs = reader.u63();
        try {
            return new DeviceList(
                    account,
                    version,
                    previousHash,
                    status == 0 ? Status.ACTIVE : Status.DELETED,
                    List.of(devices),
                    accessKeyHash,
                    createdMs);
        } catch (IllegalArgumentException e) {
            throw new MalformedException("not a device list", e);
        }
    }
}
