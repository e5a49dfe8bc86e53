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
import messenger.client.Table;
import messenger.client.VaultChange;
import messenger.crypto.Argon2id;
import messenger.crypto.Bytes;
import messenger.crypto.Secret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server has its part in a change of the password, so it takes two steps, and may end between them. */
final class PasswordChangeTest {
    private static final Argon2id.Cost CHEAP = new Argon2id.Cost(64, 1, 1);
    private static final Secret OLD = secret("old");
    private static final Secret NEXT = secret("next");
    private static final Bytes ID = Bytes.utf8("id");

    private final SecureRandom random = new SecureRandom();

    @TempDir
    private Path folder;

    private Vault vault;

    @BeforeEach
    void create() {
        List<VaultChange> first = List.of(new VaultChange.Put(Table.SESSION, ID, ID));
        vault = Vault.create(folder, OLD, CHEAP, first, random);
    }

    @AfterEach
    void close() {
        vault.close();
    }

    private void reopen(Secret password) {
        vault.close();
        vault = Vault.open(folder, password, random);
        assertEquals(Map.of(ID, ID), vault.all(Table.SESSION));
    }

    private void refuses(Secret password) {
        vault.close();
        assertThrows(WrongPasswordException.class, () -> Vault.open(folder, password, random));
    }

    @Test
    void aConfirmedChangeLeavesOnlyTheNewPassword() throws IOException {
        Path file = VaultKeyFile.file(folder);
        Bytes before = Bytes.copyOf(Files.readAllBytes(file));
        Path link = Files.createLink(folder.resolve("still-the-old-file"), file);

        vault.changePassword(NEXT, CHEAP);
        assertTrue(vault.passwordChangePending());
        vault.confirmPasswordChange();

        assertFalse(vault.passwordChangePending());
        assertEquals(Bytes.copyOf(new byte[before.size()]), Bytes.copyOf(Files.readAllBytes(link)));
        refuses(OLD);
        reopen(NEXT);
        assertTrue(Vault.checkPassword(folder, NEXT));
        assertFalse(Vault.checkPassword(folder, OLD));
    }

    @Test
    void anAbandonedChangeLeavesOnlyTheOldPassword() {
        vault.changePassword(NEXT, CHEAP);
        vault.abandonPasswordChange();

        assertFalse(vault.passwordChangePending());
        refuses(NEXT);
        reopen(OLD);
        vault.abandonPasswordChange();
        assertThrows(IllegalStateException.class, vault::confirmPasswordChange);
    }

    @Test
    void theNewPasswordCompletesAChangeThatWasCutOff() {
        vault.changePassword(NEXT, CHEAP);

        reopen(NEXT);

        assertFalse(vault.passwordChangePending());
        refuses(OLD);
    }

    @Test
    void theOldPasswordLeavesAChangeThatWasCutOffPending() {
        vault.changePassword(NEXT, CHEAP);

        reopen(OLD);
        assertTrue(vault.passwordChangePending());
        refuses(secret("neither"));

        reopen(OLD);
        vault.confirmPasswordChange();
        reopen(NEXT);
    }

    @Test
    void anotherChangeReplacesTheOneThatIsPending() {
        vault.changePassword(NEXT, CHEAP);
        vault.changePassword(secret("third"), CHEAP);

        refuses(NEXT);
        reopen(secret("third"));
        refuses(OLD);
    }

    @Test
    void aVaultInUseIsNotChangedByTheNewPassword() {
        vault.changePassword(NEXT, CHEAP);

        assertThrows(VaultException.class, () -> Vault.open(folder, NEXT, random));

        assertTrue(vault.passwordChangePending());
    }

    @Test
    void aDamagedNextFileKeepsTheOldPasswordGood() throws IOException {
        vault.changePassword(NEXT, CHEAP);
        Path file = VaultKeyFile.nextFile(folder);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        byte[] good = Files.readAllBytes(file);
        vault.close();
        for (int at = 0; at < good.length; at++) {
            byte[] bad = good.clone();
            bad[at] ^= 1;
            Files.write(file, bad);
            VaultException damage = assertThrows(VaultException.class, () -> Vault.open(folder, NEXT, random));
            assertFalse(damage instanceof WrongPasswordException, "byte " + at);
            assertTrue(damage.toString().contains("vault.key.next"), damage.toString());
        }

        reopen(OLD);
    }

    private static Secret secret(String text) {
        return Secret.copyOf(text.getBytes(StandardCharsets.UTF_8));
    }
}
