package messenger.server.store;

import java.util.ArrayList;
import java.util.List;
import messenger.crypto.Bytes;
import messenger.crypto.CanonicalReader;
import messenger.crypto.CanonicalWriter;
import messenger.crypto.MalformedException;
import messenger.protocol.Limits;

/** What a device has published: which one-time pairs are left, oldest first, and which ids are used up for ever. */
final class DevicePrekeys {
    private static final int VERSION = 1;

    private final List<Long> waiting;
    private final PublishedIds published;

    private DevicePrekeys(List<Long> waiting, PublishedIds published) {
        this.waiting = waiting;
        this.published = published;
    }

    static DevicePrekeys none() {
        return new DevicePrekeys(new ArrayList<>(), PublishedIds.none());
    }

    int count() {
        return waiting.size();
    }

    /** Adds the pair's id; false if it was published before. */
    boolean add(long id) {
        if (!published.add(id)) {
            return false;
        }
        waiting.add(id);
        return true;
    }

    boolean isOverLimit() {
        return waiting.size() > Limits.ONE_TIME_PREKEYS_MAX;
    }

    /** The ids of the pairs that are left. */
    List<Long> waiting() {
        return List.copyOf(waiting);
    }

    /** Takes the oldest; there must be one. */
    long takeOldest() {
        return waiting.remove(0);
    }

    byte[] encode() {
        CanonicalWriter out = new CanonicalWriter().u8(VERSION).u8(waiting.size());
        waiting.forEach(out::u63);
        published.write(out);
        return out.toBytes().toArray();
    }

    static DevicePrekeys decode(byte[] encoded) throws MalformedException {
        CanonicalReader in = new CanonicalReader(Bytes.copyOf(encoded));
        int version = in.u8();
        if (version != VERSION) {
            throw new MalformedException("version " + version + " of a device's prekeys");
        }
        int count = in.count(Limits.ONE_TIME_PREKEYS_MAX);
        List<Long> waiting = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            waiting.add(in.u63());
        }
        PublishedIds published = PublishedIds.read(in);
        in.end();
        return new DevicePrekeys(waiting, published);
    }
}
