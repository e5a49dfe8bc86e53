package messenger.client;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.MalformedException;
import messenger.crypto.RejectedKeyException;
import messenger.crypto.identity.AccountId;
import messenger.crypto.identity.DeviceList;
import messenger.crypto.identity.DeviceListChain;
import messenger.crypto.identity.SignedDeviceList;
import messenger.protocol.ClientFrame;
import messenger.protocol.ServerFrame;

/** Device lists that are wanted of accounts: somebody new wrote, or somebody's list is older than what they say. */
final class Lookups {
    /** How long to hold back after the server said "too much". */
    static final Duration PAUSE_AFTER_RATE_LIMIT = Duration.ofSeconds(2);

    /** Somebody who said farewell has deleted the account by then, or has changed their mind. */
    static final Duration LATER = Duration.ofSeconds(10);

    private final Self self;
    private final Contacts contacts;
    private final Sessions sessions;
    private final Set<AccountId> wanted = new LinkedHashSet<>();
    private final Map<AccountId, Instant> later = new HashMap<>();
    private Instant pausedUntil = Instant.EPOCH;

    Lookups(Self self, Contacts contacts, Sessions sessions) {
        this.self = self;
        this.contacts = contacts;
        this.sessions = sessions;
    }

    void want(AccountId account) {
        wanted.add(account);
    }

    /** Not at once: what is to be seen is about to happen. */
    void wantLater(AccountId account, Step step) {
        later.put(account, step.steady().plus(LATER));
    }

    AccountId own() {
        return self.id();
    }

    /** Whether our own account is known to have a newer list than the one that is here. */
    boolean wantsOwn() {
        return wanted.contains(self.id());
    }

    /** Whether an answer about this account is still to come. */
    boolean isWanted(AccountId account) {
        return wanted.contains(account);
    }

    /** Asks for every account that is wanted and not being asked for. */
    void ask(Requests requests, Step step) {
        later.forEach((account, due) -> {
            if (!step.steady().isBefore(due)) {
                wanted.add(account);
            }
        });
        later.keySet().removeAll(wanted);
        if (step.steady().isBefore(pausedUntil)) {
            return;
        }
        for (AccountId account : wanted) {
            Requests.WhatDevices question = new Requests.WhatDevices(account);
            if (!requests.isOpen(question)) {
                step.transmit(
                        Route.MEMBER, new ClientFrame.FindAccount(requests.add(question), account, since(account)));
            }
        }
    }

    private long since(AccountId account) {
        return account.equals(self.id())
                ? self.account().deviceList().list().version()
                : contacts.of(account)
                        .map(contact -> contact.deviceList().list().version())
                        .orElse(0L);
    }

    /** The server wants fewer questions. */
    void askLater(Step step) {
        pausedUntil = step.steady().plus(PAUSE_AFTER_RATE_LIMIT);
    }

    /** The server has nobody like that, or did not tell the truth about them. */
    void nothing(AccountId account) {
        wanted.remove(account);
    }

    /** The server says what somebody's name and devices are. What does not check out changes nothing. */
    void found(AccountId account, ServerFrame.UserFound found, Step step) {
        wanted.remove(account);
        List<SignedDeviceList> lists = decode(found.deviceLists());
        if (lists.isEmpty() || lists.stream().anyMatch(list -> !list.account().equals(account))) {
            return;
        }
        if (account.equals(self.id())) {
            own(lists, step);
        } else if (!found.name().equals(self.name())) {
            // Our name is ours alone: nobody is introduced to us as ourselves.
            contacts.learn(found.name(), lists, step);
        }
    }

    /** The server says that somebody's account is deleted; only their own word counts. */
    void gone(AccountId account, ServerFrame.AccountGone gone, Step step) {
        wanted.remove(account);
        for (SignedDeviceList list : decode(List.of(gone.deviceList()))) {
            boolean theirs = list.account().equals(account) && list.list().status() == DeviceList.Status.DELETED;
            Optional<Contact> contact = contacts.of(account)
                    .filter(known ->
                            list.list().version() > known.deviceList().list().version());
            if (theirs && contact.isPresent()) {
                Contact known = contact.get();
                // With the list that says so, no device of theirs is heard any more, and the deletion stays. Lists in
                // between may be missing: nothing follows a deletion, and only the account's key can have signed it.
                contacts.gone(advanced(known.chain(), list).map(known::with).orElse(known), step);
            }
        }
    }

    /** Another device of ours has changed the account. */
    private void own(List<SignedDeviceList> lists, Step step) {
        for (SignedDeviceList list : lists) {
            OwnAccount account = self.account();
            boolean names = list.list()
                    .device(account.device().id())
                    .filter(device -> device.signingKey()
                            .equals(account.device().signing().publicKey()))
                    .isPresent();
            Optional<DeviceListChain> longer = names ? advanced(account.chain(), list) : Optional.empty();
            if (longer.isPresent()) {
                self.become(account.with(longer.get(), account.accessKey()), step);
                account.otherDevices().stream()
                        .filter(device -> !self.account().otherDevices().contains(device))
                        .forEach(device -> sessions.forget(self.peer(device.id()), step));
                step.tell(new Notice.OwnDevices(
                        list.list().devices(), account.device().id(), account.isPrimary()));
            }
        }
    }

    private static Optional<DeviceListChain> advanced(DeviceListChain chain, SignedDeviceList list) {
        try {
            return Optional.of(chain.advancedBy(list));
        } catch (AuthenticationFailedException e) {
            return Optional.empty();
        }
    }

    /** The checked lists; none where one of them is not what it should be. */
    static List<SignedDeviceList> decode(List<Bytes> encoded) {
        try {
            List<SignedDeviceList> lists = new ArrayList<>();
            for (Bytes list : encoded) {
                lists.add(SignedDeviceList.decode(list));
            }
            return lists;
        } catch (MalformedException | RejectedKeyException | AuthenticationFailedException e) {
            return List.of();
        }
    }

    /** The connection is gone; what still lacks a list asks again. */
    void linkDown() {
        wanted.clear();
    }
}
