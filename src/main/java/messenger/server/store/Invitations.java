package messenger.server.store;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import messenger.crypto.Bytes;
import messenger.crypto.MalformedException;
import messenger.server.StoreRequest;

/** Invitations by the hash of their code; each admits some accounts for some time. Owned by the engine's thread. */
final class Invitations {
    private final Table table;

    Invitations(Table table) {
        this.table = table;
    }

    /** What is left of one, as it lies in the file: a version, uses, and when it ends in milliseconds. */
    record Left(int uses, long expiresMs) {
        private static final byte VERSION = 1;
        private static final int BYTES = 1 + Integer.BYTES + Long.BYTES;

        byte[] encode() {
            return ByteBuffer.allocate(BYTES)
                    .put(VERSION)
                    .putInt(uses)
                    .putLong(expiresMs)
                    .array();
        }

        static Left decode(byte[] encoded) throws MalformedException {
            if (encoded.length != BYTES || encoded[0] != VERSION) {
                throw new MalformedException("an invitation of " + encoded.length + " bytes");
            }
            ByteBuffer in = ByteBuffer.wrap(encoded, 1, BYTES - 1);
            Left left = new Left(in.getInt(), in.getLong());
            if (left.uses < 1) {
                throw new MalformedException("an invitation for " + left.uses + " accounts");
            }
            return left;
        }

        boolean isValid(Instant at) {
            return at.toEpochMilli() < expiresMs;
        }
    }

    void create(StoreRequest.CreateInvite request) {
        Left left = new Left(request.uses(), request.expires().toEpochMilli());
        if (left.uses() >= 1 && left.isValid(request.at())) {
            table.put(request.hash().toArray(), left.encode());
        }
    }

    boolean isValid(Bytes hash, Instant at) throws MalformedException {
        Optional<Left> left = find(hash);
        return left.isPresent() && left.get().isValid(at);
    }

    /** Uses one that is there. */
    void use(Bytes hash) throws MalformedException {
        Left left = find(hash).orElseThrow();
        if (left.uses() == 1) {
            table.remove(hash.toArray());
        } else {
            table.put(hash.toArray(), new Left(left.uses() - 1, left.expiresMs()).encode());
        }
    }

    private Optional<Left> find(Bytes hash) throws MalformedException {
        Optional<byte[]> encoded = table.get(hash.toArray());
        return encoded.isEmpty() ? Optional.empty() : Optional.of(Left.decode(encoded.get()));
    }

    /** Forgets at most this many that are too old, and says how many there were. */
    int purge(Instant at, int max) throws MalformedException {
        List<byte[]> keys = new ArrayList<>();
        List<byte[]> values = new ArrayList<>();
        table.forEach((key, value) -> {
            keys.add(key);
            values.add(value);
        });
        int purged = 0;
        for (int i = 0; i < keys.size() && purged < max; i++) {
            if (!Left.decode(values.get(i)).isValid(at)) {
                table.removeAsKept(keys.get(i));
                purged++;
            }
        }
        return purged;
    }
}
