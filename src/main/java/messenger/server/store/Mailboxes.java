package messenger.server.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import messenger.crypto.Bytes;
import messenger.crypto.MalformedException;
import messenger.crypto.identity.AccountId;
import messenger.crypto.identity.MailboxId;
import messenger.protocol.SubmissionId;
import messenger.server.StoreRequest;
import messenger.server.StoreResult;

/**
 * What requests about mail mean. The index of all mailboxes is on the heap (about 200 bytes a message) and decides; the
 * records hold the bytes. Owned by the engine's thread.
 */
final class Mailboxes {
    private final Records records;
    private final MailQuota quota;
    private final Map<MailboxId, Mailbox> mailboxes = new HashMap<>();
    private final Map<AccountId, Bytes> accessKeyHashes = new HashMap<>();
    private final RecentSubmissions acknowledged = new RecentSubmissions();
    private final MailWrites writes = new MailWrites();
    private final MailExpiry expiry = new MailExpiry(mailboxes, this::drop);

    private Mailboxes(Records records, MailQuota quota) {
        this.records = records;
        this.quota = quota;
    }

    /**
     * Builds the index from the records, which come in any order. Mailboxes that none of these accounts has are removed
     * with their mail.
     *
     * @throws MalformedException if a record is not what this class wrote, or an account's mailbox is not there
     */
    static Mailboxes load(Records records, List<AccountRecord.Active> accounts, MailQuota quota)
            throws MalformedException {
        Mailboxes loaded = new Mailboxes(records, quota);
        Map<MailboxId, AccountId> owners = new HashMap<>();
        for (AccountRecord.Active account : accounts) {
            loaded.openTo(account.account(), account.devices().accessKeyHash());
            account.devices().mailboxes().forEach(mailbox -> owners.put(mailbox, account.account()));
        }
        new MailIndexer(owners, loaded.mailboxes, loaded.writes).load(records);
        return loaded;
    }

    /** Whether these mailboxes are not there, were not a moment ago, and are not the same. */
    boolean areFree(List<MailboxId> ids) {
        return Set.copyOf(ids).size() == ids.size()
                && ids.stream().noneMatch(id -> mailboxes.containsKey(id) || writes.isRemoved(id));
    }

    private Mailbox require(MailboxId id) {
        return Optional.ofNullable(mailboxes.get(id)).orElseThrow();
    }

    void create(AccountId owner, List<MailboxId> ids) {
        for (MailboxId id : ids) {
            Mailbox mailbox = new Mailbox(owner);
            mailboxes.put(id, mailbox);
            writes.box(id, mailbox);
        }
    }

    /** From now on the key with this hash opens the account's mailboxes, and no other. */
    void openTo(AccountId owner, Bytes accessKeyHash) {
        accessKeyHashes.put(owner, accessKeyHash);
    }

    /** No key opens them any more. */
    void closeTo(AccountId owner) {
        accessKeyHashes.remove(owner);
    }

    /** Removes a mailbox that is there, with its mail. */
    void remove(MailboxId id) {
        Mailbox mailbox = require(id);
        mailboxes.remove(id);
        for (Waiting message : mailbox.after(0)) {
            writes.removeMessage(message);
        }
        writes.removeBox(id, mailbox);
    }

    StoreResult append(StoreRequest.AppendMail request) {
        List<MailboxId> full = new ArrayList<>();
        List<MailboxId> unknown = new ArrayList<>();
        List<MailboxId> closed = new ArrayList<>();
        List<StoreRequest.Post> accepted = new ArrayList<>();
        Set<MailboxId> seen = new HashSet<>();
        for (StoreRequest.Post post : request.posts()) {
            Mailbox mailbox = mailboxes.get(post.mailbox());
            if (mailbox == null) {
                unknown.add(post.mailbox());
            } else if (!isOpen(mailbox, post.accessKeyHash())) {
                closed.add(post.mailbox());
            } else if (seen.add(post.mailbox()) && !has(post.mailbox(), mailbox, request.submission())) {
                int size = request.content().size() + post.message().size();
                if (mailbox.hasRoom(size, quota)) {
                    accepted.add(post);
                } else {
                    full.add(post.mailbox());
                }
            }
        }
        SharedContent content = accepted.size() > 1 ? share(request.content()) : SharedContent.NONE;
        for (StoreRequest.Post post : accepted) {
            add(request, post, content);
        }
        return new StoreResult.MailAppended(full, unknown, closed);
    }

    private boolean isOpen(Mailbox mailbox, Bytes accessKeyHash) {
        return accessKeyHash.size() == 0
                || accessKeyHash.equalsConstantTime(accessKeyHashes.getOrDefault(mailbox.owner(), Bytes.EMPTY));
    }

    /** Whether the submission waits in the mailbox, or was acknowledged there a short time ago. */
    private boolean has(MailboxId id, Mailbox mailbox, SubmissionId submission) {
        return mailbox.isWaiting(submission) || acknowledged.contains(id, submission);
    }

    private SharedContent share(Bytes bytes) {
        SharedContent content = new SharedContent();
        writes.content(content, new MailRecord.Content(bytes));
        return content;
    }

    private void add(StoreRequest.AppendMail request, StoreRequest.Post post, SharedContent content) {
        Mailbox mailbox = require(post.mailbox());
        long sequence = mailbox.nextSequence();
        int size = request.content().size() + post.message().size();
        SubmissionId submission = request.submission();
        Waiting waiting = Waiting.fresh(sequence, submission, content, size, request.at());
        boolean inline = content == SharedContent.NONE;
        if (!inline) {
            content.addUser();
        }
        writes.message(
                waiting,
                new MailRecord.Message(
                        post.mailbox(),
                        sequence,
                        submission,
                        request.at(),
                        0,
                        request.content().size(),
                        post.message(),
                        inline ? request.content() : Bytes.EMPTY));
        mailbox.add(waiting);
    }

    StoreResult delete(StoreRequest.DeleteMail request) {
        Mailbox mailbox = mailboxes.get(request.mailbox());
        if (mailbox != null) {
            for (long sequence : request.sequences()) {
                mailbox.remove(sequence).ifPresent(gone -> forget(request.mailbox(), mailbox, gone));
            }
        }
        return new StoreResult.Done();
    }

    StoreResult expire(StoreRequest.ExpireMail request) {
        return expiry.expire(request.before());
    }

    private void forget(MailboxId id, Mailbox mailbox, Waiting gone) {
        acknowledged.add(id, gone.submission());
        drop(id, mailbox, gone);
    }

    private void drop(MailboxId id, Mailbox mailbox, Waiting gone) {
        writes.delete(id, mailbox, gone);
        SharedContent content = gone.content();
        if (content != SharedContent.NONE && content.removeUser()) {
            writes.deleteContent(content);
        }
    }

    StoreResult fetch(StoreRequest.FetchMail request) throws MalformedException {
        Mailbox mailbox = mailboxes.get(request.mailbox());
        if (mailbox == null) {
            return new StoreResult.MailPage(List.of(), false);
        }
        List<StoreResult.Mail> page = new ArrayList<>();
        long room = request.bytesMax();
        Iterator<Waiting> waiting = mailbox.after(request.after()).iterator();
        while (waiting.hasNext()) {
            Waiting next = waiting.next();
            if (!page.isEmpty() && (page.size() >= request.countMax() || next.size() > room)) {
                return new StoreResult.MailPage(page, true);
            }
            page.add(read(next));
            room -= next.size();
        }
        return new StoreResult.MailPage(page, false);
    }

    private StoreResult.Mail read(Waiting waiting) throws MalformedException {
        MailRecord.Message message = waiting.isStored()
                ? expect(MailRecord.Message.class, records.get(waiting.record()))
                : writes.pending(waiting);
        Bytes content = message.content();
        if (waiting.content() != SharedContent.NONE) {
            content = waiting.content().isStored()
                    ? expect(
                                    MailRecord.Content.class,
                                    records.get(waiting.content().record()))
                            .content()
                    : writes.pendingContent(waiting.content()).content();
        }
        return new StoreResult.Mail(waiting.sequence(), waiting.submission(), message.at(), content, message.message());
    }

    private static <T extends MailRecord> T expect(Class<T> kind, byte[] record) throws MalformedException {
        MailRecord decoded = MailRecord.decode(record);
        if (!kind.isInstance(decoded)) {
            throw new MalformedException("a mail record of another kind than " + kind.getSimpleName());
        }
        return kind.cast(decoded);
    }

    /** Writes what the batch changed to the records; the engine commits then. */
    void flush() {
        writes.writeTo(records);
        writes.clear();
    }

    /** Whether something is to be erased by {@link #flushRemovals}. */
    boolean hasRemovals() {
        return writes.hasRemovals();
    }

    /** Writes what is new and nothing else; {@link #flush} follows. */
    void flushNewMailboxes() {
        writes.writeNewBoxes(records);
    }

    /** Erases a part of what was removed; false if there was nothing left. The engine commits then. */
    boolean flushRemovals() {
        return writes.writeRemovals(records);
    }

    /** Every mailbox there is. */
    Collection<Mailbox> all() {
        return mailboxes.values();
    }

    /** The mailboxes that got mail since the last call. */
    List<MailboxId> takeArrivals() {
        return writes.takeArrivals();
    }
}
