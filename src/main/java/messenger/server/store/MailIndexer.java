package messenger.server.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import messenger.crypto.MalformedException;
import messenger.crypto.identity.MailboxId;
import messenger.protocol.SubmissionId;

/** Rebuilds the index of the mailboxes from their records after opening. */
final class MailIndexer {
    private final Map<MailboxId, Mailbox> mailboxes;
    private final Map<Long, SharedContent> contents = new HashMap<>();
    private final List<Found> messages = new ArrayList<>();
    private Optional<MalformedException> malformed = Optional.empty();

    private record Found(MailboxId mailbox, long sequence, SubmissionId submission, long content, int size, long id) {}

    MailIndexer(Map<MailboxId, Mailbox> mailboxes) {
        this.mailboxes = mailboxes;
    }

    void load(Records records) throws MalformedException {
        records.forEach(this::visit);
        if (malformed.isPresent()) {
            throw malformed.get();
        }
        for (Found message : messages) {
            add(message);
        }
        for (SharedContent content : contents.values()) {
            if (!content.hasUsers()) {
                throw new MalformedException("a content that no message uses");
            }
        }
    }

    private void visit(long id, byte[] bytes) {
        try {
            MailRecord record = MailRecord.decode(bytes);
            if (record instanceof MailRecord.Box box) {
                Mailbox mailbox = new Mailbox(box.owner());
                mailbox.recordedAs(id, box.lastSequence());
                if (mailboxes.put(box.mailbox(), mailbox) != null) {
                    throw new MalformedException("two records of one mailbox");
                }
            } else if (record instanceof MailRecord.Message message) {
                int size = message.contentSize() + message.message().size();
                messages.add(new Found(
                        message.mailbox(),
                        message.sequence(),
                        message.submission(),
                        message.contentRecord(),
                        size,
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

    private void add(Found found) throws MalformedException {
        Mailbox mailbox = mailboxes.get(found.mailbox);
        SharedContent content = found.content == 0 ? SharedContent.NONE : contents.get(found.content);
        if (mailbox == null || content == null || mailbox.isWaiting(found.submission)) {
            throw new MalformedException("a message without its mailbox or content, or twice");
        }
        if (content != SharedContent.NONE) {
            content.addUser();
        }
        mailbox.add(Waiting.stored(found.sequence, found.submission, content, found.size, found.id));
    }
}
