package messenger.server.store;

import static messenger.server.store.Fixture.ALICE;
import static messenger.server.store.Fixture.BOB;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.Secret;
import messenger.crypto.identity.MailboxId;
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
        for (String file : new String[] {"mail.db", "mail.log", "accounts.db", "accounts.log"}) {
            String bytes = Files.readString(directory.resolve(file), StandardCharsets.ISO_8859_1);
            assertFalse(bytes.contains(name), file);
            assertFalse(bytes.contains("the content of this message"), file);
            assertFalse(bytes.contains(new String(mailbox.value().toArray(), StandardCharsets.ISO_8859_1)), file);
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
