package messenger.client;

import java.security.SecureRandom;
import java.util.List;
import messenger.protocol.Refusal;
import messenger.protocol.RequestId;
import messenger.protocol.ServerFrame;

/** Sorts what the server says to whoever asked, or waits, for it. What nobody asked for is passed over. */
final class Answers {
    /** A million users; a list that goes on is not one. */
    static final int USERS_PAGES_MAX = 4096;

    private final Connection connection;
    private final People people;
    private final Sealer sealer;
    private final Outbox outbox;
    private final Inbox inbox;
    private final DevicePrekeys prekeys;
    private final SecureRandom random;
    private boolean caughtUp;

    Answers(
            Connection connection,
            People people,
            Sealer sealer,
            Outbox outbox,
            Inbox inbox,
            DevicePrekeys prekeys,
            SecureRandom random) {
        this.connection = connection;
        this.people = people;
        this.sealer = sealer;
        this.outbox = outbox;
        this.inbox = inbox;
        this.prekeys = prekeys;
        this.random = random;
    }

    /**
     * Asks again for what is still wanted; everything was delivered only when nothing is held back for such a question.
     */
    void settle(Step step) {
        if (connection.isOnline()) {
            people.ask(connection.requests(), step);
            inbox.ask(connection.requests(), step);
            outbox.pump(connection.requests(), step, random);
            if (caughtUp && !inbox.isHolding()) {
                caughtUp = false;
                step.tell(new Notice.CaughtUp());
            }
        }
    }

    void linkDown() {
        caughtUp = false;
        connection.linkDown();
        outbox.linkDown();
        inbox.linkDown();
    }

    void take(ServerFrame frame, Step step) {
        if (frame instanceof ServerFrame.Welcome welcome) {
            connection.welcome(welcome, step);
        } else if (frame instanceof ServerFrame.LoggedIn answer) {
            connection.loggedIn(answer, step);
            maintainPrekeys(answer.oneTimePrekeys(), step);
        } else if (frame instanceof ServerFrame.Refused refused) {
            refused(refused, step);
        } else if (frame instanceof ServerFrame.Done done) {
            connection.requests().take(done.request());
        } else if (frame instanceof ServerFrame.UserFound found) {
            found(found, step);
        } else if (frame instanceof ServerFrame.Bundle bundle) {
            if (question(bundle.request()) instanceof Requests.Bundle asked) {
                sealer.bundle(asked.device(), bundle, step, random);
            }
        } else if (frame instanceof ServerFrame.Accepted accepted) {
            if (question(accepted.request()) instanceof Requests.Submission asked) {
                outbox.accepted(asked.outboxNumber(), accepted, step);
            }
        } else if (frame instanceof ServerFrame.Deliver deliver) {
            inbox.deliver(deliver, connection.requests(), step, random);
        } else if (frame instanceof ServerFrame.CaughtUp) {
            caughtUp = true;
        } else {
            pushed(frame, step);
        }
    }

    private void pushed(ServerFrame frame, Step step) {
        if (frame instanceof ServerFrame.Users users) {
            users(users, step);
        } else if (frame instanceof ServerFrame.Presence presence) {
            people.seen(presence, step);
        } else if (frame instanceof ServerFrame.PrekeysLow low) {
            maintainPrekeys(low.oneTimePrekeys(), step);
        } else if (frame instanceof ServerFrame.Goodbye goodbye) {
            connection.refused(goodbye.reason(), step);
        } else if (!(frame instanceof ServerFrame.Pong)) {
            throw new AssertionError("no handling of " + frame.getClass());
        }
    }

    private void maintainPrekeys(int left, Step step) {
        if (connection.isOnline()) {
            prekeys.maintain(connection.account(), left, connection.requests(), step, random);
        }
    }

    private void found(ServerFrame.UserFound found, Step step) {
        Requests.Question question = question(found.request());
        boolean ours = found.name().equals(connection.account().name());
        if (question instanceof Requests.WhoIs asked
                && asked.name().equals(connection.account().name())) {
            people.ourName(asked.name(), step);
        } else if (question instanceof Requests.WhoIs asked && ours) {
            people.notFound(asked.name(), Refusal.UNKNOWN_USER, step);
        } else if (question instanceof Requests.WhatDevices asked
                && (ours || asked.account().equals(connection.account().id()))) {
            // Our name and our account are ours alone: nobody is introduced to us as ourselves.
            inbox.nobodyIs(asked.account(), step);
        } else if (question instanceof Requests.WhoIs asked) {
            people.found(asked.name(), found, step, random);
        } else if (question instanceof Requests.WhatDevices asked) {
            people.learn(asked.account(), found, step)
                    .ifPresentOrElse(
                            contact -> inbox.introducedBy(contact, connection.requests(), step, random),
                            () -> inbox.nobodyIs(asked.account(), step));
        }
    }

    private void users(ServerFrame.Users users, Step step) {
        if (!(question(users.request()) instanceof Requests.People asked)) {
            return;
        }
        List<ServerFrame.Presence> page = users.users();
        page.forEach(presence -> people.seen(presence, step));
        String last = page.isEmpty() ? "" : page.get(page.size() - 1).name().value();
        if (users.more() && last.compareTo(asked.after()) > 0 && asked.page() < USERS_PAGES_MAX) {
            connection.askForPeople(new Requests.People(last, asked.page() + 1), step);
        } else {
            step.tell(new Notice.PeopleComplete());
        }
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
        } else if (question instanceof Requests.WhoIs asked) {
            people.notFound(asked.name(), refused.reason(), step);
        } else if (question instanceof Requests.WhatDevices asked) {
            if (refused.reason() == Refusal.UNKNOWN_USER) {
                inbox.nobodyIs(asked.account(), step);
            } else {
                inbox.askLater(step);
            }
        }
    }

    /** The question that this answers; a publication, about which nothing more happens, where there is none. */
    private Requests.Question question(RequestId id) {
        return connection.requests().take(id).orElse(new Requests.Publish());
    }
}
