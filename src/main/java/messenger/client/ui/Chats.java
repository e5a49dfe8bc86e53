package messenger.client.ui;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All conversations: the list in the core's order, the cursor in it, what was opened lately (the first is on the
 * screen), and per conversation the history and the unsent text.
 */
record Chats(
        List<Conversation> list,
        int selected,
        List<ConversationId> opened,
        Map<ConversationId, History> histories,
        Map<ConversationId, Editor> drafts) {
    /** Conversations remembered for "the one before"; more than anybody counts back. */
    static final int OPENED_MAX = 16;

    static final Chats NONE = new Chats(List.of(), 0, List.of(), Map.of(), Map.of());

    Chats {
        list = List.copyOf(list);
        opened = List.copyOf(opened);
        selected = Math.max(0, Math.min(selected, list.size() - 1));
    }

    Optional<Conversation> current() {
        return opened.stream().findFirst().flatMap(this::find);
    }

    Optional<Conversation> find(ConversationId id) {
        return list.stream().filter(c -> c.id().equals(id)).findFirst();
    }

    int indexOf(ConversationId id) {
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i).id().equals(id)) {
                return i;
            }
        }
        return -1;
    }

    /** The direct conversation with that person, if there is one. */
    Optional<Conversation> with(String user) {
        return list.stream()
                .filter(c -> c.kind() == Conversation.Kind.DIRECT && c.title().equals(user))
                .findFirst();
    }

    History history(ConversationId id) {
        return histories.getOrDefault(id, History.EMPTY);
    }

    Editor draft(ConversationId id) {
        return drafts.getOrDefault(id, Editor.EMPTY);
    }

    boolean hasDraft(ConversationId id) {
        return !draft(id).isEmpty();
    }

    Chats selecting(int index) {
        return new Chats(list, index, opened, histories, drafts);
    }

    Chats with(ConversationId id, History history) {
        Map<ConversationId, History> next = new HashMap<>(histories);
        next.put(id, history);
        return new Chats(list, selected, opened, next, drafts);
    }

    Chats with(ConversationId id, Editor draft) {
        Map<ConversationId, Editor> next = new HashMap<>(drafts);
        next.put(id, draft);
        return new Chats(list, selected, opened, histories, next);
    }

    /**
     * With this conversation in its place, or at the end. A draft kept by the core is taken up if none was begun
     * here.
     */
    Chats with(Conversation conversation) {
        List<Conversation> next = new ArrayList<>(list);
        int at = indexOf(conversation.id());
        if (at >= 0) {
            next.set(at, conversation);
        } else {
            next.add(conversation);
        }
        Chats chats = new Chats(next, selected, opened, histories, drafts);
        boolean kept = !conversation.draft().isEmpty() && !drafts.containsKey(conversation.id());
        return kept ? chats.with(conversation.id(), Editor.of(conversation.draft())) : chats;
    }

    /** With exactly these conversations. */
    Chats withAll(List<Conversation> conversations) {
        Chats chats = new Chats(List.of(), selected, opened, histories, drafts);
        for (Conversation conversation : conversations) {
            chats = chats.with(conversation);
        }
        return chats.selecting(selected);
    }

    /** With this conversation on the screen and under the cursor. */
    Chats opening(ConversationId id) {
        List<ConversationId> next = new ArrayList<>();
        next.add(id);
        opened.stream()
                .filter(other -> !other.equals(id))
                .limit(OPENED_MAX - 1L)
                .forEach(next::add);
        return new Chats(list, Math.max(0, indexOf(id)), next, histories, drafts);
    }

    int unread() {
        return (int) Math.min(
                Integer.MAX_VALUE, list.stream().mapToLong(Conversation::unread).sum());
    }
}
