package messenger.client.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import messenger.client.Table;
import messenger.client.VaultChange;
import messenger.crypto.AeadKey;
import messenger.crypto.Argon2id;
import messenger.crypto.Bytes;
import messenger.crypto.CanonicalWriter;
import messenger.crypto.Secret;
import messenger.protocol.content.ConversationId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VaultTest {
    private static final Argon2id.Cost CHEAP = new Argon2id.Cost(64, 1, 1);
    private static final Secret PASSWORD = secret("correct horse battery staple");
    private static final Bytes ID = Bytes.utf8("some id, searched for");
    private static final Bytes VALUE = Bytes.utf8("attack at dawn, says the row");

    private final SecureRandom random = new SecureRandom();

    @TempDir
    private Path folder;

    @Test
    void whatWasCommittedIsThereAfterOpeningAgain() {
        try (Vault vault = create(put(Table.CONTACT, ID, VALUE))) {
            vault.commit(List.of(put(Table.CONTACT, Bytes.utf8("other"), VALUE), delete(Table.CONTACT, ID)));
        }

        try (Vault vault = open()) {
            assertEquals(Map.of(Bytes.utf8("other"), VALUE), vault.all(Table.CONTACT));
            assertTrue(vault.all(Table.SESSION).isEmpty());
        }
    }

    @Test
    void rowsOfTwoTablesWithTheSameIdAreTwoRows() {
        try (Vault vault = create(put(Table.CONTACT, ID, VALUE), put(Table.SESSION, ID, Bytes.utf8("session")))) {
            assertEquals(Map.of(ID, VALUE), vault.all(Table.CONTACT));
            assertEquals(Map.of(ID, Bytes.utf8("session")), vault.all(Table.SESSION));
        }
    }

    @Test
    void aVaultWhoseKeyFileIsMissingIsNotOverwritten() throws IOException {
        try (Vault vault = create(put(Table.CONTACT, ID, VALUE))) {
            vault.commit(List.of(put(Table.CONTACT, Bytes.utf8("other"), VALUE)));
        }
        Path elsewhere = folder.resolve("elsewhere");
        Files.move(folder.resolve(VaultKeyFile.NAME), elsewhere);

        assertThrows(VaultException.class, () -> create(put(Table.CONTACT, ID, VALUE)));

        Files.move(elsewhere, folder.resolve(VaultKeyFile.NAME));
        try (Vault vault = open()) {
            assertEquals(2, vault.all(Table.CONTACT).size());
        }
    }

    @Test
    void theOutboxComesBackInOrder() {
        try (Vault vault = create()) {
            for (long number : new long[] {3, 1, 256, 2}) {
                vault.commit(List.of(put(Table.OUTBOX, number(number), VALUE)));
            }

            assertEquals(
                    List.of(number(1), number(2), number(3), number(256)),
                    List.copyOf(vault.all(Table.OUTBOX).keySet()));
        }
    }

    @Test
    void h3AWrongPasswordIsToldFromADamagedFile() throws IOException {
        create().close();
        Path file = folder.resolve(VaultKeyFile.NAME);
        byte[] good = Files.readAllBytes(file);

        assertThrows(WrongPasswordException.class, () -> Vault.open(folder, secret("wrong"), random));
        assertThrows(WrongPasswordException.class, () -> Vault.open(folder, secret(""), random));
        for (int at = 0; at < good.length; at++) {
            byte[] bad = good.clone();
            bad[at] ^= 1;
            Files.write(file, bad);
            VaultException damage = assertThrows(VaultException.class, this::open);
            assertFalse(damage instanceof WrongPasswordException, "byte " + at);
        }
        for (int size = 0; size < good.length; size++) {
            Files.write(file, java.util.Arrays.copyOf(good, size));
            VaultException damage = assertThrows(VaultException.class, this::open);
            assertFalse(damage instanceof WrongPasswordException, "size " + size);
        }
    }

    /** A key file that somebody made to stop the program: valid in all but what it asks for. */
    @Test
    void h3AHugeCostInTheKeyFileIsRefusedBeforeItIsPaid() throws IOException {
        create().close();
        Path file = folder.resolve(VaultKeyFile.NAME);
        Bytes good = Bytes.copyOf(Files.readAllBytes(file));
        int costAt = 7 + 1 + Argon2id.SALT_BYTES;
        Bytes body = Bytes.concat(
                good.slice(0, costAt),
                new CanonicalWriter().u32(0xffff_ffffL).toBytes(),
                good.slice(costAt + 4, good.size() - costAt - 4 - 32));
        Files.write(file, Bytes.concat(body, messenger.crypto.Sha256.of(body)).toArray());

        assertThrows(VaultException.class, this::open);
    }

    @Test
    void aVaultInUseSaysSo() {
        try (Vault vault = create()) {
            VaultException refusal = assertThrows(VaultException.class, this::open);

            assertTrue(refusal.toString().contains("in use"), refusal.toString());
            assertTrue(
                    refusal.toString()
                            .contains("kill " + ProcessHandle.current().pid()),
                    refusal.toString());
            assertTrue(vault.all(Table.CONTACT).isEmpty());
        }
    }

    @Test
    void aSecondVaultIsNeverMadeOverTheFirst() {
        create(put(Table.CONTACT, ID, VALUE)).close();

        assertThrows(VaultException.class, this::create);

        try (Vault vault = open()) {
            assertEquals(Map.of(ID, VALUE), vault.all(Table.CONTACT));
        }
    }

    @Test
    void aCreationThatDiedBeforeItsKeyFileIsBegunAfresh() throws IOException {
        create(put(Table.CONTACT, ID, VALUE)).close();
        Files.delete(folder.resolve(VaultKeyFile.NAME));

        assertFalse(Vault.exists(folder));
        try (Vault vault = create(put(Table.SESSION, ID, VALUE))) {
            assertTrue(vault.all(Table.CONTACT).isEmpty());
        }
    }

    @Test
    void nothingReadableIsOnTheDisk() throws IOException {
        ConversationId conversation = new ConversationId(Bytes.hex("ab".repeat(16)));
        try (Vault vault = create(put(Table.CONTACT, ID, VALUE))) {
            vault.commit(List.of(Messages.put(conversation, 1, 0, "attack at dawn, says the message")));
        }

        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                assertFalse(content.contains("attack at dawn"), file.toString());
                assertFalse(content.contains("searched for"), file.toString());
                assertFalse(content.contains("correct horse"), file.toString());
                assertFalse(content.contains("\u00ab".repeat(16)), file.toString());
            }
        }
    }

    @Test
    void onlyTheOwnerMayOpenTheFiles() throws IOException {
        Path deeper = folder.resolve("a").resolve("b");
        Vault.create(deeper, PASSWORD, CHEAP, List.of(), random).close();

        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(deeper)));
        try (Stream<Path> files = Files.list(deeper)) {
            for (Path file : files.toList()) {
                assertEquals(
                        "rw-------",
                        PosixFilePermissions.toString(Files.getPosixFilePermissions(file)),
                        file.toString());
            }
        }
    }

    @Test
    void aRowIsBoundToItsPlace() {
        TableKeys keys = new TableKeys(Secret.random(32, random));
        AeadKey key = keys.lasting(Table.CONTACT);
        Bytes place = keys.place(Table.CONTACT, ID);
        Bytes stored = TableKeys.seal(key, place, new TableKeys.Head(1, 0), new TableKeys.Row(ID, VALUE), random);

        assertEquals(VALUE, TableKeys.open(Table.CONTACT, key, place, stored).value());
        refuses(key, keys.place(Table.CONTACT, Bytes.utf8("other")), stored);
        refuses(keys.lasting(Table.SESSION), place, stored);
        for (int at = 0; at < stored.size(); at++) {
            byte[] flipped = stored.toArray();
            flipped[at] ^= 1;
            refuses(key, place, Bytes.copyOf(flipped));
            refuses(key, place, stored.slice(0, at));
        }
    }

    private static void refuses(AeadKey key, Bytes place, Bytes stored) {
        assertThrows(VaultException.class, () -> TableKeys.open(Table.CONTACT, key, place, stored));
    }

    @Test
    void anErasableRowNeedsTheTablesKeyAndTheErasableOne() {
        TableKeys keys = new TableKeys(Secret.random(32, random));
        Secret erasable = Secret.random(ErasableKeys.KEY_BYTES, random);
        Bytes place = keys.place(Table.SESSION, ID);
        AeadKey key = keys.erasable(Table.SESSION, erasable);
        Bytes stored = TableKeys.seal(key, place, new TableKeys.Head(1, 7), new TableKeys.Row(ID, VALUE), random);

        assertEquals(VALUE, TableKeys.open(Table.SESSION, key, place, stored).value());
        refuses(keys.erasable(Table.SESSION, Secret.random(ErasableKeys.KEY_BYTES, random)), place, stored);
        refuses(keys.erasable(Table.OUTBOX, erasable), place, stored);
        refuses(keys.lasting(Table.SESSION), place, stored);
        refuses(AeadKey.of(erasable), place, stored);
    }

    private Vault create(VaultChange... first) {
        return Vault.create(folder, PASSWORD, CHEAP, List.of(first), random);
    }

    private Vault open() {
        return Vault.open(folder, PASSWORD, random);
    }

    private static VaultChange put(Table table, Bytes id, Bytes value) {
        return new VaultChange.Put(table, id, value);
    }

    private static VaultChange delete(Table table, Bytes id) {
        return new VaultChange.Delete(table, id);
    }

    private static Bytes number(long value) {
        return new CanonicalWriter().u63(value).toBytes();
    }

    private static Secret secret(String text) {
        return Secret.copyOf(text.getBytes(StandardCharsets.UTF_8));
    }
}
