package messenger.app;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import messenger.client.Client;
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
     * The oldest unread messages of every conversation, at most a page of each, in order of receipt; empty when there
     * are none.
     */
    static List<Waiting> next(Client client, Vault vault) {
        List<Waiting> found = new ArrayList<>();
        for (Conversation conversation : client.conversations()) {
            if (conversation.unread() > 0) {
                found.addAll(page(client, conversation, vault));
            }
        }
        // Stable: within a conversation they stay in order.
        found.sort(Comparator.comparing(waiting -> waiting.message().received()));
        return found;
    }

    private static List<Waiting> page(Client client, Conversation conversation, Vault vault) {
        long after = conversation.readPosition();
        while (after < conversation.lastPosition()) {
            long end = Math.min(conversation.lastPosition(), after + PAGE);
            List<Waiting> found = vault.history(conversation.id(), end + 1, (int) (end - after)).stream()
                    .filter(message -> !message.isOwn())
                    .map(message -> new Waiting(client.nameOf(conversation), message))
                    .toList();
            if (!found.isEmpty()) {
                return found;
            }
            after = end;
        }
        return List.of();
    }
}
