package messenger.server.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import messenger.crypto.Bytes;
import messenger.crypto.CanonicalReader;
import messenger.crypto.CanonicalWriter;
import messenger.crypto.MalformedException;
import messenger.crypto.identity.DeviceId;

/**
 * How an account was logged in to, and how it was tried, as it lies in the file.
 *
 * @param tries at the password, in milliseconds since the epoch, in order; those that may still count
 * @param failed tries that were not good, since the last login
 * @param generations of the devices' vaults at their last login, by device id
 */
record LoginRecord(List<Long> tries, int failed, Map<Integer, Long> generations) {
    /** A larger number of tries that are allowed at a time counts as this one: as many as a byte can count. */
    static final int TRIES_MAX = 255;

    static final LoginRecord NONE = new LoginRecord(List.of(), 0, Map.of());

    private static final int VERSION = 1;
    private static final int DEVICES_MAX = 255;

    LoginRecord {
        tries = List.copyOf(tries);
        generations = Map.copyOf(generations);
    }

    /**
     * The tries that count at this moment. One from the future was made before the clock was set back; it counts as
     * made now, so that it neither stops to count nor counts until the clock is there again.
     */
    LoginRecord at(Instant now, Duration window) {
        long nowMs = now.toEpochMilli();
        List<Long> counting = tries.stream()
                .map(made -> Math.min(made, nowMs))
                .filter(made -> nowMs - made < window.toMillis())
                .toList();
        return new LoginRecord(counting, failed, generations);
    }

    boolean allows(int triesMax) {
        return tries.size() < Math.min(triesMax, TRIES_MAX);
    }

    LoginRecord withTry(Instant now) {
        List<Long> more = new ArrayList<>(tries);
        more.add(now.toEpochMilli());
        return new LoginRecord(more, Math.min(failed, Integer.MAX_VALUE - 1) + 1, generations);
    }

    /** Without the last try, which was good. */
    LoginRecord forgiven() {
        List<Long> fewer = tries.subList(0, Math.max(0, tries.size() - 1));
        return new LoginRecord(fewer, Math.max(0, failed - 1), generations);
    }

    long generation(DeviceId device) {
        return generations.getOrDefault(device.value(), 0L);
    }

    /** A login ends the count of failed tries, and not the wait: else whoever guesses gets more with every login. */
    LoginRecord withLogin(DeviceId device, long generation) {
        return new LoginRecord(tries, 0, withProgress(device, generation).generations());
    }

    /** The highest generation counts: an older copy of a vault does not take the newer one's back. */
    LoginRecord withProgress(DeviceId device, long generation) {
        Map<Integer, Long> noted = new TreeMap<>(generations);
        noted.merge(device.value(), generation, Math::max);
        return new LoginRecord(tries, failed, noted);
    }

    LoginRecord without(DeviceId device) {
        Map<Integer, Long> fewer = new TreeMap<>(generations);
        fewer.remove(device.value());
        return new LoginRecord(tries, failed, fewer);
    }

    byte[] encode() {
        CanonicalWriter out = new CanonicalWriter().u8(VERSION).u32(failed).u8(tries.size());
        tries.forEach(out::u63);
        out.u8(generations.size());
        new TreeMap<>(generations)
                .forEach((device, generation) -> out.u8(device).u63(generation));
        return out.toBytes().toArray();
    }

    static LoginRecord decode(byte[] encoded) throws MalformedException {
        CanonicalReader in = new CanonicalReader(Bytes.copyOf(encoded));
        int version = in.u8();
        if (version != VERSION) {
            throw new MalformedException("version " + version + " of an account's logins");
        }
        long failed = in.u32();
        if (failed > Integer.MAX_VALUE) {
            throw new MalformedException(failed + " failed tries");
        }
        List<Long> tries = new ArrayList<>();
        int triesCount = in.count(TRIES_MAX);
        for (int i = 0; i < triesCount; i++) {
            tries.add(in.u63());
        }
        Map<Integer, Long> generations = new TreeMap<>();
        int devices = in.count(DEVICES_MAX);
        int above = 0;
        for (int i = 0; i < devices; i++) {
            int device = in.u8();
            if (device <= above) {
                throw new MalformedException("devices out of order");
            }
            above = device;
            generations.put(device, in.u63());
        }
        in.end();
        return new LoginRecord(tries, (int) failed, generations);
    }
}
