package messenger.server.net;

import java.time.Instant;
import java.util.List;
import messenger.server.Effect;
import messenger.server.Event;

/** The server's decisions: {@code Server::on}. Called by one thread only. */
public interface CorePort {
    /** What is to be done about an event, in order. */
    List<Effect> on(Event event, Instant now);
}
