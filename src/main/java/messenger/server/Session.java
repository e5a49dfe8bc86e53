package messenger.server;

import java.util.Optional;
import messenger.crypto.identity.AccountId;
import messenger.crypto.identity.Device;
import messenger.crypto.identity.MailboxId;
import messenger.protocol.UserName;

/** A device that is logged in on one connection. Owned by the server's core. */
final class Session {
    private final UserName name;
    private final AccountId account;
    private final Device device;
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
}
