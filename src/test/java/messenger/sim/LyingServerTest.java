package messenger.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import messenger.client.ClientEvent;
import messenger.client.Notice;
import messenger.client.Table;
import messenger.crypto.Bytes;
import messenger.crypto.identity.AccountId;
import messenger.crypto.identity.MailboxId;
import messenger.protocol.ClientFrame;
import messenger.protocol.Incarnation;
import messenger.protocol.Refusal;
import messenger.protocol.RequestId;
import messenger.protocol.ServerFrame;
import messenger.protocol.SubmissionId;
import messenger.protocol.UserName;
import messenger.server.ServerLimits;
import org.junit.jupiter.api.Test;

/**
 * A server that lies to a real client core: nothing false is shown, nothing is sent to the wrong person, and the client
 * lives.
 */
final class LyingServerTest {
    private static final UserName ALICE = new UserName("alice");
    private static final UserName BOB = new UserName("bob");

    private final SecureRandom random = SeededRandom.of(Long.getLong("sim.seed", 4));
    private final World world = new World(random, ServerLimits.DEFAULT);

    @Test
    void e2AnotherAccountUnderAPinnedNameStopsWhatIsSentToIt() {
        SimPerson alice = world.online("alice");
        world.online("bob");
        world.say(alice, BOB, "while all is well");
        world.rest();

        AccountId mallory = new AccountId(Bytes.random(AccountId.BYTES, random));
        world.lie(alice, new ServerFrame.Presence(BOB, mallory, true, 0));
        world.say(alice, BOB, "for bob alone");

        assertTrue(alice.notices.contains(new Notice.IdentityChanged(BOB, false)));
        assertFalse(alice.upstream().stream().anyMatch(frame -> frame instanceof ClientFrame.Submit));
        assertEquals(List.of("while all is well"), alice.texts());
    }

    @Test
    void aBlockedPersonStaysBlockedAfterARestart() {
        SimPerson alice = world.online("alice");
        world.online("bob");
        world.say(alice, BOB, "while all is well");
        world.rest();
        world.lie(alice, new ServerFrame.Presence(BOB, new AccountId(Bytes.random(16, random)), true, 0));
        world.crash(alice);
        world.connect(alice);
        world.settle();
        int sent = alice.texts().size();

        world.say(alice, BOB, "for bob alone");

        assertEquals(sent, alice.texts().size());
    }

    @Test
    void t12ADeliveryThatIsRepeatedIsAcknowledgedAndShownOnce() {
        SimPerson alice = world.online("alice");
        SimPerson bob = world.online("bob");
        List<ServerFrame.Deliver> deliveries = recordDeliveries(alice, bob, 5);

        for (ServerFrame.Deliver delivery : deliveries) {
            bob.upstream().clear();
            world.lie(bob, delivery);
            assertEquals(
                    List.of(new ClientFrame.Acknowledge(List.of(delivery.sequence()))), List.copyOf(bob.upstream()));
        }
        assertEquals(5, bob.texts().size());
    }

    @Test
    void aDeliveryUnderANewNumberIsNotShownAgain() {
        SimPerson alice = world.online("alice");
        SimPerson bob = world.online("bob");
        List<ServerFrame.Deliver> deliveries = recordDeliveries(alice, bob, 5);

        for (ServerFrame.Deliver old : deliveries) {
            world.lie(
                    bob,
                    new ServerFrame.Deliver(
                            old.sequence() + 1000, SubmissionId.random(random), 0, old.content(), old.message()));
        }
        // Not only the message's id is known: the keys that opened it are gone.
        assertTrue(bob.notices.contains(new Notice.Unreadable(5)));
        assertEquals(5, bob.texts().size());
    }

    @Test
    void c2AMessageUnderAnotherContentIsNotShown() {
        SimPerson alice = world.online("alice");
        SimPerson bob = world.online("bob");
        List<ServerFrame.Deliver> earlier = recordDeliveries(alice, bob, 2);
        world.say(alice, BOB, "the last one");
        ServerFrame.Deliver genuine = nextDelivery(bob);

        world.lie(
                bob,
                new ServerFrame.Deliver(
                        99, SubmissionId.random(random), 0, earlier.get(0).content(), genuine.message()));
        assertEquals(2, bob.texts().size());

        world.lie(bob, genuine);
        assertEquals("the last one", bob.texts().get(2));
    }

    @Test
    void somebodyElsesDeviceListIsNotTaken() {
        SimPerson alice = world.online("alice");
        SimPerson mallory = world.online("mallory");
        alice.on(new ClientEvent.Compose(BOB, "for bob"), world.now(), SimPerson.Fate.LIVES);
        ClientFrame.FindUser question = (ClientFrame.FindUser) alice.upstream().getLast();

        world.lie(alice, new ServerFrame.UserFound(question.request(), mallory.name, List.of(mallory.deviceList())));

        assertTrue(alice.notices.contains(new Notice.NobodyThere(BOB)));
        assertTrue(alice.texts().isEmpty());
    }

    @Test
    void aRegistrationWhoseAnswerWasLostIsResumed() {
        SimPerson alice = world.join("alice");
        world.connect(alice);
        while (alice.downstream().stream().noneMatch(frame -> frame instanceof ServerFrame.LoggedIn)) {
            assertTrue(world.step(SimPerson.Fate.LIVES));
        }
        world.crash(alice);
        world.settle();

        world.connect(alice);
        world.settle();

        assertTrue(alice.notices.contains(new Notice.Online(ALICE)), alice.notices.toString());
    }

    @Test
    void theServerCannotGiveUsAnotherName() {
        SimPerson alice = world.online("alice");
        world.cut(alice);
        world.settle();
        alice.notices.clear();
        world.connect(alice);
        while (alice.downstream().stream().noneMatch(frame -> frame instanceof ServerFrame.LoggedIn)) {
            assertTrue(world.step(SimPerson.Fate.LIVES));
        }
        alice.downstream().clear();

        world.lie(alice, new ServerFrame.LoggedIn(BOB, 50, 1, 1, 0, Incarnation.NONE));

        assertTrue(alice.notices.contains(new Notice.Online(ALICE)), alice.notices.toString());
    }

    @Test
    void framesAtRandomNeverStopTheClient() {
        SimPerson alice = world.online("alice");
        SimPerson bob = world.online("bob");
        List<ServerFrame.Deliver> deliveries = recordDeliveries(alice, bob, 3);
        for (int round = 0; round < 4000; round++) {
            world.lie(bob, frame(deliveries));
            if (bob.connection().isEmpty()) {
                world.connect(bob);
                world.settle();
            }
        }

        assertEquals(
                3, bob.texts().stream().filter(text -> text.startsWith("text ")).count());
        assertTrue(bob.vault.all(Table.UNREADABLE).size() <= 200, "junk must not fill the vault");
        world.cut(bob);
        world.connect(bob);
        world.say(alice, BOB, "still there?");
        world.rest();
        assertTrue(bob.texts().contains("still there?"));
    }

    private ServerFrame frame(List<ServerFrame.Deliver> deliveries) {
        RequestId request = new RequestId(random.nextInt(40));
        Bytes junk = Bytes.random(1 + random.nextInt(400), random);
        ServerFrame.Deliver old = deliveries.get(random.nextInt(deliveries.size()));
        SubmissionId submission = SubmissionId.random(random);
        return switch (random.nextInt(12)) {
            case 0 -> new ServerFrame.Welcome(1, Bytes.random(32, random), 0);
            case 1 ->
                new ServerFrame.LoggedIn(
                        BOB,
                        random.nextInt(60),
                        random.nextInt(3),
                        random.nextInt(3),
                        random.nextInt(3),
                        Incarnation.random(random));
            case 2 -> new ServerFrame.Refused(request, refusal());
            case 3 -> new ServerFrame.UserFound(request, ALICE, List.of(junk));
            case 4 -> new ServerFrame.Bundle(request, junk, junk, List.of());
            case 5 -> new ServerFrame.Accepted(request, List.of(), List.of(MailboxId.random(random)), List.of());
            case 6 -> new ServerFrame.Deliver(random.nextInt(99), submission, 0, junk, junk);
            case 7 -> new ServerFrame.Deliver(random.nextInt(99), submission, 0, junk, old.message());
            case 8 -> new ServerFrame.Deliver(random.nextInt(99), submission, 0, old.content(), flipped(old.message()));
            case 9 -> new ServerFrame.Users(request, List.of(), true);
            case 10 -> new ServerFrame.PrekeysLow(random.nextInt(60));
            default -> new ServerFrame.CaughtUp();
        };
    }

    /** One that answers a request; those of the connection itself end it, as they should. */
    private Refusal refusal() {
        return List.of(Refusal.values()).get(random.nextInt(Refusal.values().length));
    }

    private Bytes flipped(Bytes message) {
        byte[] bytes = message.toArray();
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));
        return Bytes.copyOf(bytes);
    }

    private List<ServerFrame.Deliver> recordDeliveries(SimPerson from, SimPerson to, int count) {
        List<ServerFrame.Deliver> deliveries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            world.say(from, to.name, "text " + i);
            ServerFrame.Deliver delivery = nextDelivery(to);
            deliveries.add(delivery);
            world.lie(to, delivery);
            world.rest();
        }
        return deliveries;
    }

    /** Lets everything happen but the delivery, which is taken off the line. */
    private ServerFrame.Deliver nextDelivery(SimPerson to) {
        while (true) {
            for (ServerFrame frame : to.downstream()) {
                if (frame instanceof ServerFrame.Deliver delivery) {
                    to.downstream().remove(frame);
                    return delivery;
                }
            }
            assertTrue(world.step(SimPerson.Fate.LIVES), "no delivery came");
        }
    }
}
