package messenger.protocol;

import messenger.crypto.Bytes;
import messenger.crypto.identity.MailboxId;

/**
 * One recipient device of a submission.
 *
 * @param message the ratchet message that carries the content's key, 1 to {@link Limits#RATCHET_BYTES_MAX} bytes
 */
public record Wrap(MailboxId mailbox, Bytes message) {
    public Wrap {
        Limits.require("a ratchet message's size", message.size(), 1, Limits.RATCHET_BYTES_MAX);
    }
}
