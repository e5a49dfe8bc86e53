package messenger.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import messenger.client.ClientEvent;
import messenger.client.Contact;
import messenger.client.Decision;
import messenger.client.MessageState;
import messenger.client.Notice;
import messenger.client.Table;
import messenger.crypto.identity.AccountId;
import messenger.crypto.verify.Sas;
import messenger.protocol.ClientFrame;
import messenger.protocol.ServerFrame;
import messenger.protocol.UserName;
import messenger.server.ServerLimits;
import org.junit.jupiter.api.Test;

/** Deciding about people: who is let in, who is believed to be who, and who is shut out. */
final class PeopleTest {
    private static final UserName ALICE = new UserName("alice");
    private static final UserName BOB = new UserName("bob");

    private final World world = new World(SeededRandom.of(Long.getLong("sim.seed", 11)), ServerLimits.DEFAULT);
    private final SimPerson alice = world.online("alice");
    private final SimPerson bob = world.online("bob");

    private void decide(SimPerson person, UserName about, Decision decision) {
        world.on(person, new ClientEvent.Decide(about, decision), SimPerson.Fate.LIVES);
        world.rest();
    }

    private void says(SimPerson from, UserName to, String text) {
        world.say(from, to, text);
        world.rest();
    }

    private static <N extends Notice> Optional<N> last(SimPerson person, Class<N> kind) {
        return person.notices.stream().filter(kind::isInstance).map(kind::cast).reduce((older, newer) -> newer);
    }

    @Test
    void whoWritesFirstIsAskedAboutAndLearnsNothing() {
        bob.acceptsEverybody = false;
        says(alice, BOB, "hello, we have not met");

        assertTrue(bob.notices.contains(new Notice.RequestArrived(ALICE)));
        assertEquals(Contact.Standing.REQUESTED, bob.contact(ALICE).standing());
        assertEquals(List.of(MessageState.STORED), alice.states());
        assertTrue(bob.isIdle());

        decide(bob, ALICE, new Decision.Accept());
        assertEquals(List.of(MessageState.DELIVERED), alice.states());
        assertTrue(alice.contact(BOB).accessKey().size() > 0, "who is let in may write without saying who it is");
    }

    @Test
    void whoIsDeclinedIsErasedAndNeverHearsOfIt() {
        bob.acceptsEverybody = false;
        says(alice, BOB, "buy this");
        decide(bob, ALICE, new Decision.Decline());
        says(alice, BOB, "buy this, too");

        assertEquals(List.of(), bob.texts());
        assertEquals(List.of(MessageState.STORED, MessageState.STORED), alice.states());
        assertEquals(0, bob.vault.all(Table.MESSAGE).size());
    }

    @Test
    void anAnswerLetsIn() {
        bob.acceptsEverybody = false;
        says(alice, BOB, "hello");
        says(bob, ALICE, "hello yourself");

        assertEquals(Contact.Standing.ACCEPTED, bob.contact(ALICE).standing());
        assertEquals(List.of(MessageState.DELIVERED, MessageState.RECEIVED), alice.states());
    }

    @Test
    void lookingAtARequestDoesNotLetIn() {
        bob.acceptsEverybody = false;
        says(alice, BOB, "hello");
        world.on(bob, new ClientEvent.Open(ALICE), SimPerson.Fate.LIVES);
        world.rest();

        assertEquals(Contact.Standing.REQUESTED, bob.contact(ALICE).standing());
    }

    @Test
    void aRequestKeepsTwentyMessagesAndNoMore() {
        bob.acceptsEverybody = false;
        for (int i = 1; i <= 21; i++) {
            says(alice, BOB, "message " + i);
        }

        assertEquals(20, bob.received().size());
        assertEquals("message 20", bob.received().get(19));
        decide(bob, ALICE, new Decision.Accept());
        says(alice, BOB, "message 22");
        assertEquals(21, bob.received().size());
    }

    @Test
    void whoIsBlockedIsShutOutAndTheOthersAreNot() {
        SimPerson carol = world.online("carol");
        says(alice, BOB, "hello");
        says(carol, BOB, "hello");
        says(bob, ALICE, "hello");
        says(bob, carol.name, "hello");
        var oldKey = alice.contact(BOB).accessKey();

        decide(bob, ALICE, new Decision.Block());
        says(alice, BOB, "are you there?");
        says(carol, BOB, "all well?");

        assertFalse(bob.texts().contains("are you there?"));
        assertTrue(bob.texts().contains("all well?"));
        assertFalse(oldKey.equals(carol.contact(BOB).accessKey()), "the others have a new key");
        assertEquals(MessageState.DELIVERED, carol.states().get(2), carol.texts() + "");
        world.say(bob, ALICE, "nothing");
        assertTrue(bob.notices.contains(new Notice.YouBlocked(ALICE)));

        decide(bob, ALICE, new Decision.Unblock());
        says(alice, BOB, "and now?");
        assertTrue(bob.texts().contains("and now?"));
    }

    @Test
    void onceLetInNobodyIsNamedToTheServer() {
        says(alice, BOB, "one");
        says(bob, ALICE, "two");
        world.membersWords.clear();

        says(alice, BOB, "three");
        says(bob, ALICE, "four");

        assertEquals(List.of("one", "three"), bob.received());
        assertTrue(
                world.membersWords.stream().noneMatch(frame -> frame instanceof ClientFrame.Submit),
                "a submission on a connection that is logged in");
    }

    @Test
    void bothHaveTheSameSafetyNumber() {
        says(alice, BOB, "hello");
        world.on(alice, new ClientEvent.ShowSafety(BOB), SimPerson.Fate.LIVES);
        world.on(bob, new ClientEvent.ShowSafety(ALICE), SimPerson.Fate.LIVES);

        assertEquals(
                last(alice, Notice.SafetyShown.class).orElseThrow().number().digits(),
                last(bob, Notice.SafetyShown.class).orElseThrow().number().digits());
        decide(alice, BOB, new Decision.Verified(bob.account().id()));
        assertEquals(Contact.Trust.VERIFIED, alice.contact(BOB).trust());
        assertEquals(Contact.Trust.UNVERIFIED, bob.contact(ALICE).trust());
        world.crash(alice);
        assertEquals(Contact.Trust.VERIFIED, alice.contact(BOB).trust());
    }

    @Test
    void comparedNumbersAreEqualAndVerifyBoth() {
        says(alice, BOB, "hello");
        world.on(alice, new ClientEvent.CompareNumbers(BOB), SimPerson.Fate.LIVES);
        world.rest();
        assertTrue(bob.notices.contains(new Notice.NumbersWanted(ALICE)));
        assertTrue(last(alice, Notice.NumbersShown.class).isEmpty(), "nothing is shown before the other side agrees");

        world.on(bob, new ClientEvent.CompareNumbers(ALICE), SimPerson.Fate.LIVES);
        world.rest();
        Sas alices = last(alice, Notice.NumbersShown.class).orElseThrow().numbers();
        assertEquals(alices, last(bob, Notice.NumbersShown.class).orElseThrow().numbers());

        world.on(alice, new ClientEvent.NumbersCompared(BOB, true), SimPerson.Fate.LIVES);
        world.on(bob, new ClientEvent.NumbersCompared(ALICE, true), SimPerson.Fate.LIVES);
        world.rest();
        assertEquals(Contact.Trust.VERIFIED, alice.contact(BOB).trust());
        assertEquals(Contact.Trust.VERIFIED, bob.contact(ALICE).trust());
    }

    @Test
    void numbersThatDifferVerifyNobody() {
        says(alice, BOB, "hello");
        decide(bob, ALICE, new Decision.Verified(alice.account().id()));
        world.on(alice, new ClientEvent.CompareNumbers(BOB), SimPerson.Fate.LIVES);
        world.rest();
        world.on(bob, new ClientEvent.CompareNumbers(ALICE), SimPerson.Fate.LIVES);
        world.rest();
        world.on(alice, new ClientEvent.NumbersCompared(BOB, false), SimPerson.Fate.LIVES);
        world.rest();

        assertEquals(Contact.Trust.UNVERIFIED, alice.contact(BOB).trust());
        assertEquals(Contact.Trust.UNVERIFIED, bob.contact(ALICE).trust());
        assertTrue(bob.notices.contains(new Notice.NumbersEnded(ALICE, Notice.Comparison.DIFFERENT)));
    }

    @Test
    void bothMayBeginToCompareAtOnce() {
        says(alice, BOB, "hello");
        world.on(alice, new ClientEvent.CompareNumbers(BOB), SimPerson.Fate.LIVES);
        world.on(bob, new ClientEvent.CompareNumbers(ALICE), SimPerson.Fate.LIVES);
        world.rest();
        SimPerson asked = last(alice, Notice.NumbersWanted.class).isPresent() ? alice : bob;
        world.on(asked, new ClientEvent.CompareNumbers(asked == alice ? BOB : ALICE), SimPerson.Fate.LIVES);
        world.rest();

        assertEquals(
                last(alice, Notice.NumbersShown.class).orElseThrow().numbers(),
                last(bob, Notice.NumbersShown.class).orElseThrow().numbers());
    }

    /** The server gives bob's name to mallory. */
    private SimPerson renamed() {
        says(alice, BOB, "while all is well");
        SimPerson mallory = world.online("mallory");
        world.lie(alice, new ServerFrame.Presence(BOB, mallory.account().id(), true, 0));
        return mallory;
    }

    @Test
    void e2ANameThatWasGivenToAnotherAccountStopsSendingUntilThePersonDecides() {
        SimPerson mallory = renamed();
        assertTrue(alice.notices.contains(new Notice.IdentityChanged(BOB, false)));
        world.say(alice, BOB, "for bob alone");
        assertFalse(alice.texts().contains("for bob alone"));

        world.lieAboutNames(BOB, mallory);
        decide(alice, BOB, new Decision.AcceptIdentity());

        assertEquals(
                mallory.account().id(),
                standing(alice, Contact.Standing.ACCEPTED).account());
        assertEquals(
                bob.account().id(), standing(alice, Contact.Standing.REPLACED).account());
        says(alice, BOB, "to whoever is bob now");
        assertFalse(bob.received().contains("to whoever is bob now"));
    }

    @Test
    void e2TheAccountThatWasAcceptedIsTheOneThatIsTakenWhateverTheServerSaysThen() {
        SimPerson mallory = renamed();
        SimPerson trudy = world.online("trudy");
        world.lieAboutNames(BOB, trudy);

        decide(alice, BOB, new Decision.AcceptIdentity());

        assertEquals(Contact.Trust.CHANGED, alice.contact(BOB).trust());
        assertEquals(Optional.of(trudy.account().id()), alice.contact(BOB).rival());
        assertFalse(mallory.account().id().equals(alice.contact(BOB).account()));
    }

    @Test
    void e3WhoWasVerifiedIsReplacedOnlyByWhoIsVerified() {
        says(alice, BOB, "hello");
        decide(alice, BOB, new Decision.Verified(bob.account().id()));
        SimPerson mallory = renamed();
        world.lieAboutNames(BOB, mallory);
        assertTrue(alice.notices.contains(new Notice.IdentityChanged(BOB, true)));

        decide(alice, BOB, new Decision.AcceptIdentity());
        assertTrue(alice.notices.contains(new Notice.VerifyFirst(BOB)));
        assertEquals(Contact.Trust.CHANGED, alice.contact(BOB).trust());
        decide(alice, BOB, new Decision.Verified(bob.account().id()));
        assertEquals(Contact.Trust.CHANGED, alice.contact(BOB).trust());

        world.on(alice, new ClientEvent.ShowSafety(BOB), SimPerson.Fate.LIVES);
        world.rest();
        Notice.SafetyShown shown = last(alice, Notice.SafetyShown.class).orElseThrow();
        assertTrue(shown.replaces());
        AccountId compared = shown.account();
        assertEquals(mallory.account().id(), compared);
        decide(alice, BOB, new Decision.Verified(compared));
        assertEquals(
                Contact.Trust.VERIFIED,
                standing(alice, Contact.Standing.ACCEPTED).trust());
    }

    @Test
    void aServerThatComesBackToThePinnedAccountIsBelievedOnlyWhenThePersonSaysSo() {
        renamed();
        assertEquals(Contact.Trust.CHANGED, alice.contact(BOB).trust());

        decide(alice, BOB, new Decision.AcceptIdentity());

        assertEquals(Contact.Trust.UNVERIFIED, alice.contact(BOB).trust());
        assertEquals(bob.account().id(), alice.contact(BOB).account());
        says(alice, BOB, "so it is you");
        assertTrue(bob.received().contains("so it is you"));
    }

    private static Contact standing(SimPerson person, Contact.Standing standing) {
        return person.contacts().stream()
                .filter(contact -> contact.standing() == standing)
                .findFirst()
                .orElseThrow();
    }
}
