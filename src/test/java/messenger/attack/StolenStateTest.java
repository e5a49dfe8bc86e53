package messenger.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.SeededRandom;
import messenger.crypto.identity.AccountKey;
import messenger.crypto.identity.DeviceId;
import messenger.crypto.identity.DeviceKeys;
import messenger.crypto.ratchet.Actor;
import messenger.crypto.ratchet.Parcel;
import messenger.crypto.ratchet.PeerSessions;
import messenger.crypto.ratchet.SealedMessage;
import org.junit.jupiter.api.Test;

/** B6, B7: what a thief of a device's state can read, before and after. */
final class StolenStateTest {
    private final Leak leak = new Leak();
    private final Actor alice = leaking(1);
    private final Actor bob = leaking(2);
    private final Eavesdropper thief;

    StolenStateTest() throws AuthenticationFailedException {
        alice.knows(bob);
        bob.knows(alice);
        alice.start(bob.bundle());
        Parcel first = alice.send(bob, "hello");
        thief = new Eavesdropper(first.message(), alice, bob, leak);
        assertTrue(thief.read(first.message(), Eavesdropper.Side.ALICE).isPresent());
        bob.receive(first);
    }

    private Actor leaking(long seed) {
        SeededRandom keys = new SeededRandom(seed);
        AccountKey account = AccountKey.generate(keys);
        DeviceKeys device = DeviceKeys.generate(DeviceId.FIRST, keys);
        return new Actor(account, device, new RecordingRandom(~seed, leak::drawn));
    }

    private boolean thiefReads(Actor from, Actor to) throws AuthenticationFailedException {
        Parcel parcel = from.send(to, "secret");
        var side = from == alice ? Eavesdropper.Side.ALICE : Eavesdropper.Side.BOB;
        boolean reads = thief.read(parcel.message(), side).isPresent();
        assertEquals("secret", to.receive(parcel));
        return reads;
    }

    /** The independent implementation agrees with ours on everything: handshake, header, both kinds of steps, body. */
    @Test
    void whoKnowsEverySecretReadsEverything() throws AuthenticationFailedException {
        Random schedule = new Random(6);
        for (int i = 0; i < 500; i++) {
            boolean toBob = schedule.nextInt(10) < (i / 100 % 2 == 0 ? 8 : 2);
            assertTrue(thiefReads(toBob ? alice : bob, toBob ? bob : alice), "message " + i);
        }
    }

    @Test
    void b6AStolenStateOpensNothingOlder() throws AuthenticationFailedException {
        List<Parcel> toAlice = new ArrayList<>();
        List<Parcel> toBob = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            toAlice.add(bob.send(alice, "to Alice"));
            alice.receive(toAlice.get(i));
            toBob.add(alice.send(bob, "to Bob"));
            bob.receive(toBob.get(i));
        }

        toAlice.forEach(parcel -> opensNothing(alice.sessions(bob.self()), parcel));
        toBob.forEach(parcel -> opensNothing(bob.sessions(alice.self()), parcel));
        toBob.forEach(parcel -> opensNothing(alice.sessions(bob.self()), parcel));
        toAlice.forEach(parcel -> opensNothing(bob.sessions(alice.self()), parcel));
    }

    private static void opensNothing(PeerSessions stolen, Parcel parcel) {
        assertThrows(
                AuthenticationFailedException.class,
                () -> stolen.open(SealedMessage.decode(parcel.message()), Actor.START));
    }

    @Test
    void b6NoSpentKeyStaysInAState() throws AuthenticationFailedException {
        Random schedule = new Random(7);
        for (int i = 0; i < 300; i++) {
            boolean toBob = schedule.nextBoolean();
            assertTrue(thiefReads(toBob ? alice : bob, toBob ? bob : alice));
        }
        assertTrue(thief.spent.size() > 600);

        String states = hex(alice.kept(bob.self()).expose())
                + hex(bob.kept(alice.self()).expose());
        // The root key before the last step is still what one side works with until it receives that step.
        for (byte[] key : thief.spent.subList(0, thief.spent.size() - 10)) {
            assertFalse(states.contains(hex(key)));
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    @Test
    void b6TheKeyOfAMessageThatNeverCameGoesAfterSevenDays() throws AuthenticationFailedException {
        Parcel withheld = alice.send(bob, "withheld");
        thief.read(withheld.message(), Eavesdropper.Side.ALICE);
        String key = hex(thief.spent.get(thief.spent.size() - 2));
        bob.receive(alice.send(bob, "in time"));

        assertTrue(hex(bob.kept(alice.self()).expose()).contains(key));
        bob.now = Actor.START.plus(Duration.ofDays(7)).plusMillis(1);
        bob.receive(alice.send(bob, "a week later"));
        assertFalse(hex(bob.kept(alice.self()).expose()).contains(key));
    }

    @Test
    void b7ACopiedStateReadsNothingOnceItsOwnerHasTurnedTheRatchet() throws AuthenticationFailedException {
        Random schedule = new Random(8);
        for (int trial = 0; trial < 50; trial++) {
            for (int i = 0; i < schedule.nextInt(6); i++) {
                boolean toBob = schedule.nextBoolean();
                thiefReads(toBob ? alice : bob, toBob ? bob : alice);
            }
            PeerSessions copy = alice.sessions(bob.self());
            alice.receive(bob.send(alice, "the copy may still read this"));
            bob.receive(alice.send(bob, "a turn with a key that the copy has not"));
            for (int i = 0; i < 5; i++) {
                Parcel later = bob.send(alice, "later");
                opensNothing(copy, later);
                assertEquals("later", alice.receive(later));
            }
        }
    }

    /** Everything is known up to now, of both sides; from now on nothing leaks. */
    @Test
    void b7AThiefOfBothStatesIsShutOutByOneTurnOfEach() throws AuthenticationFailedException {
        ping(3);
        leak.curveIsOpen = false;
        leak.kemIsOpen = false;
        thiefReads(bob, alice);
        thiefReads(alice, bob);

        for (int i = 0; i < 20; i++) {
            assertFalse(thiefReads(bob, alice) || thiefReads(alice, bob));
        }
    }

    private void ping(int times) throws AuthenticationFailedException {
        for (int i = 0; i < times; i++) {
            assertTrue(thiefReads(bob, alice) && thiefReads(alice, bob));
        }
    }

    /** X25519 is broken for ever: every secret is published as it is made. Only ML-KEM is left. */
    @Test
    void b7WithX25519BrokenAThiefIsShutOutByTheNextKemRoundTrip() throws AuthenticationFailedException {
        ping(3);
        leak.kemIsOpen = false;
        int readable = 0;
        while (readable < 100 && thiefReads(bob, alice) && thiefReads(alice, bob)) {
            readable++;
        }

        assertTrue(readable >= 10, "DH steps alone kept the thief in for " + readable + " round trips");
        assertTrue(readable <= 26, "an ML-KEM secret goes in every 50 messages, not after " + 2 * readable);
        for (int i = 0; i < 100; i++) {
            assertFalse(thiefReads(bob, alice) || thiefReads(alice, bob));
        }
    }

    /** ML-KEM is broken for ever: then the ratchet is what it always was. */
    @Test
    void b7WithMlKemBrokenAThiefIsShutOutByX25519() throws AuthenticationFailedException {
        ping(3);
        leak.curveIsOpen = false;
        thiefReads(bob, alice);
        thiefReads(alice, bob);

        for (int i = 0; i < 100; i++) {
            assertFalse(thiefReads(bob, alice) || thiefReads(alice, bob));
        }
    }
}
