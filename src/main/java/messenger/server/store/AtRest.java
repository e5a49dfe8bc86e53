package messenger.server.store;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import messenger.crypto.AeadKey;
import messenger.crypto.AssociatedData;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.Hkdf;
import messenger.crypto.Hmac;
import messenger.crypto.Label;
import messenger.crypto.Nonce;
import messenger.crypto.Secret;

/**
 * Seals what lies on the server's disk, so that a stolen disk or backup without the key names and links nobody
 * (PROTOCOL 1.16.3).
 *
 * <pre>
 * sealed value: version 1, epoch 16, counter 8, AES-256-GCM ciphertext and tag
 * </pre>
 *
 * Each start of the process has a random epoch, a data key derived for it, and a nonce that counts from zero. The
 * counter is never persisted: a restored backup would repeat it under the same key. Owned by the engine's thread.
 */
final class AtRest {
    static final int KEY_BYTES = 32;
    static final int OVERHEAD_BYTES = 1 + 16 + 8 + AeadKey.TAG_BYTES;

    /** Enough for a store that was started daily for ten years; keys beyond that are derived again. */
    private static final int CACHED_EPOCHS_MAX = 4096;

    private static final byte VERSION = 1;
    private static final int EPOCH_BYTES = 16;
    private static final Label DATA = new Label("at-rest data");
    private static final Label INDEX = new Label("at-rest index");

    private final Secret master;
    private final Secret indexKey;
    private final Bytes epoch;
    private final AeadKey sealingKey;
    private final Map<Bytes, AeadKey> keys = new LinkedHashMap<>();
    private long counter;

    private AtRest(Secret master, Bytes epoch) {
        this.master = master;
        this.indexKey = Hkdf.expand(master, INDEX.bytes(), KEY_BYTES);
        this.epoch = epoch;
        this.sealingKey = derive(master, epoch);
    }

    /** A fresh epoch under the master key of {@value #KEY_BYTES} bytes. */
    static AtRest start(Secret master, SecureRandom random) {
        return new AtRest(
                master.requireSize(KEY_BYTES, "the key of the server's files"), Bytes.random(EPOCH_BYTES, random));
    }

    private static AeadKey derive(Secret master, Bytes epoch) {
        return AeadKey.of(Hkdf.expand(master, DATA.with(epoch), AeadKey.BYTES));
    }

    /** What stands for the key in the table of this name: says nothing, and is the same every time. */
    byte[] index(String table, byte[] key) {
        Bytes named = Bytes.concat(Bytes.utf8(table), Bytes.copyOf(new byte[1]), Bytes.copyOf(key));
        return Hmac.sha256(indexKey, named).slice(0, 16).expose();
    }

    /** Seals a value for one place, which {@code place} names; it opens nowhere else. */
    byte[] seal(Bytes place, byte[] value) {
        long number = counter++;
        byte[] sealed = sealingKey
                .seal(nonce(number), AssociatedData.of(place), Bytes.copyOf(value))
                .toArray();
        return ByteBuffer.allocate(1 + EPOCH_BYTES + Long.BYTES + sealed.length)
                .put(VERSION)
                .put(epoch.toArray())
                .putLong(number)
                .put(sealed)
                .array();
    }

    /** @throws AuthenticationFailedException for another key, another place, or a changed value */
    byte[] open(Bytes place, byte[] sealed) throws AuthenticationFailedException {
        if (sealed.length < OVERHEAD_BYTES || sealed[0] != VERSION) {
            throw new AuthenticationFailedException();
        }
        Bytes sealedIn = Bytes.copyOf(sealed, 1, EPOCH_BYTES);
        long number = ByteBuffer.wrap(sealed).getLong(1 + EPOCH_BYTES);
        int header = 1 + EPOCH_BYTES + Long.BYTES;
        return keyOf(sealedIn)
                .open(nonce(number), AssociatedData.of(place), Bytes.copyOf(sealed, header, sealed.length - header))
                .toArray();
    }

    private AeadKey keyOf(Bytes sealedIn) {
        if (sealedIn.equals(epoch)) {
            return sealingKey;
        }
        if (keys.size() >= CACHED_EPOCHS_MAX) {
            keys.clear();
        }
        return keys.computeIfAbsent(sealedIn, old -> derive(master, old));
    }

    private static Nonce nonce(long number) {
        return new Nonce(Bytes.copyOf(ByteBuffer.allocate(Nonce.BYTES)
                .putLong(Nonce.BYTES - Long.BYTES, number)
                .array()));
    }
}
