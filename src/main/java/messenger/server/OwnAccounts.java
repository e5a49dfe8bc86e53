package messenger.server;

import java.util.Optional;
import messenger.crypto.identity.DeviceList;
import messenger.crypto.identity.SignedDeviceList;
import messenger.protocol.ClientFrame;
import messenger.protocol.Refusal;
import messenger.protocol.RequestId;
import messenger.protocol.ServerFrame;

/** What users do to their own accounts: other devices, or the end. Owned by the server's core. */
final class OwnAccounts {
    private final DeviceUpdates updates;
    private final Allowances allowances;
    private final Throttle throttle;

    OwnAccounts(DeviceUpdates updates, Allowances allowances, Throttle throttle) {
        this.updates = updates;
        this.allowances = allowances;
        this.throttle = throttle;
    }

    /** Any device may hand in the next list, for the account's key has signed it; also one that is no longer in it. */
    void update(ClientFrame.UpdateDevices frame, Connection from, Session session, Step step) {
        if (!allowances.publication(session.account(), step.now())) {
            throttle.tooMany(from, frame.request(), step);
            return;
        }
        Optional<SignedDeviceList> next = DeviceUpdates.signed(frame.deviceList(), session.account())
                .filter(list -> list.list().status() == DeviceList.Status.ACTIVE);
        make(next, frame.request(), from, step);
    }

    /**
     * A device that could not log in hands in a list that a server which was restored from a backup has forgotten. Who
     * says it does not matter: it is an account's own word about itself, and only the next one counts.
     */
    void update(ClientFrame.UpdateDevices frame, Connection from, Step step) {
        if (!allowances.loginTry(from.address(), step.now())) {
            throttle.tooMany(from, frame.request(), step);
            return;
        }
        Optional<SignedDeviceList> next = DeviceUpdates.signed(frame.deviceList())
                .filter(list -> list.list().status() == DeviceList.Status.ACTIVE);
        make(next, frame.request(), from, step);
    }

    /** Only after the password was proved: a device that somebody found must not end an account. */
    void delete(ClientFrame.DeleteAccount frame, Connection from, Session session, Step step) {
        if (from.proved(step.now()).isEmpty()) {
            step.refuse(from, frame.request(), Refusal.LOGIN);
            return;
        }
        Optional<SignedDeviceList> last = DeviceUpdates.signed(frame.deviceList(), session.account())
                .filter(list -> list.list().status() == DeviceList.Status.DELETED);
        make(last, frame.request(), from, step);
    }

    private void make(Optional<SignedDeviceList> next, RequestId request, Connection from, Step step) {
        if (next.isEmpty()) {
            step.refuse(from, request, Refusal.BAD_SIGNATURE);
            return;
        }
        updates.make(
                new DeviceUpdates.Update(next.get(), stored -> true, from, new DeviceUpdates.Outcome() {
                    @Override
                    public void made(StoreResult.StoredAccount account, Step later) {
                        later.transmit(from, new ServerFrame.Done(request));
                    }

                    @Override
                    public void refused(Refusal reason, Step later) {
                        later.refuse(from, request, reason);
                    }
                }),
                step);
    }
}
