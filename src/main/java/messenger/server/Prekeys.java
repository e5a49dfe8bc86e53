package messenger.server;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.MalformedException;
import messenger.crypto.RejectedKeyException;
import messenger.crypto.identity.Days;
import messenger.crypto.identity.Prekey;
import messenger.crypto.identity.PrekeyKind;
import messenger.protocol.ClientFrame;
import messenger.protocol.Refusal;
import messenger.protocol.RequestId;
import messenger.protocol.ServerFrame;

/** Prekeys come in, verified, and go out as bundles, sparingly (PROTOCOL 1.2). */
final class Prekeys {
    /** With fewer one-time pairs left the device is asked for more (PROTOCOL 1.2). */
    static final int LOW = 20;

    private final Allowances allowances;
    private final Throttle throttle;
    private final Sessions sessions;

    Prekeys(Allowances allowances, Throttle throttle, Sessions sessions) {
        this.allowances = allowances;
        this.throttle = throttle;
        this.sessions = sessions;
    }

    void publish(ClientFrame.PublishPrekeys frame, Connection from, Session session, Step step) {
        if (!allowances.publication(session.account(), step.now())) {
            throttle.tooMany(from, frame.request(), step);
            return;
        }
        StoreRequest.PublishPrekeys request;
        try {
            request = verified(frame, session, Days.of(step.now()));
        } catch (MalformedException | RejectedKeyException | AuthenticationFailedException e) {
            step.refuse(from, frame.request(), Refusal.BAD_SIGNATURE);
            return;
        }
        step.ask(from, request, (result, later) -> published(result, frame.request(), from, later));
    }

    private static StoreRequest.PublishPrekeys verified(ClientFrame.PublishPrekeys frame, Session session, int today)
            throws MalformedException, RejectedKeyException, AuthenticationFailedException {
        StoreRequest.StoredPrekey signed = verified(frame.signed(), PrekeyKind.SIGNED, session, today);
        List<StoreRequest.StoredPrekey> oneTime = new ArrayList<>();
        Set<Long> ids = new HashSet<>();
        for (Bytes encoded : frame.oneTime()) {
            StoreRequest.StoredPrekey prekey = verified(encoded, PrekeyKind.ONE_TIME, session, today);
            if (!ids.add(prekey.id())) {
                throw new MalformedException("two prekeys with one id");
            }
            oneTime.add(prekey);
        }
        return new StoreRequest.PublishPrekeys(
                session.account(), session.device().id(), signed, oneTime);
    }

    private static StoreRequest.StoredPrekey verified(Bytes encoded, PrekeyKind kind, Session session, int today)
            throws MalformedException, RejectedKeyException, AuthenticationFailedException {
        Prekey prekey = Prekey.decode(encoded);
        if (prekey.kind() != kind) {
            throw new MalformedException("a prekey of the other kind");
        }
        prekey.verify(session.account(), session.device(), today);
        return new StoreRequest.StoredPrekey(prekey.id(), encoded);
    }

    private static void published(StoreResult result, RequestId request, Connection from, Step step) {
        if (result instanceof StoreResult.PrekeyCount) {
            step.transmit(from, new ServerFrame.Done(request));
        } else if (result instanceof StoreResult.NoSuchAccount) {
            step.refuse(from, request, Refusal.UNKNOWN_USER);
        } else if (result instanceof StoreResult.Failed) {
            step.refuse(from, request, Refusal.UNAVAILABLE);
        } else {
            throw Asks.unexpected(result);
        }
    }

    void take(ClientFrame.TakeBundle frame, Connection from, Session session, Step step) {
        if (!allowances.lookup(session.account(), step.now())) {
            throttle.tooMany(from, frame.request(), step);
            return;
        }
        var target = new Allowances.DeviceAddress(frame.account(), frame.device());
        StoreRequest.OneTime oneTime = allowances.bundle(session.account(), target, step.now());
        step.ask(
                from,
                new StoreRequest.TakeBundle(frame.account(), frame.device(), oneTime),
                (result, later) -> taken(result, frame, from, later));
    }

    private void taken(StoreResult result, ClientFrame.TakeBundle frame, Connection from, Step step) {
        if (result instanceof StoreResult.BundleTaken bundle) {
            step.transmit(
                    from,
                    new ServerFrame.Bundle(frame.request(), bundle.deviceList(), bundle.signed(), bundle.oneTime()));
            if (bundle.oneTimeLeft() < LOW) {
                sessions.of(frame.account(), frame.device())
                        .ifPresent(owner -> step.transmit(owner, new ServerFrame.PrekeysLow(bundle.oneTimeLeft())));
            }
        } else if (result instanceof StoreResult.NoPrekeys) {
            step.refuse(from, frame.request(), Refusal.NO_PREKEYS);
        } else if (result instanceof StoreResult.NoSuchAccount) {
            step.refuse(from, frame.request(), Refusal.UNKNOWN_USER);
        } else if (result instanceof StoreResult.Failed) {
            step.refuse(from, frame.request(), Refusal.UNAVAILABLE);
        } else {
            throw Asks.unexpected(result);
        }
    }
}
