package messenger.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import messenger.client.Client;
import messenger.client.StoredMessage;
import messenger.client.Table;
import messenger.client.VaultChange;
import messenger.client.store.Vault;
import messenger.client.store.VaultThief;
import messenger.crypto.Argon2id;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.MalformedException;
import messenger.crypto.Secret;
import messenger.crypto.ratchet.PeerSessions;
import messenger.crypto.ratchet.SealedMessage;
import messenger.protocol.ServerFrame;
import messenger.protocol.UserName;
import messenger.server.ServerLimits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Bob's computer is taken, and he tells his password. The thief also recorded every ciphertext on Bob's link, and kept
 * every version of every row of his vault, as if nothing in old pages and logs were ever lost.
 */
final class ForwardSecrecyAtRestTest {
    private static final UserName ALICE = new UserName("alice");
    private static final UserName BOB = new UserName("bob");
    private static final int ROUNDS = 5;
    private static final Secret PASSWORD = Secret.copyOf("correct horse".getBytes(StandardCharsets.UTF_8));

    private final SecureRandom random = SeededRandom.of(9);
    private final World world = new World(random, ServerLimits.DEFAULT);
    private final Set<Bytes> recorded = new LinkedHashSet<>();

    @TempDir
    private Path folder;

    private SimPerson alice;
    private SimPerson bob;
    private Vault vault;
    private VaultThief thief;

    @BeforeEach
    void aConversationIsReadAndGoesOn() {
        alice = world.online("alice");
        bob = world.online("bob");
        vault = Vault.create(folder, PASSWORD, new Argon2id.Cost(64, 1, 1), List.of(), random);
        thief = new VaultThief(folder);
        bob.vault.mirrorTo(changes -> {
            vault.commit(changes);
            thief.copy(vault);
        });
        for (int i = 0; i < ROUNDS; i++) {
            say(alice, BOB, "secret " + i);
            say(bob, ALICE, "answer " + i);
        }
    }

    @AfterEach
    void close() {
        vault.close();
    }

    private void say(SimPerson from, UserName to, String text) {
        world.say(from, to, text);
        while (world.step(SimPerson.Fate.LIVES)) {
            for (ServerFrame frame : bob.downstream()) {
                if (frame instanceof ServerFrame.Deliver deliver) {
                    recorded.add(deliver.message());
                }
            }
        }
    }

    /** Ciphertexts that one of these ratchet states opens. */
    private Set<Bytes> opened(List<VaultThief.Loot> loot) throws MalformedException {
        Set<Bytes> opened = new LinkedHashSet<>();
        for (VaultThief.Loot row : loot) {
            if (row.table() == Table.SESSION) {
                PeerSessions state =
                        PeerSessions.decode(Secret.copyOf(row.value().toArray()));
                recorded.stream().filter(message -> opens(state, message)).forEach(opened::add);
            }
        }
        return opened;
    }

    private boolean opens(PeerSessions state, Bytes message) {
        try {
            state.open(SealedMessage.decode(message), world.now());
            return true;
        } catch (AuthenticationFailedException e) {
            return false;
        }
    }

    private static List<Bytes> ids(List<VaultThief.Loot> loot, Table table) {
        return loot.stream()
                .filter(row -> row.table() == table)
                .map(VaultThief.Loot::id)
                .distinct()
                .toList();
    }

    private static List<String> texts(List<VaultThief.Loot> loot) {
        return loot.stream()
                .filter(row -> row.table() == Table.MESSAGE || row.table() == Table.SENT)
                .map(row -> StoredMessage.decode(row.value()).text())
                .distinct()
                .sorted()
                .toList();
    }

    @Test
    void h4AThiefWithThePasswordOpensNoOldStateAndNoOldCiphertext() throws IOException, MalformedException {
        Set<Bytes> living = VaultThief.living(vault);
        List<VaultThief.Loot> loot = thief.loot(PASSWORD, VaultThief.Cells.NOW);

        assertTrue(thief.leftInFiles(living) > ROUNDS, "old rows lie in the files, so that there is something to find");
        for (VaultThief.Loot row : loot) {
            assertTrue(!VaultThief.isErasable(row.table()) || living.contains(row.nonce()), row.table() + " is old");
        }
        assertTrue(recorded.size() >= ROUNDS, recorded.size() + " ciphertexts");
        assertEquals(Set.of(), opened(loot));
        assertEquals(bob.vault.all(Table.PREKEY).size(), ids(loot, Table.PREKEY).size());
        // What Bob still has, the thief has, too.
        assertEquals(bob.texts().stream().sorted().toList(), texts(loot));
        assertFalse(ids(loot, Table.SESSION).isEmpty());
    }

    /** The negative control: had the cells not been overwritten, the same thief would have all of it. */
    @Test
    void withTheOldCellsTheSameThiefOpensEverything() throws MalformedException {
        List<VaultThief.Loot> loot = thief.loot(PASSWORD, VaultThief.Cells.ALL_TIMES);

        int used = ids(loot, Table.PREKEY).size() - bob.vault.all(Table.PREKEY).size();
        assertEquals(1, used, "the one-time pair of the first message");
        // All but the first message, which needs that pair, and the one that waited with it for Alice's device list:
        // both were taken in one commit, so that the state between them was never on the disk.
        assertTrue(opened(loot).size() >= recorded.size() - 2, opened(loot).size() + " of " + recorded.size());
    }

    @Test
    void h4AHistoryThatWasDeletedIsReadByNobody() {
        List<VaultChange> deletion = bob.vault.messages().stream()
                .map(StoredMessage::conversation)
                .distinct()
                .map(conversation -> (VaultChange) VaultChange.Shred.all(conversation))
                .collect(Collectors.toCollection(ArrayList::new));
        bob.vault.all(Table.SENT).keySet().forEach(id -> deletion.add(new VaultChange.Delete(Table.SENT, id)));
        bob.vault.commit(deletion);

        assertEquals(List.of(), bob.texts());
        assertEquals(List.of(), texts(thief.loot(PASSWORD, VaultThief.Cells.NOW)));
        assertEquals(
                2 * ROUNDS,
                texts(thief.loot(PASSWORD, VaultThief.Cells.ALL_TIMES)).size());
    }

    @Test
    void theVaultStillIsBobsAfterAllThatOverwriting() {
        vault.close();
        vault = Vault.open(folder, PASSWORD, random);

        for (Table table : Table.values()) {
            if (table != Table.HISTORY) {
                assertEquals(bob.vault.all(table), vault.all(table), table.toString());
            }
        }
        Client.load(vault, SimPerson.CHEAP, world.now(), random);
    }
}
