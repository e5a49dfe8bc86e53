package messenger.crypto.ratchet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.MalformedException;
import messenger.crypto.Secret;
import org.junit.jupiter.api.Test;

/** Which of several sessions is used, and which is believed. */
final class SessionChoiceTest {
    private final Actor alice = new Actor(1);
    private final Actor bob = new Actor(2);

    SessionChoiceTest() {
        alice.knows(bob);
        bob.knows(alice);
    }

    private static Optional<Bytes> sendsIn(Actor who, Actor to) {
        return who.sessions(to.self()).forSealing(who.now).map(Session::transcript);
    }

    /** Whichever of the two has the smaller transcript, and also within one millisecond. */
    @Test
    void aSessionThatThePeerHasLostIsNotChosenOverTheOneThatItBeganInstead() throws AuthenticationFailedException {
        for (int later : new int[] {0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1}) {
            alice.sessions.clear();
            bob.sessions.clear();
            alice.start(bob.lastResortBundle());
            bob.receive(alice.send(bob, "hello"));
            alice.receive(bob.send(alice, "answer"));
            bob.sessions.clear();
            alice.now = alice.now.plusMillis(later);
            bob.now = alice.now;
            Session instead = bob.start(alice.lastResortBundle());

            alice.receive(bob.send(alice, "I lost everything"));

            assertEquals(2, alice.sessions(bob.self()).sessions().size());
            assertEquals(Optional.of(instead.transcript()), sendsIn(alice, bob));
        }
    }

    @Test
    void aSessionThatNobodyAnswersEnds() {
        alice.start(bob.lastResortBundle());
        PeerSessions sessions = alice.sessions(bob.self());

        assertTrue(sessions.forSealing(Actor.START.plus(Introduction.AGE_MAX)).isPresent());
        assertEquals(
                Optional.empty(),
                sessions.forSealing(Actor.START.plus(Introduction.AGE_MAX).plusMillis(1)));
    }

    @Test
    void anAnsweredSessionDoesNotEndWithTime() throws AuthenticationFailedException {
        alice.start(bob.lastResortBundle());
        bob.receive(alice.send(bob, "hello"));
        alice.receive(bob.send(alice, "answer"));

        assertTrue(alice.sessions(bob.self())
                .forSealing(Actor.START.plus(Duration.ofDays(400)))
                .isPresent());
    }

    @Test
    void onlyASessionWithoutAOneTimePairIsDoubtfulUntilItIsAnswered() throws AuthenticationFailedException {
        assertFalse(alice.start(bob.bundle()).isDoubtful());
        alice.sessions.clear();
        assertTrue(alice.start(bob.lastResortBundle()).isDoubtful());

        bob.receive(alice.send(bob, "hello"));
        assertFalse(bob.sessions(alice.self()).sessions().get(0).isDoubtful());
        alice.receive(bob.send(alice, "answer"));
        assertFalse(alice.sessions(bob.self()).sessions().get(0).isDoubtful());
    }

    @Test
    void aMessageOfAnotherPeerIsNotRecognisedAlsoWhereKeysWereSkipped() throws AuthenticationFailedException {
        Actor carol = new Actor(3);
        bob.knows(carol);
        carol.knows(bob);
        for (Actor other : new Actor[] {alice, carol}) {
            other.start(bob.lastResortBundle());
            bob.receive(other.send(bob, "hello"));
            other.receive(bob.send(other, "answer"));
        }
        Parcel overtaken = alice.send(bob, "overtaken");
        bob.receive(alice.send(bob, "first"));
        PeerSessions withAlice = bob.sessions(alice.self());

        assertTrue(withAlice.recognises(SealedMessage.decode(overtaken.message())));
        assertFalse(withAlice.recognises(
                SealedMessage.decode(carol.send(bob, "text").message())));
    }

    @Test
    void aByteAfterTheSessionsIsMalformed() {
        alice.start(bob.lastResortBundle());
        Secret longer = Secret.concat(alice.kept(bob.self()), Secret.copyOf(new byte[1]));

        assertThrows(MalformedException.class, () -> PeerSessions.decode(longer));
    }

    @Test
    void aSessionSaysWhoItIsWithAndWhatFor() {
        Session session = alice.start(bob.lastResortBundle());

        assertEquals(bob.self(), alice.sessions(bob.self()).peer());
        assertEquals(bob.self(), session.peer());
        assertEquals(Purpose.CONVERSATION, session.purpose());
    }
}
