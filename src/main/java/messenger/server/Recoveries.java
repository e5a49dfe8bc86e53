package messenger.server;

import java.util.Optional;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.identity.DeviceList;
import messenger.crypto.identity.LoginProof;
import messenger.crypto.identity.SignedDeviceList;
import messenger.protocol.ClientFrame;
import messenger.protocol.Refusal;
import messenger.protocol.RequestId;

/**
 * A device that is new in an account gets in by the password and a device list that the recovery code signed (PROTOCOL
 * 1.16.2): the one without the other is worth nothing. Owned by the server's core.
 */
final class Recoveries {
    private final Bytes serverKeyHash;
    private final DeviceUpdates updates;
    private final Admissions admissions;

    Recoveries(Bytes serverKeyHash, DeviceUpdates updates, Admissions admissions) {
        this.serverKeyHash = serverKeyHash;
        this.updates = updates;
        this.admissions = admissions;
    }

    void recover(ClientFrame.Recover frame, Connection from, Step step) {
        Optional<Bytes> nonce = from.takeNonce(step.now());
        Optional<PasswordStage.Proved> proved = from.proved(step.now());
        if (nonce.isEmpty() || proved.isEmpty()) {
            step.refuse(from, RequestId.NONE, Refusal.LOGIN);
            return;
        }
        Optional<SignedDeviceList> next = DeviceUpdates.signed(
                        frame.deviceList(), proved.get().account())
                .filter(list -> list.list().status() == DeviceList.Status.ACTIVE)
                .filter(list -> isSignedByItsDevice(list, frame, nonce.get()));
        if (next.isEmpty()) {
            step.refuse(from, RequestId.NONE, Refusal.BAD_SIGNATURE);
            return;
        }
        from.enter(new Stage.Joining(next.get().account(), frame.device()));
        updates.make(
                new DeviceUpdates.Update(
                        next.get(),
                        stored -> stored.device(frame.device()).isEmpty(),
                        from,
                        new Recovery(frame, next.get(), from)),
                step);
    }

    private boolean isSignedByItsDevice(SignedDeviceList list, ClientFrame.Recover frame, Bytes nonce) {
        try {
            new LoginProof(
                            serverKeyHash,
                            nonce,
                            list.account(),
                            frame.device(),
                            list.list().version())
                    .verify(list, frame.signature());
            return true;
        } catch (AuthenticationFailedException e) {
            return false;
        }
    }

    /** What becomes of it: the list is durable, so the device may log in. */
    private final class Recovery implements DeviceUpdates.Outcome {
        private final ClientFrame.Recover frame;
        private final SignedDeviceList next;
        private final Connection from;

        Recovery(ClientFrame.Recover frame, SignedDeviceList next, Connection from) {
            this.frame = frame;
            this.next = next;
            this.from = from;
        }

        @Override
        public void made(StoreResult.StoredAccount account, Step step) {
            from.enter(new PasswordStage.None());
            Session session = new Session(
                    account.name(),
                    account.account(),
                    next.list().device(frame.device()).orElseThrow());
            admissions.note(session, next.list().version(), Admissions.FIRST_GENERATION, from, step);
        }

        @Override
        public void refused(Refusal reason, Step step) {
            admissions.refuse(reason, from, step);
        }
    }
}
