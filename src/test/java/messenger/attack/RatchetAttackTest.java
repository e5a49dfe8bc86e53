package messenger.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.Secret;
import messenger.crypto.ratchet.Actor;
import messenger.crypto.ratchet.Parcel;
import messenger.crypto.ratchet.PeerSessions;
import messenger.crypto.ratchet.SealedMessage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** B1 to B4, B8, B9: a server that changes, repeats, withholds and delays messages, and machines that crash. */
final class RatchetAttackTest {
    private static final int SKIP_MAX = 1000;

    private final Actor alice = new Actor(1);
    private final Actor bob = new Actor(2);

    RatchetAttackTest() throws AuthenticationFailedException {
        alice.knows(bob);
        bob.knows(alice);
        alice.start(bob.bundle());
        bob.receive(alice.send(bob, "hello"));
    }

    private void roundTrip() throws AuthenticationFailedException {
        alice.receive(bob.send(alice, "ping"));
        bob.receive(alice.send(bob, "pong"));
    }

    @Test
    void b1EveryFlippedBitOfAnOrdinaryMessageIsRejected() throws AuthenticationFailedException {
        roundTrip();
        roundTrip();
        Parcel plain = alice.send(bob, "plain");
        assertEquals(151, plain.message().size());
        for (int bit = 0; bit < plain.message().size() * 8; bit++) {
            Rejection.of(bob, Rejection.flipped(plain, bit));
        }
        assertEquals("plain", bob.receive(plain));
    }

    @Test
    void b1AFlippedBitOfAKemPartIsRejected() throws AuthenticationFailedException {
        Parcel offer = bob.send(alice, "offer");
        rejectedWithAnyBitFlipped(alice, offer);
        assertEquals("offer", alice.receive(offer));
        Parcel answer = alice.send(bob, "answer");
        rejectedWithAnyBitFlipped(bob, answer);
        assertEquals("answer", bob.receive(answer));
    }

    /** Later messages of a chain carry the part again, where nobody decrypts it any more. */
    @Test
    void b1AFlippedBitOfARepeatedKemPartIsRejected() throws AuthenticationFailedException {
        alice.receive(bob.send(alice, "offer"));
        Parcel repeated = bob.send(alice, "the same chain");
        assertEquals(151 + 1200, repeated.message().size());

        rejectedWithAnyBitFlipped(alice, repeated);
        assertEquals("the same chain", alice.receive(repeated));
    }

    private static void rejectedWithAnyBitFlipped(Actor victim, Parcel parcel) {
        for (int at = 0; at < parcel.message().size(); at++) {
            Rejection.of(victim, Rejection.flipped(parcel, at * 8 + at % 8));
        }
    }

    @Test
    void b1EveryTruncationAndExtensionIsRejected() throws AuthenticationFailedException {
        roundTrip();
        Parcel plain = alice.send(bob, "plain");
        for (int size = 0; size < plain.message().size(); size++) {
            Rejection.of(bob, plain.withMessage(plain.message().slice(0, size)));
        }
        Rejection.of(bob, plain.withMessage(Bytes.concat(plain.message(), Bytes.hex("00"))));
        assertEquals("plain", bob.receive(plain));
    }

    @Test
    void b2AMessageMayOvertakeAThousandAndNotOneMore() throws AuthenticationFailedException {
        skip(SKIP_MAX - 1);
        assertEquals("n-1", bob.receive(alice.send(bob, "n-1")));
        skip(SKIP_MAX);
        assertEquals("n", bob.receive(alice.send(bob, "n")));
        skip(SKIP_MAX + 1);
        Rejection.of(bob, alice.send(bob, "n+1"));
    }

    @Test
    void b2TheThousandCountTheChainBeforeAsWell() throws AuthenticationFailedException {
        skip(SKIP_MAX / 2);
        alice.receive(bob.send(alice, "turn"));
        skip(SKIP_MAX / 2);
        Parcel within = alice.send(bob, "within");
        Parcel beyond = alice.send(bob, "beyond");

        Rejection.of(bob, beyond);
        assertEquals("within", bob.receive(within));
        assertEquals("beyond", bob.receive(beyond));
    }

    private void skip(int count) {
        for (int i = 0; i < count; i++) {
            alice.send(bob, "lost");
        }
    }

    @Test
    void b2OfTwoThousandAndOneGapsTheOldestIsForgotten() throws AuthenticationFailedException {
        List<Parcel> withheld = new ArrayList<>();
        for (int count : new int[] {SKIP_MAX, SKIP_MAX, 1}) {
            for (int i = 0; i < count; i++) {
                withheld.add(alice.send(bob, "withheld " + withheld.size()));
            }
            bob.receive(alice.send(bob, "delivered"));
        }
        int full = bob.kept(alice.self()).size();

        Rejection.of(bob, withheld.get(0));
        assertEquals("withheld 1", bob.receive(withheld.get(1)));
        assertEquals("withheld 2000", bob.receive(withheld.get(2000)));
        assertTrue(full < PeerSessions.ENCODED_BYTES_MAX / PeerSessions.SESSIONS_MAX);
    }

    @Test
    void b2JunkIsNobodysAndChangesNothing() throws AuthenticationFailedException {
        junk(10_000);
    }

    @Test
    @Tag("slow")
    void b2AFloodOfJunkIsNobodysAndChangesNothing() throws AuthenticationFailedException {
        junk(100_000);
    }

    private void junk(int count) throws AuthenticationFailedException {
        roundTrip();
        PeerSessions known = bob.sessions(alice.self());
        for (int i = 0; i < count; i++) {
            byte[] junk = new byte[151];
            bob.random.nextBytes(junk);
            junk[0] = 2;
            assertFalse(known.recognises(SealedMessage.decode(Bytes.copyOf(junk))));
        }
        assertEquals(bob.kept(alice.self()), known.encoded());
    }

    @Test
    void b3ADuplicateIsRejected() throws AuthenticationFailedException {
        roundTrip();
        Parcel one = alice.send(bob, "one");
        Parcel two = alice.send(bob, "two");
        bob.receive(two);
        bob.receive(one);

        Rejection.of(bob, one);
        Rejection.of(bob, two);
    }

    @Test
    void b3AMessageFiveChainsLateIsOpenedAndOneSixChainsLateIsNot() throws AuthenticationFailedException {
        Parcel five = lateBy(5);
        assertEquals("late", bob.receive(five));
        Parcel six = lateBy(6);
        Rejection.of(bob, six);
    }

    private Parcel lateBy(int chains) throws AuthenticationFailedException {
        roundTrip();
        Parcel late = alice.send(bob, "late");
        bob.receive(alice.send(bob, "in time"));
        for (int i = 0; i < chains; i++) {
            roundTrip();
        }
        return late;
    }

    @Test
    void b3AMessageSevenDaysLateIsOpenedAndALaterOneIsNot() throws AuthenticationFailedException {
        Parcel late = alice.send(bob, "late");
        Parcel later = alice.send(bob, "later");
        bob.receive(alice.send(bob, "in time"));

        bob.now = Actor.START.plus(Duration.ofDays(7));
        assertEquals("late", bob.receive(late));
        bob.now = Actor.START.plus(Duration.ofDays(7)).plusMillis(1);
        Rejection.of(bob, later);
    }

    @Test
    void b3SkippedKeysGoAlsoWhereNothingMoreIsReceived() throws AuthenticationFailedException {
        alice.send(bob, "lost");
        bob.receive(alice.send(bob, "in time"));
        PeerSessions kept = bob.sessions(alice.self());

        assertEquals(
                kept.encoded(),
                kept.expired(Actor.START.plus(Duration.ofDays(7))).encoded());
        Secret later =
                kept.expired(Actor.START.plus(Duration.ofDays(7)).plusMillis(1)).encoded();
        assertTrue(later.size() < kept.encoded().size());
    }

    /** The prototype took every message under a header key that had skipped keys for a duplicate. */
    @Test
    void b4NormalMessagesAfterAGapInTheSameChainAreOpened() throws AuthenticationFailedException {
        Parcel gap = alice.send(bob, "gap");
        for (int i = 0; i < 5; i++) {
            assertEquals("after the gap " + i, bob.receive(alice.send(bob, "after the gap " + i)));
        }
        assertEquals("gap", bob.receive(gap));
        assertEquals("still going", bob.receive(alice.send(bob, "still going")));
    }

    @Test
    void b4AMessageOfAnOldChainIsOpenedAfterTheTurn() throws AuthenticationFailedException {
        Parcel unseen = alice.send(bob, "unseen at the end of the chain");
        roundTrip();

        assertEquals("unseen at the end of the chain", bob.receive(unseen));
        Rejection.of(bob, unseen);
    }

    /** The state was kept, the message never left. */
    @Test
    void b8ACrashBeforeSendingLosesAMessageAndNoKey() throws AuthenticationFailedException {
        roundTrip();
        Parcel neverSent = alice.send(bob, "never sent");
        Parcel after = alice.send(bob, "after the crash");

        assertEquals("after the crash", bob.receive(after));
        assertEquals("never sent", bob.receive(neverSent));
    }

    /**
     * The state was not kept, and so the message must not have left: what the next attempt seals is another message.
     */
    @Test
    void b8ACrashBeforeKeepingLeavesTheOldState() throws AuthenticationFailedException {
        roundTrip();
        Secret kept = alice.kept(bob.self());
        Parcel notKept = alice.send(bob, "the same words");
        alice.sessions.put(bob.self(), kept);
        Parcel again = alice.send(bob, "the same words");

        assertNotEquals(notKept.message(), again.message());
        assertEquals("the same words", bob.receive(again));
    }

    @Test
    void b9WhatARolledBackStateSealsIsRejected() throws AuthenticationFailedException {
        roundTrip();
        Secret old = alice.kept(bob.self());
        bob.receive(alice.send(bob, "before the rollback"));
        alice.sessions.put(bob.self(), old);

        Rejection.of(bob, alice.send(bob, "after the rollback"));
    }
}
