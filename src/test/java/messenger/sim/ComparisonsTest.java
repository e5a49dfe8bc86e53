package messenger.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import messenger.client.ClientEvent;
import messenger.client.Contact;
import messenger.client.Decision;
import messenger.client.Notice;
import messenger.client.Table;
import messenger.protocol.UserName;
import messenger.server.ServerLimits;
import org.junit.jupiter.api.Test;

/** How comparing numbers goes between two honest clients, and how it ends without numbers that are equal. */
final class ComparisonsTest {
    private static final UserName ALICE = new UserName("alice");
    private static final UserName BOB = new UserName("bob");

    /** As the client gives up. */
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

    private static final Duration A_MOMENT = Duration.ofMillis(1);

    private final World world = new World(SeededRandom.of(Long.getLong("sim.seed", 41)), ServerLimits.DEFAULT);
    private final SimPerson alice = world.online("alice");
    private final SimPerson bob = world.online("bob");

    private void meet() {
        world.say(alice, BOB, "hello");
        world.rest();
    }

    private void decide(SimPerson person, UserName about, Decision decision) {
        world.on(person, new ClientEvent.Decide(about, decision), SimPerson.Fate.LIVES);
        world.rest();
    }

    private void verify(SimPerson person, SimPerson about) {
        decide(person, about.name, new Decision.Verified(about.account().id()));
        assertEquals(Contact.Trust.VERIFIED, person.contact(about.name).trust());
    }

    private void begin(SimPerson person, UserName with) {
        world.on(person, new ClientEvent.CompareNumbers(with), SimPerson.Fate.LIVES);
        world.settle();
    }

    private void compared(SimPerson person, UserName with, boolean equal) {
        world.on(person, new ClientEvent.NumbersCompared(with, equal), SimPerson.Fate.LIVES);
        world.rest();
    }

    /** In steps in which the server sees that everybody is still there. */
    private void waitAlmostTenMinutes() {
        for (int part = 1; part < 60; part++) {
            world.pass(TEN_MINUTES.dividedBy(60));
            world.settle();
        }
        world.pass(TEN_MINUTES.dividedBy(60).minus(A_MOMENT));
        world.settle();
    }

    private static <N extends Notice> List<N> told(SimPerson person, Class<N> kind) {
        return person.notices.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static List<Notice.Comparison> endings(SimPerson person) {
        return told(person, Notice.NumbersEnded.class).stream()
                .map(Notice.NumbersEnded::outcome)
                .toList();
    }

    private static Contact.Trust trust(SimPerson person, UserName of) {
        return person.contact(of).trust();
    }

    @Test
    void thereAreNoNumbersWithSomebodyUnknown() {
        begin(alice, new UserName("nobody"));

        assertEquals(
                List.of(new Notice.NumbersEnded(new UserName("nobody"), Notice.Comparison.GIVEN_UP)),
                told(alice, Notice.NumbersEnded.class));
    }

    @Test
    void thereAreNoNumbersWithSomebodyShutOut() {
        meet();
        decide(alice, BOB, new Decision.Block());

        begin(alice, BOB);

        assertEquals(List.of(Notice.Comparison.GIVEN_UP), endings(alice));
        assertEquals(List.of(), told(bob, Notice.NumbersWanted.class));
    }

    @Test
    void whereBothBeginAtOnceJustOneOfThemIsAsked() {
        meet();
        world.on(alice, new ClientEvent.CompareNumbers(BOB), SimPerson.Fate.LIVES);
        world.on(bob, new ClientEvent.CompareNumbers(ALICE), SimPerson.Fate.LIVES);
        world.rest();

        boolean alicesIsSmaller = alice.account()
                        .id()
                        .value()
                        .toHex()
                        .compareTo(bob.account().id().value().toHex())
                < 0;
        SimPerson asked = alicesIsSmaller ? bob : alice;
        SimPerson other = alicesIsSmaller ? alice : bob;
        assertEquals(List.of(new Notice.NumbersWanted(other.name)), told(asked, Notice.NumbersWanted.class));
        assertEquals(List.of(), told(other, Notice.NumbersWanted.class));
    }

    @Test
    void whoeverBeganMayBeginAgainWhileTheOtherSideHasNotAgreed() {
        meet();
        begin(alice, BOB);
        begin(alice, BOB);
        begin(bob, ALICE);

        assertEquals(2, told(bob, Notice.NumbersWanted.class).size());
        assertEquals(1, told(alice, Notice.NumbersShown.class).size());
        assertEquals(
                told(alice, Notice.NumbersShown.class).get(0).numbers(),
                told(bob, Notice.NumbersShown.class).get(0).numbers());
    }

    @Test
    void equalNumbersVerifyOnlyWhereThePersonSaysSo() {
        meet();
        begin(alice, BOB);
        begin(bob, ALICE);
        compared(alice, BOB, true);

        assertEquals(List.of(Notice.Comparison.EQUAL), endings(alice));
        assertEquals(Contact.Trust.VERIFIED, trust(alice, BOB));
        assertEquals(List.of(), endings(bob));
        assertEquals(Contact.Trust.UNVERIFIED, trust(bob, ALICE));

        compared(bob, ALICE, true);
        assertEquals(List.of(Notice.Comparison.EQUAL), endings(bob));
        assertEquals(Contact.Trust.VERIFIED, trust(bob, ALICE));
    }

    @Test
    void numbersThatDifferTakeTheVerificationAwayOnBothSides() {
        meet();
        verify(alice, bob);
        verify(bob, alice);
        begin(alice, BOB);
        begin(bob, ALICE);
        compared(alice, BOB, false);

        assertEquals(List.of(Notice.Comparison.DIFFERENT), endings(alice));
        assertEquals(List.of(Notice.Comparison.DIFFERENT), endings(bob));
        assertEquals(Contact.Trust.UNVERIFIED, trust(alice, BOB));
        assertEquals(Contact.Trust.UNVERIFIED, trust(bob, ALICE));
    }

    @Test
    void numbersThatDifferForThemTakeTheVerificationAwayAlsoAfterTheyWereEqualHere() {
        meet();
        begin(alice, BOB);
        begin(bob, ALICE);
        compared(alice, BOB, true);
        assertEquals(Contact.Trust.VERIFIED, trust(alice, BOB));

        compared(bob, ALICE, false);

        assertEquals(List.of(Notice.Comparison.EQUAL, Notice.Comparison.DIFFERENT), endings(alice));
        assertEquals(Contact.Trust.UNVERIFIED, trust(alice, BOB));
    }

    @Test
    void callingOffBeforeTheNumbersAreThereEndsItOnBothSidesAndKeepsWhatWasVerified() {
        meet();
        verify(alice, bob);
        verify(bob, alice);
        begin(alice, BOB);
        compared(bob, ALICE, false);

        assertEquals(List.of(Notice.Comparison.GIVEN_UP), endings(alice));
        assertEquals(List.of(Notice.Comparison.GIVEN_UP), endings(bob));
        assertEquals(Contact.Trust.VERIFIED, trust(alice, BOB));
        assertEquals(Contact.Trust.VERIFIED, trust(bob, ALICE));
        begin(bob, ALICE);
        assertEquals(1, told(alice, Notice.NumbersWanted.class).size(), "what was called off is not agreed to");
    }

    @Test
    void numbersThatWereNeverShownAreNotEqual() {
        meet();
        begin(alice, BOB);
        compared(alice, BOB, true);

        assertEquals(List.of(Notice.Comparison.GIVEN_UP), endings(alice));
        assertEquals(List.of(Notice.Comparison.GIVEN_UP), endings(bob));
        assertEquals(Contact.Trust.UNVERIFIED, trust(alice, BOB));
    }

    @Test
    void whoeverComparesNothingSaysNothing() {
        meet();
        compared(alice, BOB, true);
        compared(alice, new UserName("nobody"), true);

        assertEquals(List.of(), endings(alice));
        assertEquals(Contact.Trust.UNVERIFIED, trust(alice, BOB));
        assertEquals(0, alice.vault.all(Table.OUTBOX).size());
    }

    @Test
    void nobodySaysTwiceThatTheNumbersAreEqual() {
        meet();
        begin(alice, BOB);
        begin(bob, ALICE);
        compared(alice, BOB, true);
        decide(alice, BOB, new Decision.Unverify());

        compared(alice, BOB, true);

        assertEquals(List.of(Notice.Comparison.EQUAL), endings(alice));
        assertEquals(Contact.Trust.UNVERIFIED, trust(alice, BOB));
    }

    @Test
    void aComparisonThatNobodyAgreesToIsGivenUpAfterTenMinutes() {
        meet();
        begin(alice, BOB);
        world.pass(TEN_MINUTES.minus(A_MOMENT));
        world.settle();
        assertEquals(List.of(), endings(alice));

        world.pass(A_MOMENT);

        assertEquals(List.of(Notice.Comparison.GIVEN_UP), endings(alice));
        assertEquals(List.of(Notice.Comparison.GIVEN_UP), endings(bob));
        world.rest();
        assertEquals(1, endings(alice).size(), "it is given up once");
    }

    @Test
    void everyStepGivesTenMinutesMore() {
        meet();
        begin(alice, BOB);
        waitAlmostTenMinutes();
        begin(bob, ALICE);
        waitAlmostTenMinutes();
        assertEquals(List.of(), endings(alice));

        world.pass(A_MOMENT);

        assertEquals(List.of(Notice.Comparison.GIVEN_UP), endings(alice));
        assertEquals(List.of(Notice.Comparison.GIVEN_UP), endings(bob));
        compared(alice, BOB, true);
        assertEquals(Contact.Trust.UNVERIFIED, trust(alice, BOB));
    }

    @Test
    void whoRestartsComparesAgain() {
        meet();
        begin(alice, BOB);
        begin(bob, ALICE);
        world.crash(alice);
        world.connect(alice);
        world.rest();
        compared(alice, BOB, true);
        assertEquals(Contact.Trust.UNVERIFIED, trust(alice, BOB));

        begin(alice, BOB);
        begin(bob, ALICE);

        List<Notice.NumbersShown> bobs = told(bob, Notice.NumbersShown.class);
        assertEquals(2, bobs.size());
        assertNotEquals(bobs.get(0).numbers(), bobs.get(1).numbers());
        assertTrue(told(alice, Notice.NumbersShown.class)
                .contains(new Notice.NumbersShown(BOB, bobs.get(1).numbers())));
    }
}
