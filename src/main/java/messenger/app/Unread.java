package messenger.app;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import messenger.client.Client;
import messenger.client.ClientEvent;
import messenger.client.Contact;
import messenger.client.Conversation;
import messenger.client.StoredMessage;
import messenger.client.store.Vault;
import messenger.protocol.UserName;

/** What is in the vault and was not on a screen or handed to a script yet. */
final class Unread {
    /** Read at once, per conversation; keeps memory flat over a long absence. */
    private static final int PAGE = 500;

    private Unread() {}

    /** A message and the other side of its conversation. */
    record Waiting(UserName with, StoredMessage message) {}

    /**
     * What is unread now.
     *
     * @param waiting the oldest of every conversation, at most a page of each, in order of receipt; empty when there
     *     are none
     * @param onlyOwn says that conversations are read in which only our own messages follow what was read; their count
     *     of unread messages could not know
     */
    record Batch(List<Waiting> waiting, List<ClientEvent> onlyOwn) {}

    /**
     * What is unread now, of people who were let in; one look, so that what comes meanwhile is not called read.
     */
    static Batch next(Client client, Vault vault) {
        List<Waiting> found = new ArrayList<>();
        List<ClientEvent> onlyOwn = new ArrayList<>();
        for (Conversation conversation : client.conversations()) {
            if (conversation.unread() > 0 && !isUndecided(client, conversation)) {
                List<Waiting> page = page(client, conversation, vault);
                found.addAll(page);
                if (page.isEmpty()) {
                    onlyOwn.add(new ClientEvent.Read(conversation.id(), conversation.lastPosition()));
                }
            }
        }
        // Stable: within a conversation they stay in order.
        found.sort(Comparator.comparing(waiting -> waiting.message().received()));
        return new Batch(found, onlyOwn);
    }

    /** Whether the other side wrote first, and nobody has decided yet whether to let them in. */
    static boolean isUndecided(Client client, Conversation conversation) {
        return client.contacts().stream()
                .filter(contact -> contact.account().equals(conversation.peer()))
                .anyMatch(contact -> contact.standing() == Contact.Standing.REQUESTED);
    }

    /** What stands before what was read comes first, and alone: once the rest is read, it counts as read, too. */
    private static List<Waiting> page(Client client, Conversation conversation, Vault vault) {
        List<Waiting> late = conversation.lateUnread().stream()
                .flatMap(position -> page(client, conversation, vault, position - 1, position).stream())
                .toList();
        if (!late.isEmpty()) {
            return late;
        }
        long after = conversation.readPosition();
        while (after < conversation.lastPosition()) {
            long end = Math.min(conversation.lastPosition(), after + PAGE);
            List<Waiting> found = page(client, conversation, vault, after, end);
            if (!found.isEmpty()) {
                return found;
            }
            after = end;
        }
        return List.of();
    }

    /** Messages of the other side after a position, up to another. */
    private static List<Waiting> page(Client client, Conversation conversation, Vault vault, long after, long end) {
        return vault.history(conversation.id(), end + 1, (int) (end - after)).stream()
                .filter(message -> message.isReceived() && message.position() > after)
                .map(message -> new Waiting(client.nameOf(conversation), message))
                .toList();
    }
}
