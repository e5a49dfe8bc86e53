package messenger.server;

import messenger.protocol.ClientFrame;

/** What those may say who are logged in. */
final class SessionFrames {
    private final Submissions submissions;
    private final Deliveries deliveries;
    private final Directory directory;
    private final Prekeys prekeys;
    private final Passwords passwords;
    private final OwnAccounts accounts;
    private final Rendezvous rendezvous;
    private final Sessions sessions;
    private final Throttle throttle;
    private final int pendingMax;

    SessionFrames(
            Submissions submissions,
            Deliveries deliveries,
            Directory directory,
            Prekeys prekeys,
            Passwords passwords,
            OwnAccounts accounts,
            Rendezvous rendezvous,
            Sessions sessions,
            Throttle throttle,
            int pendingMax) {
        this.submissions = submissions;
        this.deliveries = deliveries;
        this.directory = directory;
        this.prekeys = prekeys;
        this.passwords = passwords;
        this.accounts = accounts;
        this.rendezvous = rendezvous;
        this.sessions = sessions;
        this.throttle = throttle;
        this.pendingMax = pendingMax;
    }

    /**
     * Acknowledgements of what was delivered are no more than the deliveries and are not counted: a client that empties
     * a full mailbox must not run into a limit for it. Others count as frames, and come to nothing.
     */
    boolean acknowledges(ClientFrame.Acknowledge acknowledge, Connection from, Step step) {
        return from.session()
                .filter(session -> deliveries.acknowledge(acknowledge.sequences(), from, session, step) > 0)
                .isPresent();
    }

    void tooMany(ClientFrame.Submit frame, Connection from, Step step) {
        submissions.tooMany(frame.submission(), frame.request(), from, step);
    }

    void received(ClientFrame frame, Connection from, Session session, Step step) {
        if (frame instanceof ClientFrame.Subscribe) {
            deliveries.subscribe(from, session, step);
        } else if (frame instanceof ClientFrame.Progress progress) {
            // Each costs a write: one that comes too soon is passed over, the next one says more.
            if (session.progresses(step.now())) {
                step.tell(new StoreRequest.NoteProgress(
                        session.account(), session.device().id(), progress.generation()));
            }
        } else if (frame instanceof ClientFrame.WatchPresence) {
            sessions.watch(from);
        } else if (frame instanceof ClientFrame.Acknowledge) {
            return;
        } else if (frame instanceof ClientFrame.LinkSay say) {
            rendezvous.say(say, from, step);
        } else if (frame instanceof ClientFrame.LinkJoin join) {
            rendezvous.join(join, from, session, step);
        } else if (from.pending() < pendingMax) {
            request(frame, from, session, step);
        } else if (frame instanceof ClientFrame.Submit submit) {
            tooMany(submit, from, step);
        } else {
            throttle.tooMany(from, frame.request(), step);
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
            ofAccount(frame, from, session, step);
        }
    }

    private void ofAccount(ClientFrame frame, Connection from, Session session, Step step) {
        if (frame instanceof ClientFrame.UpdateDevices update) {
            accounts.update(update, from, session, step);
        } else if (frame instanceof ClientFrame.DeleteAccount delete) {
            accounts.delete(delete, from, session, step);
        } else if (frame instanceof ClientFrame.RegisterStart start) {
            passwords.registerStart(start, from, session, step);
        } else if (frame instanceof ClientFrame.PasswordStart start) {
            passwords.start(start, from, step);
        } else if (frame instanceof ClientFrame.PasswordFinish finish) {
            passwords.finish(finish, from, step);
        } else if (frame instanceof ClientFrame.ChangePassword change) {
            passwords.change(change, from, session, step);
        } else {
            Frames.outOfPlace(frame.request(), from, step);
        }
    }
}
