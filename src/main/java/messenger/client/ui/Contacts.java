package messenger.client.ui;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Everybody we met, by name, and who of them waits for us to compare numbers. */
record Contacts(Map<String, Contact> known, Set<String> wishes) {
    static final Contacts NONE = new Contacts(Map.of(), Set.of());

    Contacts {
        known = Map.copyOf(known);
        wishes = Set.copyOf(wishes);
    }

    Optional<Contact> find(String name) {
        return Optional.ofNullable(known.get(name));
    }

    Contacts with(Contact contact) {
        Map<String, Contact> next = new HashMap<>(known);
        next.put(contact.name(), contact);
        return new Contacts(next, wishes);
    }

    Contacts withAll(List<Contact> contacts) {
        Contacts next = new Contacts(Map.of(), wishes);
        for (Contact contact : contacts) {
            next = next.with(contact);
        }
        return next;
    }

    /** They want to compare numbers. */
    Contacts wishing(String name) {
        Set<String> next = new HashSet<>(wishes);
        next.add(name);
        return new Contacts(known, next);
    }

    /** The comparison with them began or ended. */
    Contacts notWishing(String name) {
        Set<String> next = new HashSet<>(wishes);
        next.remove(name);
        return new Contacts(known, next);
    }
}
