package messenger.server.store;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import messenger.crypto.Bytes;
import messenger.crypto.MalformedException;
import messenger.crypto.identity.AccountId;
import messenger.protocol.Limits;

/** The device lists that accounts had before their newest. Owned by the engine's thread. */
final class DeviceLists {
    private final Table table;

    DeviceLists(Table table) {
        this.table = table;
    }

    /**
     * Keeps the account's list, which a newer one replaces; gives the version of the oldest that is kept then. With the
     * newest there are at most {@link Limits#DEVICE_LISTS_MAX}: who missed more cannot follow the chain.
     */
    long keep(AccountRecord.Active account) {
        long version = account.devices().version();
        table.put(key(account.account(), version), account.devices().encoded().toArray());
        long oldest = account.oldestList();
        while (version + 1 - oldest >= Limits.DEVICE_LISTS_MAX) {
            table.remove(key(account.account(), oldest));
            oldest++;
        }
        return oldest;
    }

    /** The account's lists after this version, in order, and the newest in any case. */
    List<Bytes> after(long version, AccountRecord.Active account) throws MalformedException {
        List<Bytes> lists = new ArrayList<>();
        long from = Math.max(version < Long.MAX_VALUE ? version + 1 : version, account.oldestList());
        for (long next = from; next < account.devices().version(); next++) {
            byte[] list = table.get(key(account.account(), next))
                    .orElseThrow(() -> new MalformedException("an old device list is not there"));
            lists.add(Bytes.copyOf(list));
        }
        lists.add(account.devices().encoded());
        return lists;
    }

    void removeAll(AccountRecord.Active account) {
        for (long version = account.oldestList(); version < account.devices().version(); version++) {
            table.remove(key(account.account(), version));
        }
    }

    private static byte[] key(AccountId account, long version) {
        return ByteBuffer.allocate(AccountId.BYTES + Long.BYTES)
                .put(account.value().toArray())
                .putLong(version)
                .array();
    }
}
