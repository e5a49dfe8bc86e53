package messenger.crypto.identity;

import java.security.SecureRandom;
import messenger.crypto.Bytes;

/** The mailbox of one device at the server: random, so that it says nothing about who it belongs to. */
public record MailboxId(Bytes value) {
    public static final int BYTES = 16;

    public MailboxId {
        value.requireSize(BYTES, "a mailbox id");
    }

    public static MailboxId random(SecureRandom random) {
        return new MailboxId(Bytes.random(BYTES, random));
    }

    @Override
    public String toString() {
        return "MailboxId(" + value.slice(0, 4).toHex() + ")";
    }
}
