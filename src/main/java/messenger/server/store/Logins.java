package messenger.server.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import messenger.crypto.MalformedException;
import messenger.crypto.identity.AccountId;
import messenger.crypto.identity.DeviceId;
import messenger.protocol.UserName;
import messenger.server.StoreRequest;

/**
 * What is noted of logins and of tries at passwords, so that it survives a restart. Owned by the engine's thread.
 *
 * <p>A name that nobody has is counted and locked like one that somebody has, and costs a write as well, so that a
 * stranger learns no names here. Such tries are counted on the heap: after a restart they are forgotten.
 */
final class Logins {
    /** Names that nobody has and that are counted at a time; about 1 MB. */
    static final int NOBODYS_NAMES_MAX = 4096;

    /** No account's id: accounts have 16 bytes. */
    static final byte[] NOBODY = new byte[1];

    private final Table table;
    private final Map<UserName, LoginRecord> nobodys = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UserName, LoginRecord> eldest) {
            return size() > NOBODYS_NAMES_MAX;
        }
    };

    Logins(Table table) {
        this.table = table;
    }

    /** Counts a try; false if there were too many. */
    boolean countTry(AccountId account, StoreRequest.BeginPasswordTry request) throws MalformedException {
        LoginRecord before = of(account);
        LoginRecord now = before.at(request.at(), request.window());
        boolean allowed = now.allows(request.triesMax());
        LoginRecord after = allowed ? now.withTry(request.at()) : now;
        if (!after.equals(before)) {
            put(account, after);
        }
        return allowed;
    }

    /** Counts a try at a name that nobody has; false if there were too many. */
    boolean countTry(StoreRequest.BeginPasswordTry request) {
        LoginRecord now = Optional.ofNullable(nobodys.get(request.name()))
                .orElse(LoginRecord.NONE)
                .at(request.at(), request.window());
        boolean allowed = now.allows(request.triesMax());
        LoginRecord after = allowed ? now.withTry(request.at()) : now;
        nobodys.put(request.name(), after);
        if (allowed) {
            table.put(NOBODY, after.encode());
        }
        return allowed;
    }

    void forgiveTry(AccountId account) throws MalformedException {
        put(account, of(account).forgiven());
    }

    /** Notes a login and gives what was noted before. */
    LoginRecord note(StoreRequest.NoteLogin request) throws MalformedException {
        LoginRecord before = of(request.account());
        put(request.account(), before.withLogin(request.device(), request.generation()));
        return before;
    }

    /** Notes that a device's vault moved on. */
    void note(StoreRequest.NoteProgress request) throws MalformedException {
        put(request.account(), of(request.account()).withProgress(request.device(), request.generation()));
    }

    void removeDevices(AccountId account, List<DeviceId> devices) throws MalformedException {
        LoginRecord record = of(account);
        for (DeviceId device : devices) {
            record = record.without(device);
        }
        put(account, record);
    }

    void remove(AccountId account) {
        table.remove(key(account));
    }

    private LoginRecord of(AccountId account) throws MalformedException {
        Optional<byte[]> encoded = table.get(key(account));
        return encoded.isEmpty() ? LoginRecord.NONE : LoginRecord.decode(encoded.get());
    }

    private void put(AccountId account, LoginRecord record) {
        table.put(key(account), record.encode());
    }

    private static byte[] key(AccountId account) {
        return account.value().toArray();
    }
}
