package messenger.server;

import java.util.Optional;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.MalformedException;
import messenger.crypto.RejectedKeyException;
import messenger.crypto.Secret;
import messenger.crypto.Sha256;
import messenger.crypto.identity.AccessProof;
import messenger.crypto.identity.Device;
import messenger.crypto.identity.SignedDeviceList;
import messenger.protocol.ClientFrame;
import messenger.protocol.Refusal;
import messenger.protocol.RequestId;

/** New accounts, if the server takes any and its gate lets them in. Owned by the server's core. */
final class Registrations {
    private final LoginCheck check;
    private final ServerLimits.Registration registration;
    private final Optional<Secret> accessKey;
    private final Allowances allowances;
    private final Admissions admissions;
    private final Audits audits;

    Registrations(
            LoginCheck check,
            ServerLimits.Registration registration,
            Optional<Secret> accessKey,
            Allowances allowances,
            Admissions admissions,
            Audits audits) {
        this.check = check;
        this.registration = registration;
        this.accessKey = accessKey;
        this.allowances = allowances;
        this.admissions = admissions;
        this.audits = audits;
    }

    void register(ClientFrame.Register frame, Connection from, Step step) {
        Optional<Bytes> nonce = from.takeNonce(step.now());
        if (registration == ServerLimits.Registration.CLOSED) {
            step.refuse(from, RequestId.NONE, Refusal.REGISTRATION_CLOSED);
        } else if (!allowances.registration(from.address(), step.now())) {
            audits.rateLimited(from, step);
            step.refuse(from, RequestId.NONE, Refusal.RATE);
        } else if (nonce.isEmpty()) {
            step.refuse(from, RequestId.NONE, Refusal.BAD_SIGNATURE);
        } else {
            checkList(frame, nonce.get(), from, step);
        }
    }

    private void checkList(ClientFrame.Register frame, Bytes nonce, Connection from, Step step) {
        SignedDeviceList list;
        try {
            list = check.first(frame, nonce);
        } catch (MalformedException | RejectedKeyException | AuthenticationFailedException e) {
            step.refuse(from, RequestId.NONE, Refusal.BAD_SIGNATURE);
            return;
        }
        boolean isInviteMissing = registration == ServerLimits.Registration.INVITE
                && frame.gate().invite().equals(Bytes.EMPTY);
        if (!hasAccess(frame.gate(), new AccessProof(nonce, list.account()))) {
            step.refuse(from, RequestId.NONE, Refusal.ACCESS);
        } else if (isInviteMissing) {
            inviteRefused(from, step);
        } else if (!PasswordCheck.isRecord(frame.passwordRecord())) {
            step.refuse(from, RequestId.NONE, Refusal.MALFORMED);
        } else {
            create(frame, list, from, step);
        }
    }

    private boolean hasAccess(ClientFrame.Gate gate, AccessProof proof) {
        return accessKey.map(key -> proof.verifies(key, gate.accessProof())).orElse(true);
    }

    private void create(ClientFrame.Register frame, SignedDeviceList list, Connection from, Step step) {
        Device device = list.list().devices().get(0);
        Bytes inviteHash = registration == ServerLimits.Registration.INVITE
                ? Sha256.of(frame.gate().invite())
                : Bytes.EMPTY;
        from.enter(new Stage.Joining(list.account(), device.id()));
        step.ask(
                from,
                new StoreRequest.CreateAccount(
                        frame.name(), DeviceUpdates.devices(list), frame.passwordRecord(), inviteHash, step.now()),
                (result, later) -> created(result, new Session(frame.name(), list.account(), device), from, later));
    }

    private void created(StoreResult result, Session session, Connection from, Step step) {
        if (result instanceof StoreResult.AccountCreated) {
            audits.write("registered", session.account().toString(), step);
            admissions.admit(session, 1, new StoreResult.LoginNoted(0, 0, 0), from, step);
        } else if (result instanceof StoreResult.NameTaken) {
            admissions.refuse(Refusal.NAME_TAKEN, from, step);
        } else if (result instanceof StoreResult.AccountExists) {
            admissions.refuse(Refusal.ACCOUNT_EXISTS, from, step);
        } else if (result instanceof StoreResult.InviteRefused) {
            inviteRefused(from, step);
        } else if (result instanceof StoreResult.Failed) {
            admissions.refuse(Refusal.UNAVAILABLE, from, step);
        } else {
            throw Asks.unexpected(result);
        }
    }

    private void inviteRefused(Connection from, Step step) {
        audits.inviteRefused(from, step);
        admissions.refuse(Refusal.INVITE, from, step);
    }
}
