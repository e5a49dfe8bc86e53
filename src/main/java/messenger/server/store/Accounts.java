package messenger.server.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import messenger.crypto.Bytes;
import messenger.crypto.MalformedException;
import messenger.crypto.identity.AccountId;
import messenger.protocol.UserName;
import messenger.server.StoreRequest;
import messenger.server.StoreResult;
import messenger.server.StoreResult.StoredAccount;

/** The accounts themselves, in use and deleted, and what is asked about them. Owned by the engine's thread. */
final class Accounts {
    private final Table byId;
    private final Table lastSeen;
    private final DeviceLists lists;
    private final Names names;

    Accounts(Table byId, Table lastSeen, DeviceLists lists, Names names) {
        this.byId = byId;
        this.lastSeen = lastSeen;
        this.lists = lists;
        this.names = names;
    }

    /**
     * Those in use, whose names are given to them on the way; only right after opening.
     *
     * @throws MalformedException if an account is not what this class wrote
     */
    List<AccountRecord.Active> load() throws MalformedException {
        List<AccountRecord.Active> active = active();
        for (AccountRecord.Active account : active) {
            if (!names.give(account.name(), account.account())) {
                throw new MalformedException("two accounts with one name");
            }
        }
        return active;
    }

    /**
     * Those in use.
     *
     * @throws MalformedException if an account is not what this class wrote
     */
    List<AccountRecord.Active> active() throws MalformedException {
        List<byte[]> encoded = new ArrayList<>();
        byId.forEach((key, value) -> encoded.add(value));
        List<AccountRecord.Active> active = new ArrayList<>();
        for (byte[] value : encoded) {
            if (AccountRecord.decode(value) instanceof AccountRecord.Active account) {
                active.add(account);
            }
        }
        return active;
    }

    /** Whether there is or was such an account. */
    boolean has(AccountId account) {
        return byId.get(key(account)).isPresent();
    }

    Optional<AccountRecord.Active> active(AccountId account) throws MalformedException {
        Optional<AccountRecord> record = record(account);
        return record.isPresent() && record.get() instanceof AccountRecord.Active active
                ? Optional.of(active)
                : Optional.empty();
    }

    Optional<AccountRecord.Active> active(UserName name) throws MalformedException {
        Optional<AccountId> account = names.find(name);
        return account.isEmpty() ? Optional.empty() : active(account.get());
    }

    private Optional<AccountRecord> record(AccountId account) throws MalformedException {
        Optional<byte[]> encoded = byId.get(key(account));
        return encoded.isEmpty() ? Optional.empty() : Optional.of(AccountRecord.decode(encoded.get()));
    }

    void create(AccountRecord.Active account) {
        put(account);
        names.give(account.name(), account.account());
        names.unreserve(account.name());
    }

    void replaceDevices(AccountRecord.Active account, StoreRequest.Devices next) {
        put(account.with(next, lists.keep(account)));
    }

    void replacePassword(AccountRecord.Active account, Bytes passwordRecord) {
        put(account.with(passwordRecord));
    }

    /** Leaves the id with the list that says so. */
    void delete(AccountRecord.Active account, Bytes lastList, Instant at) {
        lists.removeAll(account);
        lastSeen.remove(key(account.account()));
        names.withdraw(account.name(), at);
        put(new AccountRecord.Gone(account.account(), lastList));
    }

    private void put(AccountRecord account) {
        byId.put(key(account.account()), account.encode());
    }

    StoreResult find(StoreRequest.FindByName request) throws MalformedException {
        Optional<AccountRecord.Active> account = active(request.name());
        return account.isPresent() ? found(account.get(), Long.MAX_VALUE) : new StoreResult.NoSuchAccount();
    }

    StoreResult find(StoreRequest.FindAccount request) throws MalformedException {
        Optional<AccountRecord> record = record(request.account());
        if (record.isEmpty()) {
            return new StoreResult.NoSuchAccount();
        } else if (record.get() instanceof AccountRecord.Active active) {
            return found(active, request.since());
        } else if (record.get() instanceof AccountRecord.Gone gone) {
            return new StoreResult.AccountGone(gone.deviceList());
        }
        throw new AssertionError(record.get().getClass());
    }

    private StoreResult found(AccountRecord.Active account, long since) throws MalformedException {
        return new StoreResult.AccountFound(stored(account), lists.after(since, account));
    }

    StoredAccount stored(AccountRecord.Active account) throws MalformedException {
        Optional<byte[]> seen = lastSeen.get(key(account.account()));
        Instant seenAt = seen.isEmpty() ? account.createdAt() : Names.time(seen.get());
        return new StoredAccount(
                account.name(), account.account(), account.devices().encoded(), account.createdAt(), seenAt);
    }

    StoreResult page(StoreRequest.ListAccounts request) throws MalformedException {
        List<StoredAccount> page = new ArrayList<>();
        for (AccountId account : names.after(request.after())) {
            if (page.size() >= Math.max(1, request.countMax())) {
                return new StoreResult.AccountPage(page, true);
            }
            page.add(stored(active(account).orElseThrow(() -> new MalformedException("a name without an account"))));
        }
        return new StoreResult.AccountPage(page, false);
    }

    StoreResult seen(StoreRequest.RecordSeen request) throws MalformedException {
        if (active(request.account()).isPresent()) {
            lastSeen.put(key(request.account()), Names.time(request.at()));
        }
        return new StoreResult.Done();
    }

    private static byte[] key(AccountId account) {
        return account.value().toArray();
    }
}
