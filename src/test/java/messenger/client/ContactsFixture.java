package messenger.client;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import messenger.crypto.Bytes;
import messenger.crypto.identity.DeviceListChain;
import messenger.crypto.identity.SignedDeviceList;

/** Contacts with a vault, and what they told. */
abstract class ContactsFixture {
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    final Known bob = new Known("bob", 1);
    final Known mallory = new Known("mallory", 2);
    final Map<Bytes, Bytes> vault = new HashMap<>();
    final List<Notice> told = new ArrayList<>();
    final Contacts contacts = load();

    final Contacts load() {
        VaultRows rows = table -> table == Table.CONTACT ? Map.copyOf(vault) : Map.of();
        return Contacts.load(rows, Sessions.load(rows));
    }

    /** Something that changes the contacts, and what it led to. */
    interface Act<T> {
        T in(Step step);
    }

    final <T> T act(Act<T> act) {
        Step step = new Step(NOW);
        T result = act.in(step);
        told.clear();
        for (ClientEffect effect : step.effects()) {
            if (effect instanceof ClientEffect.Commit commit) {
                commit.changes().forEach(this::keep);
            } else if (effect instanceof ClientEffect.Tell tell) {
                told.add(tell.notice());
            }
        }
        return result;
    }

    private void keep(VaultChange change) {
        if (change instanceof VaultChange.Put put && put.table() == Table.CONTACT) {
            vault.put(put.id(), put.value());
        }
    }

    final Contact pinned(Known who) {
        return act(step ->
                contacts.keep(Contact.met(who.name, DeviceListChain.of(who.list), Contact.Standing.ACCEPTED), step));
    }

    final Optional<Contact> learn(Known who, SignedDeviceList... lists) {
        return act(step -> contacts.learn(who.name, List.of(lists), step));
    }
}
