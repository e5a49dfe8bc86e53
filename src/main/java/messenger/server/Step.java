package messenger.server;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import messenger.protocol.Refusal;
import messenger.protocol.RequestId;
import messenger.protocol.ServerFrame;

/** One call of {@link Server#on}: its time, and the effects that come of it in order. */
final class Step {
    /** A connection that was closed in this step, and the session that ended with it, if there was one. */
    record Ended(Connection connection, Optional<Session> session) {}

    private final Instant now;
    private final Asks asks;
    private final List<Effect> effects = new ArrayList<>();
    private final List<Ended> ended = new ArrayList<>();

    Step(Instant now, Asks asks) {
        this.now = now;
        this.asks = asks;
    }

    Instant now() {
        return now;
    }

    List<Effect> effects() {
        return List.copyOf(effects);
    }

    void add(Effect effect) {
        effects.add(effect);
    }

    /** Sends a frame, unless the connection is closing. */
    void transmit(Connection to, ServerFrame frame) {
        if (to.isOpen()) {
            effects.add(new Effect.Transmit(to.id(), frame));
        }
    }

    void refuse(Connection to, RequestId request, Refusal reason) {
        transmit(to, new ServerFrame.Refused(request, reason));
    }

    /** Asks the store for a connection; the answer is dropped if the connection is closed by then. */
    void ask(Connection from, StoreRequest request, Asks.Answer then) {
        effects.add(new Effect.Ask(asks.ticket(from, then), request));
    }

    /** Asks the store for nobody's connection. */
    void ask(StoreRequest request, Asks.Answer then) {
        effects.add(new Effect.Ask(asks.ticket(then), request));
    }

    /** Tells the store something whose answer changes nothing here. */
    void tell(StoreRequest request) {
        effects.add(new Effect.Ask(asks.ticket(), request));
    }

    /** Says why, then closes. */
    void goodbye(Connection to, Refusal reason) {
        transmit(to, new ServerFrame.Goodbye(reason));
        close(to);
    }

    /** Closes; nothing that comes from this connection matters any more. */
    void close(Connection connection) {
        if (connection.isOpen()) {
            effects.add(new Effect.Close(connection.id()));
            forget(connection);
        }
    }

    /** Ends what the connection was, without closing it: it is gone, or about to be. */
    void forget(Connection connection) {
        ended.add(new Ended(connection, connection.session()));
        connection.enter(new Stage.Closing());
    }

    /** The connections that ended since the last call. */
    List<Ended> takeEnded() {
        List<Ended> taken = List.copyOf(ended);
        ended.clear();
        return taken;
    }
}
