package messenger.server;

import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.MalformedException;
import messenger.crypto.RejectedKeyException;
import messenger.crypto.identity.Device;
import messenger.crypto.identity.LoginProof;
import messenger.crypto.identity.SignedDeviceList;
import messenger.protocol.ClientFrame;
import messenger.protocol.Limits;
import messenger.protocol.Refusal;
import messenger.protocol.RequestId;
import messenger.protocol.ServerFrame;
import messenger.protocol.UserName;

/** The way from a stranger to a session (PROTOCOL 1.16). Owned by the server's core. */
final class Logins {
    private final SecureRandom random;
    private final LoginCheck check;
    private final ServerLimits.Registration registration;
    private final Allowances allowances;
    private final Connections connections;
    private final Sessions sessions;
    private final Audits audits;

    Logins(
            SecureRandom random,
            LoginCheck check,
            ServerLimits.Registration registration,
            Allowances allowances,
            Connections connections,
            Sessions sessions,
            Audits audits) {
        this.random = random;
        this.check = check;
        this.registration = registration;
        this.allowances = allowances;
        this.connections = connections;
        this.sessions = sessions;
        this.audits = audits;
    }

    /** A new nonce; one that is still out is void from now on. */
    void hello(ClientFrame.Hello frame, Connection from, Step step) {
        if (frame.version() != Limits.PROTOCOL_VERSION) {
            step.refuse(from, RequestId.NONE, Refusal.VERSION);
            step.goodbye(from, Refusal.VERSION);
            return;
        }
        Bytes nonce = Bytes.random(LoginProof.NONCE_BYTES, random);
        from.enter(new Stage.Greeted(nonce, step.now()));
        step.transmit(
                from,
                new ServerFrame.Welcome(
                        Limits.PROTOCOL_VERSION, nonce, step.now().toEpochMilli()));
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
            create(frame, nonce.get(), from, step);
        }
    }

    private void create(ClientFrame.Register frame, Bytes nonce, Connection from, Step step) {
        SignedDeviceList list;
        try {
            list = check.first(frame, nonce);
        } catch (MalformedException | RejectedKeyException | AuthenticationFailedException e) {
            step.refuse(from, RequestId.NONE, Refusal.BAD_SIGNATURE);
            return;
        }
        Device device = list.list().devices().get(0);
        from.enter(new Stage.Joining());
        step.ask(
                from,
                new StoreRequest.CreateAccount(
                        frame.name(), list.account(), list.encoded(), List.of(device.mailbox()), step.now()),
                (result, later) -> created(result, new Session(frame.name(), list.account(), device), from, later));
    }

    private void created(StoreResult result, Session session, Connection from, Step step) {
        if (result instanceof StoreResult.AccountCreated) {
            audits.write("registered", session.account().toString(), step);
            admit(session, 0, from, step);
        } else if (result instanceof StoreResult.NameTaken) {
            refuse(Refusal.NAME_TAKEN, from, step);
        } else if (result instanceof StoreResult.AccountExists) {
            refuse(Refusal.ACCOUNT_EXISTS, from, step);
        } else if (result instanceof StoreResult.Failed) {
            refuse(Refusal.UNAVAILABLE, from, step);
        } else {
            throw Asks.unexpected(result);
        }
    }

    void login(ClientFrame.Login frame, Connection from, Step step) {
        Optional<Bytes> nonce = from.takeNonce(step.now());
        if (!allowances.loginTry(from.address(), step.now())) {
            audits.rateLimited(from, step);
            step.refuse(from, RequestId.NONE, Refusal.RATE);
        } else if (nonce.isEmpty()) {
            refuseLogin(frame, from, step);
        } else {
            from.enter(new Stage.Joining());
            step.ask(
                    from,
                    new StoreRequest.FindAccount(frame.account()),
                    (result, later) -> found(result, frame, nonce.get(), from, later));
        }
    }

    private void found(StoreResult result, ClientFrame.Login frame, Bytes nonce, Connection from, Step step) {
        if (result instanceof StoreResult.AccountFound found) {
            StoreResult.StoredAccount account = found.account();
            check.device(Optional.of(account.deviceList()), frame, nonce)
                    .ifPresentOrElse(
                            device -> verified(account.name(), device, frame, from, step),
                            () -> refuseLogin(frame, from, step));
        } else if (result instanceof StoreResult.NoSuchAccount) {
            check.device(Optional.empty(), frame, nonce);
            refuseLogin(frame, from, step);
        } else if (result instanceof StoreResult.Failed) {
            refuse(Refusal.UNAVAILABLE, from, step);
        } else {
            throw Asks.unexpected(result);
        }
    }

    private void verified(UserName name, Device device, ClientFrame.Login frame, Connection from, Step step) {
        if (!allowances.login(frame.account(), step.now())) {
            audits.rateLimited(from, step);
            refuse(Refusal.RATE, from, step);
            return;
        }
        Session session = new Session(name, frame.account(), device);
        step.ask(
                from,
                new StoreRequest.CountPrekeys(frame.account(), device.id()),
                (result, later) -> counted(result, session, from, later));
    }

    private void counted(StoreResult result, Session session, Connection from, Step step) {
        if (result instanceof StoreResult.PrekeyCount count) {
            admit(session, count.oneTime(), from, step);
        } else if (result instanceof StoreResult.Failed) {
            refuse(Refusal.UNAVAILABLE, from, step);
        } else {
            throw Asks.unexpected(result);
        }
    }

    private void admit(Session session, int oneTimePrekeys, Connection from, Step step) {
        sessions.begin(from, session, step).ifPresent(older -> {
            audits.write("replaced", session.account().toString(), step);
            step.goodbye(older, Refusal.REPLACED);
        });
        connections.admit(from, session);
        step.add(new Effect.Admit(from.id(), Limits.FRAME_BYTES_MAX));
        step.transmit(from, new ServerFrame.LoggedIn(session.name(), oneTimePrekeys));
    }

    private void refuseLogin(ClientFrame.Login frame, Connection from, Step step) {
        audits.loginRefused(frame.account(), from, step);
        refuse(Refusal.LOGIN, from, step);
    }

    private static void refuse(Refusal reason, Connection from, Step step) {
        from.enter(new Stage.Stranger());
        step.refuse(from, RequestId.NONE, reason);
    }
}
