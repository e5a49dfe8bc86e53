package messenger.server.store;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import messenger.crypto.Bytes;
import messenger.crypto.MalformedException;
import messenger.crypto.identity.AccountId;
import messenger.protocol.UserName;
import messenger.server.StoreRequest;
import messenger.server.StoreResult;
import messenger.server.StoreResult.StoredAccount;

/** What requests about accounts mean. Owned by the engine's thread. */
final class Accounts {
    private final Table byId;
    private final Table lastSeen;
    private final NavigableMap<String, AccountId> byName = new TreeMap<>();

    private Accounts(Table byId, Table lastSeen) {
        this.byId = byId;
        this.lastSeen = lastSeen;
    }

    /**
     * Accounts in these tables, and their names in order on the heap (about 150 bytes each): on the disk names are
     * sealed, so they cannot be in order there.
     *
     * @throws MalformedException if an account is not what this class wrote
     */
    static Accounts load(Table byId, Table lastSeen) throws MalformedException {
        Accounts accounts = new Accounts(byId, lastSeen);
        List<byte[]> encoded = new ArrayList<>();
        byId.forEach((key, value) -> encoded.add(value));
        for (byte[] value : encoded) {
            AccountRecord record = AccountRecord.decode(value);
            if (accounts.byName.put(record.name().value(), record.account()) != null) {
                throw new MalformedException("two accounts with one name");
            }
        }
        return accounts;
    }

    boolean hasName(UserName name) {
        return byName.containsKey(name.value());
    }

    boolean has(AccountId account) {
        return byId.get(key(account)).isPresent();
    }

    void create(StoreRequest.CreateAccount request) {
        byId.put(
                key(request.devices().account()),
                new AccountRecord(
                                request.devices().account(),
                                request.name(),
                                request.at(),
                                request.devices().mailboxes(),
                                request.devices().encoded())
                        .encode());
        byName.put(request.name().value(), request.devices().account());
    }

    Optional<StoredAccount> find(UserName name) throws MalformedException {
        AccountId account = byName.get(name.value());
        return account == null ? Optional.empty() : find(account);
    }

    Optional<StoredAccount> find(AccountId account) throws MalformedException {
        Optional<byte[]> encoded = byId.get(key(account));
        if (encoded.isEmpty()) {
            return Optional.empty();
        }
        AccountRecord record = AccountRecord.decode(encoded.get());
        Optional<byte[]> seen = lastSeen.get(key(account));
        Instant seenAt = seen.isEmpty() ? record.createdAt() : instant(seen.get());
        return Optional.of(new StoredAccount(record.name(), account, record.deviceList(), record.createdAt(), seenAt));
    }

    StoreResult page(StoreRequest.ListAccounts request) throws MalformedException {
        List<StoredAccount> page = new ArrayList<>();
        for (AccountId account : byName.tailMap(request.after(), false).values()) {
            if (page.size() >= Math.max(1, request.countMax())) {
                return new StoreResult.AccountPage(page, true);
            }
            page.add(find(account).orElseThrow(() -> new MalformedException("a name without an account")));
        }
        return new StoreResult.AccountPage(page, false);
    }

    StoreResult seen(StoreRequest.RecordSeen request) {
        if (has(request.account())) {
            byte[] at = ByteBuffer.allocate(Long.BYTES)
                    .putLong(request.at().toEpochMilli())
                    .array();
            lastSeen.put(key(request.account()), at);
        }
        return new StoreResult.Done();
    }

    Optional<Bytes> deviceList(AccountId account) throws MalformedException {
        return find(account).map(StoredAccount::deviceList);
    }

    private static byte[] key(AccountId account) {
        return account.value().toArray();
    }

    private static Instant instant(byte[] millis) throws MalformedException {
        if (millis.length != Long.BYTES) {
            throw new MalformedException("a time of " + millis.length + " bytes");
        }
        return Instant.ofEpochMilli(ByteBuffer.wrap(millis).getLong());
    }
}
