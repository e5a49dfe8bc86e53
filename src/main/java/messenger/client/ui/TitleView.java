package messenger.client.ui;

import java.util.Optional;

/** Who this conversation is with and what is known about them; what is unread elsewhere; the connection; the time. */
final class TitleView {
    private TitleView() {}

    static void draw(Canvas canvas, Model model, Layout layout) {
        Rect area = layout.title();
        if (area.isEmpty()) {
            return;
        }
        int end = area.right() - 1;
        String time = " " + Times.minute(model.clock().now(), model.clock().zone()) + " ";
        end = canvas.right(end, area.y(), 7, time, Slot.STATUS);
        String link = link(model);
        if (!link.isEmpty()) {
            end = canvas.right(end, area.y(), area.width() / 2, " " + link + " ", Slot.STATUS_ALERT);
        }
        int x = conversation(canvas, model, area, end - 1);
        if (layout.mode() == Layout.Mode.PLAIN) {
            unread(canvas, model, area.y(), x, end - 1);
        }
    }

    private static int conversation(Canvas canvas, Model model, Rect area, int end) {
        Optional<Conversation> current = model.current();
        int left = area.x() == 0 ? 0 : area.x() + 1;
        if (current.isEmpty()) {
            return canvas.text(left, area.y(), end, " " + model.account().user() + " ", Slot.TITLE);
        }
        String name = " " + ConversationsView.name(current.get()) + " ";
        int x = canvas.text(left, area.y(), end, Columns.fit(name, end / 2), Slot.TITLE);
        boolean direct = current.get().kind() == Conversation.Kind.DIRECT;
        Optional<Person> person = direct ? model.people().find(current.get().title()) : Optional.empty();
        if (!direct) {
            return x;
        }
        int after = person.isEmpty() ? x : person(canvas, model, area.y(), x, end, person.get());
        return trust(canvas, model, area.y(), after, end, current.get());
    }

    private static int person(Canvas canvas, Model model, int y, int from, int end, Person person) {
        Marks.Mark presence = Marks.of(model.presence(person));
        int x = canvas.text(from, y, end, " " + presence.sign() + " ", presence.slot());
        x = canvas.text(x, y, end, presence(model, model.presence(person)) + " ", Slot.STATUS);
        return x;
    }

    private static int trust(Canvas canvas, Model model, int y, int from, int end, Conversation conversation) {
        Marks.Mark mark = Marks.of(model.trust(conversation.title()));
        Marks.Mark shown = Marks.of(model.standing(conversation)).orElse(mark);
        return canvas.text(from, y, end, " " + shown.sign() + " ", shown.slot());
    }

    private static String presence(Model model, Person.Presence presence) {
        if (presence instanceof Person.Presence.Online) {
            return "online";
        } else if (presence instanceof Person.Presence.LastSeen seen) {
            return "last seen " + Times.ago(seen.at(), model.clock());
        } else if (presence instanceof Person.Presence.Unknown) {
            return "presence not known";
        }
        throw new AssertionError("unknown presence " + presence);
    }

    private static String link(Model model) {
        if (model.link() instanceof Link.Online) {
            return "";
        } else if (model.link() instanceof Link.Connecting) {
            return "connecting\u2026";
        } else if (model.link() instanceof Link.Offline offline) {
            return "! offline, next try "
                    + Times.second(offline.nextTry(), model.clock().zone());
        }
        throw new AssertionError("unknown link " + model.link());
    }

    /** "3 unread: ops(2!) bob(1)", as many names as there is room for. */
    private static void unread(Canvas canvas, Model model, int y, int from, int end) {
        int total = model.chats().unread();
        if (total == 0) {
            return;
        }
        StringBuilder text = new StringBuilder("\u00B7 " + total + " unread:");
        for (Conversation conversation : model.chats().list()) {
            if (conversation.unread() > 0) {
                String title = Printable.line(conversation.title());
                text.append(' ')
                        .append(title)
                        .append('(')
                        .append(ConversationsView.count(conversation))
                        .append(')');
            }
        }
        if (end - from > 12) {
            canvas.text(from + 1, y, end, Columns.fit(text.toString(), end - from - 1), Slot.LIST_UNREAD);
        }
    }
}
