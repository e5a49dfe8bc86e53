package messenger.server;

import messenger.protocol.ClientFrame;
import messenger.protocol.Refusal;
import messenger.protocol.RequestId;
import messenger.protocol.ServerFrame;

/** Takes each frame to those for whom it is at this moment, if there are not too many of them. */
final class Frames {
    private final StrangerFrames strangers;
    private final SessionFrames sessions;
    private final HandIns handIns;
    private final Throttle throttle;

    Frames(StrangerFrames strangers, SessionFrames sessions, HandIns handIns, Throttle throttle) {
        this.strangers = strangers;
        this.sessions = sessions;
        this.handIns = handIns;
        this.throttle = throttle;
    }

    void received(ClientFrame frame, Connection from, Step step) {
        from.heard(step.now());
        if (frame instanceof ClientFrame.Acknowledge acknowledge && sessions.acknowledges(acknowledge, from, step)) {
            return;
        }
        if (from.isStrange() && !from.strangersFrames().take(1, step.now())) {
            throttle.tooManyOfAStranger(from, step);
        } else if (!from.frames().take(1, step.now())) {
            tooMany(frame, from, step);
        } else if (frame instanceof ClientFrame.Ping) {
            step.transmit(from, new ServerFrame.Pong());
        } else if (frame instanceof ClientFrame.Bye) {
            step.close(from);
        } else if (from.stage() instanceof Stage.LoggedIn loggedIn) {
            sessions.received(frame, from, loggedIn.session(), step);
        } else if (from.stage() instanceof Stage.HandingIn stage) {
            handingIn(frame, from, stage, step);
        } else {
            strangers.received(frame, from, step);
        }
    }

    private void handingIn(ClientFrame frame, Connection from, Stage.HandingIn stage, Step step) {
        if (frame instanceof ClientFrame.SubmitSealed submit) {
            handIns.submit(submit, from, stage, step);
        } else {
            outOfPlace(frame.request(), from, step);
        }
    }

    /** What was refused must come again before anything later of the same kind does. */
    private void tooMany(ClientFrame frame, Connection from, Step step) {
        if (frame instanceof ClientFrame.Submit submit && from.stage() instanceof Stage.LoggedIn) {
            sessions.tooMany(submit, from, step);
        } else if (frame instanceof ClientFrame.SubmitSealed submit && from.stage() instanceof Stage.HandingIn) {
            handIns.tooMany(submit, from, step);
        } else {
            throttle.tooMany(from, frame.request(), step);
        }
    }

    /** Whoever says what is not for this moment has another protocol in mind. */
    static void outOfPlace(RequestId request, Connection from, Step step) {
        step.refuse(from, request, Refusal.MALFORMED);
        step.goodbye(from, Refusal.MALFORMED);
    }
}
