package messenger.server.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.MalformedException;
import messenger.crypto.RejectedKeyException;
import messenger.crypto.identity.AccountId;
import messenger.crypto.identity.Device;
import messenger.crypto.identity.DeviceId;
import messenger.crypto.identity.DeviceList;
import messenger.crypto.identity.Prekey;
import messenger.crypto.identity.SignedDeviceList;
import messenger.server.StoreRequest;

/** Reads all tables of the accounts' file: what they say of each other, and whether one has a row that nobody needs. */
final class AccountsCheck {
    private final Function<String, Table> tables;
    private long deleted;
    private long oneTimePrekeys;
    private long invitations;

    AccountsCheck(Function<String, Table> tables) {
        this.tables = tables;
    }

    long deleted() {
        return deleted;
    }

    long oneTimePrekeys() {
        return oneTimePrekeys;
    }

    long invitations() {
        return invitations;
    }

    /**
     * The accounts in use.
     *
     * @throws MalformedException at the first thing that the server cannot have written
     */
    List<AccountRecord.Active> run() throws MalformedException {
        Names names = new Names(tables.apply("reserved"));
        List<AccountRecord.Active> active = accounts(names);
        lists(active);
        lastSeen(active);
        logins(active);
        prekeys(active);
        for (byte[] value : values("invitations")) {
            Invitations.Left unused = Invitations.Left.decode(value);
            invitations++;
        }
        for (byte[] value : values("reserved")) {
            Instant unused = Names.time(value);
        }
        requireCount("lives", new Lives(tables.apply("lives")).find().stream().count());
        return active;
    }

    private List<byte[]> values(String table) {
        List<byte[]> values = new ArrayList<>();
        tables.apply(table).forEach((key, value) -> values.add(value));
        return values;
    }

    private List<AccountRecord.Active> accounts(Names names) throws MalformedException {
        Table table = tables.apply("accounts");
        List<AccountRecord.Active> active = new ArrayList<>();
        Set<AccountId> ids = new HashSet<>();
        for (byte[] value : values("accounts")) {
            AccountRecord record = AccountRecord.decode(value);
            if (!ids.add(record.account())
                    || table.get(record.account().value().toArray()).isEmpty()) {
                throw new MalformedException("an account under another one's key");
            }
            if (record instanceof AccountRecord.Active account) {
                if (!names.give(account.name(), account.account())) {
                    throw new MalformedException("two accounts with one name");
                }
                requireList(account.devices());
                active.add(account);
            } else if (record instanceof AccountRecord.Gone gone) {
                deleted++;
                if (list(gone.deviceList()).list().status() != DeviceList.Status.DELETED) {
                    throw new MalformedException("a deleted account whose list does not say so");
                }
            } else {
                throw new AssertionError(record.getClass());
            }
        }
        return active;
    }

    private static void requireList(StoreRequest.Devices devices) throws MalformedException {
        DeviceList list = list(devices.encoded()).list();
        boolean fits = list.account().equals(devices.account())
                && list.version() == devices.version()
                && list.accessKeyHash().equals(devices.accessKeyHash())
                && list.devices().stream().map(Device::id).toList().equals(devices.devices())
                && list.devices().stream().map(Device::mailbox).toList().equals(devices.mailboxes());
        if (!fits) {
            throw new MalformedException("a device list that does not fit its account");
        }
    }

    private static SignedDeviceList list(Bytes encoded) throws MalformedException {
        try {
            return SignedDeviceList.decode(encoded);
        } catch (RejectedKeyException | AuthenticationFailedException e) {
            throw new MalformedException("a device list that does not verify");
        }
    }

    private void lists(List<AccountRecord.Active> active) throws MalformedException {
        DeviceLists lists = new DeviceLists(tables.apply("lists"));
        long needed = 0;
        for (AccountRecord.Active account : active) {
            List<Bytes> all = lists.after(account.oldestList() - 1, account);
            needed += all.size() - 1;
            for (int i = 1; i < all.size(); i++) {
                if (!list(all.get(i)).follows(list(all.get(i - 1)))) {
                    throw new MalformedException("a device list that does not follow the one before");
                }
            }
        }
        requireCount("lists", needed);
    }

    private void lastSeen(List<AccountRecord.Active> active) throws MalformedException {
        requireCount("seen", countOf("seen", active));
        for (byte[] value : values("seen")) {
            Instant unused = Names.time(value);
        }
    }

    private void logins(List<AccountRecord.Active> active) throws MalformedException {
        long nobody = tables.apply("logins").get(Logins.NOBODY).isPresent() ? 1 : 0;
        requireCount("logins", countOf("logins", active) + nobody);
        for (byte[] value : values("logins")) {
            LoginRecord unused = LoginRecord.decode(value);
        }
    }

    private long countOf(String table, List<AccountRecord.Active> active) {
        Table rows = tables.apply(table);
        return active.stream()
                .filter(account -> rows.get(account.account().value().toArray()).isPresent())
                .count();
    }

    private void prekeys(List<AccountRecord.Active> active) throws MalformedException {
        Prekeys prekeys = new Prekeys(tables.apply("prekeys"));
        long needed = 0;
        for (AccountRecord.Active account : active) {
            for (DeviceId device : account.devices().devices()) {
                List<Bytes> published = prekeys.published(account.account(), device);
                for (Bytes prekey : published) {
                    requirePrekey(prekey);
                }
                oneTimePrekeys += Math.max(0, published.size() - 1);
                needed += published.isEmpty() ? 0 : published.size() + 1;
            }
        }
        requireCount("prekeys", needed);
    }

    private static void requirePrekey(Bytes encoded) throws MalformedException {
        try {
            Prekey unused = Prekey.decode(encoded);
        } catch (RejectedKeyException e) {
            throw new MalformedException("a prekey that is none");
        }
    }

    private void requireCount(String table, long needed) throws MalformedException {
        long there = values(table).size();
        if (there != needed) {
            throw new MalformedException(
                    "the table " + table + " has " + there + " rows, and the accounts know of " + needed);
        }
    }
}
