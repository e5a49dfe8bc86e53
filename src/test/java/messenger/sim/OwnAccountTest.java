package messenger.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import messenger.client.ClientEvent;
import messenger.client.Notice;
import messenger.crypto.Secret;
import messenger.protocol.ClientFrame;
import messenger.protocol.Refusal;
import messenger.protocol.UserName;
import messenger.server.ServerLimits;
import org.junit.jupiter.api.Test;

/** The account itself: its password, its end, and a vault that was restored from a copy. */
final class OwnAccountTest {
    private static final UserName ALICE = new UserName("alice");
    private static final UserName BOB = new UserName("bob");

    private final World world = new World(SeededRandom.of(Long.getLong("sim.seed", 12)), ServerLimits.DEFAULT);
    private final SimPerson alice = world.online("alice");
    private final SimPerson bob = world.online("bob");

    private void says(SimPerson from, UserName to, String text) {
        world.say(from, to, text);
        world.rest();
    }

    @Test
    void aDeletedAccountIsToldToEverybodyAndGone() {
        says(alice, BOB, "hello");
        says(bob, ALICE, "hello");
        world.on(bob, new ClientEvent.DeleteAccount(world.password(bob)), SimPerson.Fate.LIVES);
        world.rest();

        assertTrue(bob.notices.contains(new Notice.AccountDeleted()), bob.notices + "");
        world.pass(Duration.ofSeconds(10));
        world.rest();
        assertTrue(alice.notices.contains(new Notice.PersonGone(BOB)));
        world.say(alice, BOB, "too late");
        assertFalse(alice.texts().contains("too late"));
        SimPerson again = new SimPerson("bob", world.now(), SeededRandom.of(77));
        world.people.put("bob2", again);
        world.connect(again);
        world.settle();
        assertTrue(again.notices.contains(new Notice.Rejected(Refusal.NAME_TAKEN)));
    }

    @Test
    void aFarewellWithoutADeletionEndsNothing() {
        says(alice, BOB, "hello");
        says(bob, ALICE, "hello");
        world.evil = new EvilServer() {
            @Override
            public List<ClientFrame> hears(SimPerson from, ClientFrame frame) {
                return frame instanceof ClientFrame.DeleteAccount ? List.of() : List.of(frame);
            }
        };
        world.on(bob, new ClientEvent.DeleteAccount(world.password(bob)), SimPerson.Fate.LIVES);
        world.rest();
        world.cut(bob);
        world.evil = EvilServer.HONEST;
        world.connect(bob);
        world.pass(Duration.ofSeconds(10));
        world.rest();

        assertFalse(alice.notices.contains(new Notice.PersonGone(BOB)));
        says(alice, BOB, "still there?");
        assertTrue(bob.received().contains("still there?"));
    }

    @Test
    void aWrongPasswordDeletesNothing() {
        says(alice, BOB, "hello");
        world.on(bob, new ClientEvent.DeleteAccount(Secret.copyOf(new byte[] {1, 2, 3})), SimPerson.Fate.LIVES);
        world.rest();

        assertTrue(bob.notices.contains(new Notice.PasswordRefused(Refusal.LOGIN)));
        says(alice, BOB, "still there?");
        assertTrue(bob.texts().contains("still there?"));
    }

    @Test
    void thePasswordChangesAndTheOldOneIsWorthNothing() {
        var fresh = Secret.copyOf(new byte[] {9, 8, 7});
        world.on(
                bob,
                new ClientEvent.ChangePassword(world.password(bob), Secret.copyOf(fresh.expose())),
                SimPerson.Fate.LIVES);
        world.rest();
        assertTrue(bob.notices.contains(new Notice.PasswordChanged()), bob.notices + "");

        world.on(bob, new ClientEvent.DeleteAccount(world.password(bob)), SimPerson.Fate.LIVES);
        world.rest();
        assertTrue(bob.notices.contains(new Notice.PasswordRefused(Refusal.LOGIN)));
        world.on(bob, new ClientEvent.DeleteAccount(fresh), SimPerson.Fate.LIVES);
        world.rest();
        assertTrue(bob.notices.contains(new Notice.AccountDeleted()));
    }

    @Test
    void b9AVaultThatWasRestoredFromACopyGivesUpItsSessionsAndHeals() {
        says(alice, BOB, "one");
        says(bob, ALICE, "two");
        SimVault copy = bob.vault.copy();
        says(alice, BOB, "three");
        says(bob, ALICE, "four");
        world.pass(Duration.ofSeconds(10));
        world.settle();
        world.cut(bob);

        bob.restore(copy, world.now());
        world.connect(bob);
        world.rest();
        assertTrue(bob.notices.contains(new Notice.VaultRolledBack()));
        says(bob, ALICE, "five");
        says(alice, BOB, "six");

        assertEquals(List.of("two", "four", "five"), alice.received());
        assertTrue(bob.received().contains("six"));
    }
}
