package messenger.client.ui;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The people of the directory, those online first, then by name; and the cursor in the list. */
record Roster(List<Person> list, int selected) {
    private static final Comparator<Person> ORDER =
            Comparator.comparing((Person p) -> !online(p)).thenComparing(Person::name);

    static final Roster NOBODY = new Roster(List.of(), 0);

    Roster {
        list = List.copyOf(list);
        selected = Math.max(0, Math.min(selected, list.size() - 1));
    }

    static boolean online(Person person) {
        return person.presence() instanceof Person.Presence.Online;
    }

    Optional<Person> find(String name) {
        return list.stream().filter(p -> p.name().equals(name)).findFirst();
    }

    Optional<Person> underCursor() {
        return list.isEmpty() ? Optional.empty() : Optional.of(list.get(selected));
    }

    Roster selecting(int index) {
        return new Roster(list, index);
    }

    /** With exactly these people; the cursor stays on the same person. */
    Roster withAll(List<Person> people) {
        List<Person> next = new ArrayList<>(people);
        next.sort(ORDER);
        String name = underCursor().map(Person::name).orElse("");
        int at = selected;
        for (int i = 0; i < next.size(); i++) {
            if (next.get(i).name().equals(name)) {
                at = i;
            }
        }
        return new Roster(next, at);
    }

    Roster with(Person person) {
        List<Person> next = new ArrayList<>(list);
        next.removeIf(p -> p.name().equals(person.name()));
        next.add(person);
        return withAll(next);
    }

    /** While we are not connected, nobody can say who is there. */
    Roster unknown() {
        return withAll(list.stream()
                .map(person -> new Person(person.name(), new Person.Presence.Unknown(), person.trust()))
                .toList());
    }

    long onlineCount() {
        return list.stream().filter(Roster::online).count();
    }
}
