package messenger.server.net;

import messenger.server.AdminAnswer;
import messenger.server.Ticket;

/** Where administrators are answered, as the core's thread sees it; must not block. */
public interface AdminPort {
    /** Of a program that takes no requests of administrators, so that there is none to answer. */
    AdminPort NONE = (ticket, answer) -> {
        throw new IllegalStateException("nobody asked under " + ticket);
    };

    /** Answers the {@link messenger.server.Event.Administer} with this ticket. */
    void answer(Ticket ticket, AdminAnswer answer);
}
