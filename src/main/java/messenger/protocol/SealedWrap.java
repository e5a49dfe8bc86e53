package messenger.protocol;

import messenger.crypto.Bytes;
import messenger.crypto.identity.MailboxId;

/**
 * One recipient device of a submission whose sender the server does not know (PROTOCOL 1.6).
 *
 * @param message as in {@link Wrap}
 * @param accessKey what the recipient gave to those who may write without saying who they are, {@value
 *     #ACCESS_KEY_BYTES} bytes
 */
public record SealedWrap(MailboxId mailbox, Bytes message, Bytes accessKey) {
    public static final int ACCESS_KEY_BYTES = 16;

    public SealedWrap {
        Limits.require("a ratchet message's size", message.size(), 1, Limits.RATCHET_BYTES_MAX);
        accessKey.requireSize(ACCESS_KEY_BYTES, "an access key");
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "SealedWrap(" + mailbox + ")";
    }
}
