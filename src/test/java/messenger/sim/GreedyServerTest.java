package messenger.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import messenger.client.ClientEvent;
import messenger.client.Notice;
import messenger.client.Table;
import messenger.crypto.Bytes;
import messenger.crypto.identity.AccountId;
import messenger.protocol.ClientFrame;
import messenger.protocol.Refusal;
import messenger.protocol.ServerFrame;
import messenger.protocol.SubmissionId;
import messenger.protocol.UserName;
import messenger.server.ServerLimits;
import org.junit.jupiter.api.Test;

/** A server that would have the client ask, send, make or keep things without end: there is an end. */
final class GreedyServerTest {
    private static final UserName ALICE = new UserName("alice");
    private static final UserName BOB = new UserName("bob");
    private static final UserName CAROL = new UserName("carol");

    private final SecureRandom random = SeededRandom.of(Long.getLong("sim.seed", 5));
    private final World world = new World(random, ServerLimits.DEFAULT);

    @Test
    void whatTheServerCannotTakeNowIsNotSentAgainAtOnce() {
        SimPerson alice = world.online("alice");
        // As long as bob has not decided, alice writes as a member.
        world.online("bob").acceptsEverybody = false;
        world.say(alice, BOB, "one");
        world.rest();
        world.say(alice, BOB, "two");
        ClientFrame.Submit submit = last(alice, ClientFrame.Submit.class).orElseThrow();
        alice.upstream().clear();

        world.lie(alice, new ServerFrame.Refused(submit.request(), Refusal.UNAVAILABLE));

        assertTrue(last(alice, ClientFrame.Submit.class).isEmpty());
        world.pass(Duration.ofSeconds(3));
        assertEquals(
                submit.submission(),
                last(alice, ClientFrame.Submit.class).orElseThrow().submission());
    }

    @Test
    void b2JunkIsAcknowledgedAndLeavesABoundedTrace() {
        SimPerson bob = world.online("bob");
        for (int i = 0; i < 1000; i++) {
            bob.upstream().clear();
            Bytes junk = Bytes.random(100, random);
            world.lie(bob, new ServerFrame.Deliver(i, SubmissionId.random(random), 0, junk, junk));
            assertEquals(
                    new ClientFrame.Acknowledge(List.of((long) i)),
                    bob.upstream().getLast());
        }
        assertTrue(
                bob.vault.all(Table.SEEN).size() <= 200,
                "SEEN has " + bob.vault.all(Table.SEEN).size());
    }

    @Test
    void junkThatIsDeliveredTwiceIsCountedOnce() {
        SimPerson bob = world.online("bob");
        Bytes junk = Bytes.random(100, random);
        ServerFrame.Deliver delivery = new ServerFrame.Deliver(1, SubmissionId.random(random), 0, junk, junk);
        world.lie(bob, delivery);
        world.lie(bob, delivery);

        assertTrue(bob.notices.contains(new Notice.Unreadable(1)));
        assertFalse(bob.notices.contains(new Notice.Unreadable(2)));
    }

    @Test
    void prekeysAreNotMadeWithoutEnd() {
        SimPerson bob = world.online("bob");
        for (int i = 0; i < 30; i++) {
            world.lie(bob, new ServerFrame.PrekeysLow(0));
            last(bob, ClientFrame.PublishPrekeys.class)
                    .ifPresent(publish -> world.lie(bob, new ServerFrame.Done(publish.request())));
        }
        // 1,000 one-time pairs, a signed prekey, the counter.
        assertEquals(1002, bob.vault.all(Table.PREKEY).size());
    }

    @Test
    void aListOfUsersThatDoesNotGoOnIsOver() {
        SimPerson alice = world.online("alice");
        world.on(alice, new ClientEvent.RefreshPeople(), SimPerson.Fate.LIVES);
        alice.notices.clear();
        ServerFrame.Presence bob = new ServerFrame.Presence(BOB, new AccountId(Bytes.random(16, random)), false, 0);
        for (int i = 0; i < 2; i++) {
            ClientFrame.ListUsers question =
                    last(alice, ClientFrame.ListUsers.class).orElseThrow();
            world.lie(alice, new ServerFrame.Users(question.request(), List.of(bob), true));
        }

        assertTrue(alice.notices.contains(new Notice.PeopleComplete()));
    }

    @Test
    void aListOfUsersHasAnEnd() {
        SimPerson alice = world.online("alice");
        world.on(alice, new ClientEvent.RefreshPeople(), SimPerson.Fate.LIVES);
        alice.notices.clear();
        int pages = 0;
        while (!alice.notices.contains(new Notice.PeopleComplete())) {
            ClientFrame.ListUsers question =
                    last(alice, ClientFrame.ListUsers.class).orElseThrow();
            alice.upstream().clear();
            UserName next = new UserName("user%06d".formatted(pages));
            ServerFrame.Presence user =
                    new ServerFrame.Presence(next, new AccountId(Bytes.random(16, random)), false, 0);
            world.lie(alice, new ServerFrame.Users(question.request(), List.of(user), true));
            pages++;
            assertTrue(pages <= 4096, "the list goes on");
        }
        assertEquals(4096, pages);
    }

    @Test
    void nothingPilesUpForSomebodyWhoseIdentityChanged() {
        SimPerson alice = world.online("alice");
        SimPerson bob = world.online("bob");
        world.say(alice, BOB, "while all is well");
        world.rest();
        world.lie(alice, new ServerFrame.Presence(BOB, new AccountId(Bytes.random(16, random)), true, 0));

        for (int i = 0; i < 3; i++) {
            world.say(bob, ALICE, "still bob " + i);
            world.rest();
        }

        assertEquals(4, alice.texts().size());
        assertEquals(0, alice.vault.all(Table.OUTBOX).size());
        assertTrue(alice.isIdle());
    }

    @Test
    void nobodyElseSpeaksUnderOurOwnName() {
        SimPerson alice = world.online("alice");
        SimPerson mallory = world.online("mallory");
        world.say(mallory, ALICE, "note to self");
        while (last(alice, ClientFrame.FindAccount.class).isEmpty()) {
            assertTrue(world.step(SimPerson.Fate.LIVES));
        }
        ClientFrame.FindAccount question =
                last(alice, ClientFrame.FindAccount.class).orElseThrow();

        world.lie(alice, new ServerFrame.UserFound(question.request(), ALICE, List.of(mallory.deviceList())));

        assertTrue(alice.texts().isEmpty());
        assertEquals(0, alice.vault.all(Table.CONTACT).size());
    }

    @Test
    void aTextToOurselvesGoesToNobodyElse() {
        SimPerson alice = world.online("alice");
        SimPerson mallory = world.online("mallory");
        world.say(alice, ALICE, "note to self");
        ClientFrame.FindUser question = last(alice, ClientFrame.FindUser.class).orElseThrow();

        world.lie(alice, new ServerFrame.UserFound(question.request(), ALICE, List.of(mallory.deviceList())));

        assertTrue(alice.notices.contains(new Notice.ThatIsYou(ALICE)));
        assertTrue(alice.texts().isEmpty());
    }

    @Test
    void e2APinnedAccountUnderASecondNameIsToldOfThatName() {
        SimPerson alice = world.online("alice");
        SimPerson bob = world.online("bob");
        world.say(alice, BOB, "while all is well");
        world.rest();
        world.say(alice, CAROL, "for carol");
        ClientFrame.FindUser question = last(alice, ClientFrame.FindUser.class).orElseThrow();

        world.lie(alice, new ServerFrame.UserFound(question.request(), CAROL, List.of(bob.deviceList())));

        assertTrue(alice.notices.contains(new Notice.IdentityChanged(CAROL, false)));
        assertEquals(List.of("while all is well"), alice.texts());
    }

    private static <F extends ClientFrame> Optional<F> last(SimPerson person, Class<F> type) {
        return person.upstream().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .reduce((earlier, later) -> later);
    }
}
