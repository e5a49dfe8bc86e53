package messenger.server;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import messenger.crypto.Bytes;

/** What the core knows of one connection. Owned by the server's core. */
final class Connection {
    /** Requests refused for their number, before the connection is closed as abusive. */
    static final Rate REFUSALS = new Rate(100, 3600);

    private final ConnectionId id;
    private final String address;
    private final Bucket frames;
    private final Bucket refusals = new Bucket(REFUSALS);
    private Instant openedAt;
    private Instant heardAt;
    private Stage stage = new Stage.Stranger();
    private int pending;

    Connection(ConnectionId id, String address, Rate frames, Instant now) {
        this.id = id;
        this.address = address;
        this.frames = new Bucket(frames);
        this.openedAt = now;
        this.heardAt = now;
    }

    ConnectionId id() {
        return id;
    }

    String address() {
        return address;
    }

    Bucket frames() {
        return frames;
    }

    Bucket refusals() {
        return refusals;
    }

    Stage stage() {
        return stage;
    }

    void enter(Stage next) {
        stage = next;
    }

    boolean isOpen() {
        return !(stage instanceof Stage.Closing);
    }

    Optional<Session> session() {
        return stage instanceof Stage.LoggedIn loggedIn ? Optional.of(loggedIn.session()) : Optional.empty();
    }

    /** The nonce that is out, if it is still good; whatever comes of it, it is used up. */
    Optional<Bytes> takeNonce(Instant now) {
        Optional<Bytes> nonce = stage instanceof Stage.Greeted greeted ? greeted.nonceAt(now) : Optional.empty();
        stage = new Stage.Stranger();
        return nonce;
    }

    void heard(Instant now) {
        heardAt = now;
    }

    /** Where the clock was set back, deadlines count from now: nothing may stay for as long as it was set back. */
    void settle(Instant now) {
        openedAt = openedAt.isAfter(now) ? now : openedAt;
        heardAt = heardAt.isAfter(now) ? now : heardAt;
    }

    boolean isSilent(Duration silentFor, Instant now) {
        return !now.isBefore(heardAt.plus(silentFor));
    }

    boolean isLate(Duration loginWithin, Instant now) {
        return session().isEmpty() && !now.isBefore(openedAt.plus(loginWithin));
    }

    int pending() {
        return pending;
    }

    void asked() {
        pending++;
    }

    void answered() {
        pending--;
    }

    /** Whom an audit line about this connection names: the account, or the address of one who has not logged in. */
    String subject() {
        return session().map(session -> session.account().toString()).orElse(address);
    }
}
