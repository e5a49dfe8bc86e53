package messenger.server.store;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import messenger.crypto.Bytes;
import messenger.crypto.MalformedException;
import messenger.crypto.identity.AccountId;
import messenger.protocol.UserName;
import messenger.server.StoreRequest;

/**
 * Who has which name: in order on the heap (about 250 bytes each), because names on the disk are sealed, so they cannot
 * be in order there. Names of deleted accounts are reserved in a table, which is told what they look like and keeps,
 * on the disk, a keyed hash of that and a time. Owned by the engine's thread.
 */
final class Names {
    private final NavigableMap<String, AccountId> byName = new TreeMap<>();
    private final Set<String> looks = new HashSet<>();
    private final Table reserved;

    Names(Table reserved) {
        this.reserved = reserved;
    }

    /** Whether nobody has the name or one that looks like it, and neither was a deleted account's a short time ago. */
    boolean isFree(UserName name, Instant at) throws MalformedException {
        if (looks.contains(name.skeleton())) {
            return false;
        }
        Optional<byte[]> since = reserved.get(key(name));
        if (since.isEmpty()) {
            return true;
        }
        if (at.isBefore(time(since.get()))) {
            // The clock was set back. The name must not stay reserved until the clock is there again.
            reserved.put(key(name), time(at));
        }
        return isOver(since.get(), at);
    }

    private static boolean isOver(byte[] since, Instant at) throws MalformedException {
        return !at.isBefore(time(since).plus(StoreRequest.NAME_RESERVED_FOR));
    }

    /** False if somebody has it, or one that looks like it. */
    boolean give(UserName name, AccountId account) {
        if (!looks.add(name.skeleton())) {
            return false;
        }
        byName.put(name.value(), account);
        return true;
    }

    /** Ends the reservation of a name that was given to somebody. */
    void unreserve(UserName name) {
        reserved.remove(key(name));
    }

    /** Nobody has it any more, and nobody gets it for a while. */
    void withdraw(UserName name, Instant at) {
        byName.remove(name.value());
        looks.remove(name.skeleton());
        reserved.put(key(name), time(at));
    }

    Optional<AccountId> find(UserName name) {
        return Optional.ofNullable(byName.get(name.value()));
    }

    /** Accounts in order of name, whose names come after this. */
    Collection<AccountId> after(String name) {
        return byName.tailMap(name, false).values();
    }

    /** Forgets at most this many reservations that are over, and says how many there were. */
    int purge(Instant at, int max) throws MalformedException {
        List<byte[]> keys = new ArrayList<>();
        List<byte[]> times = new ArrayList<>();
        reserved.forEach((key, value) -> {
            keys.add(key);
            times.add(value);
        });
        int purged = 0;
        for (int i = 0; i < keys.size() && purged < max; i++) {
            if (isOver(times.get(i), at)) {
                reserved.removeAsKept(keys.get(i));
                purged++;
            }
        }
        return purged;
    }

    private static byte[] key(UserName name) {
        return Bytes.utf8(name.skeleton()).toArray();
    }

    static byte[] time(Instant at) {
        return ByteBuffer.allocate(Long.BYTES).putLong(at.toEpochMilli()).array();
    }

    static Instant time(byte[] millis) throws MalformedException {
        if (millis.length != Long.BYTES) {
            throw new MalformedException("a time of " + millis.length + " bytes");
        }
        return Instant.ofEpochMilli(ByteBuffer.wrap(millis).getLong());
    }
}
