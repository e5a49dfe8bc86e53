package messenger.server.store;

import java.util.List;
import java.util.Optional;
import messenger.crypto.MalformedException;
import messenger.crypto.identity.MailboxId;
import messenger.server.StoreRequest;
import messenger.server.StoreResult;
import messenger.server.StoreResult.StoredAccount;

/**
 * Applies requests in order. There is no rollback beneath it, so everything is checked before the first change.
 * Owned by the engine's thread.
 */
final class StoreState {
    private final Accounts accounts;
    private final Prekeys prekeys;
    private final Mailboxes mailboxes;

    StoreState(Accounts accounts, Prekeys prekeys, Mailboxes mailboxes) {
        this.accounts = accounts;
        this.prekeys = prekeys;
        this.mailboxes = mailboxes;
    }

    /** @throws MalformedException if what is kept cannot be read; the engine must stop then */
    StoreResult apply(StoreRequest request) throws MalformedException {
        if (request instanceof StoreRequest.AppendMail append) {
            return mailboxes.append(append);
        } else if (request instanceof StoreRequest.FetchMail fetch) {
            return mailboxes.fetch(fetch);
        } else if (request instanceof StoreRequest.DeleteMail delete) {
            return mailboxes.delete(delete);
        } else if (request instanceof StoreRequest.CreateAccount create) {
            return create(create);
        } else if (request instanceof StoreRequest.FindByName find) {
            return found(accounts.find(find.name()));
        } else if (request instanceof StoreRequest.FindAccount find) {
            return found(accounts.find(find.account()));
        } else if (request instanceof StoreRequest.ListAccounts list) {
            return accounts.page(list);
        } else if (request instanceof StoreRequest.RecordSeen seen) {
            return accounts.seen(seen);
        } else if (request instanceof StoreRequest.PublishPrekeys publish) {
            return accounts.has(publish.account()) ? prekeys.publish(publish) : new StoreResult.NoSuchAccount();
        } else if (request instanceof StoreRequest.NoteLogin login) {
            return new StoreResult.LoginNoted(prekeys.count(login.account(), login.device()), 0, 0);
        } else if (request instanceof StoreRequest.TakeBundle take) {
            return take(take);
        }
        throw new AssertionError(request.getClass());
    }

    private StoreResult create(StoreRequest.CreateAccount request) {
        // First, because a client whose answer was lost registers again, and must not be told that its name is taken.
        // Somebody else's mailbox in a new account's device list would let its owner read that mailbox.
        if (accounts.has(request.devices().account())
                || !mailboxes.canCreate(
                        request.devices().account(), request.devices().mailboxes())) {
            return new StoreResult.AccountExists();
        }
        if (accounts.hasName(request.name())) {
            return new StoreResult.NameTaken();
        }
        mailboxes.create(request.devices().account(), request.devices().mailboxes());
        accounts.create(request);
        return new StoreResult.AccountCreated();
    }

    private StoreResult take(StoreRequest.TakeBundle request) throws MalformedException {
        var deviceList = accounts.deviceList(request.account());
        return deviceList.isEmpty() ? new StoreResult.NoSuchAccount() : prekeys.take(request, deviceList.get());
    }

    private static StoreResult found(Optional<StoredAccount> account) {
        return account.isPresent()
                ? new StoreResult.AccountFound(
                        account.get(), List.of(account.get().deviceList()))
                : new StoreResult.NoSuchAccount();
    }

    /** Writes what is only on the heap; the engine commits then. */
    void flush() {
        mailboxes.flush();
    }

    /** The mailboxes that got mail since the last call. */
    List<MailboxId> takeArrivals() {
        return mailboxes.takeArrivals();
    }
}
