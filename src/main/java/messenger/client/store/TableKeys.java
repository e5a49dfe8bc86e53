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

/** The keys of every table, and how a row looks at rest: {@code revision(8) || nonce(12) || AEAD(LP(id) || value)}. */
final class TableKeys {
    static final int HIDDEN_ID_BYTES = 16;
    private static final int REVISION_BYTES = 8;
    private static final Label ROWS = new Label("vault-rows");
    private static final Label IDS = new Label("vault-ids");

    private final Map<Table, Keys> keys = new EnumMap<>(Table.class);

    private record Keys(AeadKey rows, Secret ids) {}

    /** A row in the clear. */
    record Row(Bytes id, Bytes value) {}

    TableKeys(Secret masterKey) {
        for (Table table : Table.values()) {
            keys.put(
                    table,
                    new Keys(
                            AeadKey.of(Hkdf.expand(masterKey, ROWS.with(number(table)), AeadKey.BYTES)),
                            Hkdf.expand(masterKey, IDS.with(number(table)), Hmac.BYTES)));
        }
    }

    /** The key under which a row lies: the table, the hidden part of the id, and the part that orders. */
    Bytes place(Table table, Bytes id) {
        int hidden = table.hiddenBytes(id.size());
        return Bytes.concat(prefix(table, id.slice(0, hidden)), id.slice(hidden, id.size() - hidden));
    }

    /** Where the rows lie whose ids begin with these hidden bytes. */
    Bytes prefix(Table table, Bytes hiddenPart) {
        Secret mac = Hmac.sha256(keysOf(table).ids(), hiddenPart);
        return Bytes.concat(number(table), Bytes.copyOf(mac.expose(), 0, HIDDEN_ID_BYTES));
    }

    Bytes seal(Table table, Bytes place, long revision, Row row, SecureRandom random) {
        Nonce nonce = Nonce.random(random);
        Bytes revisionBytes = new CanonicalWriter().u63(revision).toBytes();
        Bytes plaintext =
                new CanonicalWriter().prefixed(row.id()).bytes(row.value()).toBytes();
        Bytes sealed = keysOf(table).rows().seal(nonce, AssociatedData.of(place, revisionBytes), plaintext);
        return Bytes.concat(revisionBytes, nonce.value(), sealed);
    }

    /** The row that lies at this place, or a {@link VaultException} where it was not written there. */
    Row open(Table table, Bytes place, Bytes stored) {
        try {
            CanonicalReader reader = new CanonicalReader(stored);
            Bytes revision = reader.bytes(REVISION_BYTES);
            Nonce nonce = new Nonce(reader.bytes(Nonce.BYTES));
            Bytes plaintext = keysOf(table).rows().open(nonce, AssociatedData.of(place, revision), reader.rest());
            CanonicalReader row = new CanonicalReader(plaintext);
            return new Row(row.prefixed(plaintext.size()), row.rest());
        } catch (MalformedException | AuthenticationFailedException e) {
            throw new VaultException(
                    "A row of the vault's table " + table + " was changed from outside. Restore the vault from a copy.",
                    e);
        }
    }

    static long revision(Bytes stored) {
        try {
            return new CanonicalReader(stored).u63();
        } catch (MalformedException e) {
            throw new VaultException("A row of the vault was changed from outside. Restore the vault from a copy.", e);
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
