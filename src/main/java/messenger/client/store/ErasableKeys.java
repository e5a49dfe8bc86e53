package messenger.client.store;

import java.io.Closeable;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import messenger.crypto.AeadKey;
import messenger.crypto.AssociatedData;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.CanonicalWriter;
import messenger.crypto.Hkdf;
import messenger.crypto.Label;
import messenger.crypto.Nonce;
import messenger.crypto.Secret;
import messenger.storage.CellFile;

/**
 * Random keys that can be destroyed, each in a cell of its own: {@code nonce(12) || AEAD(key) || 0(4)}, sealed under a
 * key from the master key with the cell's number as associated data.
 *
 * <p>A free cell always holds a key that nothing was sealed under yet and that is durable. So a key is taken without
 * touching the disk, and destroying one is the same as making the next: {@link #erase} overwrites, then forces once.
 */
final class ErasableKeys implements Closeable {
    static final int KEY_BYTES = 32;

    /** 16 KiB; enough for a new account with its prekeys and some conversations. */
    static final int GROW_CELLS = 256;

    private static final Label LABEL = new Label("vault-cells");
    private static final int SEALED_BYTES = KEY_BYTES + AeadKey.TAG_BYTES;

    private final CellFile cells;
    private final AeadKey seal;
    private final SecureRandom random;
    private final BitSet free = new BitSet();
    private final BitSet released = new BitSet();

    private ErasableKeys(CellFile cells, Secret masterKey, SecureRandom random) {
        this.cells = cells;
        this.seal = AeadKey.of(Hkdf.expand(masterKey, LABEL.bytes(), AeadKey.BYTES));
        this.random = random;
    }

    /** Of a new vault: the file has no cells yet. */
    static ErasableKeys create(CellFile cells, Secret masterKey, SecureRandom random) {
        ErasableKeys keys = new ErasableKeys(cells, masterKey, random);
        keys.grow();
        return keys;
    }

    /** Of a vault that is there; nothing can be taken before {@link #recover}. */
    static ErasableKeys open(CellFile cells, Secret masterKey, SecureRandom random) {
        return new ErasableKeys(cells, masterKey, random);
    }

    /**
     * Destroys every key that no row names: what a commit that was cut off had taken, or had no time to erase.
     *
     * @param used the cells that rows name
     */
    void recover(BitSet used) {
        if (used.length() > cells.count()) {
            throw damaged("it is cut short", new IndexOutOfBoundsException(used.length()));
        }
        released.set(0, cells.count());
        released.andNot(used);
        erase();
    }

    /** A cell with a fresh key; it stays taken until {@link #release}, and by a crash only if a row names it. */
    int take() {
        if (free.isEmpty()) {
            grow();
        }
        int cell = free.nextSetBit(0);
        free.clear(cell);
        return cell;
    }

    /** What a cell holds, read from the file: so nothing is ever sealed under a key that is not there. */
    Secret key(int cell) {
        if (cell < 0 || cell >= cells.count()) {
            throw damaged("it is cut short", new IndexOutOfBoundsException(cell));
        }
        Bytes content = Bytes.copyOf(cells.read(cell));
        Nonce nonce = new Nonce(content.slice(0, Nonce.BYTES));
        try {
            Bytes key = seal.open(nonce, bound(cell), content.slice(Nonce.BYTES, SEALED_BYTES));
            return Secret.copyOf(key.toArray());
        } catch (AuthenticationFailedException e) {
            throw damaged("cell " + cell + " was changed from outside, or is of another vault", e);
        }
    }

    /** The key of a cell is to be destroyed by the next {@link #erase}. */
    void release(int cell) {
        released.set(cell);
    }

    /** Overwrites released keys with fresh ones, durably; to be called after the commit that no longer names them. */
    void erase() {
        if (released.isEmpty()) {
            return;
        }
        for (int cell = released.nextSetBit(0); cell >= 0; cell = released.nextSetBit(cell + 1)) {
            cells.write(cell, fresh(cell));
        }
        cells.force();
        free.or(released);
        released.clear();
    }

    private void grow() {
        int from = cells.count();
        List<byte[]> contents = new ArrayList<>();
        for (int cell = from; cell < from + GROW_CELLS; cell++) {
            contents.add(fresh(cell));
        }
        cells.append(contents);
        cells.force();
        free.set(from, from + GROW_CELLS);
    }

    private byte[] fresh(int cell) {
        Nonce nonce = Nonce.random(random);
        Bytes sealed = seal.seal(nonce, bound(cell), Bytes.random(KEY_BYTES, random));
        Bytes padding = Bytes.copyOf(new byte[CellFile.CELL_BYTES - Nonce.BYTES - SEALED_BYTES]);
        return Bytes.concat(nonce.value(), sealed, padding).toArray();
    }

    private static AssociatedData bound(int cell) {
        return AssociatedData.of(new CanonicalWriter().u32(cell).toBytes());
    }

    private VaultException damaged(String finding, Throwable cause) {
        return new VaultException(
                cells.path() + " does not fit the rest of the vault: " + finding
                        + ". Nothing was changed. Put the whole" + " folder back from one copy.",
                cause);
    }

    @Override
    public void close() {
        cells.close();
    }
}
