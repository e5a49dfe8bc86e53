package messenger.crypto.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.CanonicalReader;
import messenger.crypto.CanonicalWriter;
import messenger.crypto.MalformedException;
import messenger.crypto.RejectedKeyException;

/**
 * The newest device lists of one account that somebody knows, each the successor of the one before (PROTOCOL 1.1). It
 * grows only by the next list, so no rollback, fork or gap gets in; earlier lists are kept because a first message
 * names the list its sender had, and may lie in a mailbox while a device is added.
 */
public final class DeviceListChain {
    /** How many lists are kept; a person changes devices a few times a year, and mail waits for 30 days. */
    public static final int LISTS_MAX = 16;

    /** The longest encoding. */
    public static final int ENCODED_BYTES_MAX = 1 + LISTS_MAX * (4 + SignedDeviceList.ENCODED_BYTES_MAX);

    private final List<SignedDeviceList> newestFirst;

    private DeviceListChain(List<SignedDeviceList> newestFirst) {
        this.newestFirst = List.copyOf(newestFirst);
    }

    /** What is known once an account is met for the first time. */
    public static DeviceListChain of(SignedDeviceList pinned) {
        return new DeviceListChain(List.of(pinned));
    }

    /**
     * With the next list as the newest one.
     *
     * @throws AuthenticationFailedException unless it follows the newest one here, and gives no device id that is known
     *     here to other keys
     */
    public DeviceListChain advancedBy(SignedDeviceList next) throws AuthenticationFailedException {
        if (!next.follows(newest()) || newestFirst.stream().anyMatch(earlier -> !next.keepsIdsOf(earlier))) {
            throw new AuthenticationFailedException();
        }
        List<SignedDeviceList> longer = new ArrayList<>(newestFirst);
        longer.add(0, next);
        return new DeviceListChain(longer.subList(0, Math.min(longer.size(), LISTS_MAX)));
    }

    /**
     * With the list before the oldest one here, for whoever meets an account late; a chain that is full stays as it is.
     *
     * @throws AuthenticationFailedException unless the oldest one follows it, and all here agree with its device ids
     */
    public DeviceListChain precededBy(SignedDeviceList earlier) throws AuthenticationFailedException {
        SignedDeviceList oldest = newestFirst.get(newestFirst.size() - 1);
        if (!oldest.follows(earlier) || newestFirst.stream().anyMatch(later -> !later.keepsIdsOf(earlier))) {
            throw new AuthenticationFailedException();
        }
        List<SignedDeviceList> longer = new ArrayList<>(newestFirst);
        longer.add(earlier);
        return new DeviceListChain(longer.subList(0, Math.min(longer.size(), LISTS_MAX)));
    }

    public AccountId account() {
        return newest().account();
    }

    public SignedDeviceList newest() {
        return newestFirst.get(0);
    }

    /** Newest first, at least one. */
    public List<SignedDeviceList> lists() {
        return newestFirst;
    }

    /** The list with this hash, if it is one of those here. */
    public Optional<SignedDeviceList> find(Bytes hash) {
        return newestFirst.stream()
                .filter(list -> list.list().hash().equals(hash))
                .findFirst();
    }

    /** For the vault. */
    public Bytes encoded() {
        CanonicalWriter writer = new CanonicalWriter().u8(newestFirst.size());
        newestFirst.forEach(list -> writer.prefixed(list.encoded()));
        return writer.toBytes();
    }

    /** Reads what {@link #encoded} wrote, and checks all of it again. */
    public static DeviceListChain decode(Bytes encoded)
            throws MalformedException, RejectedKeyException, AuthenticationFailedException {
        CanonicalReader reader = new CanonicalReader(encoded);
        int count = reader.count(LISTS_MAX);
        if (count == 0) {
            throw new MalformedException("a chain of no device lists");
        }
        DeviceListChain chain = of(SignedDeviceList.decode(reader.prefixed(SignedDeviceList.ENCODED_BYTES_MAX)));
        for (int i = 1; i < count; i++) {
            chain = chain.precededBy(SignedDeviceList.decode(reader.prefixed(SignedDeviceList.ENCODED_BYTES_MAX)));
        }
        reader.end();
        return chain;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DeviceListChain that && newestFirst.equals(that.newestFirst);
    }

    @Override
    public int hashCode() {
        return newestFirst.hashCode();
    }

    @Override
    public String toString() {
        return "DeviceListChain(" + newest() + ", " + newestFirst.size() + " lists)";
    }
}
