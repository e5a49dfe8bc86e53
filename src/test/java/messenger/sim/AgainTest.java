package messenger.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import messenger.client.MessageState;
import messenger.client.StoredMessage;
import messenger.client.Table;
import messenger.crypto.Bytes;
import messenger.protocol.SubmissionId;
import messenger.protocol.UserName;
import messenger.protocol.content.Body;
import messenger.protocol.content.Content;
import messenger.protocol.content.MessageId;
import messenger.server.ServerLimits;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Mallory has a genuine session with Bob and lies about what did not arrive, hers or his. */
final class AgainTest {
    private static final UserName BOB = new UserName("bob");
    private static final UserName MALLORY = new UserName("mallory");

    private final SecureRandom random = SeededRandom.of(Long.getLong("sim.seed", 53));
    private final World world = new World(random, ServerLimits.DEFAULT);
    private final SimPerson alice = world.online("alice");
    private final SimPerson bob = world.online("bob");
    private final SimPerson mallory = world.online("mallory");
    private EvilClient evil;

    @BeforeEach
    void malloryIsSomebodyBobKnows() throws Exception {
        world.say(alice, BOB, "a secret of alice");
        world.rest();
        evil = new EvilClient(world, mallory, bob, random);
        evil.listen();
        says(1, new Body.Text("hello"));
        world.say(bob, MALLORY, "hello yourself");
        world.rest();
        assertTrue(evil.heard.stream().anyMatch(content -> content.body().equals(new Body.Text("hello yourself"))));
        evil.heard.clear();
    }

    private void says(long number, Body body) throws Exception {
        says(number, MessageId.random(random), body);
    }

    private void says(long number, MessageId id, Body body) throws Exception {
        evil.say(bob, evil.content(bob, number, id, body));
    }

    private List<StoredMessage> gaps() {
        return bob.vault.messages().stream()
                .filter(message -> message.state().isGap())
                .toList();
    }

    private SubmissionId submission() {
        return SubmissionId.random(random);
    }

    private <T extends Body> List<T> heard(Class<T> kind) {
        return evil.heard.stream()
                .map(Content::body)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    private Body.Again again(long number, MessageId id, Body body) {
        return new Body.Again(number, submission(), 0, id, body);
    }

    /** Bob misses the second of three. */
    private void bobMissesTheSecond() throws Exception {
        Content third = evil.content(bob, 3, MessageId.random(random), new Body.Text("third"));
        evil.say(
                bob,
                new Content(
                        third.conversation(),
                        third.id(),
                        3,
                        Bytes.hex("11".repeat(32)),
                        third.sentMs(),
                        third.ownDeviceList(),
                        third.body()));
        assertEquals(1, gaps().size());
        assertEquals(List.of(new Body.Missing(List.of(new Body.Run(2, 1)))), heard(Body.Missing.class));
    }

    @Test
    void whatWasAskedForIsShownOnceWhereItBelongs() throws Exception {
        bobMissesTheSecond();
        MessageId id = MessageId.random(random);
        says(0, again(2, id, new Body.Text("second")));
        says(0, again(2, id, new Body.Text("second")));
        says(0, again(2, MessageId.random(random), new Body.Text("another second")));

        assertEquals(
                List.of("hello", "second", "third"),
                bob.received().stream().filter(text -> !text.contains("alice")).toList());
        assertEquals(List.of(), gaps());
    }

    @Test
    void whatNobodyAskedForIsNotTakenAsSaidAgain() throws Exception {
        says(0, again(1, MessageId.random(random), new Body.Text("never")));
        says(0, again(7, MessageId.random(random), new Body.Text("never")));
        says(0, again(Long.MAX_VALUE, MessageId.random(random), new Body.Text("never")));
        assertFalse(bob.texts().contains("never"));
    }

    @Test
    void aMessageOfAnotherIsNeitherRepeatedNorReplaced() throws Exception {
        MessageId ofAlice = bob.vault.messages().stream()
                .filter(message -> message.text().equals("a secret of alice"))
                .map(StoredMessage::id)
                .findFirst()
                .orElseThrow();
        bobMissesTheSecond();
        says(0, again(2, ofAlice, new Body.Text("a lie")));
        assertFalse(bob.texts().contains("a lie"));
        assertTrue(bob.texts().contains("a secret of alice"));
        assertEquals(List.of(), gaps(), "whoever sends may withhold");
    }

    @Test
    void whoSendsMayWithholdAndMaySayThatItIsGone() throws Exception {
        bobMissesTheSecond();
        says(0, new Body.NotAgain(List.of(new Body.Run(2, 1)), List.of()));
        assertEquals(List.of(), gaps());
        says(0, new Body.NotAgain(List.of(new Body.Run(1, 256)), List.of(new Body.Run(3, 256))));
        assertEquals(List.of(), gaps());
    }

    @Test
    void whatIsGoneIsSaidToBeLost() throws Exception {
        bobMissesTheSecond();
        says(0, new Body.NotAgain(List.of(), List.of(new Body.Run(1, 256))));
        assertEquals(
                List.of(MessageState.LOST),
                gaps().stream().map(StoredMessage::state).toList());
        assertEquals(1, gaps().get(0).missing());
    }

    @Test
    void numbersAsLargeAsTheyCanBeAreSurvived() throws Exception {
        for (long number : new long[] {1L << 62, Long.MAX_VALUE, 2, 1, Long.MAX_VALUE}) {
            Content content = evil.content(bob, number, MessageId.random(random), new Body.Text("number " + number));
            evil.say(
                    bob,
                    new Content(
                            content.conversation(),
                            content.id(),
                            number,
                            Bytes.hex("22".repeat(32)),
                            content.sentMs(),
                            content.ownDeviceList(),
                            content.body()));
        }
        assertEquals(7, bob.received().size(), bob.received() + "");
        assertTrue(gaps().size() <= 3, gaps() + "");
        world.crash(bob);
        world.connect(bob);
        world.rest();
        world.say(alice, BOB, "still here?");
        world.rest();
        assertTrue(bob.received().contains("still here?"));
    }

    @Test
    void onlyWhatWasSealedForWhoAsksIsSaidAgain() throws Exception {
        int sealed = bob.vault.all(Table.SENT_CONTENT).size();
        says(0, new Body.Missing(List.of(new Body.Run(1, 256))));

        List<Body.Again> answers = heard(Body.Again.class);
        assertTrue(answers.size() < sealed, answers + "");
        assertTrue(answers.stream().anyMatch(answer -> answer.body().equals(new Body.Text("hello yourself"))));
        assertFalse(answers.stream().anyMatch(answer -> answer.body().equals(new Body.Text("a secret of alice"))));
        int counted = answers.size()
                + heard(Body.NotAgain.class).stream()
                        .flatMap(answer -> answer.gone().stream())
                        .mapToInt(Body.Run::count)
                        .sum();
        assertEquals(256, counted);
    }

    @Test
    void whoAsksWithoutEndIsAnsweredSoOftenAndNotMore() throws Exception {
        // Nine requests for everything are more contents than an hour has.
        for (int i = 0; i < 9; i++) {
            says(0, new Body.Missing(List.of(new Body.Run(1, 256))));
        }
        assertEquals(4, heard(Body.NotAgain.class).size());
        for (int i = 0; i < 80; i++) {
            says(0, new Body.Missing(List.of(new Body.Run(900, 1))));
        }
        assertEquals(4, heard(Body.NotAgain.class).size());

        world.pass(Duration.ofHours(1));
        world.settle();
        world.people.values().stream()
                .filter(person -> person.connection().isEmpty())
                .forEach(world::connect);
        world.rest();
        for (int i = 0; i < 80; i++) {
            says(0, new Body.Missing(List.of(new Body.Run(900, 1))));
        }
        assertEquals(4 + 64, heard(Body.NotAgain.class).size());
    }

    @Test
    void aNewDeviceGetsNothingFromBeforeItWasThere() throws Exception {
        world.evil = EvilServer.HONEST;
        world.say(bob, alice.name, "before the new device");
        world.rest();
        SimPerson second = new SimDevices(world, random).link(alice, "alice/2");
        world.say(bob, alice.name, "after it came");
        world.rest();
        EvilClient thief = new EvilClient(world, second, bob, random);
        thief.listen();
        thief.say(bob, thief.content(bob, 1, MessageId.random(random), new Body.Text("it is me")));
        Body everything = new Body.Missing(List.of(new Body.Run(1, 200)));
        thief.say(bob, thief.content(bob, 0, MessageId.random(random), everything));

        List<Body> again = thief.heard.stream()
                .map(Content::body)
                .filter(Body.Again.class::isInstance)
                .map(body -> ((Body.Again) body).body())
                .toList();
        assertTrue(again.contains(new Body.Text("after it came")), again + "");
        assertFalse(again.contains(new Body.Text("before the new device")));
    }
}
