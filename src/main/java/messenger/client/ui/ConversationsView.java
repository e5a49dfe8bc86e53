package messenger.client.ui;

import java.util.List;
import java.util.Optional;

/** The list of conversations: which one is open, what is unread, where a draft waits. */
final class ConversationsView {
    private ConversationsView() {}

    static String title(Model model) {
        int unread = model.chats().unread();
        return unread > 0 ? "Chats (" + unread + " new)" : "Chats";
    }

    static void draw(Canvas canvas, Model model, Rect area) {
        List<Conversation> list = model.chats().list();
        boolean focused = model.keyboard().focus() == Focus.CONVERSATIONS;
        if (list.isEmpty()) {
            empty(canvas, area);
            return;
        }
        int selected = model.chats().selected();
        int first = firstVisible(selected, list.size(), area.height(), focused);
        for (int i = first; i < list.size() && i - first < area.height(); i++) {
            Rect row = area.row(i - first);
            row(canvas, model, row, list.get(i), focused && i == selected);
        }
    }

    /** The first row shown of a list whose cursor must be seen. */
    static int firstVisible(int selected, int count, int height, boolean focused) {
        return focused ? Math.max(0, Math.min(selected - height / 2, count - height)) : 0;
    }

    private static void row(Canvas canvas, Model model, Rect row, Conversation conversation, boolean cursor) {
        boolean current =
                model.current().filter(c -> c.id().equals(conversation.id())).isPresent();
        Slot slot = conversation.mentions() > 0
                ? Slot.LIST_MENTION
                : conversation.unread() > 0 ? Slot.LIST_UNREAD : current ? Slot.ACCENT : Slot.FG;
        int limit = row.right() - 1;
        String badge = badge(model, conversation, current);
        Slot badgeSlot = conversation.unread() > 0 ? slot : Slot.DIM;
        int most = Math.max(0, row.width() / 2);
        int end = badge.isEmpty() ? limit : canvas.right(limit, row.y(), most, badge, badgeSlot) - 1;
        boolean direct = conversation.kind() == Conversation.Kind.DIRECT;
        int x = canvas.text(row.x(), row.y(), current ? " \u25B8 " : "   ", Slot.ACCENT);
        int room = end - x - (direct ? 2 : 0);
        x = canvas.text(x, row.y(), end, Columns.fit(name(conversation), room), slot);
        if (direct) {
            Marks.Mark trust = Marks.of(model.trust(conversation.title()));
            Slot mark = trust.equals(Marks.NEW_KEY) ? trust.slot() : slot;
            canvas.text(x, row.y(), end, " " + trust.sign().substring(0, 1), mark);
        }
        if (cursor) {
            canvas.mark(row, Slot.LIST_SEL);
        }
    }

    static String name(Conversation conversation) {
        String sign = conversation.kind() == Conversation.Kind.ROOM ? "#" : "@";
        return sign + Printable.line(conversation.title());
    }

    private static String badge(Model model, Conversation conversation, boolean current) {
        Optional<Marks.Mark> standing = Marks.of(model.standing(conversation));
        if (standing.isPresent()) {
            boolean asks = model.isRequest(conversation) && conversation.unread() > 0;
            return standing.get().sign() + (asks ? " " + count(conversation) : "");
        }
        if (conversation.unread() > 0) {
            return count(conversation);
        }
        return !current && model.chats().hasDraft(conversation.id()) ? "draft" : "";
    }

    /** The unread count as a badge: {@code 2!} when somebody names us. */
    static String count(Conversation conversation) {
        String number = conversation.unread() > 999 ? "999+" : Integer.toString(conversation.unread());
        return conversation.mentions() > 0 ? number + "!" : number;
    }

    private static void empty(Canvas canvas, Rect area) {
        int y = area.y() + 1;
        for (String line :
                List.of("No conversations yet.", "F3, then Enter on", "a person, or type", "/msg NAME TEXT")) {
            if (y < area.bottom()) {
                canvas.text(area.x() + 1, y++, area.right(), line, Slot.DIM);
            }
        }
    }
}
