package messenger.server.store;

import static messenger.server.store.Fixture.ALICE;
import static messenger.server.store.Fixture.BOB;
import static messenger.server.store.Fixture.NOON;
import static messenger.server.store.Fixture.append;
import static messenger.server.store.Fixture.registration;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.Secret;
import messenger.crypto.identity.AccountId;
import messenger.crypto.identity.DeviceId;
import messenger.crypto.identity.MailboxId;
import messenger.protocol.Limits;
import messenger.protocol.UserName;
import messenger.server.StoreRequest;
import messenger.server.StoreRequest.Devices;
import messenger.server.StoreResult;
import messenger.storage.DamagedStoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stolen disk without its key names and links nobody. */
final class AtRestTest {
    private static final Bytes PLACE = Bytes.utf8("place");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    private final SecureRandom random = new SecureRandom();
    private final Secret master = Secret.random(AtRest.KEY_BYTES, random);

    @Test
    void whatWasSealedOpensInItsPlaceAlsoAfterARestart() throws AuthenticationFailedException {
        AtRest before = AtRest.start(master, random);
        byte[] sealed = before.seal(PLACE, new byte[] {1, 2, 3});

        assertArrayEquals(new byte[] {1, 2, 3}, before.open(PLACE, sealed));
        assertArrayEquals(new byte[] {1, 2, 3}, AtRest.start(master, random).open(PLACE, sealed));
        assertEquals(3 + AtRest.OVERHEAD_BYTES, sealed.length);
    }

    @Test
    void anotherPlaceKeyOrByteDoesNotOpen() {
        AtRest atRest = AtRest.start(master, random);
        byte[] sealed = atRest.seal(PLACE, new byte[] {1, 2, 3});

        assertThrows(AuthenticationFailedException.class, () -> atRest.open(Bytes.utf8("elsewhere"), sealed));
        AtRest stranger = AtRest.start(Secret.random(AtRest.KEY_BYTES, random), random);
        assertThrows(AuthenticationFailedException.class, () -> stranger.open(PLACE, sealed));
        for (int at = 0; at < sealed.length; at++) {
            byte[] flipped = sealed.clone();
            flipped[at] ^= 1;
            assertThrows(AuthenticationFailedException.class, () -> atRest.open(PLACE, flipped), "byte " + at);
            byte[] cut = Arrays.copyOf(sealed, at);
            assertThrows(AuthenticationFailedException.class, () -> atRest.open(PLACE, cut), "cut at " + at);
        }
    }

    @Test
    void noNonceIsUsedTwiceUnderOneKey() {
        Set<Bytes> headers = new HashSet<>();
        for (int start = 0; start < 20; start++) {
            AtRest atRest = AtRest.start(master, random);
            for (int i = 0; i < 50; i++) {
                assertTrue(headers.add(Bytes.copyOf(atRest.seal(PLACE, new byte[1]), 0, 25)));
            }
        }
    }

    @Test
    void valuesOfATableCannotBeSwapped() {
        HeapTable disk = new HeapTable();
        SealedTable table = new SealedTable(disk, "accounts", AtRest.start(master, random));
        table.put(new byte[] {1}, new byte[] {10});
        List<byte[]> indexes = new ArrayList<>();
        disk.forEach((index, value) -> indexes.add(index));
        table.put(new byte[] {2}, new byte[] {20});
        disk.forEach((index, value) -> indexes.add(index));
        byte[] first = disk.get(indexes.get(1)).orElseThrow();
        byte[] second = disk.get(indexes.get(2)).orElseThrow();
        disk.put(indexes.get(1), second);
        disk.put(indexes.get(2), first);

        assertThrows(UnreadableException.class, () -> table.get(new byte[] {1}));
        assertThrows(UnreadableException.class, () -> table.remove(new byte[] {2}));
    }

    @Test
    void noNameMailboxOrMessageIsReadableInTheFiles() throws IOException {
        String name = "alice-whose-name-is-long";
        MailboxId mailbox = new MailboxId(Bytes.random(MailboxId.BYTES, random));
        try (Store store = MapDbStoreTest.Fresh.again(directory, MailQuota.DEFAULT)) {
            Core core = Core.on(store);
            core.ask(registration(name, 1, mailbox));
            core.ask(registration("bob", 2, BOB));
            core.ask(append(1, "the content of this message", mailbox, BOB));
        }
        assertNotInTheFiles(Bytes.utf8(name));
        assertNotInTheFiles(Bytes.utf8("the content of this message"));
        assertNotInTheFiles(mailbox.value());
    }

    /** Whether in use, changed or deleted. */
    @Test
    void nothingOfAnAccountIsReadableInTheFiles() throws IOException {
        UserName name = new UserName("mallory-whose-name-is-long");
        AccountId account = new AccountId(Bytes.random(AccountId.BYTES, random));
        List<Bytes> secrets =
                new ArrayList<>(List.of(Bytes.utf8(name.value()), Bytes.utf8(name.skeleton()), account.value()));
        Bytes invite = randomOf(secrets, 32);
        Bytes password = randomOf(secrets, Limits.PASSWORD_RECORD_BYTES);
        Bytes newPassword = randomOf(secrets, Limits.PASSWORD_RECORD_BYTES);
        List<Devices> lists = new ArrayList<>();
        for (int version = 1; version <= 4; version++) {
            lists.add(new Devices(
                    account,
                    version,
                    version == 4 ? List.of() : List.of(new DeviceId(version)),
                    version == 4 ? List.of() : List.of(new MailboxId(randomOf(secrets, MailboxId.BYTES))),
                    randomOf(secrets, 32),
                    randomOf(secrets, 300)));
        }
        Path one = Files.createDirectory(directory.resolve("in-use"));
        useAccount(one, name, List.copyOf(lists.subList(0, 3)), invite, List.of(password, newPassword));
        assertNotInTheFiles(one, secrets);
        try (Store store = MapDbStoreTest.Fresh.again(one, MailQuota.DEFAULT)) {
            assertEquals(
                    new StoreResult.Done(), Core.on(store).ask(new StoreRequest.DeleteAccount(lists.get(3), NOON)));
        }
        assertNotInTheFiles(one, secrets);
    }

    private Bytes randomOf(List<Bytes> secrets, int size) {
        Bytes secret = Bytes.random(size, random);
        secrets.add(secret);
        return secret;
    }

    private static void useAccount(
            Path directory, UserName name, List<Devices> lists, Bytes invite, List<Bytes> passwords) {
        try (Store store = MapDbStoreTest.Fresh.again(directory, MailQuota.DEFAULT)) {
            Core core = Core.on(store);
            core.ask(new StoreRequest.CreateInvite(invite, 2, NOON.plusSeconds(9), NOON));
            assertEquals(
                    new StoreResult.AccountCreated(),
                    core.ask(new StoreRequest.CreateAccount(name, lists.get(0), passwords.get(0), invite, NOON)));
            core.ask(new StoreRequest.SetPassword(lists.get(0).account(), passwords.get(1)));
            for (Devices list : lists.subList(1, lists.size())) {
                assertEquals(new StoreResult.Done(), core.ask(new StoreRequest.UpdateDevices(list)));
            }
            core.ask(new StoreRequest.BeginPasswordTry(name, 5, Duration.ofMinutes(15), NOON));
            core.ask(new StoreRequest.NoteLogin(lists.get(0).account(), new DeviceId(3), 7, NOON));
        }
    }

    private void assertNotInTheFiles(Bytes secret) throws IOException {
        assertNotInTheFiles(directory, List.of(secret));
    }

    private static void assertNotInTheFiles(Path directory, List<Bytes> secrets) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.list(directory)) {
            files = found.toList();
        }
        assertTrue(files.size() >= 5, "the two stores with their logs, and the key: " + files);
        for (Path file : files) {
            String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
            for (Bytes secret : secrets) {
                String searched = new String(secret.toArray(), StandardCharsets.ISO_8859_1);
                assertFalse(bytes.contains(searched), () -> secret + " in " + file);
            }
        }
    }

    @Test
    void aStoreWithoutItsKeyOrWithAnotherIsRefused() throws IOException {
        try (Store store = MapDbStoreTest.Fresh.again(directory, MailQuota.DEFAULT)) {
            Core.on(store).ask(registration("alice", 1, ALICE));
        }
        Path key = directory.resolve("store.key");
        String text = Files.readString(key);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(key)));
        assertEquals(65, text.length());

        for (String bad :
                new String[] {"", "no key", text.replace(text.charAt(0), text.charAt(0) == '0' ? '1' : '0')}) {
            Files.writeString(key, bad);
            assertRefused();
        }
        Files.delete(key);
        assertRefused();
        assertTrue(Files.notExists(key));

        Files.writeString(key, text);
        MapDbStoreTest.Fresh.again(directory, MailQuota.DEFAULT).close();
    }

    private void assertRefused() {
        DamagedStoreException refused = assertThrows(
                DamagedStoreException.class, () -> MapDbStoreTest.Fresh.again(directory, MailQuota.DEFAULT));
        assertTrue(refused.getMessage().contains("store.key"), refused.getMessage());
    }
}
