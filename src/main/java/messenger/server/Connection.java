package messenger.server;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import messenger.crypto.Bytes;
import messenger.protocol.SubmissionId;

/** What the core knows of one connection. Owned by the server's core. */
final class Connection {
    /** Requests refused for their number, before the connection is closed as abusive. */
    static final Rate REFUSALS = new Rate(100, 3600);

    /**
     * Frames of one that has not logged in. Registering, even at the third name, proving a password or linking a device
     * takes a dozen or two; whoever sends more is no client of ours, and each costs the core's time.
     */
    static final Rate STRANGERS_FRAMES = new Rate(100, 3600);

    /** Refused submissions that are remembered: more than those refusals allow at once. */
    private static final int OWED_MAX = 256;

    private final ConnectionId id;
    private final String address;
    private final Bucket strangersFrames = new Bucket(STRANGERS_FRAMES);
    private final Bucket frames;
    private final Bucket refusals = new Bucket(REFUSALS);
    private Instant waitingSince;
    private Duration waitsFor;
    private Instant heardAt;
    private Stage stage = new Stage.Stranger();
    private PasswordStage password = new PasswordStage.None();
    private final Set<SubmissionId> owed = new LinkedHashSet<>();
    private int pending;

    Connection(ConnectionId id, String address, Rate frames, Duration loginWithin, Instant now) {
        this.id = id;
        this.address = address;
        this.frames = new Bucket(frames);
        this.waitingSince = now;
        this.waitsFor = loginWithin;
        this.heardAt = now;
    }

    ConnectionId id() {
        return id;
    }

    String address() {
        return address;
    }

    Bucket strangersFrames() {
        return strangersFrames;
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
        waitingSince = waitingSince.isAfter(now) ? now : waitingSince;
        heardAt = heardAt.isAfter(now) ? now : heardAt;
    }

    boolean isSilent(Duration silentFor, Instant now) {
        return !now.isBefore(heardAt.plus(silentFor));
    }

    /** From now on a stranger may take so long until it is something better. */
    void waitsFor(Duration within, Instant now) {
        waitsFor = within;
        waitingSince = now;
    }

    boolean isLate(Instant now) {
        return isStrange() && !now.isBefore(waitingSince.plus(waitsFor));
    }

    /** Neither logged in nor there to hand in mail. */
    boolean isStrange() {
        return session().isEmpty() && !(stage instanceof Stage.HandingIn);
    }

    PasswordStage password() {
        return password;
    }

    void enter(PasswordStage next) {
        password = next;
    }

    /** The password that was proved here, if that is not too long ago. */
    Optional<PasswordStage.Proved> proved(Instant now) {
        return password instanceof PasswordStage.Proved proved && proved.isGoodAt(now)
                ? Optional.of(proved)
                : Optional.empty();
    }

    /**
     * A submission was refused for rate: until one of those refused comes again, no later one may overtake it. The next
     * to come need not be the first that was refused, which may have been given up, or go another way by now: whoever
     * sends one again knows what was refused before it.
     */
    void owes(SubmissionId refused) {
        if (owed.size() < OWED_MAX) {
            owed.add(refused);
        }
    }

    /** Whether one that was refused has to come first. */
    boolean owesAnother(SubmissionId than) {
        return !owed.isEmpty() && !owed.contains(than);
    }

    /** It came, and is let through. */
    void settles(SubmissionId submission) {
        if (owed.contains(submission)) {
            owed.clear();
        }
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
