package messenger.client;

import java.security.SecureRandom;
import messenger.protocol.Refusal;
import messenger.protocol.RequestId;
import messenger.protocol.ServerFrame;

/** Sorts what the server says to whoever asked, or waits, for it. What nobody asked for is passed over. */
final class Answers {
    private final Self self;
    private final Connection connection;
    private final HandIn handIn;
    private final People people;
    private final Lookups lookups;
    private final Sealer sealer;
    private final Sessions sessions;
    private final Outbox outbox;
    private final Inbox inbox;
    private final DevicePrekeys prekeys;
    private final DeviceUpdates updates;
    private final Decisions decisions;
    private final Passwords passwords;
    private final Linking linking;
    private final RestoredServer restored;
    private final SecureRandom random;
    private boolean caughtUp;

    Answers(
            Self self,
            Connection connection,
            HandIn handIn,
            People people,
            Lookups lookups,
            Sealer sealer,
            Sessions sessions,
            Outbox outbox,
            Inbox inbox,
            DevicePrekeys prekeys,
            DeviceUpdates updates,
            Decisions decisions,
            Passwords passwords,
            Linking linking,
            RestoredServer restored,
            SecureRandom random) {
        this.self = self;
        this.connection = connection;
        this.handIn = handIn;
        this.people = people;
        this.lookups = lookups;
        this.sealer = sealer;
        this.sessions = sessions;
        this.outbox = outbox;
        this.inbox = inbox;
        this.prekeys = prekeys;
        this.updates = updates;
        this.decisions = decisions;
        this.passwords = passwords;
        this.linking = linking;
        this.restored = restored;
        this.random = random;
    }

    /**
     * Asks again for what is still wanted; everything was delivered only when nothing is held back for such a question.
     */
    void settle(Step step) {
        if (connection.isOnline()) {
            decisions.giveProfiles(step, random);
            people.ask(connection.requests(), step);
            lookups.ask(connection.requests(), step);
            updates.ask(connection.requests(), step);
            linking.settle(connection.requests(), step, random);
            outbox.pump(connection.requests(), handIn, step, random);
            passwords.settle(connection, outbox, step, random);
            if (caughtUp && !inbox.isHolding()) {
                caughtUp = false;
                step.tell(new Notice.CaughtUp());
            }
        }
    }

    void linkDown(Route route, Step step) {
        outbox.linkDown(route);
        if (route == Route.HAND_IN) {
            handIn.linkDown();
            return;
        }
        caughtUp = false;
        connection.linkDown();
        inbox.linkDown();
        lookups.linkDown();
        passwords.linkDown(step);
        linking.linkDown(step);
        handIn.close(step);
        outbox.linkDown(Route.HAND_IN);
    }

    void take(Route route, ServerFrame frame, Step step) {
        if (route == Route.HAND_IN) {
            handIn.take(frame, outbox, step);
        } else {
            take(frame, step);
        }
    }

    private void take(ServerFrame frame, Step step) {
        if (frame instanceof ServerFrame.Welcome welcome) {
            greetOwnDevices(step);
            connection.welcome(welcome, step, random);
        } else if (frame instanceof ServerFrame.RegisterAnswer answer) {
            if (question(answer.request()) instanceof Requests.Evaluation) {
                connection.evaluated(answer, step, random);
            } else {
                passwords.evaluated(answer, connection, step, random);
            }
        } else if (frame instanceof ServerFrame.LoggedIn answer) {
            loggedIn(answer, step);
        } else if (frame instanceof ServerFrame.Refused refused) {
            refused(refused, step);
        } else if (frame instanceof ServerFrame.Done done) {
            done(question(done.request()), step);
        } else if (frame instanceof ServerFrame.UserFound found) {
            found(found, step);
        } else if (frame instanceof ServerFrame.Bundle bundle) {
            bundle(bundle, step);
        } else if (frame instanceof ServerFrame.Accepted accepted) {
            if (question(accepted.request()) instanceof Requests.Submission asked) {
                outbox.accepted(asked.outboxNumber(), accepted, step);
            }
        } else if (frame instanceof ServerFrame.Deliver deliver) {
            inbox.deliver(deliver, step, random);
        } else if (frame instanceof ServerFrame.CaughtUp) {
            caughtUp = true;
        } else {
            pushed(frame, step);
        }
    }

    /** A device that was linked begins the sessions with the others, which cannot know when its prekeys are there. */
    private void greetOwnDevices(Step step) {
        if (self.account().generation() == 0) {
            decisions.startAnew(step, random);
        }
    }

    private void bundle(ServerFrame.Bundle bundle, Step step) {
        Requests.Question question = question(bundle.request());
        if (question instanceof Requests.Bundle asked) {
            sealer.bundle(asked.device(), bundle, step, random);
        } else if (question instanceof Requests.Alive asked) {
            linking.lives(asked.device(), step, random);
        }
    }

    private void loggedIn(ServerFrame.LoggedIn answer, Step step) {
        boolean rolledBack = connection.isRolledBack(answer);
        boolean behind = prekeys.isServerBehind(answer.lastGeneration());
        prekeys.confirm(rolledBack ? 0 : self.account().generation(), step);
        if (rolledBack) {
            rolledBack(answer, step);
        }
        connection.loggedIn(answer, step);
        boolean isRestored = restored.loggedIn(answer.incarnation(), step, random);
        outbox.waitsForDevicesOf().forEach(lookups::want);
        if (answer.deviceListVersion() > self.account().deviceList().list().version()) {
            lookups.want(self.id());
        }
        maintainPrekeys(rolledBack || behind || isRestored ? 0 : answer.oneTimePrekeys(), step);
    }

    /**
     * This vault is an older copy of one that went on. Its sessions and one-time pairs may have been used since, and
     * are given up; everybody gets a new session from here, or they would go on in one that is gone (PROTOCOL 1.15,
     * B9).
     */
    private void rolledBack(ServerFrame.LoggedIn answer, Step step) {
        sessions.forgetAll(step);
        prekeys.startAnew(self.account(), step, random);
        self.become(self.account().pastGeneration(answer.lastGeneration()), step);
        decisions.rolledBack(step, random);
        step.tell(new Notice.VaultRolledBack());
    }

    private void done(Requests.Question question, Step step) {
        if (question instanceof Requests.Publish) {
            prekeys.published(step);
        } else if (question instanceof Requests.Update) {
            updated(updates.done(step, random), step);
        } else if (question instanceof Requests.Reminder reminder) {
            connection.remind(reminder.left(), step);
        } else if (question instanceof Requests.PasswordStep) {
            passwords.done(connection, step, random);
        }
    }

    private void updated(boolean rotated, Step step) {
        if (rotated) {
            decisions.giveOwnProfile(step, random);
        }
    }

    private void pushed(ServerFrame frame, Step step) {
        if (frame instanceof ServerFrame.Users users) {
            users(users, step);
        } else if (frame instanceof ServerFrame.Presence presence) {
            people.seen(presence, step);
        } else if (frame instanceof ServerFrame.PrekeysLow low) {
            maintainPrekeys(low.oneTimePrekeys(), step);
        } else if (frame instanceof ServerFrame.PasswordAnswer answer) {
            if (question(answer.request()) instanceof Requests.PasswordStep) {
                passwords.challenged(answer, connection, step);
            }
        } else if (frame instanceof ServerFrame.DevicesChanged changed) {
            if (changed.deviceListVersion() > self.account().deviceList().list().version()) {
                lookups.want(self.id());
            }
        } else if (frame instanceof ServerFrame.LinkJoined
                || frame instanceof ServerFrame.LinkSaid
                || frame instanceof ServerFrame.LinkEnded) {
            linking.take(frame, step, random);
        } else if (frame instanceof ServerFrame.AccountGone gone) {
            if (question(gone.request()) instanceof Requests.WhatDevices asked) {
                lookups.gone(asked.account(), gone, step);
                inbox.answered(asked.account(), step, random);
            }
        } else if (frame instanceof ServerFrame.Goodbye goodbye) {
            connection.refused(goodbye.reason(), step);
        } else if (!(frame instanceof ServerFrame.Pong)) {
            throw new AssertionError("no handling of " + frame.getClass());
        }
    }

    private void maintainPrekeys(int left, Step step) {
        if (connection.isOnline()) {
            prekeys.maintain(self.account(), left, connection.requests(), step, random);
        }
    }

    private void found(ServerFrame.UserFound found, Step step) {
        Requests.Question question = question(found.request());
        if (question instanceof Requests.WhoIs asked && asked.name().equals(self.name())) {
            people.ourName(asked.name(), step);
        } else if (question instanceof Requests.WhoIs asked) {
            people.found(asked.name(), found, step, random);
        } else if (question instanceof Requests.WhatDevices asked) {
            lookups.found(asked.account(), found, step);
            updated(updates.compare(step, random), step);
            inbox.answered(asked.account(), step, random);
        }
    }

    private void users(ServerFrame.Users users, Step step) {
        if (!(question(users.request()) instanceof Requests.People asked)) {
            return;
        }
        users.users().forEach(presence -> people.seen(presence, step));
        asked.next(users)
                .ifPresentOrElse(
                        page -> connection.askForPeople(page, step), () -> step.tell(new Notice.PeopleComplete()));
    }

    private void refused(ServerFrame.Refused refused, Step step) {
        if (refused.request().equals(RequestId.NONE)) {
            connection.refused(refused.reason(), step);
            return;
        }
        Requests.Question question = question(refused.request());
        if (question instanceof Requests.Submission asked) {
            outbox.refused(asked.outboxNumber(), refused.reason(), step);
        } else if (question instanceof Requests.Bundle asked) {
            sealer.noBundle(asked.device(), refused.reason(), step);
        } else if (question instanceof Requests.Alive asked) {
            linking.notFound(asked.device(), refused.reason(), step, random);
        } else if (question instanceof Requests.WhoIs asked) {
            people.notFound(asked.name(), refused.reason(), step);
        } else if (question instanceof Requests.WhatDevices asked) {
            if (refused.reason() == Refusal.UNKNOWN_USER) {
                lookups.nothing(asked.account());
                inbox.answered(asked.account(), step, random);
            } else {
                lookups.askLater(step);
            }
        } else if (question instanceof Requests.Update) {
            updates.refused(refused.reason(), step);
        } else if (question instanceof Requests.PasswordStep) {
            passwords.refused(refused.reason(), step);
        } else if (question instanceof Requests.Evaluation) {
            connection.refused(refused.reason(), step);
        } else if (question instanceof Requests.Reminder reminder) {
            connection.remind(reminder.left(), step);
        } else if (question instanceof Requests.Rendezvous) {
            linking.refused(refused.reason(), step);
        }
    }

    /** The question that this answers. */
    private Requests.Question question(RequestId id) {
        return connection.requests().take(id).orElse(new Requests.Nothing());
    }
}
