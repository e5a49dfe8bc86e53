package messenger.client;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.MalformedException;
import messenger.crypto.RejectedKeyException;
import messenger.crypto.identity.AccountId;
import messenger.crypto.identity.SignedDeviceList;
import messenger.protocol.UserName;

/** The people this device has met, pinned at first use (PROTOCOL 1.1, 1.14). */
final class Contacts {
    private final Map<AccountId, Contact> byAccount = new HashMap<>();
    private final Map<UserName, AccountId> byName = new HashMap<>();

    static Contacts load(VaultRows rows) {
        Contacts contacts = new Contacts();
        for (Bytes row : rows.all(Table.CONTACT).values()) {
            try {
                contacts.remember(Contact.decode(row));
            } catch (MalformedException
                    | RejectedKeyException
                    | AuthenticationFailedException
                    | IllegalArgumentException e) {
                throw new DamagedVaultException(Table.CONTACT, e);
            }
        }
        return contacts;
    }

    private void remember(Contact contact) {
        byAccount.put(contact.account(), contact);
        byName.put(contact.name(), contact.account());
    }

    Optional<Contact> of(AccountId account) {
        return Optional.ofNullable(byAccount.get(account));
    }

    Optional<Contact> named(UserName name) {
        return Optional.ofNullable(byName.get(name)).flatMap(this::of);
    }

    /**
     * Takes in what the server says about a name and a checked device list.
     *
     * @return the contact as it is pinned now: fresh, or with the newer list; one that is {@link Contact.Trust#CHANGED}
     *     where the server contradicts what is pinned
     */
    Contact learn(UserName name, SignedDeviceList list, Step step) {
        Optional<Contact> pinnedName = named(name);
        if (pinnedName.isPresent() && !pinnedName.get().account().equals(list.account())) {
            return contradicted(name, step);
        }
        Contact known = byAccount.get(list.account());
        if (known == null) {
            return keep(new Contact(name, list, Contact.Trust.PINNED), step);
        }
        if (!known.name().equals(name)) {
            return contradicted(known.name(), step);
        }
        return list.follows(known.deviceList()) ? keep(known.with(list), step) : known;
    }

    /** Compares a name and account in passing, as presence names them. */
    void compare(UserName name, AccountId account, Step step) {
        Optional<Contact> pinned = named(name);
        if (pinned.isPresent() && !pinned.get().account().equals(account)) {
            contradicted(name, step);
        }
    }

    private Contact contradicted(UserName name, Step step) {
        Contact pinned = named(name).orElseThrow(() -> new IllegalStateException("only pinned names are contradicted"));
        if (pinned.trust() == Contact.Trust.CHANGED) {
            return pinned;
        }
        step.tell(new Notice.IdentityChanged(name));
        return keep(pinned.with(Contact.Trust.CHANGED), step);
    }

    private Contact keep(Contact contact, Step step) {
        remember(contact);
        step.change(contact.put());
        return contact;
    }
}
