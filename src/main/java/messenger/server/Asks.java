package messenger.server;

import java.util.HashMap;
import java.util.Map;

/** The questions that the store has not answered yet. Owned by the server's core. */
final class Asks {
    /** What to do with an answer. */
    interface Answer {
        void take(StoreResult result, Step step);
    }

    private record Asked(Connection connection, Answer then) {}

    private final Map<Ticket, Asked> asked = new HashMap<>();
    private long lastTicket;

    /** A ticket whose answer nobody waits for. */
    Ticket ticket() {
        return new Ticket(++lastTicket);
    }

    Ticket ticket(Connection from, Answer then) {
        Ticket ticket = ticket();
        asked.put(ticket, new Asked(from, then));
        from.asked();
        return ticket;
    }

    /** Continues where the question was asked, unless whoever asked is gone. */
    void answered(Ticket ticket, StoreResult result, Step step) {
        Asked question = asked.remove(ticket);
        if (question == null) {
            return;
        }
        question.connection().answered();
        if (question.connection().isOpen()) {
            question.then().take(result, step);
        }
    }

    int size() {
        return asked.size();
    }

    /** For an answer that does not fit its question: the store and the core disagree about their contract. */
    static AssertionError unexpected(StoreResult result) {
        return new AssertionError("the store's answer does not fit the question: " + result.getClass());
    }
}
