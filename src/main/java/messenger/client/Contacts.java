package messenger.client;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.MalformedException;
import messenger.crypto.RejectedKeyException;
import messenger.crypto.identity.AccountId;
import messenger.crypto.identity.DeviceList;
import messenger.crypto.identity.SignedDeviceList;
import messenger.crypto.ratchet.PeerDevice;
import messenger.protocol.UserName;

/** The people this device has met, pinned at first use (PROTOCOL 1.1, 1.14). */
final class Contacts {
    private final Map<AccountId, Contact> byAccount = new HashMap<>();
    private final Map<UserName, AccountId> byName = new HashMap<>();

    /** Strangers as the server describes them: kept only once they said something that proves that they are there. */
    private final Map<AccountId, Contact> candidates = new HashMap<>();

    private final Sessions sessions;

    private Contacts(Sessions sessions) {
        this.sessions = sessions;
    }

    static Contacts load(VaultRows rows, Sessions sessions) {
        Contacts contacts = new Contacts(sessions);
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
        if (contact.standing() == Contact.Standing.REPLACED) {
            byName.remove(contact.name(), contact.account());
        } else {
            byName.put(contact.name(), contact.account());
        }
    }

    Optional<Contact> of(AccountId account) {
        return Optional.ofNullable(byAccount.get(account));
    }

    Optional<Contact> ofOrCandidate(AccountId account) {
        return of(account).or(() -> Optional.ofNullable(candidates.get(account)));
    }

    /** How many people wrote first and wait for a decision. */
    int requests() {
        return (int) byAccount.values().stream()
                .filter(contact -> contact.standing() == Contact.Standing.REQUESTED)
                .count();
    }

    /** Whoever is pinned under a name. */
    Optional<Contact> named(UserName name) {
        return Optional.ofNullable(byName.get(name)).flatMap(this::of);
    }

    Collection<Contact> all() {
        return List.copyOf(byAccount.values());
    }

    /**
     * Takes in what the server says about a name and its checked device lists.
     *
     * @param lists oldest first, of one account
     * @return the contact as it is pinned now, with the newer lists; a candidate where nobody like that is known; one
     *     that is {@link Contact.Trust#CHANGED} where the server contradicts what is pinned; empty where the lists do
     *     not follow each other
     */
    Optional<Contact> learn(UserName name, List<SignedDeviceList> lists, Step step) {
        if (!chains(lists)) {
            return Optional.empty();
        }
        SignedDeviceList newest = lists.get(lists.size() - 1);
        Optional<Contact> pinnedName = named(name);
        if (pinnedName.isPresent() && !pinnedName.get().account().equals(newest.account())) {
            return Optional.of(contradicted(pinnedName.get(), newest.account(), step));
        }
        Contact known = byAccount.get(newest.account());
        if (known == null) {
            List<SignedDeviceList> newestFirst = new ArrayList<>(lists);
            Collections.reverse(newestFirst);
            Contact candidate = Contact.met(name, newestFirst, Contact.Standing.REQUESTED);
            candidates.put(candidate.account(), candidate);
            return Optional.of(candidate);
        }
        if (!known.name().equals(name) && known.standing() != Contact.Standing.REPLACED) {
            return Optional.of(contradicted(known, newest.account(), step));
        }
        return Optional.of(follow(known, lists, step));
    }

    /** Whether each list follows the one before. */
    private static boolean chains(List<SignedDeviceList> lists) {
        for (int i = 1; i < lists.size(); i++) {
            if (!lists.get(i).follows(lists.get(i - 1))) {
                return false;
            }
        }
        return !lists.isEmpty();
    }

    private Contact follow(Contact known, List<SignedDeviceList> lists, Step step) {
        Contact next = known;
        for (SignedDeviceList list : lists) {
            if (list.follows(next.deviceList())) {
                next = next.with(list);
            } else if (isFork(list, next)) {
                step.tell(new Notice.DevicesContradict(known.name()));
                return keep(known.withVerified(false), step);
            }
        }
        if (next.equals(known)) {
            return known;
        }
        if (next.deviceList().list().status() == DeviceList.Status.DELETED) {
            return gone(next, step);
        }
        devicesChanged(known, next, step);
        return keep(next, step);
    }

    /** Two lists of one version, both signed: the account's key is in two hands. */
    private static boolean isFork(SignedDeviceList list, Contact known) {
        return known.lists().stream()
                .anyMatch(pinned -> pinned.list().version() == list.list().version() && !pinned.equals(list));
    }

    private void devicesChanged(Contact before, Contact after, Step step) {
        var old = before.devices();
        var now = after.devices();
        var added = now.stream()
                .filter(device -> !old.contains(device))
                .map(device -> device.id())
                .toList();
        var removed = old.stream()
                .filter(device -> !now.contains(device))
                .map(device -> device.id())
                .toList();
        removed.forEach(device -> sessions.forget(new PeerDevice(after.account(), device), step));
        if (!added.isEmpty() || !removed.isEmpty()) {
            step.tell(new Notice.PeerDevicesChanged(after.name(), added, removed));
        }
    }

    /** The account is deleted, and says so itself. */
    Contact gone(Contact contact, Step step) {
        if (contact.standing() == Contact.Standing.GONE) {
            return contact;
        }
        step.tell(new Notice.PersonGone(contact.name()));
        return keep(contact.with(Contact.Standing.GONE), step);
    }

    /** Compares a name and account in passing, as presence names them. */
    void compare(UserName name, AccountId account, Step step) {
        Optional<Contact> pinned = named(name);
        if (pinned.isPresent() && !pinned.get().account().equals(account)) {
            contradicted(pinned.get(), account, step);
        }
    }

    private Contact contradicted(Contact pinned, AccountId other, Step step) {
        if (pinned.rival().equals(Optional.of(other))) {
            return pinned;
        }
        step.tell(new Notice.IdentityChanged(pinned.name(), pinned.verified()));
        return keep(pinned.withRival(Optional.of(other)), step);
    }

    /** Somebody else takes over the name of a contact whose place was taken at the server. */
    Contact adopt(Contact replaced, List<SignedDeviceList> lists, boolean verified, Step step) {
        List<SignedDeviceList> newestFirst = new ArrayList<>(lists);
        Collections.reverse(newestFirst);
        AccountId account = newestFirst.get(0).account();
        if (account.equals(replaced.account())) {
            // The server has come back to what was pinned.
            return keep(replaced.withRival(Optional.empty()), step);
        }
        keep(replaced.with(Contact.Standing.REPLACED).withRival(Optional.empty()), step);
        Contact adopted = of(account)
                .map(known -> known.renamed(replaced.name()).with(Contact.Standing.ACCEPTED))
                .orElseGet(() -> Contact.met(replaced.name(), newestFirst, Contact.Standing.ACCEPTED));
        return keep(adopted.withVerified(verified).withRival(Optional.empty()), step);
    }

    /** A candidate to whom we turn ourselves is let in. */
    Contact met(Contact contact, Step step) {
        return of(contact.account()).isPresent()
                ? contact
                : keep(contact.with(Contact.Standing.ACCEPTED), step);
    }

    /** Strangers who said nothing are forgotten with the connection. */
    void linkDown() {
        candidates.clear();
    }

    /** Remembers and tells. */
    Contact keep(Contact contact, Step step) {
        candidates.remove(contact.account());
        if (!contact.equals(byAccount.get(contact.account()))) {
            remember(contact);
            step.change(contact.put());
            step.tell(new Notice.ContactChanged(contact));
        }
        return contact;
    }
}
