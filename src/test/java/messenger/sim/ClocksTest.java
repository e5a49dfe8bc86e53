package messenger.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import messenger.client.ClientEvent;
import messenger.client.Notice;
import messenger.client.StoredMessage;
import messenger.protocol.ServerFrame;
import messenger.protocol.UserName;
import messenger.protocol.content.Body;
import messenger.protocol.content.Content;
import messenger.protocol.content.MessageId;
import messenger.server.ServerLimits;
import org.junit.jupiter.api.Test;

/** Clocks that are wrong: a person's, the server's, or what somebody claims to be the time. */
final class ClocksTest {
    private static final UserName BOB = new UserName("bob");

    private final SecureRandom random = SeededRandom.of(Long.getLong("sim.seed", 54));
    private final World world = new World(random, ServerLimits.DEFAULT);
    private final SimPerson alice = world.online("alice");
    private final SimPerson bob = world.online("bob");

    private List<Duration> told(SimPerson person) {
        return person.notices.stream()
                .filter(Notice.ClocksDiffer.class::isInstance)
                .map(notice -> ((Notice.ClocksDiffer) notice).ahead())
                .toList();
    }

    private void theServerIsAhead(Duration ahead) {
        world.evil = new EvilServer() {
            @Override
            public List<ServerFrame> says(SimPerson to, ServerFrame frame) {
                return frame instanceof ServerFrame.Welcome welcome
                        ? List.of(new ServerFrame.Welcome(
                                welcome.version(),
                                welcome.nonce(),
                                world.now().plus(ahead).toEpochMilli()))
                        : List.of(frame);
            }
        };
    }

    @Test
    void whoseClockDiffersFromTheServersIsToldOnce() {
        for (Duration fine : List.of(Duration.ZERO, Duration.ofMinutes(5), Duration.ofMinutes(-5))) {
            theServerIsAhead(fine);
            comesAgain();
            assertEquals(List.of(), told(alice));
        }
        theServerIsAhead(Duration.ofHours(2));
        comesAgain();
        comesAgain();
        assertEquals(List.of(Duration.ofHours(-2)), told(alice));
    }

    private void comesAgain() {
        world.cut(alice);
        world.settle();
        world.connect(alice);
        world.settle();
    }

    @Test
    void aTimeFromTheFutureOrFromLongAgoIsShownAsTheServersAndMovesNothing() throws Exception {
        SimPerson mallory = world.online("mallory");
        world.say(alice, BOB, "before");
        world.rest();
        EvilClient evil = new EvilClient(world, mallory, bob, random);
        long[] times = {Long.MAX_VALUE, 0, world.now().plus(Duration.ofDays(1)).toEpochMilli()};
        for (int i = 0; i < times.length; i++) {
            Content honest = evil.content(bob, i + 1, MessageId.random(random), new Body.Text("at " + times[i]));
            evil.say(
                    bob,
                    new Content(
                            honest.conversation(),
                            honest.id(),
                            honest.sequence(),
                            honest.previousHash(),
                            times[i],
                            honest.ownDeviceList(),
                            honest.body()));
        }
        List<StoredMessage> claimed = bob.vault.messages().stream()
                .filter(message -> message.text().startsWith("at "))
                .toList();

        assertEquals(
                Stream.of(times[0], times[1], times[2]).map(at -> "at " + at).toList(), texts(claimed));
        for (StoredMessage message : claimed) {
            assertTrue(message.times().isClockWrong());
            assertTrue(Duration.between(message.times().shown(), world.now()).compareTo(Duration.ofMinutes(5)) < 0);
        }
        bob.conversations().forEach(conversation -> {
            Instant active = conversation.lastActivity();
            assertTrue(!active.isAfter(world.now()) && active.isAfter(Instant.EPOCH), active + "");
        });
        assertEquals(
                4, bob.conversations().stream().mapToInt(with -> with.unread()).sum());
        world.on(bob, new ClientEvent.Read(claimed.get(0).conversation(), Long.MAX_VALUE), SimPerson.Fate.LIVES);
        assertEquals(
                1, bob.conversations().stream().mapToInt(with -> with.unread()).sum());
    }

    private static List<String> texts(List<StoredMessage> messages) {
        return messages.stream().map(StoredMessage::text).toList();
    }

    @Test
    void whatWasWrittenOfflineKeepsTheTimeAtWhichItWasWritten() {
        world.say(alice, BOB, "hello");
        world.rest();
        world.cut(alice);
        Instant written = world.now();
        world.say(alice, BOB, "from the train");
        world.pass(Duration.ofHours(30));
        world.settle();
        world.people.values().stream()
                .filter(person -> person.connection().isEmpty())
                .forEach(world::connect);
        world.rest();

        StoredMessage message = bob.vault.messages().get(1);
        assertEquals("from the train", message.text());
        assertEquals(written, message.times().shown());
        assertTrue(message.times().accepted().isAfter(written.plus(Duration.ofHours(29))));
    }

    @Test
    void aServerThatSaysAnyTimeOfDeliveryChangesNothing() {
        world.evil = new EvilServer() {
            private long next;

            @Override
            public List<ServerFrame> says(SimPerson to, ServerFrame frame) {
                if (!(frame instanceof ServerFrame.Deliver deliver)) {
                    return List.of(frame);
                }
                next = next == 0 ? Long.MAX_VALUE : 0;
                return List.of(new ServerFrame.Deliver(
                        deliver.sequence(), deliver.submission(), next, deliver.content(), deliver.message()));
            }
        };
        for (int i = 0; i < 4; i++) {
            world.say(alice, BOB, "text " + i);
            world.rest();
        }
        assertEquals(List.of("text 0", "text 1", "text 2", "text 3"), bob.received());
        bob.vault
                .messages()
                .forEach(message -> assertEquals(message.sent(), message.times().shown()));
    }
}
