package messenger.client.enrol;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import messenger.client.OwnAccount;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.Secret;
import messenger.crypto.Sha256;
import messenger.crypto.identity.AccountKey;
import messenger.crypto.identity.Days;
import messenger.crypto.identity.DeviceId;
import messenger.crypto.identity.DeviceKeys;
import messenger.crypto.identity.DeviceList;
import messenger.crypto.identity.DeviceListChain;
import messenger.crypto.identity.SignedDeviceList;
import messenger.protocol.SealedWrap;
import messenger.protocol.UserName;

/** The only device of an account that is recovered. */
final class NextDevice {
    private NextDevice() {}

    /** Whether these lists, oldest first, follow each other, and the account is not deleted. */
    static boolean isChain(List<SignedDeviceList> lists) {
        return chain(lists).isPresent() && lists.get(lists.size() - 1).list().status() == DeviceList.Status.ACTIVE;
    }

    private static Optional<DeviceListChain> chain(List<SignedDeviceList> lists) {
        try {
            DeviceListChain chain = DeviceListChain.of(lists.get(0));
            for (SignedDeviceList list : lists.subList(1, lists.size())) {
                chain = chain.advancedBy(list);
            }
            return Optional.of(chain);
        } catch (AuthenticationFailedException e) {
            return Optional.empty();
        }
    }

    /** An id that no device in any of these lists has; ids rise, so that holds for forgotten lists too. */
    static Optional<DeviceId> freeId(List<SignedDeviceList> lists) {
        int highest = lists.stream()
                .flatMap(list -> list.list().devices().stream())
                .mapToInt(device -> device.id().value())
                .max()
                .orElse(0);
        return highest >= DeviceId.MAX ? Optional.empty() : Optional.of(new DeviceId(highest + 1));
    }

    /**
     * The account with fresh keys for this device and nobody else, and with a fresh access key: what those that are
     * signed out know of keys serves them no longer.
     */
    static OwnAccount alone(
            UserName name,
            AccountKey key,
            DeviceId id,
            List<SignedDeviceList> known,
            Instant now,
            SecureRandom random) {
        DeviceKeys device = DeviceKeys.generate(id, random);
        Secret accessKey = Secret.random(SealedWrap.ACCESS_KEY_BYTES, random);
        DeviceListChain before = chain(known).orElseThrow();
        DeviceList newest = before.newest().list();
        SignedDeviceList next = key.sign(new DeviceList(
                key.id(),
                newest.version() + 1,
                newest.hash(),
                DeviceList.Status.ACTIVE,
                List.of(device.publicDevice(Days.of(now))),
                Sha256.of(Bytes.copyOf(accessKey.expose())),
                now.toEpochMilli()));
        try {
            return OwnAccount.recovered(name, key, device, before.advancedBy(next), accessKey);
        } catch (AuthenticationFailedException e) {
            throw new IllegalStateException("a device list that we signed ourselves does not follow ours", e);
        }
    }
}
