package messenger.server;

import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import messenger.crypto.Bytes;
import messenger.crypto.identity.LoginProof;
import messenger.protocol.ClientFrame;
import messenger.protocol.Limits;
import messenger.protocol.Refusal;
import messenger.protocol.RequestId;
import messenger.protocol.ServerFrame;

/** The daily way from a stranger to a session, by a device's key (PROTOCOL 1.16.1). Owned by the server's core. */
final class Logins {
    private final SecureRandom random;
    private final LoginCheck check;
    private final Allowances allowances;
    private final Admissions admissions;
    private final Audits audits;

    Logins(SecureRandom random, LoginCheck check, Allowances allowances, Admissions admissions, Audits audits) {
        this.random = random;
        this.check = check;
        this.allowances = allowances;
        this.admissions = admissions;
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

    void login(ClientFrame.Login frame, Connection from, Step step) {
        Optional<Bytes> nonce = from.takeNonce(step.now());
        if (!allowances.loginTry(from.address(), step.now())) {
            audits.rateLimited(from, step);
            step.refuse(from, RequestId.NONE, Refusal.RATE);
        } else if (nonce.isEmpty()) {
            refuse(Refusal.LOGIN, frame, from, step);
        } else {
            from.enter(new Stage.Joining(frame.account(), frame.device()));
            step.ask(
                    from,
                    new StoreRequest.FindAccount(frame.account(), Math.max(0, frame.deviceListVersion() - 1)),
                    (result, later) -> found(result, frame, nonce.get(), from, later));
        }
    }

    private void found(StoreResult result, ClientFrame.Login frame, Bytes nonce, Connection from, Step step) {
        if (result instanceof StoreResult.AccountFound found) {
            LoginCheck.Verdict verdict = check.verdict(found.deviceLists(), frame, nonce);
            if (verdict instanceof LoginCheck.Verdict.Good good) {
                verified(good, found.account(), frame, from, step);
            } else {
                boolean isRemoved = verdict instanceof LoginCheck.Verdict.Removed;
                refuse(isRemoved ? Refusal.REMOVED : Refusal.LOGIN, frame, from, step);
            }
        } else if (result instanceof StoreResult.NoSuchAccount || result instanceof StoreResult.AccountGone) {
            check.verdict(List.of(), frame, nonce);
            refuse(Refusal.LOGIN, frame, from, step);
        } else if (result instanceof StoreResult.Failed) {
            admissions.refuse(Refusal.UNAVAILABLE, from, step);
        } else {
            throw Asks.unexpected(result);
        }
    }

    private void verified(
            LoginCheck.Verdict.Good good,
            StoreResult.StoredAccount account,
            ClientFrame.Login frame,
            Connection from,
            Step step) {
        if (!allowances.login(frame.account(), step.now())) {
            audits.rateLimited(from, step);
            admissions.refuse(Refusal.RATE, from, step);
            return;
        }
        Session session = new Session(account.name(), frame.account(), good.device());
        admissions.note(session, good.deviceListVersion(), frame.generation(), from, step);
    }

    private void refuse(Refusal reason, ClientFrame.Login frame, Connection from, Step step) {
        audits.loginRefused(frame.account(), from, step);
        admissions.refuse(reason, from, step);
    }
}
