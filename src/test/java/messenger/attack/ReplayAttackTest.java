package messenger.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.identity.DeviceListChain;
import messenger.crypto.ratchet.Acceptance;
import messenger.crypto.ratchet.Actor;
import messenger.crypto.ratchet.Consumed;
import messenger.crypto.ratchet.Introduction;
import messenger.crypto.ratchet.Parcel;
import messenger.crypto.ratchet.SealedMessage;
import org.junit.jupiter.api.Test;

/** A5, A8, A9: a server that delivers first messages again, broken, or at the wrong moment. */
final class ReplayAttackTest {
    private final Actor alice = new Actor(1);
    private final Actor bob = new Actor(2);

    ReplayAttackTest() {
        alice.knows(bob);
        bob.knows(alice);
    }

    private Parcel withOneTimePair() {
        alice.sessions.clear();
        alice.start(bob.bundle());
        return alice.send(bob, "hello");
    }

    private Parcel withLastResort() {
        alice.sessions.clear();
        alice.start(bob.lastResortBundle());
        return alice.send(bob, "hello");
    }

    @Test
    void a5AReplayInTheSameSessionIsRejected() throws AuthenticationFailedException {
        for (Parcel first : List.of(withOneTimePair(), withLastResort())) {
            assertEquals("hello", bob.receive(first));
            Rejection.of(bob, first);
        }
    }

    @Test
    void a5AReplayAfterTheSessionWasDeletedIsRejected() throws AuthenticationFailedException {
        for (Parcel first : List.of(withOneTimePair(), withLastResort())) {
            bob.receive(first);
            bob.sessions.clear();
            Rejection.of(bob, first);
        }
    }

    @Test
    void a5ALastResortReplayWithATorsionedOrHighBitKeyIsRejected() throws AuthenticationFailedException {
        Parcel first = withLastResort();
        bob.receive(first);
        bob.sessions.clear();

        Bytes ephemeral = first.message().slice(3, 32);
        Rejection.of(bob, Rejection.spliced(first, 3, FirstMessageAttackTest.inverse(ephemeral)));
        Rejection.of(bob, Rejection.flipped(first, (3 + 31) * 8 + 7));
    }

    @Test
    void a5AReplayToAnotherDeviceIsRejected() throws AuthenticationFailedException {
        Parcel first = withLastResort();
        bob.receive(first);
        Actor second = new Actor(bob.account, new Actor(9).device, bob.random);
        second.knows(alice);

        Rejection.of(second, first);
    }

    /** The server hands the same message out twice, and both wait for the same device list. */
    @Test
    void a5TwoIntroductionsByOneMessageAreAcceptedOnce() throws AuthenticationFailedException {
        for (Parcel first : List.of(withOneTimePair(), withLastResort())) {
            SealedMessage message = SealedMessage.decode(first.message());
            Introduction early = Introduction.read(message, bob.local, bob, bob.now);
            bob.receive(first);

            assertThrows(
                    AuthenticationFailedException.class,
                    () -> early.accept(DeviceListChain.of(alice.list), bob, bob.now));
        }
    }

    @Test
    void a8AFailedFirstMessageUsesNothingUp() throws AuthenticationFailedException {
        Parcel first = withOneTimePair();
        Parcel broken = Rejection.flipped(first, first.message().size() * 8 - 1);

        Rejection.of(bob, broken);
        assertTrue(bob.oneTime.containsKey(101L));
        assertEquals("hello", bob.receive(first));
        assertFalse(bob.oneTime.containsKey(101L));
    }

    @Test
    void a8ACrashBetweenOpeningAndCommittingLosesNothing() throws AuthenticationFailedException {
        Parcel first = withOneTimePair();
        Introduction introduction = Introduction.read(SealedMessage.decode(first.message()), bob.local, bob, bob.now);
        Acceptance lost = introduction.accept(DeviceListChain.of(alice.list), bob, bob.now);

        assertEquals(new Consumed.OneTimePair(101), lost.consumed());
        assertEquals("hello", bob.receive(first));
    }

    @Test
    void a8ADeviceListThatDoesNotArriveChangesNothing() throws AuthenticationFailedException {
        Parcel first = withOneTimePair();
        bob.directory.clear();
        Rejection.of(bob, first);

        bob.knows(alice);
        assertEquals("hello", bob.receive(first));
    }

    @Test
    void a9ALastResortSessionIsUnconfirmedUntilItIsAnswered() throws AuthenticationFailedException {
        bob.receive(withLastResort());
        assertFalse(bob.sessions(alice.self()).sessions().get(0).isConfirmed());
        bob.receive(alice.send(bob, "a second one proves nothing"));
        assertFalse(bob.sessions(alice.self()).sessions().get(0).isConfirmed());

        alice.receive(bob.send(alice, "who are you"));
        bob.receive(alice.send(bob, "alive"));
        assertTrue(bob.sessions(alice.self()).sessions().get(0).isConfirmed());
    }

    @Test
    void aSessionByAOneTimePairIsConfirmedAtOnce() throws AuthenticationFailedException {
        alice.start(bob.bundle());
        assertFalse(alice.sessions(bob.self()).sessions().get(0).isConfirmed());
        bob.receive(alice.send(bob, "hello"));
        assertTrue(bob.sessions(alice.self()).sessions().get(0).isConfirmed());

        alice.receive(bob.send(alice, "answer"));
        assertTrue(alice.sessions(bob.self()).sessions().get(0).isConfirmed());
    }
}
