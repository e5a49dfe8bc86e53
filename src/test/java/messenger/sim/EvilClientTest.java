package messenger.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.List;
import messenger.client.Contact;
import messenger.client.MessageState;
import messenger.client.Notice;
import messenger.client.Route;
import messenger.client.Table;
import messenger.crypto.Bytes;
import messenger.crypto.ratchet.Envelope;
import messenger.protocol.ClientFrame;
import messenger.protocol.UserName;
import messenger.protocol.content.Body;
import messenger.protocol.content.Content;
import messenger.protocol.content.ConversationId;
import messenger.protocol.content.MessageId;
import messenger.server.ServerLimits;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a peer with a genuine session and a client of their own cannot do (PROTOCOL, attacks C3 to C7). */
final class EvilClientTest {
    private static final UserName ALICE = new UserName("alice");
    private static final UserName BOB = new UserName("bob");

    private final SecureRandom random = SeededRandom.of(Long.getLong("sim.seed", 21));
    private final World world = new World(random, ServerLimits.DEFAULT);
    private final SimPerson alice = world.online("alice");
    private final SimPerson bob = world.online("bob");
    private final SimPerson mallory = world.online("mallory");
    private EvilClient evil;

    @BeforeEach
    void malloryIsSomebodyBobKnows() throws Exception {
        world.say(alice, BOB, "hello bob");
        world.rest();
        world.say(bob, ALICE, "hello alice");
        world.rest();
        evil = new EvilClient(world, mallory, bob, random);
        evil.say(bob, evil.content(bob, new Body.Text("hello from mallory")));
        assertEquals(List.of("hello bob", "hello from mallory"), sorted(bob.received()));
    }

    private static List<String> sorted(List<String> texts) {
        return texts.stream().sorted().toList();
    }

    @Test
    void c3AConversationThatTheSenderIsNotInIsNotHeard() throws Exception {
        Content honest = evil.content(bob, new Body.Text("as alice"));
        evil.say(
                bob,
                new Content(
                        ConversationId.direct(
                                alice.account().id(), bob.account().id()),
                        honest.id(),
                        honest.sequence(),
                        honest.previousHash(),
                        honest.sentMs(),
                        honest.ownDeviceList(),
                        honest.body()));

        assertEquals(2, bob.received().size());
        assertEquals(1, bob.vault.all(Table.UNREADABLE).size());
    }

    @Test
    void c4NobodyElseSaysWhatOnlyOwnDevicesSay() throws Exception {
        Contact before = bob.contact(ALICE);
        int messages = bob.texts().size();
        evil.say(bob, evil.content(bob, new Body.Copy(alice.account().id(), ALICE, new Body.Text("I owe you"))));
        evil.say(
                bob,
                evil.content(
                        bob,
                        new Body.People(List.of(new Body.Known(
                                alice.account().id(),
                                ALICE,
                                Body.Aspect.STANDING,
                                3,
                                true,
                                Bytes.copyOf(new byte[16]))))));

        assertEquals(messages, bob.texts().size());
        assertEquals(before, bob.contact(ALICE));
    }

    @Test
    void c4OwnDevicesAreThoseOfTheListAndNotThoseOfAClaim() throws Exception {
        Content honest = evil.content(bob, new Body.Copy(alice.account().id(), ALICE, new Body.Text("I owe you")));
        evil.say(
                bob,
                new Content(
                        ConversationId.direct(bob.account().id(), bob.account().id()),
                        honest.id(),
                        honest.sequence(),
                        honest.previousHash(),
                        honest.sentMs(),
                        honest.ownDeviceList(),
                        honest.body()));

        assertTrue(bob.texts().stream().noneMatch(text -> text.equals("I owe you")));
    }

    @Test
    void c5ReceiptsForWhatNeverWentThereChangeNothing() throws Exception {
        world.cut(alice);
        world.say(bob, ALICE, "waiting for alice");
        world.rest();
        MessageId waiting = bob.vault.messages().stream()
                .filter(message -> message.text().equals("waiting for alice"))
                .findFirst()
                .orElseThrow()
                .id();

        evil.say(bob, evil.content(bob, new Body.Delivered(List.of(waiting, MessageId.random(random)))));

        assertEquals(
                MessageState.STORED,
                bob.vault.messages().stream()
                        .filter(message -> message.id().equals(waiting))
                        .findFirst()
                        .orElseThrow()
                        .state());
    }

    @Test
    void c5AFloodOfReceiptsLeavesNoTrace() throws Exception {
        int before = bob.vault.all(Table.SENT).size();
        for (int i = 0; i < 30; i++) {
            evil.say(bob, evil.content(bob, new Body.Delivered(List.of(MessageId.random(random)))));
        }

        assertEquals(before, bob.vault.all(Table.SENT).size());
        assertEquals(0, bob.vault.all(Table.RECEIPT).size());
    }

    @Test
    void c5WhoIsNotLetInGetsNoReceipt() throws Exception {
        SimPerson carol = world.online("carol");
        carol.acceptsEverybody = false;
        EvilClient stranger = new EvilClient(world, mallory, carol, random);
        world.membersWords.clear();
        stranger.say(carol, stranger.content(carol, new Body.Text("are you awake?")));

        assertTrue(
                world.membersWords.stream()
                                .filter(frame -> frame instanceof ClientFrame.Submit)
                                .count()
                        <= 1,
                "only mallory's own");
        assertTrue(carol.link(Route.HAND_IN).isEmpty());
    }

    @Test
    void c6AContentWithBytesBehindItIsNotRead() throws Exception {
        Bytes content = evil.content(bob, new Body.Text("x")).encoded();
        Envelope longer = Envelope.seal(Bytes.concat(content, Bytes.copyOf(new byte[] {7})), random);
        evil.submit(bob, longer.ciphertext(), evil.seal(longer));

        assertEquals(2, bob.received().size());
    }

    @Test
    void c7WhateverCannotBeReadIsAnsweredTheSameWay() throws Exception {
        Envelope good = Envelope.seal(evil.content(bob, new Body.Text("good")).encoded(), random);
        Envelope noContent = Envelope.seal(Bytes.hex("0102030405"), random);
        Envelope otherWrap =
                Envelope.seal(evil.content(bob, new Body.Text("other")).encoded(), random);
        List<List<ClientFrame>> answers = List.of(
                answer(noContent.ciphertext(), evil.seal(noContent)),
                answer(good.ciphertext(), evil.seal(otherWrap)),
                answer(good.ciphertext(), Bytes.random(300, random)));

        for (List<ClientFrame> answer : answers) {
            assertEquals(1, answer.size());
            assertTrue(answer.get(0) instanceof ClientFrame.Acknowledge, answer + "");
        }
        assertEquals(
                3,
                bob.notices.stream().filter(Notice.Unreadable.class::isInstance).count());
    }

    @Test
    void whoOnlyGaveASignOfLifeBeforeARestartIsHeardAfterIt() throws Exception {
        SimPerson carol = world.online("carol");
        EvilClient stranger = new EvilClient(world, mallory, carol, random);
        Envelope nothing = Envelope.heartbeat(random);
        stranger.submit(carol, nothing.ciphertext(), stranger.seal(nothing));
        assertEquals(List.of(), carol.vault.messages());
        world.crash(carol);
        world.connect(carol);
        world.rest();

        stranger.say(carol, stranger.content(carol, new Body.Text("and now a word")));

        assertEquals(List.of("and now a word"), carol.received());
    }

    /** What bob says to the server when this arrives, but for signs of life. */
    private List<ClientFrame> answer(Bytes ciphertext, Bytes message) {
        world.membersWords.clear();
        evil.submit(bob, ciphertext, message);
        return world.membersWords.stream()
                .filter(frame -> !(frame instanceof ClientFrame.Ping) && !(frame instanceof ClientFrame.Submit))
                .toList();
    }
}
