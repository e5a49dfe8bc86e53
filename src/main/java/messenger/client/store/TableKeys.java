package messenger.client.store;

import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.Map;
import messenger.client.Table;
import messenger.crypto.AeadKey;
import messenger.crypto.AssociatedData;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.CanonicalReader;
import messenger.crypto.CanonicalWriter;
import messenger.crypto.Hkdf;
import messenger.crypto.Hmac;
import messenger.crypto.Label;
import messenger.crypto.MalformedException;
import messenger.crypto.Nonce;
import messenger.crypto.Secret;

/**
 * The keys of every table, and how a row looks at rest: {@code head || nonce(12) || AEAD(LP(id) || value)}, where the
 * place and the head are associated data.
 */
final class TableKeys {
    static final int HIDDEN_ID_BYTES = 16;
    private static final Label ROWS = new Label("vault-rows");
    private static final Label ERASABLE_ROWS = new Label("vault-erasable-rows");
    private static final Label MARK = new Label("vault-mark");
    private static final Label IDS = new Label("vault-ids");

    private final Map<Table, Keys> keys = new EnumMap<>(Table.class);

    private record Keys(Secret rows, Secret ids) {}

    /** A row in the clear. */
    record Row(Bytes id, Bytes value) {}

    /** What stands before a sealed row, readable: how often its place was written, and the cell of its erasable key. */
    record Head(long revision, int cell) {
        static final int BYTES = 8 + 4;

        /** For a row that nothing but the table's key seals. */
        static final int NO_CELL = 0;

        Bytes bytes() {
            return new CanonicalWriter().u63(revision).u32(cell).toBytes();
        }

        static Head of(byte[] stored) {
            try {
                CanonicalReader reader =
                        new CanonicalReader(Bytes.copyOf(stored, 0, Math.min(Head.BYTES, stored.length)));
                long revision = reader.u63();
                long cell = reader.u32();
                if (cell > Integer.MAX_VALUE) {
                    throw new MalformedException("no cell has the number " + cell);
                }
                return new Head(revision, (int) cell);
            } catch (MalformedException e) {
                throw new VaultException(
                        "A row of the vault was changed from outside. Put the whole folder back from one copy.", e);
            }
        }
    }

    TableKeys(Secret masterKey) {
        for (Table table : Table.values()) {
            keys.put(
                    table,
                    new Keys(
                            Hkdf.expand(masterKey, ROWS.with(number(table)), AeadKey.BYTES),
                            Hkdf.expand(masterKey, IDS.with(number(table)), Hmac.BYTES)));
        }
    }

    /** What says in a store that it belongs to a master key. */
    static Bytes mark(Secret masterKey) {
        return Bytes.copyOf(Hkdf.expand(masterKey, MARK.bytes(), Hmac.BYTES).expose());
    }

    /** The key under which a row lies: the table, the hidden part of the id, and the part that orders. */
    Bytes place(Table table, Bytes id) {
        int hidden = table.hiddenBytes(id.size());
        return Bytes.concat(prefix(table, id.slice(0, hidden)), id.slice(hidden, id.size() - hidden));
    }

    /** Where the rows lie whose ids begin with these hidden bytes. */
    Bytes prefix(Table table, Bytes hiddenPart) {
        return Bytes.concat(number(table), hidden(table, hiddenPart));
    }

    /** What stands for a part of an id that nobody may read. */
    Bytes hidden(Table table, Bytes part) {
        return Bytes.copyOf(Hmac.sha256(keysOf(table).ids(), part).expose(), 0, HIDDEN_ID_BYTES);
    }

    /** The key of a table's rows that can not be destroyed one by one. */
    AeadKey lasting(Table table) {
        return AeadKey.of(keysOf(table).rows());
    }

    /** A key that is gone when the erasable key is gone, and that nobody has who has only the erasable key. */
    AeadKey erasable(Table table, Secret erasableKey) {
        return AeadKey.of(
                Hkdf.derive(keysOf(table).rows(), erasableKey, ERASABLE_ROWS.with(number(table)), AeadKey.BYTES));
    }

    static Bytes seal(AeadKey key, Bytes place, Head head, Row row, SecureRandom random) {
        Nonce nonce = Nonce.random(random);
        Bytes plaintext =
                new CanonicalWriter().prefixed(row.id()).bytes(row.value()).toBytes();
        Bytes sealed = key.seal(nonce, AssociatedData.of(place, head.bytes()), plaintext);
        return Bytes.concat(head.bytes(), nonce.value(), sealed);
    }

    /** The row that lies at this place, or a {@link VaultException} where it was not written there. */
    static Row open(Table table, AeadKey key, Bytes place, Bytes stored) {
        try {
            CanonicalReader reader = new CanonicalReader(stored);
            Bytes head = reader.bytes(Head.BYTES);
            Nonce nonce = new Nonce(reader.bytes(Nonce.BYTES));
            Bytes plaintext = key.open(nonce, AssociatedData.of(place, head), reader.rest());
            CanonicalReader row = new CanonicalReader(plaintext);
            return new Row(row.prefixed(plaintext.size()), row.rest());
        } catch (MalformedException | AuthenticationFailedException e) {
            throw new VaultException(
                    "A row of the vault's table " + table + " was changed from outside, or the vault's files are of"
                            + " different moments. Nothing was changed. Put the whole folder back from one copy.",
                    e);
        }
    }

    private Keys keysOf(Table table) {
        Keys found = keys.get(table);
        if (found == null) {
            throw new AssertionError("no keys for " + table);
        }
        return found;
    }

    static Bytes number(Table table) {
        return new CanonicalWriter().u8(table.number()).toBytes();
    }
}
