package messenger.server;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import messenger.crypto.identity.MailboxId;

/**
 * One subscription: how far a mailbox has been delivered on one connection, and what of it has not been deleted yet.
 *
 * <p>What was delivered stays in the window until the store has deleted it. Only what the window has room for is
 * fetched, so nothing waits here beside the window: a reader that stops costs the server one window and its mail stays
 * where it is. One fetch and one deletion are under way at most; acknowledgements that come meanwhile go together into
 * the next.
 */
final class Delivery {
    /** What a message takes in a send queue beside its content. */
    static final int OVERHEAD_BYTES = 64;

    private final MailboxId mailbox;
    private final ServerLimits.Window limit;
    private final Map<Long, Integer> window = new HashMap<>();
    private final Set<Long> acknowledged = new LinkedHashSet<>();
    private List<Long> deleting = List.of();
    private long bytes;
    private long lastDelivered;
    private boolean isFetching;
    private boolean mayHaveMore = true;
    private boolean isCaughtUp;

    Delivery(MailboxId mailbox, ServerLimits.Window limit) {
        this.mailbox = mailbox;
        this.limit = limit;
    }

    void arrived() {
        mayHaveMore = true;
    }

    /** What to fetch now, if there may be more, the window has room and no fetch is under way. */
    Optional<StoreRequest.FetchMail> startFetch() {
        int messages = limit.messages() - window.size();
        long room = limit.bytes() - bytes;
        if (isFetching || !mayHaveMore || messages <= 0 || room <= 0) {
            return Optional.empty();
        }
        isFetching = true;
        mayHaveMore = false;
        return Optional.of(new StoreRequest.FetchMail(mailbox, lastDelivered, messages, Math.toIntExact(room)));
    }

    /** Takes in what was fetched; returns what of it is to be delivered, in order, each sequence once. */
    List<StoreResult.Mail> fetched(StoreResult.MailPage page) {
        isFetching = false;
        mayHaveMore |= page.more();
        List<StoreResult.Mail> fresh = new ArrayList<>();
        for (StoreResult.Mail mail : page.mail()) {
            if (mail.sequence() > lastDelivered) {
                lastDelivered = mail.sequence();
                int size = mail.content().size() + mail.message().size() + OVERHEAD_BYTES;
                window.put(mail.sequence(), size);
                bytes += size;
                fresh.add(mail);
            }
        }
        return fresh;
    }

    /** Whether this page ends what was there at the start; true once. */
    boolean catchesUp(StoreResult.MailPage page) {
        if (isCaughtUp || page.more()) {
            return false;
        }
        isCaughtUp = true;
        return true;
    }

    /** Takes acknowledgements of what was delivered here and not acknowledged yet; returns how many of them were. */
    int acknowledge(List<Long> sequences) {
        int taken = 0;
        for (long sequence : sequences) {
            if (window.containsKey(sequence) && !deleting.contains(sequence) && acknowledged.add(sequence)) {
                taken++;
            }
        }
        return taken;
    }

    /** What to delete now, if anything was acknowledged and no deletion is under way. */
    Optional<StoreRequest.DeleteMail> startDelete() {
        if (acknowledged.isEmpty() || !deleting.isEmpty()) {
            return Optional.empty();
        }
        deleting = List.copyOf(acknowledged);
        acknowledged.clear();
        return Optional.of(new StoreRequest.DeleteMail(mailbox, deleting));
    }

    /** The deletion is durable: the window moves on. */
    void deleted() {
        for (long sequence : deleting) {
            Integer size = window.remove(sequence);
            bytes -= size == null ? 0 : size;
        }
        deleting = List.of();
    }

    /** Messages in the window. */
    int size() {
        return window.size();
    }
}
