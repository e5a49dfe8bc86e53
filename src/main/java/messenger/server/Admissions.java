package messenger.server;

import messenger.protocol.Incarnation;
import messenger.protocol.Limits;
import messenger.protocol.Refusal;
import messenger.protocol.RequestId;
import messenger.protocol.ServerFrame;

/** The last step from a stranger to a session: a device that has proved who it is gets in. Owned by the core. */
final class Admissions {
    /** A vault that never logged in before has none. */
    static final long FIRST_GENERATION = 0;

    private final Connections connections;
    private final Sessions sessions;
    private final Incarnation incarnation;
    private final Audits audits;

    Admissions(Connections connections, Sessions sessions, Incarnation incarnation, Audits audits) {
        this.connections = connections;
        this.sessions = sessions;
        this.incarnation = incarnation;
        this.audits = audits;
    }

    /** Notes the login, then lets the device in. */
    void note(Session session, long deviceListVersion, long generation, Connection from, Step step) {
        step.ask(
                from,
                new StoreRequest.NoteLogin(session.account(), session.device().id(), generation, step.now()),
                (result, later) -> noted(result, session, deviceListVersion, from, later));
    }

    private void noted(StoreResult result, Session session, long deviceListVersion, Connection from, Step step) {
        if (result instanceof StoreResult.LoginNoted noted) {
            admit(session, deviceListVersion, noted, from, step);
        } else if (result instanceof StoreResult.NoSuchAccount) {
            audits.loginRefused(session.account(), from, step);
            refuse(Refusal.LOGIN, from, step);
        } else if (result instanceof StoreResult.Failed) {
            refuse(Refusal.UNAVAILABLE, from, step);
        } else {
            throw Asks.unexpected(result);
        }
    }

    /** Lets the device in. */
    void admit(Session session, long deviceListVersion, StoreResult.LoginNoted noted, Connection from, Step step) {
        long changedTo = from.stage() instanceof Stage.Joining joining ? joining.newestVersion() : 0;
        sessions.begin(from, session, step).ifPresent(older -> {
            audits.write("replaced", session.account().toString(), step);
            step.goodbye(older, Refusal.REPLACED);
        });
        connections.admit(from, session);
        step.add(new Effect.Admit(from.id(), Limits.FRAME_BYTES_MAX));
        step.transmit(
                from,
                new ServerFrame.LoggedIn(
                        session.name(),
                        noted.oneTimePrekeys(),
                        Math.max(deviceListVersion, changedTo),
                        noted.lastGeneration(),
                        noted.failedTries(),
                        incarnation));
    }

    /** Stays a stranger, who may try again. */
    void refuse(Refusal reason, Connection from, Step step) {
        from.enter(new Stage.Stranger());
        step.refuse(from, RequestId.NONE, reason);
    }
}
