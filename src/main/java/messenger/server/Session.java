package messenger.server;

import java.util.Optional;
import messenger.crypto.identity.AccountId;
import messenger.crypto.identity.Device;
import messenger.crypto.identity.MailboxId;
import messenger.protocol.SubmissionId;
import messenger.protocol.UserName;

/** A device that is logged in on one connection. Owned by the server's core. */
final class Session {
    private final UserName name;
    private final AccountId account;
    private final Device device;
    private Optional<Delivery> delivery = Optional.empty();
    private Optional<SubmissionId> owed = Optional.empty();

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

    /** A submission was refused for rate: until it comes again, no later one may overtake it. */
    void owes(SubmissionId refused) {
        if (owed.isEmpty()) {
            owed = Optional.of(refused);
        }
    }

    /** Whether an earlier submission has to come first. */
    boolean owesAnother(SubmissionId than) {
        return owed.isPresent() && !owed.get().equals(than);
    }

    /** It came. */
    void settles(SubmissionId submission) {
        owed = owed.filter(earlier -> !earlier.equals(submission));
    }

    /** Present once the client has subscribed. */
    Optional<Delivery> delivery() {
        return delivery;
    }

    void deliver(Delivery started) {
        delivery = Optional.of(started);
    }
}
