package messenger.server;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The questions that the store has not answered yet. Owned by the server's core. */
final class Asks {
    /** What to do with an answer. */
    interface Answer {
        void take(StoreResult result, Step step);
    }

    /** Who asked; nobody's connection where an administrator did. */
    private record Asked(Optional<Connection> connection, Answer then) {}

    private final Map<Ticket, Asked> asked = new HashMap<>();
    private long lastTicket;

    /** A ticket whose answer nobody waits for. */
    Ticket ticket() {
        return new Ticket(++lastTicket);
    }

    Ticket ticket(Connection from, Answer then) {
        Ticket ticket = ticket();
        asked.put(ticket, new Asked(Optional.of(from), then));
        from.asked();
        return ticket;
    }

    /** A ticket whose answer is waited for, whoever is connected. */
    Ticket ticket(Answer then) {
        Ticket ticket = ticket();
        asked.put(ticket, new Asked(Optional.empty(), then));
        return ticket;
    }

    /** Continues where the question was asked, unless whoever asked is gone. */
    void answered(Ticket ticket, StoreResult result, Step step) {
        Asked question = asked.remove(ticket);
        if (question == null) {
            return;
        }
        question.connection().ifPresent(Connection::answered);
        if (question.connection().map(Connection::isOpen).orElse(true)) {
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
