package messenger.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.List;
import messenger.client.ClientEvent;
import messenger.client.Contact;
import messenger.client.Decision;
import messenger.client.MessageState;
import messenger.client.Notice;
import messenger.crypto.identity.DeviceId;
import messenger.protocol.Refusal;
import messenger.protocol.UserName;
import messenger.server.ServerLimits;
import org.junit.jupiter.api.Test;

/** A person with several devices: what reaches which of them, and what everybody else sees (PROTOCOL 1.1, 1.5). */
final class DevicesTest {
    private static final UserName ALICE = new UserName("alice");
    private static final UserName BOB = new UserName("bob");
    private static final DeviceId SECOND = new DeviceId(2);

    private final SecureRandom random = SeededRandom.of(11);
    private final World world = new World(random, ServerLimits.DEFAULT);
    private final SimDevices devices = new SimDevices(world, random);
    private final SimPerson alice = world.online("alice");
    private final SimPerson bob = world.online("bob");

    private static <N extends Notice> List<N> told(SimPerson person, Class<N> kind) {
        return person.notices.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    @Test
    void aLinkedDeviceIsADeviceOfTheAccountAndNotItsPrimary() {
        SimPerson second = devices.link(alice, "alice/2");
        world.rest();

        assertTrue(told(alice, Notice.LinkFinished.class).contains(new Notice.LinkFinished(Notice.LinkOutcome.LINKED)));
        assertEquals(alice.account().id(), second.account().id());
        assertEquals(SECOND, second.account().device().id());
        assertFalse(second.account().isPrimary());
        assertEquals(List.of(new Notice.Online(ALICE)), told(second, Notice.Online.class));
    }

    @Test
    void t25WhatIsWrittenReachesBothDevicesOfTheRecipientAndTheOtherOneOfTheSender() {
        SimPerson second = devices.link(bob, "bob/2");
        SimPerson third = devices.link(alice, "alice/2");

        world.say(alice, BOB, "hello to all of you");
        world.rest();
        world.say(third, BOB, "and from my other desk");
        world.rest();

        List<String> both = List.of("hello to all of you", "and from my other desk");
        assertEquals(both, bob.received());
        assertEquals(both, second.received());
        assertEquals(both, third.texts());
        assertEquals(both, alice.texts());
        assertEquals(List.of(), alice.received());
        assertEquals(List.of(), third.received());
    }

    @Test
    void answersFromEitherDeviceReachEverybodyInOrder() {
        world.say(alice, BOB, "before there were two");
        world.rest();
        SimPerson second = devices.link(bob, "bob/2");
        world.rest();

        world.say(alice, BOB, "one");
        world.rest();
        world.say(second, ALICE, "two");
        world.rest();
        world.say(bob, ALICE, "three");
        world.rest();

        assertEquals(List.of("two", "three"), alice.received());
        assertEquals(List.of("one", "two", "three"), second.texts());
        assertEquals(List.of("before there were two", "one", "two", "three"), bob.texts());
        assertTrue(alice.states().stream()
                .allMatch(state -> state == MessageState.DELIVERED || state == MessageState.RECEIVED));
    }

    @Test
    void aNewDeviceKnowsThePeopleOfTheOthers() {
        world.say(alice, BOB, "we know each other");
        world.rest();
        world.on(
                alice,
                new ClientEvent.Decide(BOB, new Decision.Verified(bob.account().id())),
                SimPerson.Fate.LIVES);

        SimPerson second = devices.link(alice, "alice/2");
        world.rest();

        assertEquals(Contact.Trust.VERIFIED, second.contact(BOB).trust());
        assertEquals(Contact.Standing.ACCEPTED, second.contact(BOB).standing());
    }

    @Test
    void contactsAreToldOfDevicesThatComeAndGo() {
        world.say(alice, BOB, "hello");
        world.rest();
        SimPerson second = devices.link(alice, "alice/2");
        world.say(alice, BOB, "I have another desk");
        world.rest();
        assertEquals(
                List.of(new Notice.PeerDevicesChanged(ALICE, List.of(SECOND), List.of())),
                told(bob, Notice.PeerDevicesChanged.class));

        devices.remove(alice, second);
        world.say(alice, BOB, "no longer");
        world.rest();
        assertEquals(
                new Notice.PeerDevicesChanged(ALICE, List.of(), List.of(SECOND)),
                told(bob, Notice.PeerDevicesChanged.class).get(1));
    }

    @Test
    void aRemovedDeviceIsToldAndGetsNothingAndCannotLogIn() {
        world.say(alice, BOB, "hello");
        SimPerson second = devices.link(alice, "alice/2");
        world.rest();

        devices.remove(alice, second);
        assertTrue(second.notices.contains(new Notice.Rejected(Refusal.REMOVED)));
        world.say(bob, ALICE, "only for those who stay");
        world.rest();
        second.notices.clear();
        world.connect(second);
        world.rest();

        assertEquals(List.of("hello", "only for those who stay"), alice.texts());
        assertFalse(second.texts().contains("only for those who stay"));
        assertTrue(told(second, Notice.Online.class).isEmpty());
        assertFalse(told(second, Notice.Rejected.class).isEmpty());
    }

    @Test
    void theIdOfARemovedDeviceIsNeverGivenAgain() {
        SimPerson second = devices.link(alice, "alice/2");
        devices.remove(alice, second);

        SimPerson third = devices.link(alice, "alice/3");

        assertEquals(new DeviceId(3), third.account().device().id());
    }

    @Test
    void aFirstMessageThatIsUnderWayWhileADeviceIsAddedArrives() {
        world.say(alice, BOB, "from the first list");
        world.cut(bob);
        world.settle();
        devices.link(alice, "alice/2");

        world.connect(bob);
        world.rest();

        assertEquals(List.of("from the first list"), bob.received());
    }

    @Test
    void nobodyWaitsForADeviceThatHasNotLoggedInYet() {
        world.say(bob, ALICE, "first");
        world.rest();
        SimNewcomer newcomer = devices.offer();
        devices.type(alice, newcomer.codes.get(0));
        devices.sayEqual(alice, newcomer);
        world.say(alice, BOB, "I am adding a device");
        world.rest();

        world.say(bob, ALICE, "fine, but do you read me?");
        world.rest();

        assertEquals(List.of("first", "fine, but do you read me?"), alice.received());
    }

    @Test
    void whatIsUnderWayWithTheOldAccessKeyArrivesAfterARemoval() {
        world.say(alice, BOB, "hello");
        world.say(bob, ALICE, "hello back");
        world.rest();
        SimPerson second = devices.link(alice, "alice/2");
        world.rest();
        world.cut(bob);
        world.say(bob, ALICE, "written while away");
        world.settle();

        devices.remove(alice, second);
        world.rest();
        world.connect(bob);
        world.say(bob, ALICE, "and this one too");
        world.rest();
        world.rest();

        assertEquals(List.of("hello back", "written while away", "and this one too"), alice.received());
        assertTrue(bob.isIdle());
    }

    @Test
    void everybodyGetsTheNewAccessKeyAfterARemoval() {
        world.say(alice, BOB, "hello");
        world.say(bob, ALICE, "hello back");
        world.rest();
        SimPerson second = devices.link(alice, "alice/2");
        SimPerson third = devices.link(alice, "alice/3");
        world.rest();

        devices.remove(alice, second);
        world.rest();
        world.rest();

        assertEquals(alice.account().accessKey(), third.account().accessKey());
        assertEquals(
                messenger.crypto.Bytes.copyOf(alice.account().accessKey().expose()),
                bob.contact(ALICE).accessKey());
    }

    @Test
    void blockingOnALinkedDeviceCountsOnAllOfThem() {
        world.say(bob, ALICE, "hello");
        world.rest();
        SimPerson second = devices.link(alice, "alice/2");
        world.rest();

        world.on(second, new ClientEvent.Decide(BOB, new Decision.Block()), SimPerson.Fate.LIVES);
        world.rest();
        world.say(bob, ALICE, "do you read me?");
        world.rest();

        assertEquals(Contact.Standing.BLOCKED, alice.contact(BOB).standing());
        assertEquals(List.of("hello"), alice.received());
        assertEquals(List.of(), second.received());
    }

    @Test
    void aDeviceWithoutTheAccountsKeyLinksAndRemovesNobody() {
        SimPerson second = devices.link(alice, "alice/2");
        SimNewcomer newcomer = devices.offer();

        devices.type(second, newcomer.codes.get(0));
        devices.remove(second, alice);

        assertEquals(2, told(second, Notice.PrimaryNeeded.class).size());
        assertTrue(newcomer.numbers.isEmpty());
        assertEquals(2, alice.account().deviceList().list().devices().size());
    }

    @Test
    void aFirstMessageThatNamesAListWhichTheDeviceDoesNotKnowYetIsNotLost() {
        SimPerson second = devices.link(bob, "bob/2");
        world.rest();
        world.cut(second);
        SimPerson third = devices.link(bob, "bob/3");
        world.rest();
        world.say(alice, BOB, "to all three");
        world.rest();

        world.connect(second);
        world.rest();

        assertEquals(List.of("to all three"), third.received());
        assertEquals(List.of("to all three"), second.received());
    }
}
