package messenger.crypto.ratchet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import messenger.crypto.AssociatedData;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.Nonce;
import messenger.crypto.Secret;
import messenger.crypto.X25519KeyPair;
import messenger.crypto.X25519PublicKey;
import org.junit.jupiter.api.Test;

/** A4, B2: a peer who holds all the keys of the session, and breaks the rules. */
final class HostilePeerTest {
    private final HostileAlice hostile = new HostileAlice();

    HostilePeerTest() throws AuthenticationFailedException {}

    @Test
    void a4ARatchetKeyOfLowOrderIsRejected() throws AuthenticationFailedException {
        Ratchet ratchet = hostile.aliceAfterTheTurn();
        for (String point : new String[] {"00".repeat(32), "01" + "00".repeat(31), "ec" + "ff".repeat(30) + "7f"}) {
            X25519PublicKey key = X25519PublicKey.of(Bytes.hex(point));
            hostile.bobRejects(hostile.newChain(ratchet, key, Secret.copyOf(new byte[32]), KemPart.NONE));
        }
    }

    @Test
    void b2HugeNumbersAreRejectedBeforeAnythingIsDerived() throws AuthenticationFailedException {
        Ratchet ratchet = hostile.aliceAfterTheTurn();
        X25519PublicKey key = X25519KeyPair.generate(hostile.random).publicKey();
        for (long huge : new long[] {1001, 1 << 20, Integer.MAX_VALUE, 0x8000_0000L, 0xffff_ffffL}) {
            hostile.bobRejects(
                    hostile.message(ratchet, ratchet.nextSend(), new Header(KemPart.Kind.NONE, key, 1, huge)));
            hostile.bobRejects(
                    hostile.message(ratchet, ratchet.nextSend(), new Header(KemPart.Kind.NONE, key, huge, 0)));
        }
        hostile.bob.receive(hostile.alice.send(hostile.bob, "genuine"));
        SendSide.Chain chain =
                (SendSide.Chain) HostileAlice.of(hostile.alice, hostile.bob).sending();
        for (long huge : new long[] {1002, 1 << 20, Integer.MAX_VALUE, 0xffff_ffffL}) {
            Header header = new Header(KemPart.Kind.NONE, chain.pair().publicKey(), 1, huge);
            hostile.bobRejects(hostile.message(HostileAlice.of(hostile.alice, hostile.bob), chain.headerKey(), header));
        }
    }

    /** The seeds derived three million keys for such a packet, and then could not read the next one. */
    @Test
    void t17AForgedCounterOfThreeMillionUnderANewRatchetKeyIsRejectedAndTheNextMessageOpens()
            throws AuthenticationFailedException {
        long huge = 3_000_000;
        Ratchet ratchet = hostile.aliceAfterTheTurn();
        X25519PublicKey key = X25519KeyPair.generate(hostile.random).publicKey();

        hostile.bobRejects(hostile.message(ratchet, ratchet.nextSend(), new Header(KemPart.Kind.NONE, key, 1, huge)));
        hostile.bobRejects(hostile.message(ratchet, ratchet.nextSend(), new Header(KemPart.Kind.NONE, key, huge, 0)));

        assertEquals("next", hostile.bob.receive(hostile.alice.send(hostile.bob, "next")));
    }

    @Test
    void aChainShorterThanWhatArrivedOfItIsRejected() throws AuthenticationFailedException {
        hostile.bob.receive(hostile.alice.send(hostile.bob, "a second one"));
        hostile.aliceOwesAnAnswer();
        Ratchet ratchet = HostileAlice.of(hostile.alice, hostile.bob);

        hostile.bobRejects(hostile.sealed(HostileAlice.sending(
                ratchet,
                new SendSide.Due(
                        HostileAlice.due(ratchet).remote(),
                        HostileAlice.due(ratchet).remoteKem(),
                        1))));
        assertEquals("genuine", hostile.bob.receive(hostile.alice.send(hostile.bob, "genuine")));
    }

    @Test
    void aSecondNewChainBeforeOurAnswerIsRejected() throws AuthenticationFailedException {
        Ratchet first = hostile.aliceAfterTheTurn();
        hostile.bob.receive(hostile.alice.send(hostile.bob, "genuine"));
        Ratchet after = HostileAlice.of(hostile.alice, hostile.bob);

        hostile.bobRejects(hostile.sealed(HostileAlice.sending(
                after, new SendSide.Due(HostileAlice.due(first).remote(), KemPart.NONE, 1))));
    }

    @Test
    void anotherRatchetKeyWithinAChainIsRejected() throws AuthenticationFailedException {
        hostile.aliceAfterTheTurn();
        hostile.bob.receive(hostile.alice.send(hostile.bob, "genuine"));
        Ratchet ratchet = HostileAlice.of(hostile.alice, hostile.bob);
        SendSide.Chain chain = (SendSide.Chain) ratchet.sending();
        SendSide.Chain changed = new SendSide.Chain(
                X25519KeyPair.generate(hostile.random),
                chain.kem(),
                chain.headerKey(),
                chain.chainKey(),
                chain.previousLength(),
                chain.next(),
                chain.startedMs());

        hostile.bobRejects(hostile.sealed(HostileAlice.sending(ratchet, changed)));
    }

    @Test
    void anotherVersionOrBothFlagsOrNoneKnownAreRejected() throws AuthenticationFailedException {
        Ratchet ratchet = hostile.aliceAfterTheTurn();
        X25519PublicKey key = X25519KeyPair.generate(hostile.random).publicKey();
        byte[] core = new Header(KemPart.Kind.NONE, key, 1, 0).encoded().toArray();
        for (byte[] versionAndFlags : new byte[][] {{0, 0}, {2, 0}, {1, 3}, {1, 4}, {1, (byte) 0x80}}) {
            byte[] changed = core.clone();
            changed[0] = versionAndFlags[0];
            changed[1] = versionAndFlags[1];
            Nonce nonce = Nonce.random(hostile.random);
            Bytes sealed = ratchet.nextSend()
                    .core()
                    .seal(nonce, new AssociatedData(ratchet.transcript()), Bytes.copyOf(changed));
            hostile.bobRejects(new RatchetMessage(nonce, sealed, Bytes.random(80, hostile.random)));
        }
    }

    @Test
    void aPlaintextThatIsNoWrapIsRejected() throws AuthenticationFailedException {
        hostile.aliceAfterTheTurn();
        for (int size : new int[] {0, Wrap.BYTES - 1, Wrap.BYTES + 1}) {
            Bytes odd = Bytes.random(size, hostile.random);
            hostile.bobRejects(HostileAlice.of(hostile.alice, hostile.bob)
                    .seal(odd, Actor.START, hostile.random)
                    .message());
        }
    }

    @Test
    void aChainEndsAtItsCap() throws AuthenticationFailedException {
        hostile.aliceAfterTheTurn();
        hostile.bob.receive(hostile.alice.send(hostile.bob, "a chain has begun"));
        assertFalse(atCap(-1).hasEnded(Actor.START));
        assertTrue(atCap(0).hasEnded(Actor.START));
        PeerSessions full = PeerSessions.of(atCap(0));
        Wrap wrap = Envelope.heartbeat(hostile.random).wrap();

        PeerSessions.of(atCap(-1)).sessions().get(0).ratchet().seal(HostileAlice.TEXT, Actor.START, hostile.random);
        assertThrows(SessionEndedException.class, () -> full.seal(wrap, Actor.START, hostile.random));
    }

    private Session atCap(int off) {
        Session session = hostile.alice.sessions(hostile.bob.self()).sessions().get(0);
        SendSide.Chain chain = (SendSide.Chain) session.ratchet().sending();
        SendSide.Chain advanced = new SendSide.Chain(
                chain.pair(),
                chain.kem(),
                chain.headerKey(),
                chain.chainKey(),
                chain.previousLength(),
                Header.CHAIN_MESSAGES_MAX + off,
                chain.startedMs());
        return Session.started(
                session.peer(),
                session.purpose(),
                new Standing.Answered(),
                HostileAlice.sending(session.ratchet(), advanced),
                Actor.START);
    }
}
