package messenger.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import messenger.client.ClientEvent;
import messenger.client.Notice;
import messenger.client.Route;
import messenger.client.enrol.EnrolEffect;
import messenger.client.enrol.EnrolEvent;
import messenger.client.enrol.LinkEnrolment;
import messenger.crypto.Bytes;
import messenger.crypto.verify.LinkAcceptor;
import messenger.crypto.verify.LinkCode;
import messenger.protocol.ClientFrame;
import messenger.protocol.ServerFrame;
import messenger.server.ServerLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attacks on linking (PROTOCOL 1.13, E4): codes that are phished, used or old, and a server or person in between. */
final class LinkAttackTest {
    private static final Bytes SERVER_KEY = Bytes.hex("5e".repeat(32));

    private final SecureRandom random = SeededRandom.of(13);
    private final World world = new World(random, ServerLimits.DEFAULT);
    private final SimDevices devices = new SimDevices(world, random);
    private final SimPerson alice = world.online("alice");
    private final SimPerson bob = world.online("bob");
    private final Set<ServerFrame> passed = new HashSet<>();
    private boolean changed;

    private Notice.LinkOutcome outcome(SimPerson person) {
        return person.notices.stream()
                .filter(notice -> notice instanceof Notice.LinkFinished)
                .map(notice -> ((Notice.LinkFinished) notice).outcome())
                .reduce((first, last) -> last)
                .orElseThrow();
    }

    @Test
    void e4BothScreensShowTheSameNumbers() {
        SimNewcomer newcomer = devices.offer();
        devices.type(alice, newcomer.codes.get(0));

        assertTrue(alice.notices.contains(new Notice.LinkNumbers(newcomer.numbers.get(0))));
    }

    @Test
    void e4NobodyBecomesADeviceBeforeThePersonSaidEqualOnBothSides() {
        SimNewcomer newcomer = devices.offer();
        devices.type(alice, newcomer.codes.get(0));

        world.on(newcomer, new EnrolEvent.Compared(true));
        world.settle();
        assertEquals(1, alice.account().deviceList().list().devices().size());
        assertTrue(newcomer.kept.isEmpty());

        SimNewcomer other = devices.offer();
        devices.type(alice, other.codes.get(0));
        world.on(alice, new ClientEvent.LinkCompared(true), SimPerson.Fate.LIVES);
        world.settle();
        assertTrue(other.kept.isEmpty());
    }

    @Test
    void e4NumbersThatDifferOnTheNewDeviceEndIt() {
        SimNewcomer newcomer = devices.offer();
        devices.type(alice, newcomer.codes.get(0));

        world.on(alice, new ClientEvent.LinkCompared(true), SimPerson.Fate.LIVES);
        world.on(newcomer, new EnrolEvent.Compared(false));
        world.die(newcomer);
        world.settle();

        assertEquals(List.of(EnrolEffect.Outcome.NOT_GENUINE), newcomer.outcomes);
        devices.assertAsItWasOrLinked(newcomer, alice, bob);
        assertEquals(Notice.LinkOutcome.BROKEN_OFF, outcome(alice));
    }

    @Test
    void e4NumbersThatDifferOnThePrimaryEndIt() {
        SimNewcomer newcomer = devices.offer();
        devices.type(alice, newcomer.codes.get(0));

        world.on(newcomer, new EnrolEvent.Compared(true));
        world.on(alice, new ClientEvent.LinkCompared(false), SimPerson.Fate.LIVES);
        world.rest();

        assertEquals(Notice.LinkOutcome.REFUSED, outcome(alice));
        assertTrue(newcomer.kept.isEmpty());
        devices.assertAsItWasOrLinked(newcomer, alice, bob);
    }

    @Test
    void e4ACodeThatWasUsedIsWorthNothing() {
        SimNewcomer newcomer = devices.offer();
        devices.type(alice, newcomer.codes.get(0));
        devices.sayEqual(alice, newcomer);

        devices.type(alice, newcomer.codes.get(0));
        devices.type(bob, newcomer.codes.get(0));

        assertEquals(Notice.LinkOutcome.NOBODY_WAITS, outcome(alice));
        assertEquals(Notice.LinkOutcome.NOBODY_WAITS, outcome(bob));
    }

    @Test
    void e4ACodeThatExpiredIsRefusedAndAnotherOneIsMadeOnRequest() {
        SimNewcomer newcomer = devices.offer();
        for (int i = 0; i < 13; i++) {
            world.pass(Duration.ofSeconds(10));
            world.settle();
        }

        devices.type(alice, newcomer.codes.get(0));
        assertEquals(Notice.LinkOutcome.NOBODY_WAITS, outcome(alice));

        world.on(newcomer, new EnrolEvent.NewCode());
        world.connect(newcomer);
        world.settle();
        assertEquals(2, newcomer.codes.size());
        assertNotEquals(newcomer.codes.get(0), newcomer.codes.get(1));
        devices.type(alice, newcomer.codes.get(1));
        devices.sayEqual(alice, newcomer);
        assertEquals(List.of(EnrolEffect.Outcome.DONE), newcomer.outcomes);
    }

    @Test
    void e4ACutBeforeAnybodyCameMakesAnotherCode() {
        SimNewcomer newcomer = devices.offer();
        world.cut(newcomer);
        world.connect(newcomer);
        world.settle();

        assertEquals(2, newcomer.codes.size());
        devices.type(alice, newcomer.codes.get(1));
        devices.sayEqual(alice, newcomer);
        assertEquals(List.of(EnrolEffect.Outcome.DONE), newcomer.outcomes);
    }

    @Test
    void e4AServerThatSwapsTheKeysAtTheRendezvousIsRefused() {
        SimNewcomer newcomer = devices.offer();
        world.on(alice, new ClientEvent.LinkDevice(newcomer.codes.get(0)), SimPerson.Fate.LIVES);
        while (alice.downstream().isEmpty()) {
            world.step(SimPerson.Fate.LIVES);
        }
        alice.downstream().clear();

        world.lie(alice, new ServerFrame.LinkJoined());
        LinkEnrolment mallorys = LinkEnrolment.create(SimDevices.SERVER, random);
        world.lie(alice, new ServerFrame.LinkSaid(publicMessage(mallorys)));

        assertEquals(Notice.LinkOutcome.REFUSED, outcome(alice));
        assertFalse(alice.notices.stream().anyMatch(notice -> notice instanceof Notice.LinkNumbers));
    }

    private Bytes publicMessage(LinkEnrolment enrolment) {
        enrolment.on(new EnrolEvent.LinkUp(SERVER_KEY), world.now());
        enrolment.on(new EnrolEvent.Arrived(new ServerFrame.Welcome(1, Bytes.hex("00".repeat(32)), 0)), world.now());
        List<EnrolEffect> effects = enrolment.on(new EnrolEvent.Arrived(new ServerFrame.LinkJoined()), world.now());
        return ((ClientFrame.LinkSay) ((EnrolEffect.Transmit) effects.get(0)).frame()).message();
    }

    @Test
    void e4WhoSawTheCodeAndSitsInBetweenIsSeenInTheNumbersAndGetsNothing() throws Exception {
        // Mallory has the code and runs the server: to the new device she is the primary.
        SimNewcomer newcomer = devices.offer();
        LinkCode code = newcomer.codes.get(0);
        newcomer.arrived(Route.MEMBER, new ServerFrame.LinkJoined(), world.now(), SimPerson.Fate.LIVES);
        Bytes publicMessage = ((ClientFrame.LinkSay)
                        newcomer.link(Route.MEMBER).orElseThrow().upstream.getLast())
                .message();
        LinkAcceptor.Accepted mallorys = LinkAcceptor.FRESH.accept(code, publicMessage, world.now(), random);
        newcomer.arrived(Route.MEMBER, new ServerFrame.LinkSaid(mallorys.reply()), world.now(), SimPerson.Fate.LIVES);

        // And to the primary she is the new device; but the code says whose keys those are.
        world.on(alice, new ClientEvent.LinkDevice(code), SimPerson.Fate.LIVES);
        world.lie(alice, new ServerFrame.LinkSaid(publicMessage(LinkEnrolment.create(SimDevices.SERVER, random))));
        assertEquals(Notice.LinkOutcome.REFUSED, outcome(alice));

        // With the keys that the code names, the primary's reply is another one than hers: other numbers.
        LinkAcceptor.Accepted primarys = LinkAcceptor.FRESH.accept(code, publicMessage, world.now(), random);
        assertNotEquals(primarys.channel().sas(), newcomer.numbers.get(0));
        assertTrue(newcomer.kept.isEmpty());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void e4AServerThatChangesAMessageOfTheChannelEndsTheLink(int message) {
        SimNewcomer newcomer = devices.offer();
        world.on(alice, new ClientEvent.LinkDevice(newcomer.codes.get(0)), SimPerson.Fate.LIVES);
        for (int i = 0; i < 200; i++) {
            tamper(alice, message);
            tamper(newcomer, message);
            world.step(SimPerson.Fate.LIVES);
            world.on(alice, new ClientEvent.LinkCompared(true), SimPerson.Fate.LIVES);
            world.on(newcomer, new EnrolEvent.Compared(true));
        }
        world.settle();

        assertTrue(changed, "no message " + message + " passed");
        world.die(newcomer);
        newcomer.kept.ifPresent(account -> assertEquals(3, message));
        devices.assertAsItWasOrLinked(newcomer, alice, bob);
    }

    /** Changes the message with this number, counted over both directions, where it is about to arrive. */
    private void tamper(SimEnd end, int wanted) {
        Deque<ServerFrame> downstream =
                end.link(Route.MEMBER).map(link -> link.downstream).orElseGet(ArrayDeque::new);
        if (changed || !(downstream.peek() instanceof ServerFrame.LinkSaid said) || !passed.add(said)) {
            return;
        }
        if (passed.size() == wanted + 1) {
            byte[] bytes = said.message().toArray();
            bytes[bytes.length / 2] ^= 1;
            downstream.remove();
            downstream.addFirst(new ServerFrame.LinkSaid(Bytes.copyOf(bytes)));
            changed = true;
        }
    }
}
