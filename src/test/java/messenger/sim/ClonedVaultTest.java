package messenger.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import messenger.client.Notice;
import messenger.protocol.ServerFrame;
import messenger.protocol.UserName;
import messenger.server.ServerLimits;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A vault of which there are two, and a server that lies about how far a vault is (PROTOCOL 1.15, attack B9). */
final class ClonedVaultTest {
    private static final UserName ALICE = new UserName("alice");
    private static final UserName BOB = new UserName("bob");

    private final SecureRandom random = SeededRandom.of(Long.getLong("sim.seed", 35));
    private final World world = new World(random, ServerLimits.DEFAULT);
    private final SimPerson alice = world.online("alice");
    private final SimPerson bob = world.online("bob");
    private final List<String> fromAlice = new ArrayList<>();
    private final List<String> fromBob = new ArrayList<>();

    @BeforeEach
    void bothHaveMet() {
        talk();
    }

    private void talk() {
        fromAlice.add("alice " + fromAlice.size());
        fromBob.add("bob " + fromBob.size());
        world.say(alice, BOB, fromAlice.get(fromAlice.size() - 1));
        world.rest();
        world.say(bob, ALICE, fromBob.get(fromBob.size() - 1));
        world.rest();
    }

    private void bobIs(SimVault vault) {
        world.cut(bob);
        world.settle();
        bob.notices.clear();
        bob.restore(vault, world.now());
        world.connect(bob);
        world.rest();
    }

    private void nothingIsDoubled() {
        for (SimPerson person : List.of(alice, bob)) {
            assertEquals(new HashSet<>(person.texts()).size(), person.texts().size(), person.texts() + "");
        }
    }

    @Test
    void b9OfTwoProcessesOnCopiesOfOneVaultEachNoticesTheOther() {
        SimVault other = bob.vault.copy();
        List<String> seenByAnyBob = new ArrayList<>();
        for (int turn = 0; turn < 4; turn++) {
            talk();
            seenByAnyBob.addAll(bob.received());
            SimVault mine = bob.vault.copy();
            bobIs(other);
            assertTrue(bob.notices.contains(new Notice.VaultRolledBack()), "turn " + turn);
            talk();
            seenByAnyBob.addAll(bob.received());
            other = mine;
        }
        talk();
        seenByAnyBob.addAll(bob.received());

        assertEquals(fromBob, alice.received());
        assertTrue(seenByAnyBob.containsAll(fromAlice), "lost: " + missing(seenByAnyBob));
        nothingIsDoubled();
    }

    private List<String> missing(List<String> seen) {
        List<String> missing = new ArrayList<>(fromAlice);
        missing.removeAll(seen);
        return missing;
    }

    /** The server says that Bob's vault was further already, or had never been. */
    private void serverClaims(long generation) {
        world.evil = new EvilServer() {
            @Override
            public List<ServerFrame> says(SimPerson to, ServerFrame frame) {
                return to == bob && frame instanceof ServerFrame.LoggedIn in
                        ? List.of(new ServerFrame.LoggedIn(
                                in.name(),
                                in.oneTimePrekeys(),
                                in.deviceListVersion(),
                                generation,
                                in.failedTries(),
                                in.incarnation()))
                        : List.of(frame);
            }
        };
    }

    private void bobComesAgain() {
        world.cut(bob);
        world.settle();
        bob.notices.clear();
        world.connect(bob);
        world.rest();
    }

    @Test
    void b9AServerThatClaimsARollbackHasSessionsRenewedAndNothingLost() {
        for (long claimed : new long[] {1_000, 1L << 48, Long.MAX_VALUE - 1, Long.MAX_VALUE, Long.MAX_VALUE}) {
            serverClaims(claimed);
            bobComesAgain();
            assertTrue(bob.notices.contains(new Notice.VaultRolledBack()), claimed + "");
            talk();
            world.crash(bob);
            world.connect(bob);
            world.rest();
            talk();
        }
        world.evil = EvilServer.HONEST;
        bobComesAgain();
        talk();
        bobComesAgain();
        assertFalse(bob.notices.contains(new Notice.VaultRolledBack()));

        assertEquals(fromBob, alice.received());
        assertEquals(fromAlice, bob.received());
    }

    @Test
    void b9AServerThatForgetsGenerationsChangesNothing() {
        for (int i = 0; i < 3; i++) {
            serverClaims(0);
            bobComesAgain();
            assertFalse(bob.notices.contains(new Notice.VaultRolledBack()));
            talk();
        }
        assertEquals(fromBob, alice.received());
        assertEquals(fromAlice, bob.received());
    }
}
