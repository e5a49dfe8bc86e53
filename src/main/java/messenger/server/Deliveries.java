package messenger.server;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import messenger.crypto.identity.MailboxId;
import messenger.protocol.Refusal;
import messenger.protocol.RequestId;
import messenger.protocol.ServerFrame;

/** Mail on its way to those who subscribed. At least once; only the device's acknowledgement deletes. */
final class Deliveries {
    private final ServerLimits.Window window;
    private final Map<MailboxId, Connection> subscribers = new HashMap<>();

    Deliveries(ServerLimits.Window window) {
        this.window = window;
    }

    /** Starts delivery; watches first and fetches then, so that nothing falls between. */
    void subscribe(Connection from, Session session, Step step) {
        if (session.delivery().isPresent()) {
            step.refuse(from, RequestId.NONE, Refusal.MALFORMED);
            return;
        }
        session.deliver(new Delivery(session.mailbox(), window));
        subscribers.put(session.mailbox(), from);
        step.add(new Effect.Watch(session.mailbox()));
        fetch(from, session, step);
    }

    void arrived(MailboxId mailbox, Step step) {
        Optional.ofNullable(subscribers.get(mailbox))
                .ifPresent(to -> to.session().ifPresent(session -> {
                    session.delivery().ifPresent(Delivery::arrived);
                    fetch(to, session, step);
                }));
    }

    /** Returns how many of the sequences were delivered on this connection and not acknowledged before. */
    int acknowledge(List<Long> sequences, Connection from, Session session, Step step) {
        int taken = session.delivery()
                .map(delivery -> delivery.acknowledge(sequences))
                .orElse(0);
        delete(from, session, step);
        return taken;
    }

    void end(Connection connection, Session session, Step step) {
        if (subscribers.remove(session.mailbox(), connection)) {
            step.add(new Effect.Unwatch(session.mailbox()));
        }
    }

    int size() {
        return subscribers.size();
    }

    private void fetch(Connection to, Session session, Step step) {
        session.delivery()
                .flatMap(Delivery::startFetch)
                .ifPresent(fetch -> step.ask(to, fetch, (result, later) -> fetched(result, to, session, later)));
    }

    private void fetched(StoreResult result, Connection to, Session session, Step step) {
        Delivery delivery = session.delivery().orElseThrow();
        if (result instanceof StoreResult.Failed) {
            step.goodbye(to, Refusal.UNAVAILABLE);
        } else if (result instanceof StoreResult.MailPage page) {
            delivery.fetched(page).forEach(mail -> step.transmit(to, frame(mail)));
            if (delivery.catchesUp(page)) {
                step.transmit(to, new ServerFrame.CaughtUp());
            }
            fetch(to, session, step);
        } else {
            throw Asks.unexpected(result);
        }
    }

    private void delete(Connection from, Session session, Step step) {
        session.delivery()
                .flatMap(Delivery::startDelete)
                .ifPresent(delete -> step.ask(from, delete, (result, later) -> deleted(result, from, session, later)));
    }

    private void deleted(StoreResult result, Connection from, Session session, Step step) {
        if (result instanceof StoreResult.Failed) {
            step.goodbye(from, Refusal.UNAVAILABLE);
        } else if (result instanceof StoreResult.Done) {
            session.delivery().orElseThrow().deleted();
            delete(from, session, step);
            fetch(from, session, step);
        } else {
            throw Asks.unexpected(result);
        }
    }

    private static ServerFrame.Deliver frame(StoreResult.Mail mail) {
        return new ServerFrame.Deliver(
                mail.sequence(), mail.submission(), mail.at().toEpochMilli(), mail.content(), mail.message());
    }
}
