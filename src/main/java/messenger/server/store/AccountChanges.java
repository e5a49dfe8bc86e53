package messenger.server.store;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import messenger.crypto.MalformedException;
import messenger.crypto.identity.DeviceId;
import messenger.crypto.identity.MailboxId;
import messenger.server.StoreRequest;
import messenger.server.StoreResult;

/**
 * How accounts begin, change their devices and end: everything that belongs to them with them. Everything is checked
 * before the first change. Owned by the engine's thread.
 */
final class AccountChanges {
    private final Accounts accounts;
    private final Names names;
    private final Invitations invitations;
    private final Logins logins;
    private final Prekeys prekeys;
    private final Mailboxes mailboxes;

    AccountChanges(
            Accounts accounts,
            Names names,
            Invitations invitations,
            Logins logins,
            Prekeys prekeys,
            Mailboxes mailboxes) {
        this.accounts = accounts;
        this.names = names;
        this.invitations = invitations;
        this.logins = logins;
        this.prekeys = prekeys;
        this.mailboxes = mailboxes;
    }

    /** A device and its mailbox: another mailbox makes another device, even under the same id. */
    private record Place(DeviceId device, MailboxId mailbox) {}

    StoreResult create(StoreRequest.CreateAccount request) throws MalformedException {
        StoreRequest.Devices devices = request.devices();
        // First, because a client whose answer was lost registers again, and must not be told that its name is taken.
        // Somebody else's mailbox in a new account's device list would let its owner read that mailbox.
        if (accounts.has(devices.account()) || !mailboxes.areFree(devices.mailboxes())) {
            return new StoreResult.AccountExists();
        }
        if (!names.isFree(request.name(), request.at())) {
            return new StoreResult.NameTaken();
        }
        boolean invited = request.inviteHash().size() > 0;
        if (invited && !invitations.isValid(request.inviteHash(), request.at())) {
            return new StoreResult.InviteRefused();
        }
        if (invited) {
            invitations.use(request.inviteHash());
        }
        mailboxes.create(devices.account(), devices.mailboxes());
        mailboxes.openTo(devices.account(), devices.accessKeyHash());
        accounts.create(new AccountRecord.Active(
                request.name(), request.at(), devices.version(), devices, request.passwordRecord()));
        return new StoreResult.AccountCreated();
    }

    StoreResult update(StoreRequest.UpdateDevices request) throws MalformedException {
        StoreRequest.Devices next = request.devices();
        Optional<AccountRecord.Active> found = accounts.active(next.account());
        if (found.isEmpty()) {
            return new StoreResult.NoSuchAccount();
        }
        AccountRecord.Active account = found.get();
        List<Place> gone = places(account.devices());
        List<Place> fresh = places(next);
        gone.removeAll(places(next));
        fresh.removeAll(places(account.devices()));
        List<MailboxId> freshBoxes = fresh.stream().map(Place::mailbox).toList();
        if (!isNext(account, next) || next.devices().isEmpty() || !mailboxes.areFree(freshBoxes)) {
            return new StoreResult.Conflict();
        }
        remove(account, gone);
        mailboxes.create(next.account(), freshBoxes);
        mailboxes.openTo(next.account(), next.accessKeyHash());
        accounts.replaceDevices(account, next);
        return new StoreResult.Done();
    }

    StoreResult delete(StoreRequest.DeleteAccount request) throws MalformedException {
        StoreRequest.Devices last = request.devices();
        Optional<AccountRecord.Active> found = accounts.active(last.account());
        if (found.isEmpty()) {
            return new StoreResult.NoSuchAccount();
        }
        AccountRecord.Active account = found.get();
        if (!isNext(account, last) || !last.devices().isEmpty()) {
            return new StoreResult.Conflict();
        }
        remove(account, places(account.devices()));
        mailboxes.closeTo(account.account());
        logins.remove(account.account());
        accounts.delete(account, last.encoded(), request.at());
        return new StoreResult.Done();
    }

    private static boolean isNext(AccountRecord.Active account, StoreRequest.Devices next) {
        Set<DeviceId> ids = new HashSet<>(next.devices());
        return next.version() == account.devices().version() + 1
                && ids.size() == next.devices().size();
    }

    private static List<Place> places(StoreRequest.Devices devices) {
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < devices.devices().size(); i++) {
            places.add(new Place(devices.devices().get(i), devices.mailboxes().get(i)));
        }
        return places;
    }

    private void remove(AccountRecord.Active account, List<Place> gone) throws MalformedException {
        for (Place place : gone) {
            prekeys.remove(account.account(), place.device());
            mailboxes.remove(place.mailbox());
        }
        logins.removeDevices(account.account(), gone.stream().map(Place::device).toList());
    }
}
