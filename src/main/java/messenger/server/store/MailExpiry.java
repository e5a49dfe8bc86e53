package messenger.server.store;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import messenger.crypto.identity.MailboxId;
import messenger.server.StoreResult;

/**
 * Mail that is too old goes, in rounds that look at each mailbox once, as they are at its beginning; a part of a round
 * at a time. Owned by the engine's thread.
 */
final class MailExpiry {
    /** Messages that one request lets expire: at most 8 MiB of pages. */
    static final int EXPIRED_MAX = 1000;

    /** Mailboxes that one request looks at; some milliseconds. */
    static final int VISITED_MAX = 20_000;

    private final Map<MailboxId, Mailbox> mailboxes;
    private final Drop drop;
    private final Deque<MailboxId> round = new ArrayDeque<>();

    /** What is done about a message that is out of its mailbox's index. */
    interface Drop {
        void drop(MailboxId id, Mailbox mailbox, Waiting gone);
    }

    MailExpiry(Map<MailboxId, Mailbox> mailboxes, Drop drop) {
        this.mailboxes = mailboxes;
        this.drop = drop;
    }

    StoreResult expire(Instant before) {
        if (round.isEmpty()) {
            round.addAll(mailboxes.keySet());
        }
        int deleted = 0;
        for (int visited = 0; visited < VISITED_MAX && deleted < EXPIRED_MAX && !round.isEmpty(); visited++) {
            deleted += expire(round.element(), before, EXPIRED_MAX - deleted);
            if (deleted < EXPIRED_MAX) {
                round.remove();
            }
        }
        return new StoreResult.MailExpired(deleted, !round.isEmpty());
    }

    /** Deletes at most so many, oldest first; behind one that is young enough nothing is looked at. */
    private int expire(MailboxId id, Instant before, int max) {
        Mailbox mailbox = mailboxes.get(id);
        if (mailbox == null) {
            return 0;
        }
        List<Waiting> old = new ArrayList<>();
        for (Waiting waiting : mailbox.after(0)) {
            if (old.size() >= max || !waiting.at().isBefore(before)) {
                break;
            }
            old.add(waiting);
        }
        for (Waiting waiting : old) {
            mailbox.remove(waiting.sequence());
            drop.drop(id, mailbox, waiting);
        }
        return old.size();
    }
}
