package messenger.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.List;
import messenger.client.ClientEvent;
import messenger.client.Contact;
import messenger.client.Decision;
import messenger.client.Notice;
import messenger.client.Table;
import messenger.crypto.Bytes;
import messenger.protocol.ClientFrame;
import messenger.protocol.UserName;
import messenger.protocol.content.Body;
import messenger.server.ServerLimits;
import org.junit.jupiter.api.Test;

/** What follows from a decision here, and what the own devices tell each other of people (PROTOCOL 1.5, 1.6). */
final class DecisionsTest {
    private static final UserName ALICE = new UserName("alice");
    private static final UserName BOB = new UserName("bob");

    /** The standings as they go between own devices. */
    private static final int ACCEPTED = 1;

    private static final int DECLINED = 2;
    private static final int BLOCKED = 3;
    private static final int NONE_THERE_IS = 99;

    private final SecureRandom random = SeededRandom.of(Long.getLong("sim.seed", 47));
    private final World world = new World(random, ServerLimits.DEFAULT);
    private final SimDevices devices = new SimDevices(world, random);
    private final SimPerson alice = world.online("alice");
    private final SimPerson bob = world.online("bob");

    private void says(SimPerson from, UserName to, String text) {
        world.say(from, to, text);
        world.rest();
    }

    private void decide(SimPerson person, UserName about, Decision decision) {
        world.on(person, new ClientEvent.Decide(about, decision), SimPerson.Fate.LIVES);
        world.rest();
    }

    private Decision verified() {
        return new Decision.Verified(alice.account().id());
    }

    /** A second device of bob, through which anything can be said to his first. */
    private EvilClient secondOfBob() throws Exception {
        SimPerson second = devices.link(bob, "bob/2");
        second.acceptsEverybody = bob.acceptsEverybody;
        world.rest();
        return new EvilClient(world, second, bob, random);
    }

    private void tells(EvilClient device, Body.Known known) throws Exception {
        device.say(bob, device.content(bob, new Body.People(List.of(known))));
    }

    private Body.Known known(UserName name, Body.Aspect aspect, int standing, boolean verified) {
        return new Body.Known(alice.account().id(), name, aspect, standing, verified, Bytes.EMPTY);
    }

    @Test
    void aDecisionAboutNobodyChangesNothing() {
        UserName nobody = new UserName("nobody");
        decide(alice, nobody, new Decision.Block());

        assertTrue(alice.notices.contains(new Notice.NobodyThere(nobody)));
        assertEquals(List.of(), List.copyOf(alice.contacts()));
    }

    @Test
    void whoWasDeclinedIsLetInByAnAcceptance() {
        bob.acceptsEverybody = false;
        says(alice, BOB, "buy this");
        decide(bob, ALICE, new Decision.Decline());
        assertEquals(Contact.Standing.DECLINED, bob.contact(ALICE).standing());

        decide(bob, ALICE, new Decision.Accept());
        assertEquals(Contact.Standing.ACCEPTED, bob.contact(ALICE).standing());
    }

    @Test
    void whoIsLetInIsNotDeclinedAnyMore() {
        says(alice, BOB, "hello");
        decide(bob, ALICE, new Decision.Decline());

        assertEquals(Contact.Standing.ACCEPTED, bob.contact(ALICE).standing());
        assertEquals(List.of("hello"), bob.received());
    }

    @Test
    void whoIsLetInTwiceGetsTheAccessKeyOnce() {
        says(alice, BOB, "hello");
        assertTrue(bob.contact(ALICE).hasProfile());

        world.on(bob, new ClientEvent.Decide(ALICE, new Decision.Accept()), SimPerson.Fate.LIVES);

        assertTrue(bob.contact(ALICE).hasProfile());
        assertEquals(0, bob.vault.all(Table.OUTBOX).size());
    }

    @Test
    void blockingARequestErasesItAndKeepsTheAccessKeyThatNobodyGot() {
        bob.acceptsEverybody = false;
        says(alice, BOB, "buy this");
        var key = bob.account().accessKey();
        decide(bob, ALICE, new Decision.Block());

        assertEquals(0, bob.vault.all(Table.MESSAGE).size());
        assertEquals(key, bob.account().accessKey());
    }

    @Test
    void lookingAtSomebodyWithWhomThereIsNoWordYetTellsThemNothing() {
        world.membersWords.clear();
        world.on(alice, new ClientEvent.Open(BOB), SimPerson.Fate.LIVES);
        world.rest();

        assertEquals(Contact.Standing.ACCEPTED, alice.contact(BOB).standing());
        assertFalse(alice.contact(BOB).hasProfile());
        assertTrue(world.membersWords.stream().noneMatch(ClientFrame.Submit.class::isInstance));
    }

    @Test
    void whatIsVerifiedOnOneDeviceIsVerifiedOnAllAndNoLongerOnAll() {
        says(alice, BOB, "hello");
        SimPerson second = devices.link(bob, "bob/2");
        world.rest();

        decide(second, ALICE, verified());
        assertEquals(Contact.Trust.VERIFIED, bob.contact(ALICE).trust());

        decide(bob, ALICE, new Decision.Unverify());
        assertEquals(Contact.Trust.UNVERIFIED, second.contact(ALICE).trust());
    }

    @Test
    void anOwnDeviceThatDecidedAboutTheStandingChangesNoVerification() throws Exception {
        says(alice, BOB, "hello");
        decide(bob, ALICE, verified());
        EvilClient second = secondOfBob();
        tells(second, known(ALICE, Body.Aspect.STANDING, BLOCKED, false));

        assertEquals(Contact.Standing.BLOCKED, bob.contact(ALICE).standing());
        assertTrue(bob.contact(ALICE).verified());
    }

    @Test
    void anOwnDeviceThatVerifiedChangesNoStanding() throws Exception {
        says(alice, BOB, "hello");
        EvilClient second = secondOfBob();
        tells(second, known(ALICE, Body.Aspect.VERIFIED, BLOCKED, true));

        assertEquals(Contact.Standing.ACCEPTED, bob.contact(ALICE).standing());
        assertTrue(bob.contact(ALICE).verified());
    }

    @Test
    void anOwnDeviceThatDecidedNothingChangesNobodyWhoIsKnown() throws Exception {
        says(alice, BOB, "hello");
        says(bob, ALICE, "hello");
        decide(bob, ALICE, verified());
        Contact before = bob.contact(ALICE);
        EvilClient second = secondOfBob();
        tells(
                second,
                new Body.Known(
                        alice.account().id(),
                        ALICE,
                        Body.Aspect.NOTHING,
                        BLOCKED,
                        false,
                        Bytes.copyOf(new byte[before.accessKey().size()])));

        assertEquals(before, bob.contact(ALICE));
    }

    @Test
    void anOwnDeviceThatMeansAnotherNameOrNoStandingChangesNobody() throws Exception {
        says(alice, BOB, "hello");
        Contact before = bob.contact(ALICE);
        EvilClient second = secondOfBob();
        tells(second, known(new UserName("alicia"), Body.Aspect.STANDING, BLOCKED, true));
        tells(second, known(ALICE, Body.Aspect.STANDING, NONE_THERE_IS, true));

        assertEquals(before, bob.contact(ALICE));
    }

    @Test
    void aRequestTakesAllThatAnotherOwnDeviceKnows() throws Exception {
        bob.acceptsEverybody = false;
        EvilClient second = secondOfBob();
        says(alice, BOB, "hello");
        assertEquals(Contact.Standing.REQUESTED, bob.contact(ALICE).standing());
        tells(second, known(ALICE, Body.Aspect.NOTHING, ACCEPTED, true));

        assertEquals(Contact.Standing.ACCEPTED, bob.contact(ALICE).standing());
        assertTrue(bob.contact(ALICE).verified());
    }

    @Test
    void aRequestThatWasDeclinedOnAnotherOwnDeviceIsErased() throws Exception {
        bob.acceptsEverybody = false;
        EvilClient second = secondOfBob();
        says(alice, BOB, "buy this");
        tells(second, known(ALICE, Body.Aspect.STANDING, DECLINED, false));

        assertEquals(Contact.Standing.DECLINED, bob.contact(ALICE).standing());
        assertEquals(List.of(), bob.received());
    }

    @Test
    void somebodyWhomOnlyAnotherOwnDeviceMetIsKnownAsThereAndNotWithAnotherName() throws Exception {
        EvilClient second = secondOfBob();
        tells(second, known(new UserName("alicia"), Body.Aspect.VERIFIED, ACCEPTED, true));
        assertEquals(List.of(), List.copyOf(bob.contacts()));

        tells(second, known(ALICE, Body.Aspect.VERIFIED, ACCEPTED, true));
        assertEquals(Contact.Standing.ACCEPTED, bob.contact(ALICE).standing());
        assertEquals(Contact.Trust.VERIFIED, bob.contact(ALICE).trust());
    }

    @Test
    void theOtherOwnDevicesGetTheNewAccessKey() {
        says(alice, BOB, "hello");
        SimPerson second = devices.link(bob, "bob/2");
        world.rest();
        var old = second.account().accessKey();
        decide(bob, ALICE, new Decision.Block());

        assertNotEquals(old, second.account().accessKey());
        assertEquals(bob.account().accessKey(), second.account().accessKey());
    }

    @Test
    void aDeviceThatWasRestoredFromACopyReadsWhateverTheOthersSayNext() {
        SimPerson second = devices.link(bob, "bob/2");
        says(alice, BOB, "one");
        says(bob, ALICE, "two");
        SimVault copy = bob.vault.copy();
        says(alice, BOB, "three");
        says(bob, ALICE, "four");
        world.cut(bob);
        bob.restore(copy, world.now());
        world.connect(bob);
        world.rest();

        says(alice, BOB, "five");
        says(second, ALICE, "six");

        assertTrue(bob.texts().contains("five"), bob.texts() + "");
        assertTrue(bob.texts().contains("six"), bob.texts() + "");
    }
}
