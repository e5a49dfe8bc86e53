package messenger.client.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import messenger.client.Table;
import messenger.client.VaultChange;
import messenger.crypto.Argon2id;
import messenger.crypto.Bytes;
import messenger.crypto.Secret;
import messenger.storage.CellFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** H3, H4: a vault whose files were changed, cut, mixed or destroyed says so, and is never an empty one. */
final class DamagedVaultTest {
    private static final Argon2id.Cost CHEAP = new Argon2id.Cost(64, 1, 1);
    private static final Secret PASSWORD = Secret.copyOf("password".getBytes(StandardCharsets.UTF_8));
    private static final List<String> FILES = List.of("vault.key", "vault.cells", "vault.db", "vault.log");

    private final SecureRandom random = new SecureRandom();

    @TempDir
    private Path folder;

    private Map<Table, Map<Bytes, Bytes>> expected;

    @BeforeEach
    void create() throws IOException {
        try (Vault vault = Vault.create(folder, PASSWORD, CHEAP, List.of(put(Table.ACCOUNT, 0, "me")), random)) {
            for (int i = 0; i < 40; i++) {
                vault.commit(List.of(
                        put(Table.SESSION, i % 3, "state " + i),
                        put(Table.CONTACT, i, "contact " + i),
                        Messages.put(Messages.conversation(1), i + 1, i / 9, "message " + i)));
            }
            expected = rows(vault);
        }
    }

    private static VaultChange put(Table table, int number, String value) {
        return new VaultChange.Put(table, Bytes.hex("%08x".formatted(number)), Bytes.utf8(value));
    }

    private static Map<Table, Map<Bytes, Bytes>> rows(Vault vault) {
        Map<Table, Map<Bytes, Bytes>> all = new EnumMap<>(Table.class);
        for (Table table : Table.values()) {
            all.put(table, vault.all(table));
        }
        return all;
    }

    /** Everything is as it was, or one declared exception whose sentence names a file or the folder. */
    private boolean refusesOrIsWhole(String what) {
        try (Vault vault = Vault.open(folder, PASSWORD, random)) {
            Map<Table, Map<Bytes, Bytes>> found = rows(vault);
            assertEquals(expected, found, what);
            return false;
        } catch (VaultException e) {
            assertFalse(e instanceof WrongPasswordException, what);
            assertTrue(e.toString().contains("vault"), what + ": " + e.toString());
            return true;
        }
    }

    private Map<String, byte[]> files() throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        for (String name : FILES) {
            files.put(name, Files.readAllBytes(folder.resolve(name)));
        }
        return files;
    }

    private static byte[] bytes(Map<String, byte[]> files, String name) {
        return Optional.ofNullable(files.get(name)).orElseThrow();
    }

    private int rowCount(Table table) {
        return expected.getOrDefault(table, Map.of()).size();
    }

    private void restore(Map<String, byte[]> files) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue());
        }
    }

    @Test
    void h3AFlippedByteIsFoundOutOrChangesNothing() throws IOException {
        Map<String, byte[]> good = files();
        long seed = random.nextLong();
        Random choice = new Random(seed);
        for (String name : FILES) {
            byte[] whole = bytes(good, name);
            // Half of them where something is: the files are mostly empty.
            int[] filled = IntStream.range(0, whole.length)
                    .filter(at -> whole[at] != 0)
                    .toArray();
            int refused = 0;
            for (int i = 0; i < 24; i++) {
                int at = i % 2 == 0 ? choice.nextInt(whole.length) : filled[choice.nextInt(filled.length)];
                byte[] bad = whole.clone();
                bad[at] ^= (byte) (1 << choice.nextInt(8));
                Files.write(folder.resolve(name), bad);
                refused += refusesOrIsWhole(name + " at " + at + ", seed " + seed) ? 1 : 0;
                restore(good);
            }
            // Most cells are free, and most of the log is old.
            boolean isFull = name.equals("vault.key") || name.equals("vault.db");
            assertTrue(refused > 0 || !isFull, name + ": no flip was noticed, seed " + seed);
        }
    }

    @Test
    void everyCellInUseIsNeeded() throws IOException {
        Map<String, byte[]> good = files();
        int used = 3 + rowCount(Table.HISTORY);
        int refused = 0;
        for (int cell = 0; cell < used + 5; cell++) {
            byte[] bad = bytes(good, "vault.cells").clone();
            bad[(cell + 1) * CellFile.CELL_BYTES + 20] ^= 1;
            Files.write(folder.resolve("vault.cells"), bad);
            try (Vault vault = Vault.open(folder, PASSWORD, random)) {
                assertEquals(expected, rows(vault));
            } catch (VaultException e) {
                refused++;
                assertTrue(e.toString().contains("vault.cells"), e.toString());
                assertEquals(Bytes.copyOf(bad), Bytes.copyOf(Files.readAllBytes(folder.resolve("vault.cells"))));
            }
            restore(good);
        }
        assertEquals(used, refused);
    }

    @Test
    void h3AFileThatIsCutShortOrMissingIsFoundOut() throws IOException {
        Map<String, byte[]> good = files();
        for (String name : FILES) {
            for (int size : new int[] {0, 1, 63, 64, 100, bytes(good, name).length / 2}) {
                Files.write(folder.resolve(name), Arrays.copyOf(bytes(good, name), size));
                refusesOrIsWhole(name + " of " + size);
                restore(good);
            }
            Files.delete(folder.resolve(name));
            assertTrue(refusesOrIsWhole(name + " is missing"));
            restore(good);
        }
        for (String name : List.of("vault.db", "vault.log")) {
            Files.delete(folder.resolve(name));
        }
        assertTrue(refusesOrIsWhole("the store is missing"));
        assertFalse(Files.exists(folder.resolve("vault.db")), "nothing is made in place of what is missing");
        restore(good);
        assertFalse(refusesOrIsWhole("restored"));
    }

    @Test
    void filesOfDifferentMomentsAreFoundOutBeforeAnythingIsOverwritten() throws IOException {
        Map<String, byte[]> old = files();
        try (Vault vault = Vault.open(folder, PASSWORD, random)) {
            vault.commit(List.of(put(Table.SESSION, 0, "newer"), put(Table.SESSION, 1, "newer")));
            expected = rows(vault);
        }
        Map<String, byte[]> now = files();

        Files.write(folder.resolve("vault.cells"), bytes(old, "vault.cells"));
        assertTrue(refusesOrIsWhole("older cells"));
        restore(now);
        Files.write(folder.resolve("vault.db"), bytes(old, "vault.db"));
        Files.write(folder.resolve("vault.log"), bytes(old, "vault.log"));
        assertTrue(refusesOrIsWhole("an older store"));
        Files.write(folder.resolve("vault.db"), bytes(now, "vault.db"));
        Files.write(folder.resolve("vault.log"), bytes(now, "vault.log"));
        assertFalse(refusesOrIsWhole("put back"));
    }

    @Test
    void anotherVaultsStoreIsRefused() throws IOException {
        Map<String, byte[]> mine = files();
        Path other = folder.resolve("other");
        Vault.create(other, PASSWORD, CHEAP, List.of(), random).close();
        for (String name : List.of("vault.db", "vault.log", "vault.cells")) {
            Files.copy(other.resolve(name), folder.resolve(name), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }

        VaultException refusal = assertThrows(VaultException.class, () -> Vault.open(folder, PASSWORD, random));

        assertTrue(refusal.toString().contains("belongs to another vault.key"), refusal.toString());
        restore(mine);
        assertFalse(refusesOrIsWhole("put back"));
    }

    @Test
    void h4ADestroyedVaultLeavesNothing() throws IOException {
        Path key = Files.createLink(folder.resolve("the-key-file"), folder.resolve("vault.key"));
        Path cells = Files.createLink(folder.resolve("the-cells"), folder.resolve("vault.cells"));
        try (Vault vault = Vault.open(folder, PASSWORD, random)) {
            assertThrows(VaultException.class, () -> Vault.destroy(folder));
            assertEquals(expected, rows(vault));
            vault.changePassword(PASSWORD, CHEAP);
        }

        Vault.destroy(folder);

        assertFalse(Vault.exists(folder));
        for (Path overwritten : List.of(key, cells)) {
            byte[] raw = Files.readAllBytes(overwritten);
            assertEquals(Bytes.copyOf(new byte[raw.length]), Bytes.copyOf(raw), overwritten.toString());
            Files.delete(overwritten);
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(), left.toList());
        }
        Vault.destroy(folder);
        Vault.create(folder, PASSWORD, CHEAP, List.of(), random).close();
    }

    /** Cut off after the key was overwritten. */
    @Test
    void aVaultThatIsBeingDestroyedSaysSo() throws IOException {
        Path file = folder.resolve("vault.key");
        Files.write(file, new byte[Files.readAllBytes(file).length]);

        VaultException refusal = assertThrows(VaultException.class, () -> Vault.open(folder, PASSWORD, random));

        assertTrue(refusal.toString().contains("was destroyed"), refusal.toString());
        Vault.destroy(folder);
        assertFalse(Vault.exists(folder));
    }
}
