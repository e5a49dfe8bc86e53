package messenger.client.ui;

import java.util.List;

/** The people of the directory: who is there, and what we know about their keys. */
final class PeopleView {
    private PeopleView() {}

    static String title(Model model) {
        int all = model.people().list().size();
        if (all == 0 || !(model.link() instanceof Link.Online)) {
            return "People";
        }
        return "People (" + model.people().onlineCount() + "/" + all + ")";
    }

    static void draw(Canvas canvas, Model model, Rect area) {
        List<Person> list = model.people().list();
        boolean focused = model.keyboard().focus() == Focus.PEOPLE;
        if (list.isEmpty()) {
            canvas.text(area.x() + 1, area.y() + 1, area.right(), "Nobody else yet.", Slot.DIM);
            return;
        }
        int selected = model.people().selected();
        int first = ConversationsView.firstVisible(selected, list.size(), area.height(), focused);
        for (int i = first; i < list.size() && i - first < area.height(); i++) {
            Rect row = area.row(i - first);
            row(canvas, model, row, list.get(i));
            if (focused && i == selected) {
                canvas.mark(row, Slot.LIST_SEL);
            }
        }
    }

    private static void row(Canvas canvas, Model model, Rect row, Person person) {
        Marks.Mark presence = Marks.of(model.presence(person));
        Slot nameSlot = presence.equals(Marks.ONLINE) ? Slot.FG : Slot.DIM;
        int x = canvas.text(row.x() + 1, row.y(), row.right(), presence.sign() + " ", presence.slot());
        int limit = row.right() - 1;
        Detail detail = detail(model, person, row.width());
        int end = detail.text.isEmpty() ? limit : canvas.right(limit, row.y(), limit - x, detail.text, detail.slot) - 1;
        canvas.text(x, row.y(), end, Columns.fit(Printable.line(person.name()), end - x), nameSlot);
    }

    private record Detail(String text, Slot slot) {}

    /**
     * What is known about the key, at the row's end, and before it when somebody was here.
     */
    private static Detail detail(Model model, Person person, int width) {
        boolean wide = width >= Layout.PEOPLE_WIDTH;
        Person.Trust trust = model.trust(person.name());
        if (trust == Person.Trust.CHANGED) {
            return new Detail(wide ? Marks.NEW_KEY.sign() : "!", Slot.CRYPTO_BAD);
        }
        // Of somebody never met no key is known, so there is nothing that could be verified.
        boolean met = trust == Person.Trust.VERIFIED
                || model.contacts().find(person.name()).isPresent();
        String badge = met ? Marks.badge(trust) : "";
        if (model.presence(person) instanceof Person.Presence.LastSeen seen) {
            String time = Times.ago(seen.at(), model.clock());
            return new Detail(met ? time + " " + badge : time, Slot.DIM);
        }
        return new Detail(badge, Marks.of(trust).slot());
    }
}
