package messenger.crypto.ratchet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import org.junit.jupiter.api.Test;

/** Two people who mean well. */
final class ConversationTest {
    private final Actor alice = new Actor(1);
    private final Actor bob = new Actor(2);

    ConversationTest() {
        alice.knows(bob);
        bob.knows(alice);
    }

    @Test
    void theyTalkBothWays() throws AuthenticationFailedException {
        alice.start(bob.bundle());

        for (int i = 0; i < 200; i++) {
            assertEquals("ping " + i, bob.receive(alice.send(bob, "ping " + i)));
            assertEquals("pong " + i, alice.receive(bob.send(alice, "pong " + i)));
        }
    }

    @Test
    void theFirstFormIsRepeatedUntilAnAnswerArrives() throws AuthenticationFailedException {
        alice.start(bob.bundle());
        Parcel one = alice.send(bob, "one");
        Parcel two = alice.send(bob, "two");

        assertTrue(one.isFirst() && two.isFirst());
        assertEquals(one.message().slice(0, 1 + FirstPart.BYTES), two.message().slice(0, 1 + FirstPart.BYTES));
        assertEquals("two", bob.receive(two));
        assertEquals("one", bob.receive(one));
        assertEquals("answer", alice.receive(bob.send(alice, "answer")));
        Parcel three = alice.send(bob, "three");
        assertFalse(three.isFirst());
        assertEquals("three", bob.receive(three));
    }

    @Test
    void theSizesAreThoseOfTheProtocol() throws AuthenticationFailedException {
        alice.start(bob.bundle());
        Parcel first = alice.send(bob, "first");
        bob.receive(first);
        Parcel offer = bob.send(alice, "the responder's first chain offers");
        alice.receive(offer);
        Parcel answer = alice.send(bob, "ciphertext");
        bob.receive(answer);
        Parcel plain = bob.send(alice, "neither");

        assertEquals(1 + 1754 + 150, first.message().size());
        assertEquals(1 + 150 + 1200, offer.message().size());
        assertEquals(1 + 150 + 1104, answer.message().size());
        assertEquals(1 + 150, plain.message().size());
    }

    @Test
    void aThousandMessagesArriveInReverse() throws AuthenticationFailedException {
        alice.start(bob.bundle());
        List<Parcel> parcels = new ArrayList<>();
        for (int i = 0; i <= 1000; i++) {
            parcels.add(alice.send(bob, "message " + i));
        }
        Collections.reverse(parcels);

        int expected = 1000;
        for (Parcel parcel : parcels) {
            assertEquals("message " + expected--, bob.receive(parcel));
        }
    }

    @Test
    void anUnansweredSessionEndsAfterThirtyDays() {
        Session session = alice.start(bob.bundle());
        Wrap wrap = Envelope.seal(Bytes.EMPTY, alice.random).wrap();
        var end = Actor.START.plus(Duration.ofDays(30));

        assertFalse(session.hasEnded(end));
        assertTrue(session.hasEnded(end.plusMillis(1)));
        assertThrows(SessionEndedException.class, () -> PeerSessions.of(session)
                .seal(wrap, end.plusMillis(1), alice.random));
    }

    @Test
    void whoOnlyListensIsAskedForAHeartbeatEveryFiftyMessages() throws AuthenticationFailedException {
        alice.start(bob.bundle());
        List<Integer> asked = new ArrayList<>();
        for (int i = 0; i < 160; i++) {
            bob.receive(alice.send(bob, "message " + i));
            if (bob.heartbeatDue) {
                asked.add(i);
            }
        }

        assertEquals(List.of(50, 100, 150), asked);
    }
}
