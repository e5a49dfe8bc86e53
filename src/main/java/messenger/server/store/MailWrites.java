package messenger.server.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import messenger.crypto.identity.MailboxId;

/**
 * What a batch changes in the mail file, gathered while its requests are applied to the index, written at its end.
 *
 * <p>Deletes are written before puts, whatever their order was, so that the space of the ones is used by the others:
 * MapDB's free lists leak otherwise (165 bytes a message measured). The index alone decides what requests mean, so the
 * order on disk is free. A message that comes and goes within the batch is never written.
 */
final class MailWrites {
    /** Records that one commit erases of removed mailboxes: at most 16 MiB of pages. */
    static final int REMOVED_MAX = 4096;

    private final List<Long> deletes = new ArrayList<>();
    private final Map<SharedContent, MailRecord.Content> contents = new LinkedHashMap<>();
    private final Map<Waiting, MailRecord.Message> messages = new LinkedHashMap<>();
    private final Map<MailboxId, Mailbox> newBoxes = new LinkedHashMap<>();
    private final Map<MailboxId, Mailbox> touchedBoxes = new LinkedHashMap<>();
    private final Set<MailboxId> removedBoxes = new HashSet<>();
    private final ArrayDeque<List<Long>> removals = new ArrayDeque<>();
    private final Set<MailboxId> arrivals = new LinkedHashSet<>();

    void box(MailboxId id, Mailbox mailbox) {
        newBoxes.put(id, mailbox);
    }

    void content(SharedContent content, MailRecord.Content record) {
        contents.put(content, record);
    }

    void message(Waiting waiting, MailRecord.Message record) {
        messages.put(waiting, record);
        arrivals.add(record.mailbox());
    }

    /** The record of a message that is not written yet. */
    MailRecord.Message pending(Waiting waiting) {
        return Optional.ofNullable(messages.get(waiting)).orElseThrow();
    }

    /** The record of a content that is not written yet. */
    MailRecord.Content pendingContent(SharedContent content) {
        return Optional.ofNullable(contents.get(content)).orElseThrow();
    }

    void delete(MailboxId id, Mailbox mailbox, Waiting waiting) {
        if (waiting.isStored()) {
            deletes.add(waiting.record());
        } else {
            messages.remove(waiting);
        }
        touchedBoxes.put(id, mailbox);
    }

    void deleteContent(SharedContent content) {
        if (content.isStored()) {
            deletes.add(content.record());
        } else {
            contents.remove(content);
        }
    }

    /** The message's mailbox is removed. */
    void removeMessage(Waiting waiting) {
        List<Long> together = new ArrayList<>();
        if (waiting.isStored()) {
            together.add(waiting.record());
        } else {
            messages.remove(waiting);
        }
        SharedContent content = waiting.content();
        if (content != SharedContent.NONE && content.removeUser()) {
            if (content.isStored()) {
                together.add(content.record());
            } else {
                contents.remove(content);
            }
        }
        erase(together);
    }

    /** After its messages. */
    void removeBox(MailboxId id, Mailbox mailbox) {
        removedBoxes.add(id);
        touchedBoxes.remove(id);
        if (newBoxes.remove(id) == null) {
            erase(List.of(mailbox.record()));
        }
    }

    /** These records go in one commit: a content with the last message that used it. */
    void erase(List<Long> together) {
        if (!together.isEmpty()) {
            removals.add(together);
        }
    }

    /** Whether this batch removed the mailbox. Until its mail is erased, nobody may have another one by this id. */
    boolean isRemoved(MailboxId id) {
        return removedBoxes.contains(id);
    }

    boolean hasRemovals() {
        return !removals.isEmpty();
    }

    /** Deletes at most about {@link #REMOVED_MAX} records; false if there were none. */
    boolean writeRemovals(Records records) {
        int deleted = 0;
        while (!removals.isEmpty() && deleted < REMOVED_MAX) {
            List<Long> together = removals.remove();
            together.forEach(records::erase);
            deleted += together.size();
        }
        return deleted > 0;
    }

    void writeNewBoxes(Records records) {
        newBoxes.forEach(
                (id, mailbox) -> mailbox.recordedAs(records.put(boxRecord(id, mailbox)), mailbox.lastSequence()));
        newBoxes.clear();
    }

    void writeTo(Records records) {
        deletes.forEach(records::delete);
        writeNewBoxes(records);
        contents.forEach((content, record) -> content.storedAs(records.put(record.encode())));
        messages.forEach((waiting, record) ->
                waiting.storedAs(records.put(linked(waiting, record).encode())));
        touchedBoxes.forEach((id, mailbox) -> {
            if (mailbox.mustRecordSequence()) {
                records.replace(mailbox.record(), boxRecord(id, mailbox));
                mailbox.recordedAs(mailbox.record(), mailbox.lastSequence());
            }
        });
    }

    private static byte[] boxRecord(MailboxId id, Mailbox mailbox) {
        return new MailRecord.Box(id, mailbox.owner(), mailbox.lastSequence()).encode();
    }

    private static MailRecord.Message linked(Waiting waiting, MailRecord.Message record) {
        return new MailRecord.Message(
                record.mailbox(),
                record.sequence(),
                record.submission(),
                record.at(),
                waiting.content().record(),
                record.contentSize(),
                record.message(),
                record.content());
    }

    /** The mailboxes that got mail since the last call. */
    List<MailboxId> takeArrivals() {
        List<MailboxId> taken = List.copyOf(arrivals);
        arrivals.clear();
        return taken;
    }

    void clear() {
        deletes.clear();
        contents.clear();
        messages.clear();
        removedBoxes.clear();
        touchedBoxes.clear();
    }
}
