package messenger.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import messenger.client.ClientEvent;
import messenger.client.Contact;
import messenger.client.Notice;
import messenger.crypto.Secret;
import messenger.protocol.ServerFrame;
import messenger.protocol.UserName;
import messenger.protocol.content.Body;
import messenger.server.ServerLimits;
import org.junit.jupiter.api.Test;

/** What whoever wants to write to somebody is told, where it is not simply sent. */
final class WritingTest {
    private static final UserName BOB = new UserName("bob");

    private final World world = new World(SeededRandom.of(17), ServerLimits.DEFAULT);
    private final SimPerson alice = world.online("alice");
    private final SimPerson bob = world.online("bob");

    private void open(SimPerson person) {
        world.on(person, new ClientEvent.Open(BOB), SimPerson.Fate.LIVES);
        world.rest();
    }

    private long told(Class<? extends Notice> kind) {
        return alice.notices.stream().filter(kind::isInstance).count();
    }

    /** From now on the server says that somebody else is bob. */
    private void rename(SimPerson instead) {
        world.lieAboutNames(BOB, instead);
        world.lie(alice, new ServerFrame.Presence(BOB, instead.account().id(), true, 0));
    }

    @Test
    void aConversationIsOpenedWithSomebodyNewAndWithSomebodyKnown() {
        open(alice);
        assertEquals(1, told(Notice.ConversationOpened.class));
        open(alice);
        assertEquals(2, told(Notice.ConversationOpened.class));
    }

    @Test
    void aTextThatIsTooLongIsRefusedWithItsSize() {
        int most = Body.Text.TEXT_BYTES_MAX;
        world.say(alice, BOB, "x".repeat(most + 1));
        world.rest();
        assertTrue(alice.notices.contains(new Notice.TooLong(most + 1, most)));
        assertEquals(List.of(), alice.texts());

        world.say(alice, BOB, "x".repeat(most));
        world.rest();
        assertEquals(1, bob.received().size());
        assertEquals(1, told(Notice.TooLong.class));
    }

    @Test
    void onlyWhoIsNotConnectedIsToldThatItWaits() {
        world.say(alice, BOB, "known by the server");
        world.rest();
        assertEquals(0, told(Notice.WaitsForConnection.class));

        UserName carol = world.online("carol").name;
        world.cut(alice);
        world.say(alice, carol, "later");
        assertTrue(alice.notices.contains(new Notice.WaitsForConnection(carol)));
    }

    @Test
    void whoIsGoneOrSomebodyElseNowIsNotWrittenTo() {
        world.say(alice, BOB, "hello");
        world.rest();
        SimPerson mallory = world.online("mallory");
        rename(mallory);
        assertEquals(Contact.Trust.CHANGED, alice.contact(BOB).trust());
        long before = told(Notice.IdentityChanged.class);
        world.say(alice, BOB, "for bob alone");
        world.rest();
        assertEquals(before + 1, told(Notice.IdentityChanged.class));
        assertFalse(alice.texts().contains("for bob alone"));
    }

    @Test
    void whoDeletedTheAccountIsNotWrittenTo() {
        world.say(alice, BOB, "hello");
        world.rest();
        Secret password = world.password(bob);
        world.on(bob, new ClientEvent.DeleteAccount(password), SimPerson.Fate.LIVES);
        for (int i = 0; i < 4; i++) {
            world.rest();
        }
        assertEquals(Contact.Standing.GONE, alice.contact(BOB).standing());
        long before = told(Notice.PersonGone.class);
        world.say(alice, BOB, "are you there?");
        world.rest();
        assertEquals(before + 1, told(Notice.PersonGone.class));
        assertFalse(alice.texts().contains("are you there?"));
    }

    @Test
    void whoeverListsPeopleIsToldOfEachOfThem() {
        alice.notices.clear();
        world.on(alice, new ClientEvent.RefreshPeople(), SimPerson.Fate.LIVES);
        world.rest();

        assertTrue(alice.notices.stream()
                .anyMatch(notice -> notice instanceof Notice.PersonChanged person
                        && person.name().equals(BOB)
                        && person.online()));
    }
}
