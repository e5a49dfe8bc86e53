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
import messenger.client.StoredMessage;
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
        SimPerson alice = online("alice");
        online("bob");
        say(alice, BOB, "one");
        rest();
        say(alice, BOB, "two");
        ClientFrame.Submit submit = last(alice, ClientFrame.Submit.class).orElseThrow();
        alice.upstream.clear();

        lie(alice, new ServerFrame.Refused(submit.request(), Refusal.UNAVAILABLE));

        assertTrue(last(alice, ClientFrame.Submit.class).isEmpty());
        world.pass(Duration.ofSeconds(3));
        assertEquals(
                submit.submission(),
                last(alice, ClientFrame.Submit.class).orElseThrow().submission());
    }

    @Test
    void junkIsAcknowledgedAndLeavesABoundedTrace() {
        SimPerson bob = online("bob");
        for (int i = 0; i < 1000; i++) {
            bob.upstream.clear();
            Bytes junk = Bytes.random(100, random);
            lie(bob, new ServerFrame.Deliver(i, SubmissionId.random(random), 0, junk, junk));
            assertEquals(new ClientFrame.Acknowledge(List.of((long) i)), bob.upstream.getLast());
        }
        assertTrue(
                bob.vault.all(Table.SEEN).size() <= 200,
                "SEEN has " + bob.vault.all(Table.SEEN).size());
    }

    @Test
    void junkThatIsDeliveredTwiceIsCountedOnce() {
        SimPerson bob = online("bob");
        Bytes junk = Bytes.random(100, random);
        ServerFrame.Deliver delivery = new ServerFrame.Deliver(1, SubmissionId.random(random), 0, junk, junk);
        lie(bob, delivery);
        lie(bob, delivery);

        assertTrue(bob.notices.contains(new Notice.Unreadable(1)));
        assertFalse(bob.notices.contains(new Notice.Unreadable(2)));
    }

    @Test
    void prekeysAreNotMadeWithoutEnd() {
        SimPerson bob = online("bob");
        for (int i = 0; i < 30; i++) {
            lie(bob, new ServerFrame.PrekeysLow(0));
            last(bob, ClientFrame.PublishPrekeys.class)
                    .ifPresent(publish -> lie(bob, new ServerFrame.Done(publish.request())));
        }
        // 1,000 one-time pairs, a signed prekey, the counter.
        assertEquals(1002, bob.vault.all(Table.PREKEY).size());
    }

    @Test
    void aListOfUsersThatDoesNotGoOnIsOver() {
        SimPerson alice = online("alice");
        world.on(alice, new ClientEvent.RefreshPeople(), SimPerson.Fate.LIVES);
        alice.notices.clear();
        ServerFrame.Presence bob = new ServerFrame.Presence(BOB, new AccountId(Bytes.random(16, random)), false, 0);
        for (int i = 0; i < 2; i++) {
            ClientFrame.ListUsers question =
                    last(alice, ClientFrame.ListUsers.class).orElseThrow();
            lie(alice, new ServerFrame.Users(question.request(), List.of(bob), true));
        }

        assertTrue(alice.notices.contains(new Notice.PeopleComplete()));
    }

    @Test
    void aListOfUsersHasAnEnd() {
        SimPerson alice = online("alice");
        world.on(alice, new ClientEvent.RefreshPeople(), SimPerson.Fate.LIVES);
        alice.notices.clear();
        int pages = 0;
        while (!alice.notices.contains(new Notice.PeopleComplete())) {
            ClientFrame.ListUsers question =
                    last(alice, ClientFrame.ListUsers.class).orElseThrow();
            alice.upstream.clear();
            UserName next = new UserName("user%06d".formatted(pages));
            ServerFrame.Presence user =
                    new ServerFrame.Presence(next, new AccountId(Bytes.random(16, random)), false, 0);
            lie(alice, new ServerFrame.Users(question.request(), List.of(user), true));
            pages++;
            assertTrue(pages <= 4096, "the list goes on");
        }
        assertEquals(4096, pages);
    }

    @Test
    void nothingPilesUpForSomebodyWhoseIdentityChanged() {
        SimPerson alice = online("alice");
        SimPerson bob = online("bob");
        say(alice, BOB, "while all is well");
        rest();
        lie(alice, new ServerFrame.Presence(BOB, new AccountId(Bytes.random(16, random)), true, 0));

        for (int i = 0; i < 3; i++) {
            say(bob, ALICE, "still bob " + i);
            rest();
        }

        assertEquals(4, texts(alice).size());
        assertEquals(0, alice.vault.all(Table.OUTBOX).size());
        assertTrue(alice.isIdle());
    }

    @Test
    void nobodyElseSpeaksUnderOurOwnName() {
        SimPerson alice = online("alice");
        SimPerson mallory = online("mallory");
        say(mallory, ALICE, "note to self");
        while (last(alice, ClientFrame.FindAccount.class).isEmpty()) {
            assertTrue(world.step(SimPerson.Fate.LIVES));
        }
        ClientFrame.FindAccount question =
                last(alice, ClientFrame.FindAccount.class).orElseThrow();

        lie(alice, new ServerFrame.UserFound(question.request(), ALICE, mallory.deviceList()));

        assertTrue(texts(alice).isEmpty());
        assertEquals(0, alice.vault.all(Table.CONTACT).size());
    }

    @Test
    void aTextToOurselvesGoesToNobodyElse() {
        SimPerson alice = online("alice");
        SimPerson mallory = online("mallory");
        say(alice, ALICE, "note to self");
        ClientFrame.FindUser question = last(alice, ClientFrame.FindUser.class).orElseThrow();

        lie(alice, new ServerFrame.UserFound(question.request(), ALICE, mallory.deviceList()));

        assertTrue(alice.notices.contains(new Notice.ThatIsYou(ALICE)));
        assertTrue(texts(alice).isEmpty());
    }

    @Test
    void aPinnedAccountUnderASecondNameIsToldOfThatName() {
        SimPerson alice = online("alice");
        SimPerson bob = online("bob");
        say(alice, BOB, "while all is well");
        rest();
        say(alice, CAROL, "for carol");
        ClientFrame.FindUser question = last(alice, ClientFrame.FindUser.class).orElseThrow();

        lie(alice, new ServerFrame.UserFound(question.request(), CAROL, bob.deviceList()));

        assertTrue(alice.notices.contains(new Notice.IdentityChanged(CAROL)));
        assertEquals(List.of("while all is well"), texts(alice));
    }

    private static <F extends ClientFrame> Optional<F> last(SimPerson person, Class<F> type) {
        return person.upstream.stream().filter(type::isInstance).map(type::cast).reduce((earlier, later) -> later);
    }

    private void lie(SimPerson to, ServerFrame frame) {
        world.on(to, new ClientEvent.Arrived(frame), SimPerson.Fate.LIVES);
    }

    private SimPerson online(String name) {
        SimPerson person = world.join(name);
        world.connect(person);
        world.settle();
        return person;
    }

    private void say(SimPerson from, UserName to, String text) {
        world.on(from, new ClientEvent.Compose(to, text), SimPerson.Fate.LIVES);
    }

    private void rest() {
        for (int i = 0; i < 5; i++) {
            world.settle();
            world.pass(Duration.ofSeconds(2));
        }
        world.settle();
    }

    private static List<String> texts(SimPerson person) {
        return person.vault.messages().stream().map(StoredMessage::text).toList();
    }
}
