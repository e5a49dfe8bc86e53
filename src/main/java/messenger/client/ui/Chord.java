package messenger.client.ui;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One key, or several pressed one after the other: {@code Alt-A}, {@code Ctrl-X a}. */
public record Chord(List<Key> keys) {
    public Chord {
        keys = List.copyOf(keys);
    }

    static Chord parse(String text) {
        return new Chord(Stream.of(text.split(" ")).map(Key::new).toList());
    }

    boolean startsWith(List<Key> pressed) {
        return pressed.size() < keys.size() && keys.subList(0, pressed.size()).equals(pressed);
    }

    @Override
    public String toString() {
        return keys.stream().map(Key::toString).collect(Collectors.joining(" "));
    }
}
