package messenger.server.store;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import messenger.crypto.Bytes;
import messenger.crypto.MalformedException;
import messenger.crypto.identity.AccountId;
import messenger.protocol.UserName;
import messenger.server.StoreRequest;
import messenger.server.StoreResult;
import messenger.server.StoreResult.StoredAccount;

/** What requests about accounts mean. Owned by the engine's thread. */
final class Accounts {
    private final Map<byte[], byte[]> byId;
    private final NavigableMap<String, byte[]> byName;
    private final Map<byte[], byte[]> lastSeen;

    /** Takes maps that compare keys by their bytes, and names in order. */
    Accounts(Map<byte[], byte[]> byId, NavigableMap<String, byte[]> byName, Map<byte[], byte[]> lastSeen) {
        this.byId = byId;
        this.byName = byName;
        this.lastSeen = lastSeen;
    }

    boolean hasName(UserName name) {
        return byName.containsKey(name.value());
    }

    boolean has(AccountId account) {
        return byId.containsKey(key(account));
    }

    void create(StoreRequest.CreateAccount request) {
        byId.put(
                key(request.account()),
                new AccountRecord(request.name(), request.at(), request.mailboxes(), request.deviceList()).encode());
        byName.put(request.name().value(), key(request.account()));
    }

    Optional<StoredAccount> find(UserName name) throws MalformedException {
        byte[] account = byName.get(name.value());
        return account == null ? Optional.empty() : find(account(account));
    }

    Optional<StoredAccount> find(AccountId account) throws MalformedException {
        byte[] encoded = byId.get(key(account));
        if (encoded == null) {
            return Optional.empty();
        }
        AccountRecord record = AccountRecord.decode(encoded);
        byte[] seen = lastSeen.get(key(account));
        Instant seenAt = seen == null ? record.createdAt() : instant(seen);
        return Optional.of(new StoredAccount(record.name(), account, record.deviceList(), record.createdAt(), seenAt));
    }

    StoreResult page(StoreRequest.ListAccounts request) throws MalformedException {
        List<StoredAccount> page = new ArrayList<>();
        for (byte[] account : byName.tailMap(request.after(), false).values()) {
            if (page.size() >= Math.max(1, request.countMax())) {
                return new StoreResult.AccountPage(page, true);
            }
            page.add(find(account(account)).orElseThrow(() -> new MalformedException("a name without an account")));
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

    private static AccountId account(byte[] key) throws MalformedException {
        if (key.length != AccountId.BYTES) {
            throw new MalformedException("an account id of " + key.length + " bytes");
        }
        return new AccountId(Bytes.copyOf(key));
    }

    private static Instant instant(byte[] millis) throws MalformedException {
        if (millis.length != Long.BYTES) {
            throw new MalformedException("a time of " + millis.length + " bytes");
        }
        return Instant.ofEpochMilli(ByteBuffer.wrap(millis).getLong());
    }
}
