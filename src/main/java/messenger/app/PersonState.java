package messenger.app;

import java.util.Locale;
import java.util.Optional;
import messenger.client.Contact;

/** What scripts and people read about what we know of somebody; part of the contract with scripts. */
final class PersonState {
    /** Somebody of the server's directory whom we never met. */
    static final String NEVER_MET = "unknown";

    private PersonState() {}

    static String trust(Contact.Trust trust) {
        return trust.name().toLowerCase(Locale.ROOT);
    }

    static String standing(Optional<Contact> known) {
        return known.map(contact -> contact.standing().name().toLowerCase(Locale.ROOT))
                .orElse(NEVER_MET);
    }
}
