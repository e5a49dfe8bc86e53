package messenger.server;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.MalformedException;
import messenger.crypto.RejectedKeyException;
import messenger.crypto.identity.AccountId;
import messenger.crypto.identity.Device;
import messenger.crypto.identity.DeviceId;
import messenger.crypto.identity.DeviceList;
import messenger.crypto.identity.MailboxId;
import messenger.crypto.identity.SignedDeviceList;
import messenger.protocol.Refusal;
import messenger.protocol.ServerFrame;

/**
 * An account's next device list takes the place of the stored one, and whoever is connected learns what that means for
 * them (PROTOCOL 1.1). Owned by the server's core.
 */
final class DeviceUpdates {
    /** What becomes of an update. */
    interface Outcome {
        /** The next list is durable; those who are connected are told after this. */
        void made(StoreResult.StoredAccount account, Step step);

        void refused(Refusal reason, Step step);
    }

    /**
     * What is to be done.
     *
     * @param next checked to be the account's and signed by its key
     * @param mayFollow what the stored list must be like, beside that {@code next} follows it
     * @param from the connection that asks
     */
    record Update(SignedDeviceList next, Predicate<DeviceList> mayFollow, Connection from, Outcome outcome) {}

    private final Connections connections;
    private final Sessions sessions;
    private final Audits audits;

    DeviceUpdates(Connections connections, Sessions sessions, Audits audits) {
        this.connections = connections;
        this.sessions = sessions;
        this.audits = audits;
    }

    /** The list, if it is one of this account and signed by its key. */
    static Optional<SignedDeviceList> signed(Bytes encoded, AccountId account) {
        return signed(encoded).filter(list -> list.account().equals(account));
    }

    /** The list, if it is signed by the key of its account, whichever that is. */
    static Optional<SignedDeviceList> signed(Bytes encoded) {
        try {
            return Optional.of(SignedDeviceList.decode(encoded));
        } catch (MalformedException | RejectedKeyException | AuthenticationFailedException e) {
            return Optional.empty();
        }
    }

    /** What the store has to know of a list. */
    static StoreRequest.Devices devices(SignedDeviceList list) {
        List<Device> devices = list.list().devices();
        return new StoreRequest.Devices(
                list.account(),
                list.list().version(),
                devices.stream().map(Device::id).toList(),
                devices.stream().map(Device::mailbox).toList(),
                list.list().accessKeyHash(),
                list.encoded());
    }

    /** Puts the next list into the place of the stored one, if it follows it, and tells everybody. */
    void make(Update update, Step step) {
        SignedDeviceList next = update.next();
        step.ask(
                update.from(),
                new StoreRequest.FindAccount(
                        next.account(), Math.max(0, next.list().version() - 2)),
                (result, later) -> found(result, update, later));
    }

    private void found(StoreResult result, Update update, Step step) {
        if (result instanceof StoreResult.AccountFound found) {
            SignedDeviceList stored = LoginCheck.trusted(found.account().deviceList());
            if (!update.next().follows(stored)) {
                update.outcome().refused(Refusal.CONFLICT, step);
            } else if (!isHonest(stored.list(), update.next().list())
                    || !update.mayFollow().test(stored.list())) {
                update.outcome().refused(Refusal.BAD_SIGNATURE, step);
            } else {
                // Whoever asked may be gone by then: those who are connected are told all the same.
                step.ask(
                        request(update.next(), step),
                        (replaced, later) -> replaced(replaced, found.account(), stored.list(), update, later));
            }
        } else {
            failed(result, update, step);
        }
    }

    private static StoreRequest request(SignedDeviceList next, Step step) {
        return next.list().status() == DeviceList.Status.ACTIVE
                ? new StoreRequest.UpdateDevices(devices(next))
                : new StoreRequest.DeleteAccount(devices(next), step.now());
    }

    /** A device that stays is the same device, and no two share a mailbox: lost state means a new id (PROTOCOL 1.1). */
    private static boolean isHonest(DeviceList stored, DeviceList next) {
        Set<MailboxId> mailboxes = new HashSet<>();
        for (Device device : next.devices()) {
            boolean isAnother = stored.device(device.id())
                    .filter(earlier -> !earlier.equals(device))
                    .isPresent();
            if (isAnother || !mailboxes.add(device.mailbox())) {
                return false;
            }
        }
        return true;
    }

    private void replaced(
            StoreResult result, StoreResult.StoredAccount account, DeviceList before, Update update, Step step) {
        if (result instanceof StoreResult.Done) {
            audit(before, update.next().list(), step);
            if (update.from().isOpen()) {
                update.outcome().made(account, step);
            }
            tell(update, step);
        } else if (update.from().isOpen()) {
            failed(result, update, step);
        }
    }

    private static void failed(StoreResult result, Update update, Step step) {
        if (result instanceof StoreResult.Conflict) {
            update.outcome().refused(Refusal.CONFLICT, step);
        } else if (result instanceof StoreResult.AccountGone || result instanceof StoreResult.NoSuchAccount) {
            update.outcome().refused(Refusal.UNKNOWN_USER, step);
        } else if (result instanceof StoreResult.Failed) {
            update.outcome().refused(Refusal.UNAVAILABLE, step);
        } else {
            throw Asks.unexpected(result);
        }
    }

    private void audit(DeviceList before, DeviceList next, Step step) {
        String account = next.account().toString();
        if (next.status() == DeviceList.Status.DELETED) {
            audits.write("account-deleted", account, step);
            return;
        }
        audits.write("devices-changed", account, step);
        before.devices().stream()
                .filter(device -> isRemoved(device.id(), next))
                .forEach(device -> audits.write("device-removed", account, step));
    }

    /**
     * Tells those who stay, and ends those who do not; also those whose login is under way, for it was checked against
     * the list before.
     */
    private void tell(Update update, Step step) {
        DeviceList next = update.next().list();
        for (Connection connection : connections.joining(next.account())) {
            DeviceId device = joining(connection).device();
            if (isRemoved(device, next)) {
                step.goodbye(connection, Refusal.REMOVED);
            } else {
                connection.enter(new Stage.Joining(next.account(), device, next.version()));
            }
        }
        for (Connection connection : sessions.of(next.account())) {
            DeviceId device = connection.session().orElseThrow().device().id();
            if (isRemoved(device, next)) {
                step.goodbye(connection, Refusal.REMOVED);
            } else if (!connection.equals(update.from())) {
                step.transmit(connection, new ServerFrame.DevicesChanged(next.version()));
            }
        }
    }

    private static Stage.Joining joining(Connection connection) {
        if (connection.stage() instanceof Stage.Joining joining) {
            return joining;
        }
        throw new IllegalStateException("not joining: " + connection.stage());
    }

    private static boolean isRemoved(DeviceId device, DeviceList next) {
        return next.device(device).isEmpty();
    }
}
