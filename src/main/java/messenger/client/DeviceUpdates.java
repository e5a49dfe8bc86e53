package messenger.client;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.CanonicalReader;
import messenger.crypto.CanonicalWriter;
import messenger.crypto.MalformedException;
import messenger.crypto.RejectedKeyException;
import messenger.crypto.Secret;
import messenger.crypto.identity.Device;
import messenger.crypto.identity.DeviceId;
import messenger.crypto.identity.DeviceList;
import messenger.crypto.identity.DeviceListChain;
import messenger.crypto.identity.SignedDeviceList;
import messenger.protocol.ClientFrame;
import messenger.protocol.Refusal;
import messenger.protocol.SealedWrap;

/**
 * Changes of the own device list, one at a time: signed, kept, published, and taken over when the server has it. Kept
 * before it is published, because only this device knows the access key whose hash is in it.
 */
final class DeviceUpdates {
    /** How long to wait before a list that the server did not take is handed in again. */
    static final Duration ASK_AGAIN_AFTER = Duration.ofSeconds(10);

    private static final int VERSION = 1;
    private static final Bytes ROW_ID = Bytes.EMPTY;

    private final Self self;
    private final Contacts contacts;
    private final Sessions sessions;
    private final Lookups lookups;
    private Optional<Pending> pending = Optional.empty();
    private Instant pausedUntil = Instant.EPOCH;
    private boolean rotationWanted;

    /** A list that the server may have or not. */
    private record Pending(SignedDeviceList list, Secret accessKey) {}

    private DeviceUpdates(Self self, Contacts contacts, Sessions sessions, Lookups lookups) {
        this.self = self;
        this.contacts = contacts;
        this.sessions = sessions;
        this.lookups = lookups;
    }

    static DeviceUpdates load(Self self, Contacts contacts, Sessions sessions, Lookups lookups, VaultRows rows) {
        DeviceUpdates updates = new DeviceUpdates(self, contacts, sessions, lookups);
        Bytes row = rows.all(Table.DEVICE_UPDATE).get(ROW_ID);
        if (row != null) {
            try {
                updates.pending = Optional.of(decode(row));
            } catch (MalformedException | RejectedKeyException | AuthenticationFailedException e) {
                throw new DamagedVaultException(Table.DEVICE_UPDATE, e);
            }
        }
        return updates;
    }

    private static Pending decode(Bytes row)
            throws MalformedException, RejectedKeyException, AuthenticationFailedException {
        CanonicalReader reader = new CanonicalReader(row);
        if (reader.u8() != VERSION) {
            throw new MalformedException("a device update of another version");
        }
        Secret accessKey = reader.secret(SealedWrap.ACCESS_KEY_BYTES);
        Pending decoded =
                new Pending(SignedDeviceList.decode(reader.prefixed(SignedDeviceList.ENCODED_BYTES_MAX)), accessKey);
        reader.end();
        return decoded;
    }

    /** Whether a change is under way; another one has to wait. */
    boolean isPending() {
        return pending.isPresent();
    }

    /** A device id that no device of the account ever had (PROTOCOL 1.1), where there is one. */
    Optional<DeviceId> freeId() {
        int highest = self.account().chain().lists().stream()
                .flatMap(list -> list.list().devices().stream())
                .mapToInt(device -> device.id().value())
                .max()
                .orElse(0);
        boolean full = self.account().deviceList().list().devices().size() >= DeviceList.DEVICES_MAX;
        return full || highest >= DeviceId.MAX ? Optional.empty() : Optional.of(new DeviceId(highest + 1));
    }

    /** The account with one device more. */
    void add(Device device, Step step) {
        List<Device> devices =
                new ArrayList<>(self.account().deviceList().list().devices());
        devices.add(device);
        begin(devices, self.account().accessKey(), step);
    }

    /**
     * The account without a device. What that one knew of keys must not serve it any longer, so everybody gets a new
     * access key.
     */
    void remove(DeviceId device, Step step, SecureRandom random) {
        List<Device> devices = self.account().deviceList().list().devices().stream()
                .filter(other -> !other.id().equals(device))
                .toList();
        begin(devices, Secret.random(SealedWrap.ACCESS_KEY_BYTES, random), step);
    }

    /** Everybody but those who are shut out gets a new access key; on a device without the account's key, later. */
    void rotateAccessKey(Step step, SecureRandom random) {
        if (isPending()) {
            rotationWanted = true;
        } else if (self.account().isPrimary()) {
            rotationWanted = false;
            begin(
                    self.account().deviceList().list().devices(),
                    Secret.random(SealedWrap.ACCESS_KEY_BYTES, random),
                    step);
        }
    }

    private void begin(List<Device> devices, Secret accessKey, Step step) {
        OwnAccount account = self.account();
        var key = account.key().orElseThrow(() -> new IllegalStateException("only the primary device signs lists"));
        if (isPending()) {
            throw new IllegalStateException("a change of the device list is under way");
        }
        Pending next = new Pending(key.sign(account.nextList(devices, accessKey, step.now())), accessKey);
        pending = Optional.of(next);
        Bytes row = new CanonicalWriter()
                .u8(VERSION)
                .secret(next.accessKey())
                .prefixed(next.list().encoded())
                .toBytes();
        step.put(Table.DEVICE_UPDATE, ROW_ID, row);
    }

    /** Publishes what is pending. */
    void ask(Requests requests, Step step) {
        Requests.Update question = new Requests.Update();
        if (pending.isPresent() && !requests.isOpen(question) && !step.steady().isBefore(pausedUntil)) {
            step.transmit(
                    Route.MEMBER,
                    new ClientFrame.UpdateDevices(
                            requests.add(question), pending.get().list().encoded()));
        }
    }

    /** The server has it; gives whether our other devices have to be told another access key. */
    boolean done(Step step, SecureRandom random) {
        if (pending.isEmpty()) {
            return false;
        }
        Pending taken = pending.get();
        forget(step);
        boolean rotated = takeOver(taken, step);
        if (rotationWanted) {
            rotateAccessKey(step, random);
        }
        return rotated;
    }

    /** The server did not take it now; if it is not the next one, it has it already, or another device was quicker. */
    void refused(Refusal reason, Step step) {
        if (reason == Refusal.CONFLICT) {
            lookups.want(self.id());
        }
        pausedUntil = step.steady().plus(ASK_AGAIN_AFTER);
    }

    /** The newest list is here: it is ours, or ours comes too late and is void; gives what {@link #done} gives. */
    boolean compare(Step step, SecureRandom random) {
        if (pending.isEmpty()) {
            return false;
        }
        Pending ours = pending.get();
        SignedDeviceList newest = self.account().deviceList();
        if (newest.equals(ours.list())) {
            return done(step, random);
        } else if (newest.list().version() >= ours.list().list().version()) {
            forget(step);
        }
        return false;
    }

    private void forget(Step step) {
        pending = Optional.empty();
        step.delete(Table.DEVICE_UPDATE, ROW_ID);
    }

    private static DeviceListChain advanced(DeviceListChain chain, SignedDeviceList next) {
        try {
            return chain.advancedBy(next);
        } catch (AuthenticationFailedException e) {
            throw new IllegalStateException("a device list that we signed ourselves does not follow ours", e);
        }
    }

    private boolean takeOver(Pending taken, Step step) {
        OwnAccount before = self.account();
        boolean rotated = !before.accessKey().equals(taken.accessKey());
        OwnAccount next = before.deviceList().equals(taken.list())
                ? before.withAccessKey(taken.accessKey())
                : before.with(advanced(before.chain(), taken.list()), taken.accessKey());
        self.become(next, step);
        before.otherDevices().stream()
                .filter(device -> !next.otherDevices().contains(device))
                .forEach(device -> sessions.forget(self.peer(device.id()), step));
        // Everybody learns of it from us, in band: whoever writes next would not know of a new device (PROTOCOL 1.13).
        contacts.all().forEach(contact -> contacts.keep(contact.withProfile(false), step));
        step.tell(new Notice.OwnDevices(
                taken.list().list().devices(), next.device().id(), next.isPrimary()));
        return rotated;
    }
}
