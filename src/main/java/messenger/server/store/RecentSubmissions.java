package messenger.server.store;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import messenger.crypto.identity.MailboxId;
import messenger.protocol.SubmissionId;

/**
 * The submissions acknowledged last, so that a sender who asks again because the answer was lost does not deliver
 * twice.
 *
 * <p>Bounded and kept on the heap only: the recipient's client also recognizes a message it has had, this merely
 * spares it the work.
 */
final class RecentSubmissions {
    /** Of all mailboxes together; about 12 MB. At 1,000 messages a second it reaches back a minute. */
    static final int KEPT_MAX = 65_536;

    private final Set<Key> recent = Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Boolean> eldest) {
            return size() > KEPT_MAX;
        }
    });

    private record Key(MailboxId mailbox, SubmissionId submission) {}

    void add(MailboxId mailbox, SubmissionId submission) {
        recent.add(new Key(mailbox, submission));
    }

    boolean contains(MailboxId mailbox, SubmissionId submission) {
        return recent.contains(new Key(mailbox, submission));
    }
}
