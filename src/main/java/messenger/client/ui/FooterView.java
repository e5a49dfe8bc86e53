package messenger.client.ui;

import java.util.ArrayList;
import java.util.List;

/** The keys that matter here and now, from the binding table; in the middle of a chord, what can follow. */
final class FooterView {
    private record Item(String key, String word) {
        int width() {
            return Columns.of(key) + 1 + Columns.of(word);
        }
    }

    private static final int GAP = 2;

    /**
     * The last items stay when room gets scarce: help and quitting in the chat, quitting before it; of a
     * dialog the first. */
    private static int kept(Model model) {
        if (!(model.dialog() instanceof NoDialog)) {
            return model.dialog().form().isPresent() ? 1 : 0;
        }
        return model.isOpen() ? 2 : 1;
    }

    private FooterView() {}

    static void draw(Canvas canvas, Model model, Layout layout) {
        draw(canvas, model, layout.footer());
    }

    static void draw(Canvas canvas, Model model, Rect area) {
        if (area.isEmpty()) {
            return;
        }
        List<Item> items = model.keyboard().pressed().isEmpty() ? usual(model) : following(model);
        while (items.size() > 1 && width(items) > area.width() - 2) {
            items.remove(Math.max(0, items.size() - 1 - kept(model)));
        }
        int x = canvas.text(area.x(), area.y(), area.right(), " ", Slot.DIM);
        for (Item item : items) {
            if (x > area.x() + 1) {
                x = canvas.text(x, area.y(), area.right(), " ".repeat(GAP - 1), Slot.DIM);
            }
            x = canvas.text(x, area.y(), area.right(), item.key, Slot.KEY);
            x = canvas.text(x, area.y(), area.right(), " " + item.word + " ", Slot.DIM);
        }
    }

    private static List<Item> usual(Model model) {
        List<Item> items = new ArrayList<>();
        for (Binding.Context context : model.contexts()) {
            Bindings.TABLE.stream()
                    .filter(binding ->
                            binding.context() == context && !binding.footer().isEmpty())
                    .map(binding -> new Item(binding.chords().get(0).toString(), word(model, binding)))
                    .filter(item -> !item.word.isEmpty())
                    .forEach(items::add);
        }
        return items;
    }

    /** Ctrl-C goes back before it quits, and Enter in a form's last field goes ahead; empty to leave the key out. */
    private static String word(Model model, Binding binding) {
        if (binding.action() == Action.CANCEL && model.keyboard().quit() == Keyboard.QuitState.ARMED) {
            return "again to quit";
        }
        boolean closes = !(model.dialog() instanceof NoDialog) && model.dialog().isLeavable();
        if (binding.action() == Action.CANCEL && closes) {
            return model.form().isPresent() ? "back" : "";
        }
        if (model.form().isPresent()) {
            return word(model.form().get(), binding);
        }
        boolean opened = model.keyboard().overlay() != Keyboard.Overlay.NONE
                || model.keyboard().focus() != Focus.COMPOSER;
        return model.isOpen() && opened && binding.action() == Action.CANCEL ? "back" : binding.footer();
    }

    private static String word(Form form, Binding binding) {
        boolean single = form.moved(1).focus() == form.focus();
        return switch (binding.action()) {
            case SUBMIT -> form.inLastField() ? form.kind().ahead() : binding.footer();
            case NEXT_FIELD, PREVIOUS_FIELD -> single ? "" : binding.footer();
            case MORE_FIELDS -> form.kind() == FormKind.REGISTER ? binding.footer() : "";
            case OTHER_WAY -> FormSubmit.hasOtherWay(form) ? binding.footer() : "";
            default -> binding.footer();
        };
    }

    private static List<Item> following(Model model) {
        List<Key> pressed = model.keyboard().pressed();
        List<Item> items = new ArrayList<>();
        for (Binding binding : Bindings.following(model.contexts(), pressed)) {
            if (binding.argument() > 1) {
                continue;
            }
            for (Chord chord : binding.chords()) {
                if (chord.startsWith(pressed)) {
                    String rest = new Chord(chord.keys()
                                    .subList(pressed.size(), chord.keys().size()))
                            .toString();
                    items.add(new Item(binding.argument() == 1 ? "1-9" : rest, word(binding)));
                }
            }
        }
        return items;
    }

    private static String word(Binding binding) {
        if (!binding.footer().isEmpty()) {
            return binding.footer();
        }
        return switch (binding.action()) {
            case TOP -> "top";
            case BOTTOM -> "bottom";
            case LAST_CONVERSATION -> "last";
            case GO_TO_CONVERSATION -> "chat";
            case WRITE_TO -> "write to";
            case OLDER -> "older";
            case CLEAR -> "clear";
            case QUIT -> "quit";
            case VERIFY -> "verify";
            case TRUST_KEY -> "key";
            case REQUESTS -> "requests";
            case ACCEPT -> "accept";
            case DECLINE_PERSON -> "decline";
            case BLOCK -> "block";
            case UNBLOCK -> "unblock";
            case DEVICES -> "devices";
            case LINK_DEVICE -> "link";
            case PASSWORD -> "password";
            case RECOVERY -> "recovery";
            case DELETE_ACCOUNT -> "delete";
            default -> Columns.fit(binding.help(), 12);
        };
    }

    private static int width(List<Item> items) {
        return items.stream().mapToInt(Item::width).sum() + GAP * (items.size() - 1);
    }
}
