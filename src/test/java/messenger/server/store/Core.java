package messenger.server.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import messenger.crypto.identity.MailboxId;
import messenger.server.Event;
import messenger.server.StoreRequest;
import messenger.server.StoreResult;
import messenger.server.Ticket;

/** Stands for a core: asks, and waits for the answer. */
final class Core implements Consumer<Event> {
    private final LinkedBlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final List<MailboxId> arrivals = new ArrayList<>();
    private final Store.Line line;
    private long tickets;

    private Core(Store store) {
        line = store.connect(this);
    }

    static Core on(Store store) {
        return new Core(store);
    }

    @Override
    public void accept(Event event) {
        events.add(event);
    }

    Store.Line line() {
        return line;
    }

    /** Asks without waiting. */
    Ticket submit(StoreRequest request) {
        Ticket ticket = new Ticket(++tickets);
        line.submit(ticket, request);
        return ticket;
    }

    /** The next answer; must be that of the ticket. Arrivals on the way are kept. */
    StoreResult await(Ticket ticket) {
        while (true) {
            Event event = next();
            if (event instanceof Event.Arrived arrived) {
                arrivals.add(arrived.mailbox());
            } else if (event instanceof Event.Answered answered) {
                if (!answered.ticket().equals(ticket)) {
                    throw new AssertionError("expected " + ticket + ", got " + answered);
                }
                return answered.result();
            }
        }
    }

    StoreResult ask(StoreRequest request) {
        return await(submit(request));
    }

    /** Waits for the next notice of new mail. */
    MailboxId awaitArrival() {
        if (arrivals.isEmpty()) {
            return ((Event.Arrived) next()).mailbox();
        }
        return arrivals.remove(0);
    }

    /** The notices so far; all of them once a later request was answered. */
    List<MailboxId> arrivals() {
        return List.copyOf(arrivals);
    }

    private Event next() {
        try {
            return events.take();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
