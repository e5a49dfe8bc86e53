package messenger.server.store;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import messenger.crypto.identity.MailboxId;
import messenger.server.Event;

/** Who wants to know about new mail in which mailbox. Usable from any thread. */
final class Watchers {
    private final Map<MailboxId, Set<Consumer<Event>>> listeners = new ConcurrentHashMap<>();

    void add(MailboxId mailbox, Consumer<Event> listener) {
        listeners.compute(mailbox, (id, present) -> {
            Set<Consumer<Event>> set = present == null ? ConcurrentHashMap.newKeySet() : present;
            set.add(listener);
            return set;
        });
    }

    void remove(MailboxId mailbox, Consumer<Event> listener) {
        listeners.computeIfPresent(mailbox, (id, present) -> {
            present.remove(listener);
            return present.isEmpty() ? null : present;
        });
    }

    void tell(Iterable<MailboxId> mailboxes) {
        for (MailboxId mailbox : mailboxes) {
            for (Consumer<Event> listener : listeners.getOrDefault(mailbox, Set.of())) {
                listener.accept(new Event.Arrived(mailbox));
            }
        }
    }
}
