package messenger.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.List;
import messenger.client.ClientEvent;
import messenger.client.Contact;
import messenger.client.Decision;
import messenger.client.Notice;
import messenger.client.Table;
import messenger.client.enrol.EnrolEvent;
import messenger.crypto.Bytes;
import messenger.crypto.identity.AccountId;
import messenger.crypto.identity.DeviceList;
import messenger.crypto.identity.SignedDeviceList;
import messenger.crypto.ratchet.Envelope;
import messenger.crypto.verify.RecoveryCode;
import messenger.protocol.ClientFrame;
import messenger.protocol.ServerFrame;
import messenger.protocol.UserName;
import messenger.protocol.content.Body;
import messenger.protocol.content.Content;
import messenger.protocol.content.ConversationId;
import messenger.server.ServerLimits;
import org.junit.jupiter.api.Test;

/** What must not be possible with people, devices and deletion. */
final class TricksTest {
    private static final UserName ALICE = new UserName("alice");
    private static final UserName BOB = new UserName("bob");
    private static final UserName MALLORY = new UserName("mallory");

    private final SecureRandom random = SeededRandom.of(Long.getLong("sim.seed", 31));
    private final World world = new World(random, ServerLimits.DEFAULT);
    private final SimDevices devices = new SimDevices(world, random);
    private final SimPerson alice = world.online("alice");
    private final SimPerson bob = world.online("bob");

    private void decide(SimPerson person, UserName about, Decision decision) {
        world.on(person, new ClientEvent.Decide(about, decision), SimPerson.Fate.LIVES);
    }

    private void says(SimPerson from, UserName to, String text) {
        world.say(from, to, text);
        world.rest();
    }

    @Test
    void aStrangerWhoSaysFarewellAndSpeaksAgainIsStillARequest() throws Exception {
        SimPerson mallory = world.online("mallory");
        bob.acceptsEverybody = false;
        EvilClient evil = new EvilClient(world, mallory, bob, random);
        evil.say(bob, evil.content(bob, new Body.Text("buy this")));
        assertEquals(Contact.Standing.REQUESTED, bob.contact(MALLORY).standing());
        evil.say(bob, evil.content(bob, new Body.Farewell()));
        Contact.Standing afterFarewell = bob.contact(MALLORY).standing();
        evil.say(bob, evil.content(bob, new Body.Text("buy this, too")));
        assertEquals(
                List.of(Contact.Standing.REQUESTED, Contact.Standing.REQUESTED),
                List.of(afterFarewell, bob.contact(MALLORY).standing()));
    }

    @Test
    void aDeletionThatBrokeOffTellsNobodyAfterwards() {
        SimPerson second = devices.link(bob, "bob/2");
        says(alice, BOB, "hello");
        says(bob, ALICE, "hello");
        world.evil = new EvilServer() {
            @Override
            public List<ClientFrame> hears(SimPerson from, ClientFrame frame) {
                boolean mail = frame instanceof ClientFrame.Submit || frame instanceof ClientFrame.SubmitSealed;
                return from == bob && mail ? List.of() : List.of(frame);
            }
        };
        world.on(bob, new ClientEvent.DeleteAccount(world.password(bob)), SimPerson.Fate.LIVES);
        world.settle();
        world.cut(bob);
        world.evil = EvilServer.HONEST;
        world.connect(bob);
        world.rest();

        assertFalse(bob.notices.contains(new Notice.AccountDeleted()), "the account lives");
        assertFalse(alice.notices.contains(new Notice.PersonGone(BOB)), "a contact was told");
        assertFalse(second.notices.contains(new Notice.AccountDeleted()), "the other device destroys its vault");
    }

    @Test
    void manyChangesOfTheAccessKeyDoNotStormTheServer() {
        says(alice, BOB, "hello");
        says(bob, ALICE, "hello");
        for (int i = 0; i < 14; i++) {
            decide(bob, ALICE, new Decision.Block());
            world.settle();
            decide(bob, ALICE, new Decision.Unblock());
            world.settle();
        }
        long asked = world.membersWords.stream()
                .filter(ClientFrame.UpdateDevices.class::isInstance)
                .count();
        assertTrue(bob.connection().isPresent(), "thrown out, " + asked + " updates asked for");
        assertTrue(asked <= 20, asked + " updates asked for");
    }

    @Test
    void aServerThatRefusesAnUpdateIsNotAskedAtOnceAgain() {
        says(alice, BOB, "hello");
        says(bob, ALICE, "hello");
        world.evil = new EvilServer() {
            @Override
            public List<ClientFrame> hears(SimPerson from, ClientFrame frame) {
                return frame instanceof ClientFrame.UpdateDevices update
                        ? List.of(new ClientFrame.FindAccount(
                                update.request(), bob.account().id(), 0))
                        : List.of(frame);
            }

            @Override
            public List<ServerFrame> says(SimPerson to, ServerFrame frame) {
                return to == bob && frame instanceof ServerFrame.UserFound found
                        ? List.of(new ServerFrame.Refused(found.request(), messenger.protocol.Refusal.UNAVAILABLE))
                        : List.of(frame);
            }
        };
        decide(bob, ALICE, new Decision.Block());
        for (int i = 0; i < 3_000; i++) {
            world.step(SimPerson.Fate.LIVES);
        }
        long asked = world.membersWords.stream()
                .filter(ClientFrame.UpdateDevices.class::isInstance)
                .count();
        assertTrue(asked <= 3, asked + " updates asked for, without any time passing");
    }

    @Test
    void whoWasReplacedDoesNotGetTheNameBackByADeletion() throws Exception {
        SimPerson mallory = world.online("mallory");
        EvilClient evil = new EvilClient(world, mallory, alice, random);
        evil.say(alice, evil.content(alice, new Body.Text("I am mallory, really")));
        world.lie(alice, new ServerFrame.Presence(MALLORY, bob.account().id(), true, 0));
        world.lieAboutNames(MALLORY, bob);
        decide(alice, MALLORY, new Decision.Verified(bob.account().id()));
        world.rest();
        Contact adopted = alice.contacts().stream()
                .filter(contact -> contact.account().equals(bob.account().id()))
                .findFirst()
                .orElseThrow();
        assertTrue(adopted.verified());
        assertEquals(MALLORY, adopted.name());

        SignedDeviceList last = mallory.account()
                .key()
                .orElseThrow()
                .sign(new DeviceList(
                        mallory.account().id(),
                        99,
                        Bytes.random(32, random),
                        DeviceList.Status.DELETED,
                        List.of(),
                        Bytes.random(32, random),
                        0));
        world.evil = new EvilServer() {
            @Override
            public List<ServerFrame> says(SimPerson to, ServerFrame frame) {
                return to == alice && frame instanceof ServerFrame.UserFound found
                        ? List.of(new ServerFrame.AccountGone(found.request(), last.encoded()))
                        : List.of(frame);
            }
        };
        Content honest = evil.content(alice, new Body.Text("look at my list"));
        evil.say(
                alice,
                new Content(
                        honest.conversation(),
                        honest.id(),
                        honest.sequence(),
                        honest.previousHash(),
                        honest.sentMs(),
                        new Content.DeviceListMark(99, Bytes.copyOf(new byte[8])),
                        honest.body()));
        evil.say(alice, evil.content(alice, new Body.Text("here I am again")));
        world.rest();
        world.say(alice, MALLORY, "for the verified one");
        world.rest();
        List<AccountId> addressed = alice.notices.stream()
                .filter(Notice.MessageChanged.class::isInstance)
                .map(Notice.MessageChanged.class::cast)
                .filter(changed -> changed.message().text().equals("for the verified one"))
                .map(changed -> changed.message()
                                .conversation()
                                .equals(ConversationId.direct(
                                        alice.account().id(), mallory.account().id()))
                        ? mallory.account().id()
                        : bob.account().id())
                .distinct()
                .toList();
        assertEquals(List.of(bob.account().id()), addressed, "to whom it went");
    }

    @Test
    void aServerCannotMakeTheSenderNameThemselvesByCallingAKeyClosed() {
        says(alice, BOB, "hello");
        says(bob, ALICE, "hello");
        says(alice, BOB, "again");
        world.membersWords.clear();
        world.evil = new EvilServer() {
            @Override
            public List<ServerFrame> says(SimPerson to, ServerFrame frame) {
                return to == alice && frame instanceof ServerFrame.Accepted accepted
                        ? List.of(new ServerFrame.Accepted(
                                accepted.request(),
                                List.of(),
                                List.of(),
                                List.of(bob.account()
                                        .deviceList()
                                        .list()
                                        .devices()
                                        .get(0)
                                        .mailbox())))
                        : List.of(frame);
            }
        };
        world.say(alice, BOB, "a secret sender");
        for (int i = 0; i < 2_000; i++) {
            world.step(SimPerson.Fate.LIVES);
        }
        long named = world.membersWords.stream()
                .filter(ClientFrame.Submit.class::isInstance)
                .count();
        assertEquals(0, named, "submissions under her name");
    }

    @Test
    void aBlockIsNotUndoneByWhatAnotherOwnDeviceDecidedMeanwhile() {
        says(alice, BOB, "hello");
        says(bob, ALICE, "hello");
        SimPerson second = devices.link(bob, "bob/2");
        world.rest();
        assertEquals(Contact.Standing.ACCEPTED, second.contact(ALICE).standing());

        decide(bob, ALICE, new Decision.Block());
        decide(second, ALICE, new Decision.Verified(alice.account().id()));
        world.rest();
        world.rest();

        assertEquals(
                List.of(Contact.Standing.BLOCKED, Contact.Standing.BLOCKED),
                List.of(bob.contact(ALICE).standing(), second.contact(ALICE).standing()));
    }

    @Test
    void whatIsSealedOnceMoreWaitsForTheNewDevicesAlsoAfterACut() {
        says(alice, BOB, "hello");
        says(bob, ALICE, "hello");
        SimNewcomer newcomer = devices.recover(
                BOB, "the password of bob", RecoveryCode.of(bob.account().key().orElseThrow()));
        world.on(newcomer, new EnrolEvent.Confirmed(true));
        world.settle();
        world.die(newcomer);
        world.evil = new EvilServer() {
            @Override
            public List<ClientFrame> hears(SimPerson from, ClientFrame frame) {
                return from == alice && frame instanceof ClientFrame.FindAccount ? List.of() : List.of(frame);
            }
        };
        world.say(alice, BOB, "do you read me?");
        world.settle();
        world.cut(alice);
        world.evil = EvilServer.HONEST;
        world.connect(alice);
        world.rest();
        SimPerson fresh = devices.start("bob/2", newcomer);
        world.rest();
        assertEquals(List.of("do you read me?"), fresh.received(), alice.states() + "");
    }

    @Test
    void strangersWhoSayNothingLeaveNoSessions() throws Exception {
        bob.acceptsEverybody = false;
        int before = bob.vault.all(Table.SESSION).size();
        for (int i = 0; i < 5; i++) {
            SimPerson stranger = world.online("stranger" + i);
            EvilClient evil = new EvilClient(world, stranger, bob, random);
            Envelope nothing = Envelope.heartbeat(random);
            evil.submit(bob, nothing.ciphertext(), evil.seal(nothing));
        }
        assertEquals(
                before,
                bob.vault.all(Table.SESSION).size(),
                "contacts: " + bob.contacts().size());
    }
}
