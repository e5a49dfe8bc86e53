package messenger.client.term;

import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.input.KeyType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import messenger.client.ui.Key;
import messenger.client.ui.Msg;

/** Key strokes in the screen's words. */
final class Keys {
    private static final Map<KeyType, String> NAMES = Map.ofEntries(
            Map.entry(KeyType.Escape, "Esc"),
            Map.entry(KeyType.Backspace, "Backspace"),
            Map.entry(KeyType.ArrowLeft, "Left"),
            Map.entry(KeyType.ArrowRight, "Right"),
            Map.entry(KeyType.ArrowUp, "Up"),
            Map.entry(KeyType.ArrowDown, "Down"),
            Map.entry(KeyType.Insert, "Insert"),
            Map.entry(KeyType.Delete, "Delete"),
            Map.entry(KeyType.Home, "Home"),
            Map.entry(KeyType.End, "End"),
            Map.entry(KeyType.PageUp, "PgUp"),
            Map.entry(KeyType.PageDown, "PgDn"),
            Map.entry(KeyType.Tab, "Tab"),
            Map.entry(KeyType.ReverseTab, "Shift-Tab"),
            Map.entry(KeyType.Enter, "Enter"));

    private Keys() {}

    /** Messages for strokes, typed characters that follow each other as one text. */
    static List<Msg> messages(List<KeyStroke> strokes) {
        List<Msg> messages = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (KeyStroke stroke : strokes) {
            Optional<String> typed = typed(stroke);
            if (typed.isPresent()) {
                text.append(typed.get());
                continue;
            }
            flush(text, messages);
            if (stroke instanceof Strokes.Paste paste) {
                messages.add(new Msg.Pasted(paste.text()));
            } else {
                name(stroke).ifPresent(name -> messages.add(new Msg.Pressed(new Key(name))));
            }
        }
        flush(text, messages);
        return messages;
    }

    private static void flush(StringBuilder text, List<Msg> messages) {
        if (text.length() > 0) {
            messages.add(new Msg.Typed(text.toString()));
            text.setLength(0);
        }
    }

    private static Optional<String> typed(KeyStroke stroke) {
        if (stroke.isAltDown() || stroke.isCtrlDown()) {
            return Optional.empty();
        }
        if (stroke instanceof Strokes.Wide wide) {
            return Optional.of(Character.toString(wide.codePoint()));
        }
        return stroke.getKeyType() == KeyType.Character
                ? Optional.of(String.valueOf(stroke.getCharacter()))
                : Optional.empty();
    }

    private static Optional<String> name(KeyStroke stroke) {
        String prefix = (stroke.isCtrlDown() ? "Ctrl-" : "") + (stroke.isAltDown() ? "Alt-" : "");
        if (stroke instanceof Strokes.Wide wide) {
            return Optional.of(prefix + Character.toString(wide.codePoint()));
        }
        if (stroke.getKeyType() == KeyType.Character) {
            char c = stroke.getCharacter();
            return Optional.of(prefix + (c == ' ' ? "Space" : String.valueOf(c)));
        }
        Optional<String> special = Optional.ofNullable(NAMES.get(stroke.getKeyType()));
        Optional<String> function = Optional.of(stroke.getKeyType().name()).filter(name -> name.matches("F[0-9]+"));
        String shift = stroke.isShiftDown() ? "Shift-" : "";
        return special.or(() -> function).map(name -> prefix + (name.startsWith("Shift-") ? "" : shift) + name);
    }
}
