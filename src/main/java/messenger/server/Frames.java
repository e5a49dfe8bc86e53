package messenger.server;

import messenger.protocol.ClientFrame;
import messenger.protocol.Refusal;
import messenger.protocol.RequestId;
import messenger.protocol.ServerFrame;

/** Takes each frame to where it belongs, if it may come at this moment and there are not too many of them. */
final class Frames {
    private final Logins logins;
    private final Submissions submissions;
    private final Deliveries deliveries;
    private final Directory directory;
    private final Prekeys prekeys;
    private final Sessions sessions;
    private final Throttle throttle;
    private final int pendingMax;

    Frames(
            Logins logins,
            Submissions submissions,
            Deliveries deliveries,
            Directory directory,
            Prekeys prekeys,
            Sessions sessions,
            Throttle throttle,
            int pendingMax) {
        this.logins = logins;
        this.submissions = submissions;
        this.deliveries = deliveries;
        this.directory = directory;
        this.prekeys = prekeys;
        this.sessions = sessions;
        this.throttle = throttle;
        this.pendingMax = pendingMax;
    }

    void received(ClientFrame frame, Connection from, Step step) {
        from.heard(step.now());
        if (acknowledges(frame, from, step)) {
            return;
        }
        RequestId request = requestOf(frame);
        if (!from.frames().take(1, step.now())) {
            tooMany(frame, request, from, step);
        } else if (frame instanceof ClientFrame.Ping) {
            step.transmit(from, new ServerFrame.Pong());
        } else if (frame instanceof ClientFrame.Bye) {
            step.close(from);
        } else if (from.session().isPresent()) {
            ofSession(frame, request, from, from.session().get(), step);
        } else {
            ofStranger(frame, request, from, step);
        }
    }

    private void tooMany(ClientFrame frame, RequestId request, Connection from, Step step) {
        if (frame instanceof ClientFrame.Submit submit && from.session().isPresent()) {
            submissions.tooMany(submit, from, from.session().get(), step);
        } else {
            throttle.tooMany(from, request, step);
        }
    }

    /**
     * Acknowledgements of what was delivered are no more than the deliveries and are not counted: a client that empties
     * a full mailbox must not run into a limit for it. Others count as frames, and come to nothing.
     */
    private boolean acknowledges(ClientFrame frame, Connection from, Step step) {
        return frame instanceof ClientFrame.Acknowledge acknowledge
                && from.session()
                        .filter(session -> deliveries.acknowledge(acknowledge.sequences(), from, session, step) > 0)
                        .isPresent();
    }

    private void ofStranger(ClientFrame frame, RequestId request, Connection from, Step step) {
        if (from.stage() instanceof Stage.Joining) {
            outOfPlace(request, from, step);
        } else if (frame instanceof ClientFrame.Hello hello) {
            logins.hello(hello, from, step);
        } else if (frame instanceof ClientFrame.Register register) {
            logins.register(register, from, step);
        } else if (frame instanceof ClientFrame.Login login) {
            logins.login(login, from, step);
        } else {
            outOfPlace(request, from, step);
        }
    }

    private void ofSession(ClientFrame frame, RequestId request, Connection from, Session session, Step step) {
        if (frame instanceof ClientFrame.Hello
                || frame instanceof ClientFrame.Register
                || frame instanceof ClientFrame.Login) {
            outOfPlace(request, from, step);
        } else if (frame instanceof ClientFrame.Subscribe) {
            deliveries.subscribe(from, session, step);
        } else if (frame instanceof ClientFrame.WatchPresence) {
            sessions.watch(from);
        } else if (frame instanceof ClientFrame.Acknowledge) {
            return;
        } else if (from.pending() >= pendingMax) {
            tooMany(frame, request, from, step);
        } else {
            request(frame, from, session, step);
        }
    }

    private void request(ClientFrame frame, Connection from, Session session, Step step) {
        if (frame instanceof ClientFrame.Submit submit) {
            submissions.submit(submit, from, session, step);
        } else if (frame instanceof ClientFrame.FindUser find) {
            directory.findUser(find, from, session, step);
        } else if (frame instanceof ClientFrame.FindAccount find) {
            directory.findAccount(find, from, session, step);
        } else if (frame instanceof ClientFrame.ListUsers list) {
            directory.listUsers(list, from, session, step);
        } else if (frame instanceof ClientFrame.PublishPrekeys publish) {
            prekeys.publish(publish, from, session, step);
        } else if (frame instanceof ClientFrame.TakeBundle take) {
            prekeys.take(take, from, session, step);
        } else {
            outOfPlace(requestOf(frame), from, step);
        }
    }

    private static void outOfPlace(RequestId request, Connection from, Step step) {
        step.refuse(from, request, Refusal.MALFORMED);
        step.goodbye(from, Refusal.MALFORMED);
    }

    /** The id under which a refusal of this frame goes back. */
    static RequestId requestOf(ClientFrame frame) {
        if (frame instanceof ClientFrame.Submit submit) {
            return submit.request();
        } else if (frame instanceof ClientFrame.FindUser find) {
            return find.request();
        } else if (frame instanceof ClientFrame.FindAccount find) {
            return find.request();
        } else if (frame instanceof ClientFrame.ListUsers list) {
            return list.request();
        } else if (frame instanceof ClientFrame.PublishPrekeys publish) {
            return publish.request();
        } else if (frame instanceof ClientFrame.TakeBundle take) {
            return take.request();
        }
        return RequestId.NONE;
    }
}
