package messenger.server;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import messenger.crypto.identity.AccountId;
import messenger.crypto.identity.Device;
import messenger.crypto.identity.MailboxId;
import messenger.protocol.UserName;

/** A device that is logged in on one connection. Owned by the server's core. */
final class Session {
    static final Duration PROGRESS_EVERY = Duration.ofSeconds(5);

    private final UserName name;
    private final AccountId account;
    private final Device device;
    private Instant nextProgress = Instant.EPOCH;
    private Optional<Delivery> delivery = Optional.empty();

    Session(UserName name, AccountId account, Device device) {
        this.name = name;
        this.account = account;
        this.device = device;
    }

    UserName name() {
        return name;
    }

    AccountId account() {
        return account;
    }

    /** As the stored device list names it. */
    Device device() {
        return device;
    }

    MailboxId mailbox() {
        return device.mailbox();
    }

    /** Present once the client has subscribed. */
    Optional<Delivery> delivery() {
        return delivery;
    }

    void deliver(Delivery started) {
        delivery = Optional.of(started);
    }

    /** Whether it may be noted again that the device's vault moved on; our clients say so half as often. */
    boolean progresses(Instant now) {
        boolean may = !now.isBefore(nextProgress);
        if (may) {
            nextProgress = now.plus(PROGRESS_EVERY);
        }
        return may;
    }
}
