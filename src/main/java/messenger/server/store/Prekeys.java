package messenger.server.store;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import messenger.crypto.Bytes;
import messenger.crypto.MalformedException;
import messenger.crypto.identity.AccountId;
import messenger.crypto.identity.DeviceId;
import messenger.server.StoreRequest;
import messenger.server.StoreResult;

/** What requests about prekeys mean; a one-time pair leaves with its one bundle. Owned by the engine's thread. */
final class Prekeys {
    private static final byte DEVICE = 0;
    private static final byte SIGNED = 1;
    private static final byte ONE_TIME = 2;

    private final Table table;

    Prekeys(Table table) {
        this.table = table;
    }

    StoreResult publish(StoreRequest.PublishPrekeys request) throws MalformedException {
        AccountId account = request.account();
        DeviceId device = request.device();
        DevicePrekeys prekeys = of(account, device);
        table.put(key(account, device, SIGNED, 0), request.signed().encoded().toArray());
        for (StoreRequest.StoredPrekey pair : request.oneTime()) {
            if (prekeys.add(pair.id())) {
                table.put(
                        key(account, device, ONE_TIME, pair.id()),
                        pair.encoded().toArray());
            }
            if (prekeys.isOverLimit()) {
                table.remove(key(account, device, ONE_TIME, prekeys.takeOldest()));
            }
        }
        table.put(key(account, device, DEVICE, 0), prekeys.encode());
        return new StoreResult.PrekeyCount(prekeys.count());
    }

    /** The number of one-time pairs that the device has left. */
    int count(AccountId account, DeviceId device) throws MalformedException {
        return of(account, device).count();
    }

    /** Gives out a bundle of an account that exists. */
    StoreResult take(StoreRequest.TakeBundle request, Bytes deviceList) throws MalformedException {
        AccountId account = request.account();
        DeviceId device = request.device();
        Optional<byte[]> signed = table.get(key(account, device, SIGNED, 0));
        if (signed.isEmpty()) {
            return new StoreResult.NoPrekeys();
        }
        DevicePrekeys prekeys = of(account, device);
        if (prekeys.count() == 0 || request.oneTime() == StoreRequest.OneTime.NONE) {
            return new StoreResult.BundleTaken(deviceList, Bytes.copyOf(signed.get()), List.of(), prekeys.count());
        }
        long id = prekeys.takeOldest();
        byte[] oneTime = table.remove(key(account, device, ONE_TIME, id))
                .orElseThrow(() -> new MalformedException("a one-time prekey is listed but not there"));
        table.put(key(account, device, DEVICE, 0), prekeys.encode());
        return new StoreResult.BundleTaken(
                deviceList, Bytes.copyOf(signed.get()), List.of(Bytes.copyOf(oneTime)), prekeys.count());
    }

    /** Removes all that the device published. */
    void remove(AccountId account, DeviceId device) throws MalformedException {
        DevicePrekeys prekeys = of(account, device);
        while (prekeys.count() > 0) {
            table.remove(key(account, device, ONE_TIME, prekeys.takeOldest()));
        }
        table.remove(key(account, device, SIGNED, 0));
        table.remove(key(account, device, DEVICE, 0));
    }

    /**
     * What the device has published and not yet given out: the signed prekey first, then its one-time pairs; nothing at
     * all where it published nothing.
     *
     * @throws MalformedException if something is listed and not there
     */
    List<Bytes> published(AccountId account, DeviceId device) throws MalformedException {
        Optional<byte[]> signed = table.get(key(account, device, SIGNED, 0));
        List<Long> waiting = of(account, device).waiting();
        if (signed.isEmpty() && waiting.isEmpty()) {
            return List.of();
        }
        List<Bytes> published = new ArrayList<>();
        published.add(Bytes.copyOf(signed.orElseThrow(() -> new MalformedException("a signed prekey is not there"))));
        for (long id : waiting) {
            byte[] pair = table.get(key(account, device, ONE_TIME, id))
                    .orElseThrow(() -> new MalformedException("a one-time prekey is listed but not there"));
            published.add(Bytes.copyOf(pair));
        }
        return published;
    }

    /** Drops all one-time pairs of an account, whose ids stay used up, and says how many there were. */
    int dropOneTime(AccountRecord.Active account) throws MalformedException {
        int dropped = 0;
        for (DeviceId device : account.devices().devices()) {
            DevicePrekeys prekeys = of(account.account(), device);
            int count = prekeys.count();
            for (int i = 0; i < count; i++) {
                table.remove(key(account.account(), device, ONE_TIME, prekeys.takeOldest()));
            }
            if (count > 0) {
                table.put(key(account.account(), device, DEVICE, 0), prekeys.encode());
            }
            dropped += count;
        }
        return dropped;
    }

    private DevicePrekeys of(AccountId account, DeviceId device) throws MalformedException {
        Optional<byte[]> encoded = table.get(key(account, device, DEVICE, 0));
        return encoded.isEmpty() ? DevicePrekeys.none() : DevicePrekeys.decode(encoded.get());
    }

    private static byte[] key(AccountId account, DeviceId device, byte kind, long id) {
        return ByteBuffer.allocate(AccountId.BYTES + 1 + 1 + Long.BYTES)
                .put(account.value().toArray())
                .put((byte) device.value())
                .put(kind)
                .putLong(id)
                .array();
    }
}
