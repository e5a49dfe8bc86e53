package messenger.server.store;

/**
 * How much may wait in one mailbox.
 *
 * @param messagesMax number of messages
 * @param bytesMax their contents and ratchet messages, each counted in full also where mailboxes share a content
 */
public record MailQuota(int messagesMax, long bytesMax) {
    /** Weeks of a busy team; a mailbox that full takes about 20 MB of the server's heap. */
    public static final MailQuota DEFAULT = new MailQuota(100_000, 256L << 20);

    public MailQuota {
        if (messagesMax < 1 || bytesMax < 1) {
            throw new IllegalArgumentException("a quota of " + messagesMax + " messages, " + bytesMax + " bytes");
        }
    }
}
