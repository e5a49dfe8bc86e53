package messenger.server.store;

import java.security.SecureRandom;
import java.util.Optional;
import messenger.crypto.Bytes;
import messenger.crypto.MalformedException;
import messenger.protocol.Incarnation;

/** Which life of the store this is (see {@link Incarnation}). Owned by the engine's thread. */
final class Lives {
    private static final byte[] KEY = {1};

    private final Table table;

    Lives(Table table) {
        this.table = table;
    }

    Incarnation current(SecureRandom random) throws MalformedException {
        Optional<Incarnation> known = find();
        if (known.isPresent()) {
            return known.get();
        }
        Incarnation first = Incarnation.random(random);
        begin(first);
        return first;
    }

    Optional<Incarnation> find() throws MalformedException {
        Optional<byte[]> value = table.get(KEY);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (value.get().length != Incarnation.BYTES) {
            throw new MalformedException("an incarnation of " + value.get().length + " bytes");
        }
        return Optional.of(new Incarnation(Bytes.copyOf(value.get())));
    }

    void begin(Incarnation next) {
        table.put(KEY, next.value().toArray());
    }
}
