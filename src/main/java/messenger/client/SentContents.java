package messenger.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import messenger.crypto.Bytes;
import messenger.crypto.MalformedException;
import messenger.protocol.SubmissionId;
import messenger.protocol.content.Body;
import messenger.protocol.content.ConversationId;

/**
 * What this device sealed in the last days, so that what did not arrive can be said again. Not for longer: what is kept
 * here is one copy more of what was written.
 */
final class SentContents {
    static final int KEEP_DAYS = 7;

    /** The oldest go first, as with {@link #BYTES_MAX}. */
    static final int ENTRIES_MAX = 5_000;

    /** They are kept on the heap, too. */
    static final long BYTES_MAX = 8_000_000;

    private final Map<Bytes, SentContent> byPlace = new LinkedHashMap<>();
    private final Map<Bytes, Integer> sizes = new LinkedHashMap<>();
    private long bytes;

    static SentContents load(VaultRows rows, Step step) {
        SentContents contents = new SentContents();
        try {
            List<SentContent> all = new ArrayList<>();
            for (Bytes row : rows.all(Table.SENT_CONTENT).values()) {
                all.add(SentContent.decode(row));
            }
            all.sort(Comparator.comparing(SentContent::sealed).thenComparingLong(SentContent::sequence));
            all.forEach(content -> contents.remember(content, content.encoded().size()));
        } catch (MalformedException | IllegalArgumentException e) {
            throw new DamagedVaultException(Table.SENT_CONTENT, e);
        }
        contents.expire(step);
        return contents;
    }

    private void remember(SentContent content, int size) {
        bytes += size - sizes.getOrDefault(content.rowId(), 0);
        sizes.put(content.rowId(), size);
        byPlace.put(content.rowId(), content);
    }

    /** Keeps a content that was just sealed; of what nobody needs to hear again, only that it was sealed. */
    void keep(SentContent content, Step step) {
        boolean repeatable = content.body().stream().allMatch(Body::isRepeatable);
        put(repeatable ? content : content.withoutBody(), step);
        while (byPlace.size() > ENTRIES_MAX || bytes > BYTES_MAX) {
            forget(byPlace.values().iterator().next(), step);
        }
    }

    private void put(SentContent content, Step step) {
        Bytes row = content.encoded();
        remember(content, row.size());
        step.put(Table.SENT_CONTENT, content.rowId(), row);
    }

    Optional<SentContent> find(ConversationId conversation, long sequence) {
        return Optional.ofNullable(byPlace.get(SentContent.rowId(conversation, sequence)));
    }

    /** It reached nobody, and its writer was told so. */
    void failed(SubmissionId submission, Step step) {
        List.copyOf(byPlace.values()).stream()
                .filter(content -> content.submission().equals(submission))
                .forEach(content -> put(content.withoutBody(), step));
    }

    void expire(Step step) {
        var longAgo = step.now().minus(Duration.ofDays(KEEP_DAYS));
        forget(content -> content.sealed().isBefore(longAgo), step);
    }

    /** What was said there is erased. */
    void forget(ConversationId conversation, Step step) {
        forget(content -> content.conversation().equals(conversation), step);
    }

    /** Everything: its numbers are used again. */
    void forgetAll(Step step) {
        forget(content -> true, step);
    }

    private void forget(Predicate<SentContent> which, Step step) {
        List.copyOf(byPlace.values()).stream().filter(which).forEach(content -> forget(content, step));
    }

    private void forget(SentContent content, Step step) {
        byPlace.remove(content.rowId());
        bytes -= sizes.remove(content.rowId());
        step.delete(Table.SENT_CONTENT, content.rowId());
    }
}
