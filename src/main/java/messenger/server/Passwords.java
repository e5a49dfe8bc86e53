package messenger.server;

import java.util.Optional;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.MalformedException;
import messenger.crypto.RejectedKeyException;
import messenger.crypto.identity.AccountId;
import messenger.crypto.opaque.PendingLogin;
import messenger.protocol.ClientFrame;
import messenger.protocol.Refusal;
import messenger.protocol.RequestId;
import messenger.protocol.ServerFrame;
import messenger.protocol.UserName;

/**
 * Passwords are set and proved (PROTOCOL 1.16.2). What it tells about a name that somebody has and about one that
 * nobody has is the same: the same frames of the same sizes after the same questions to the store, with the same
 * limits.
 *
 * <p>A try is counted, durably, before the client gets what it can check a guess by; a good one is taken back. Owned by
 * the server's core.
 */
final class Passwords {
    private final PasswordCheck check;
    private final ServerLimits.Passwords limits;
    private final Allowances allowances;
    private final Throttle throttle;
    private final Audits audits;

    Passwords(
            PasswordCheck check,
            ServerLimits.Passwords limits,
            Allowances allowances,
            Throttle throttle,
            Audits audits) {
        this.check = check;
        this.limits = limits;
        this.allowances = allowances;
        this.throttle = throttle;
        this.audits = audits;
    }

    /** A stranger is to have a new password; nobody is asked whether the name is free. */
    void registerStart(ClientFrame.RegisterStart frame, Connection from, Step step) {
        if (allowances.evaluation(from.address(), frame.name(), step.now())) {
            evaluate(frame, from, step);
        } else {
            throttle.tooMany(from, frame.request(), step);
        }
    }

    /** A user is to have another password: only who knows the present one may have guesses at it evaluated. */
    void registerStart(ClientFrame.RegisterStart frame, Connection from, Session session, Step step) {
        if (!frame.name().equals(session.name()) || from.proved(step.now()).isEmpty()) {
            step.refuse(from, frame.request(), Refusal.LOGIN);
        } else {
            evaluate(frame, from, step);
        }
    }

    private void evaluate(ClientFrame.RegisterStart frame, Connection from, Step step) {
        try {
            Bytes evaluated = check.evaluate(frame.name(), frame.blinded());
            step.transmit(from, new ServerFrame.RegisterAnswer(frame.request(), evaluated));
        } catch (MalformedException | RejectedKeyException e) {
            step.refuse(from, frame.request(), Refusal.MALFORMED);
        }
    }

    void start(ClientFrame.PasswordStart frame, Connection from, Step step) {
        boolean isForeign = from.session()
                .filter(session -> !session.name().equals(frame.name()))
                .isPresent();
        if (isForeign || from.password() instanceof PasswordStage.Asking) {
            step.refuse(from, frame.request(), Refusal.MALFORMED);
        } else if (!allowances.passwordTry(from.address(), step.now())) {
            throttle.tooMany(from, frame.request(), step);
        } else {
            from.enter(new PasswordStage.Asking());
            step.ask(
                    from,
                    new StoreRequest.BeginPasswordTry(frame.name(), limits.tries(), limits.window(), step.now()),
                    (result, later) -> begun(result, frame, from, later));
        }
    }

    private void begun(StoreResult result, ClientFrame.PasswordStart frame, Connection from, Step step) {
        from.enter(new PasswordStage.None());
        if (result instanceof StoreResult.PasswordTry counted) {
            Optional<AccountId> account = Optional.of(counted.account().account());
            challenge(frame, account, Optional.of(counted.passwordRecord()), from, step);
        } else if (result instanceof StoreResult.NoSuchAccount) {
            challenge(frame, Optional.empty(), Optional.empty(), from, step);
        } else if (result instanceof StoreResult.Locked) {
            audits.passwordLocked(from, step);
            step.refuse(from, frame.request(), Refusal.LOCKED);
        } else if (result instanceof StoreResult.Failed) {
            step.refuse(from, frame.request(), Refusal.UNAVAILABLE);
        } else {
            throw Asks.unexpected(result);
        }
    }

    private void challenge(
            ClientFrame.PasswordStart frame,
            Optional<AccountId> account,
            Optional<Bytes> record,
            Connection from,
            Step step) {
        try {
            PendingLogin pending = check.challenge(frame.name(), record, frame.ke1());
            from.enter(new PasswordStage.Challenged(frame.name(), account, pending, step.now()));
            step.transmit(from, new ServerFrame.PasswordAnswer(frame.request(), pending.ke2()));
        } catch (MalformedException | RejectedKeyException e) {
            step.refuse(from, frame.request(), Refusal.MALFORMED);
        }
    }

    void finish(ClientFrame.PasswordFinish frame, Connection from, Step step) {
        if (from.password() instanceof PasswordStage.Asking) {
            step.refuse(from, frame.request(), Refusal.MALFORMED);
            return;
        }
        Optional<PasswordStage.Challenged> challenged =
                from.password() instanceof PasswordStage.Challenged open ? Optional.of(open) : Optional.empty();
        from.enter(new PasswordStage.None());
        Optional<AccountId> account = challenged.flatMap(PasswordStage.Challenged::account);
        boolean isGood = challenged
                .filter(open -> open.isGoodAt(step.now()))
                .filter(open -> isProof(frame.ke3(), open.pending()))
                .isPresent();
        if (isGood && account.isPresent()) {
            forgive(challenged.get().name(), account.get(), frame.request(), from, step);
        } else {
            audits.passwordRefused(account, from, step);
            step.refuse(from, frame.request(), Refusal.LOGIN);
        }
    }

    private static boolean isProof(Bytes ke3, PendingLogin pending) {
        try {
            pending.finish(ke3).erase();
            return true;
        } catch (MalformedException | AuthenticationFailedException e) {
            return false;
        }
    }

    private void forgive(UserName name, AccountId account, RequestId request, Connection from, Step step) {
        from.enter(new PasswordStage.Asking());
        step.ask(from, new StoreRequest.ForgivePasswordTry(account), (result, later) -> {
            if (result instanceof StoreResult.Done) {
                from.enter(new PasswordStage.Proved(name, account, later.now()));
                later.transmit(from, new ServerFrame.Done(request));
            } else if (result instanceof StoreResult.Failed) {
                from.enter(new PasswordStage.None());
                later.refuse(from, request, Refusal.UNAVAILABLE);
            } else {
                throw Asks.unexpected(result);
            }
        });
    }

    /** Replaces the record that the password is checked by; the proof is used up. */
    void change(ClientFrame.ChangePassword frame, Connection from, Session session, Step step) {
        if (from.proved(step.now()).isEmpty()) {
            step.refuse(from, frame.request(), Refusal.LOGIN);
        } else if (!PasswordCheck.isRecord(frame.passwordRecord())) {
            step.refuse(from, frame.request(), Refusal.MALFORMED);
        } else {
            from.enter(new PasswordStage.None());
            step.ask(
                    from,
                    new StoreRequest.SetPassword(session.account(), frame.passwordRecord()),
                    (result, later) -> changed(result, frame.request(), from, session, later));
        }
    }

    private void changed(StoreResult result, RequestId request, Connection from, Session session, Step step) {
        if (result instanceof StoreResult.Done) {
            audits.write("password-changed", session.account().toString(), step);
            step.transmit(from, new ServerFrame.Done(request));
        } else if (result instanceof StoreResult.NoSuchAccount) {
            step.refuse(from, request, Refusal.UNKNOWN_USER);
        } else if (result instanceof StoreResult.Failed) {
            step.refuse(from, request, Refusal.UNAVAILABLE);
        } else {
            throw Asks.unexpected(result);
        }
    }
}
