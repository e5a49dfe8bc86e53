package messenger.crypto.ratchet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import messenger.crypto.AuthenticationFailedException;
import org.junit.jupiter.api.Test;

/** When a chain carries an ML-KEM key (PROTOCOL 1.4). */
final class KemScheduleTest {
    private final Actor alice = new Actor(1);
    private final Actor bob = new Actor(2);

    /** Handshake, offer, answer: both have just mixed an ML-KEM secret in, and Alice's chain is under way. */
    KemScheduleTest() throws AuthenticationFailedException {
        alice.knows(bob);
        bob.knows(alice);
        alice.start(bob.bundle());
        bob.receive(alice.send(bob, "hello"));
        assertEquals(KemPart.Kind.OFFER, kindOf(alice, bob.send(alice, "the responder's first chain offers")));
        assertEquals(KemPart.Kind.ANSWER, kindOf(bob, alice.send(bob, "and is answered")));
    }

    private static KemPart.Kind kindOf(Actor recipient, Parcel parcel) throws AuthenticationFailedException {
        recipient.receive(parcel);
        for (KemPart.Kind kind : KemPart.Kind.values()) {
            if (parcel.message().size() == 151 + (kind.bytes() == 0 ? 0 : kind.bytes() + 16)) {
                return kind;
            }
        }
        throw new AssertionError("no size of a message: " + parcel.message().size());
    }

    @Test
    void aChainAfterFortyNineMessagesDoesNotOffer() throws AuthenticationFailedException {
        assertEquals(KemPart.Kind.NONE, afterMessages(49));
    }

    @Test
    void aChainAfterFiftyMessagesOffers() throws AuthenticationFailedException {
        assertEquals(KemPart.Kind.OFFER, afterMessages(50));
    }

    /** Bob counts the answer itself, which he received after the secret went in. */
    private KemPart.Kind afterMessages(int count) throws AuthenticationFailedException {
        for (int i = 1; i < count; i++) {
            bob.receive(alice.send(bob, "text"));
        }
        return kindOf(alice, bob.send(alice, "new chain"));
    }

    @Test
    void aChainOffersOnceADayHasPassed() throws AuthenticationFailedException {
        bob.now = Actor.START.plus(Duration.ofHours(24));
        assertEquals(KemPart.Kind.NONE, kindOf(alice, bob.send(alice, "a day")));
        bob.receive(alice.send(bob, "turn"));
        bob.now = Actor.START.plus(Duration.ofHours(24)).plusMillis(1);
        assertEquals(KemPart.Kind.OFFER, kindOf(alice, bob.send(alice, "over a day")));
    }

    @Test
    void everyMessageOfAChainCarriesTheSamePart() throws AuthenticationFailedException {
        bob.now = Actor.START.plus(Duration.ofHours(25));
        Parcel lost = bob.send(alice, "lost");

        assertEquals(KemPart.Kind.OFFER, kindOf(alice, bob.send(alice, "any one bootstraps the step")));
        assertEquals(KemPart.Kind.ANSWER, kindOf(bob, alice.send(bob, "answered")));
        assertEquals("lost", alice.receive(lost));
    }

    @Test
    void aClockThatGoesBackOffersNothingAndBreaksNothing() throws AuthenticationFailedException {
        bob.now = Actor.START.minus(Duration.ofDays(400));
        assertEquals(KemPart.Kind.NONE, kindOf(alice, bob.send(alice, "long ago")));
        assertEquals(KemPart.Kind.NONE, kindOf(bob, alice.send(bob, "today")));
    }
}
