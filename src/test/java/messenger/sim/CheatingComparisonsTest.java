package messenger.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.security.SecureRandom;
import java.util.List;
import messenger.client.ClientEvent;
import messenger.client.Contact;
import messenger.client.Decision;
import messenger.client.Notice;
import messenger.crypto.Bytes;
import messenger.crypto.identity.AccountPublic;
import messenger.crypto.identity.DeviceId;
import messenger.crypto.verify.SasParty;
import messenger.crypto.verify.SasStarter;
import messenger.protocol.ServerFrame;
import messenger.protocol.UserName;
import messenger.protocol.content.Body;
import messenger.server.ServerLimits;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a peer with a client of their own cannot do while numbers are compared (PROTOCOL 1.14). */
final class CheatingComparisonsTest {
    private static final UserName MALLORY = new UserName("mallory");

    private final SecureRandom random = SeededRandom.of(Long.getLong("sim.seed", 43));
    private final World world = new World(random, ServerLimits.DEFAULT);
    private final SimPerson bob = world.online("bob");
    private final SimPerson mallory = world.online("mallory");
    private EvilClient evil;

    @BeforeEach
    void malloryIsSomebodyBobHasVerified() throws Exception {
        evil = new EvilClient(world, mallory, bob, random);
        evil.say(bob, evil.content(bob, new Body.Text("hello from mallory")));
        world.on(
                bob,
                new ClientEvent.Decide(
                        MALLORY, new Decision.Verified(mallory.account().id())),
                SimPerson.Fate.LIVES);
        assertEquals(Contact.Trust.VERIFIED, trust());
    }

    private Contact.Trust trust() {
        return bob.contact(MALLORY).trust();
    }

    private void says(Body.CompareStep step, Bytes value) throws Exception {
        evil.say(bob, evil.content(bob, new Body.Compare(step, value)));
    }

    private void says(Body.ComparedAs outcome) throws Exception {
        evil.say(bob, evil.content(bob, new Body.Compared(outcome)));
    }

    private Bytes anything() {
        return Bytes.random(Body.COMPARE_BYTES, random);
    }

    private void bobCompares() {
        world.on(bob, new ClientEvent.CompareNumbers(MALLORY), SimPerson.Fate.LIVES);
        world.rest();
    }

    private <N extends Notice> List<N> told(Class<N> kind) {
        return bob.notices.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private List<Notice.Comparison> endings() {
        return told(Notice.NumbersEnded.class).stream()
                .map(Notice.NumbersEnded::outcome)
                .toList();
    }

    /** A commitment that mallory can open. */
    private SasStarter starter() {
        return SasStarter.begin(party(mallory), party(bob), random);
    }

    private static SasParty party(SimPerson person) {
        return new SasParty(AccountPublic.of(person.account().deviceList()), DeviceId.FIRST);
    }

    private static Bytes nonce(SasStarter starter) {
        return Bytes.copyOf(starter.nonce().expose());
    }

    @Test
    void aNonceThatWasNotCommittedToShowsNoNumbersAndEndsAsNumbersThatDiffer() throws Exception {
        says(Body.CompareStep.COMMIT, anything());
        bobCompares();
        says(Body.CompareStep.REVEAL, anything());

        assertEquals(List.of(), told(Notice.NumbersShown.class));
        assertEquals(List.of(Notice.Comparison.DIFFERENT), endings());
        assertEquals(Contact.Trust.UNVERIFIED, trust());
    }

    @Test
    void whoWasCheatedTellsTheHonestDevicesOfTheAccount() throws Exception {
        SimPerson honest = new SimDevices(world, random).link(mallory, "mallory/2");
        world.say(honest, bob.name, "hello from my other desk");
        world.rest();
        world.on(
                honest,
                new ClientEvent.Decide(
                        bob.name, new Decision.Verified(bob.account().id())),
                SimPerson.Fate.LIVES);
        says(Body.CompareStep.COMMIT, anything());
        bobCompares();
        assertEquals(Contact.Trust.VERIFIED, honest.contact(bob.name).trust());

        says(Body.CompareStep.REVEAL, anything());
        assertEquals(Contact.Trust.UNVERIFIED, honest.contact(bob.name).trust());
    }

    @Test
    void afterACheatTheRightNonceComesTooLate() throws Exception {
        SasStarter starter = starter();
        says(Body.CompareStep.COMMIT, starter.commitment());
        bobCompares();
        says(Body.CompareStep.REVEAL, anything());
        says(Body.CompareStep.REVEAL, nonce(starter));

        assertEquals(List.of(), told(Notice.NumbersShown.class));
        assertEquals(List.of(Notice.Comparison.DIFFERENT), endings());
    }

    @Test
    void aCommitmentThatIsOpenedBeforeBobAgreedShowsNothing() throws Exception {
        SasStarter starter = starter();
        says(Body.CompareStep.COMMIT, starter.commitment());
        says(Body.CompareStep.REVEAL, nonce(starter));

        assertEquals(1, told(Notice.NumbersWanted.class).size());
        assertEquals(List.of(), told(Notice.NumbersShown.class));
    }

    @Test
    void onlyTheDeviceThatCommittedOpensIt() throws Exception {
        SimPerson second = new SimDevices(world, random).link(mallory, "mallory/2");
        world.rest();
        EvilClient other = new EvilClient(world, second, bob, random);
        SasStarter starter = starter();
        says(Body.CompareStep.COMMIT, starter.commitment());
        bobCompares();

        other.say(bob, other.content(bob, new Body.Compare(Body.CompareStep.REVEAL, anything())));
        other.say(bob, other.content(bob, new Body.Text("I am the other device")));
        assertEquals(List.of("hello from mallory", "I am the other device"), bob.received());
        assertEquals(List.of(), endings());

        says(Body.CompareStep.REVEAL, nonce(starter));
        assertEquals(1, told(Notice.NumbersShown.class).size());
    }

    @Test
    void aSecondAnswerDoesNotChangeTheNumbers() throws Exception {
        bobCompares();
        says(Body.CompareStep.ANSWER, anything());
        says(Body.CompareStep.ANSWER, anything());

        assertEquals(1, told(Notice.NumbersShown.class).size());
    }

    @Test
    void anAnswerToNothingShowsNothing() throws Exception {
        says(Body.CompareStep.ANSWER, anything());
        says(Body.CompareStep.REVEAL, anything());

        assertEquals(List.of(), told(Notice.NumbersShown.class));
        assertEquals(List.of(), endings());
    }

    @Test
    void whoeverBeganIsAnsweredAndNothingIsRevealedToThem() throws Exception {
        bobCompares();
        says(Body.CompareStep.REVEAL, anything());

        assertEquals(List.of(), told(Notice.NumbersShown.class));
        assertEquals(List.of(), endings());
    }

    @Test
    void whoeverAgreedIsNotAnsweredOnceMore() throws Exception {
        SasStarter starter = starter();
        says(Body.CompareStep.COMMIT, starter.commitment());
        bobCompares();
        says(Body.CompareStep.ANSWER, nonce(starter));

        assertEquals(List.of(), told(Notice.NumbersShown.class));
    }

    @Test
    void thatNumbersAreEqualThereVerifiesNothingAndEndsNothingHere() throws Exception {
        world.on(bob, new ClientEvent.Decide(MALLORY, new Decision.Unverify()), SimPerson.Fate.LIVES);
        bobCompares();
        says(Body.CompareStep.ANSWER, anything());
        says(Body.ComparedAs.EQUAL);

        assertEquals(Contact.Trust.UNVERIFIED, trust());
        assertEquals(List.of(), endings());
    }

    @Test
    void whoeverSaysThatNumbersDifferIsVerifiedNoLongerAlsoWhenNothingWasCompared() throws Exception {
        says(Body.ComparedAs.DIFFERENT);
        assertEquals(Contact.Trust.UNVERIFIED, trust());
        assertEquals(List.of(Notice.Comparison.DIFFERENT), endings());

        says(Body.ComparedAs.DIFFERENT);
        assertEquals(1, endings().size(), "nothing is left to take away");
    }

    @Test
    void callingOffWhatNobodyBeganIsNotShown() throws Exception {
        says(Body.ComparedAs.CALLED_OFF);

        assertEquals(List.of(), endings());
        assertEquals(Contact.Trust.VERIFIED, trust());
    }

    @Test
    void thoseWhoWereNotLetInAskForNoNumbers() throws Exception {
        SimPerson carol = world.online("carol");
        carol.acceptsEverybody = false;
        EvilClient stranger = new EvilClient(world, mallory, carol, random);
        stranger.say(carol, stranger.content(carol, new Body.Text("let me in")));
        stranger.say(carol, stranger.content(carol, new Body.Compare(Body.CompareStep.COMMIT, anything())));

        assertEquals(Contact.Standing.REQUESTED, carol.contact(MALLORY).standing());
        assertEquals(
                0,
                carol.notices.stream()
                        .filter(Notice.NumbersWanted.class::isInstance)
                        .count());
    }

    @Test
    void whoseNameTheServerGaveAwayAsksForNoNumbers() throws Exception {
        SimPerson trudy = world.online("trudy");
        world.lie(bob, new ServerFrame.Presence(MALLORY, trudy.account().id(), true, 0));
        says(Body.CompareStep.COMMIT, anything());

        assertEquals(Contact.Trust.CHANGED, trust());
        assertEquals(List.of(), told(Notice.NumbersWanted.class));
    }
}
