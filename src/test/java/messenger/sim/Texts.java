package messenger.sim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import messenger.protocol.UserName;

/** What was written in a world: by which device, to whom, and which accounts have it safe on a device. */
final class Texts {
    private final List<Text> all = new ArrayList<>();
    private final Map<String, Text> byWords = new HashMap<>();
    private final Map<String, Set<UserName>> kept = new HashMap<>();
    private final Map<Way, List<Integer>> durable = new LinkedHashMap<>();

    private final boolean ordered;

    /** @param ordered whether what one device wrote to somebody arrives in the order in which it was written */
    Texts(boolean ordered) {
        this.ordered = ordered;
    }

    boolean areOrdered() {
        return ordered;
    }

    /** The {@code number}th text that was written in this world. */
    record Text(Way way, int number, String words) {}

    /** From a device to an account. */
    record Way(SimPerson from, UserName to) {}

    Text write(SimPerson from, UserName to) {
        int number = all.size() + 1;
        Text text = new Text(new Way(from, to), number, from + " to " + to + " #" + number);
        all.add(text);
        byWords.put(text.words(), text);
        return text;
    }

    /** It is in the writer's vault: from now on it must arrive. */
    void promise(Text text) {
        durable.computeIfAbsent(text.way(), way -> new ArrayList<>()).add(text.number());
    }

    /** What was promised, by ways, in the order in which it was written. */
    Map<Way, List<Integer>> promised() {
        return durable;
    }

    Optional<Text> find(String words) {
        return Optional.ofNullable(byWords.get(words));
    }

    Text text(int number) {
        return all.get(number - 1);
    }

    void keptBy(UserName account, String words) {
        kept.computeIfAbsent(words, key -> new HashSet<>()).add(account);
    }

    boolean isKeptBy(UserName account, String words) {
        return kept.getOrDefault(words, Set.of()).contains(account);
    }
}
