package messenger.server.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import messenger.crypto.MalformedException;
import messenger.crypto.identity.AccountId;
import messenger.crypto.identity.MailboxId;
import messenger.protocol.SubmissionId;

/** Rebuilds the index of the mailboxes from their records after opening. */
final class MailIndexer {
    private final Map<MailboxId, AccountId> owners;
    private final Map<MailboxId, Mailbox> mailboxes;
    private final MailWrites writes;
    private final List<Long> nobodys = new ArrayList<>();
    private final Map<Long, SharedContent> contents = new HashMap<>();
    private final List<Found> messages = new ArrayList<>();
    private Optional<MalformedException> malformed = Optional.empty();

    private record Found(
            MailboxId mailbox, long sequence, SubmissionId submission, long content, int size, Instant at, long id) {}

    /** Fills {@code mailboxes}, and tells {@code writes} what to erase. */
    MailIndexer(Map<MailboxId, AccountId> owners, Map<MailboxId, Mailbox> mailboxes, MailWrites writes) {
        this.owners = owners;
        this.mailboxes = mailboxes;
        this.writes = writes;
    }

    void load(Records records) throws MalformedException {
        records.forEach(this::visit);
        if (malformed.isPresent()) {
            throw malformed.get();
        }
        if (!mailboxes.keySet().containsAll(owners.keySet())) {
            throw new MalformedException("an account's mailbox is not there");
        }
        List<Found> removed = new ArrayList<>();
        for (Found message : messages) {
            if (owners.containsKey(message.mailbox)) {
                add(message);
            } else {
                removed.add(message);
            }
        }
        eraseNobodys(removed);
        for (SharedContent content : contents.values()) {
            if (!content.hasUsers()) {
                throw new MalformedException("a content that no message uses");
            }
        }
    }

    /** The process died before it had erased these. Their contents may be gone, and those that are not go with them. */
    private void eraseNobodys(List<Found> removed) {
        Map<Long, List<Long>> byContent = new LinkedHashMap<>();
        for (Found message : removed) {
            SharedContent content = contents.get(message.content);
            if (content == null || content.hasUsers()) {
                writes.erase(List.of(message.id));
            } else {
                byContent
                        .computeIfAbsent(message.content, id -> new ArrayList<>(List.of(id)))
                        .add(message.id);
            }
        }
        byContent.forEach((content, together) -> {
            contents.remove(content);
            writes.erase(together);
        });
        nobodys.forEach(box -> writes.erase(List.of(box)));
    }

    private void visit(long id, byte[] bytes) {
        try {
            MailRecord record = MailRecord.decode(bytes);
            if (record instanceof MailRecord.Box box) {
                visit(id, box);
            } else if (record instanceof MailRecord.Message message) {
                int size = message.contentSize() + message.message().size();
                messages.add(new Found(
                        message.mailbox(),
                        message.sequence(),
                        message.submission(),
                        message.contentRecord(),
                        size,
                        message.at(),
                        id));
            } else if (record instanceof MailRecord.Content) {
                SharedContent content = new SharedContent();
                content.storedAs(id);
                contents.put(id, content);
            } else {
                throw new AssertionError(record.getClass());
            }
        } catch (MalformedException e) {
            if (malformed.isEmpty()) {
                malformed = Optional.of(e);
            }
        }
    }

    private void visit(long id, MailRecord.Box box) throws MalformedException {
        AccountId owner = owners.get(box.mailbox());
        if (owner == null) {
            nobodys.add(id);
            return;
        }
        Mailbox mailbox = new Mailbox(box.owner());
        mailbox.recordedAs(id, box.lastSequence());
        if (!owner.equals(box.owner()) || mailboxes.put(box.mailbox(), mailbox) != null) {
            throw new MalformedException("two records of one mailbox, or another account's");
        }
    }

    private void add(Found found) throws MalformedException {
        Mailbox mailbox = mailboxes.get(found.mailbox);
        SharedContent content = found.content == 0 ? SharedContent.NONE : contents.get(found.content);
        if (mailbox == null || content == null || mailbox.isWaiting(found.submission)) {
            throw new MalformedException("a message without its mailbox or content, or twice");
        }
        if (content != SharedContent.NONE) {
            content.addUser();
        }
        mailbox.add(Waiting.stored(found.sequence, found.submission, content, found.size, found.at, found.id));
    }
}
