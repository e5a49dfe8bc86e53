package messenger.client;

import java.util.Collection;
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
import messenger.crypto.identity.DeviceListChain;
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
        } else if (contact.standing() == Contact.Standing.GONE) {
            byName.putIfAbsent(contact.name(), contact.account());
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
        SignedDeviceList newest = lists.get(lists.size() - 1);
        Optional<Contact> pinnedName = named(name);
        if (pinnedName.isPresent() && !pinnedName.get().account().equals(newest.account())) {
            return Optional.of(contradicted(pinnedName.get(), newest.account(), step));
        }
        Contact known = byAccount.get(newest.account());
        if (known == null) {
            Optional<Contact> candidate =
                    chain(lists).map(chain -> Contact.met(name, chain, Contact.Standing.REQUESTED));
            candidate.ifPresent(contact -> candidates.put(contact.account(), contact));
            return candidate;
        }
        if (!known.name().equals(name) && known.standing() != Contact.Standing.REPLACED) {
            return Optional.of(contradicted(known, newest.account(), step));
        }
        return Optional.of(follow(known, lists, step));
    }

    /** The chain of lists that follow each other, oldest first; empty where they do not. */
    private static Optional<DeviceListChain> chain(List<SignedDeviceList> lists) {
        try {
            DeviceListChain chain = DeviceListChain.of(lists.get(0));
            for (SignedDeviceList list : lists.subList(1, lists.size())) {
                chain = chain.advancedBy(list);
            }
            return Optional.of(chain);
        } catch (AuthenticationFailedException e) {
            return Optional.empty();
        }
    }

    private Contact follow(Contact known, List<SignedDeviceList> lists, Step step) {
        DeviceListChain chain = known.chain();
        for (SignedDeviceList list : lists) {
            if (isFork(list, chain)) {
                step.tell(new Notice.DevicesContradict(known.name()));
                return keep(known.withVerified(false), step);
            }
            try {
                chain = list.list().version() > chain.newest().list().version() ? chain.advancedBy(list) : chain;
            } catch (AuthenticationFailedException e) {
                // A gap: what comes after it says nothing.
                return known;
            }
        }
        Contact next = known.with(chain);
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
    private static boolean isFork(SignedDeviceList list, DeviceListChain known) {
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
        boolean lives =
                contact.standing() == Contact.Standing.ACCEPTED || contact.standing() == Contact.Standing.REQUESTED;
        if (!lives) {
            // Who was shut out, or replaced under their name, stays so.
            return keep(contact, step);
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
        Optional<DeviceListChain> chain = chain(lists);
        AccountId account = lists.get(0).account();
        if (chain.isEmpty()) {
            return replaced;
        }
        if (account.equals(replaced.account())) {
            // The server has come back to what was pinned.
            return keep(replaced.withRival(Optional.empty()), step);
        }
        keep(replaced.with(Contact.Standing.REPLACED).withRival(Optional.empty()), step);
        Contact adopted = of(account)
                .map(known -> known.renamed(replaced.name()).with(Contact.Standing.ACCEPTED))
                .orElseGet(() -> Contact.met(replaced.name(), chain.get(), Contact.Standing.ACCEPTED));
        return keep(adopted.withVerified(verified).withRival(Optional.empty()), step);
    }

    /** A candidate to whom we turn ourselves is let in. */
    Contact met(Contact contact, Step step) {
        return of(contact.account()).isPresent() ? contact : keep(contact.with(Contact.Standing.ACCEPTED), step);
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
