package messenger.crypto.ratchet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import messenger.crypto.AssociatedData;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.MlKem;
import messenger.crypto.MlKemKeyPair;
import messenger.crypto.Nonce;
import messenger.crypto.Secret;
import messenger.crypto.SeededRandom;
import messenger.crypto.X25519KeyPair;
import messenger.crypto.X25519PublicKey;
import org.junit.jupiter.api.Test;

/** A4, B2, B5: a peer who holds all the keys of the session, and breaks the rules. */
final class HostilePeerTest {
    private static final Bytes TEXT =
            Envelope.heartbeat(new SeededRandom(9)).wrap().encoded();

    private final SeededRandom random = new SeededRandom(8);
    private final Actor alice = new Actor(1);
    private final Actor bob = new Actor(2);

    HostilePeerTest() throws AuthenticationFailedException {
        alice.knows(bob);
        bob.knows(alice);
        alice.start(bob.bundle());
        bob.receive(alice.send(bob, "hello"));
    }

    private static Ratchet of(Actor actor, Actor peer) {
        return actor.sessions(peer.self()).sessions().get(0).ratchet();
    }

    private void bobRejects(RatchetMessage message) {
        var before = bob.state();
        assertThrows(
                AuthenticationFailedException.class,
                () -> bob.receive(new Parcel(SealedMessage.ordinary(message).encoded(), Bytes.EMPTY)));
        assertEquals(before, bob.state());
    }

    private static Ratchet sending(Ratchet ratchet, SendSide side) {
        return sending(ratchet, side, ratchet.kemClock());
    }

    private static Ratchet sending(Ratchet ratchet, SendSide side, KemClock clock) {
        return new Ratchet(
                ratchet.transcript(),
                ratchet.root(),
                side,
                ratchet.receiving(),
                ratchet.nextSend(),
                ratchet.nextReceive(),
                ratchet.skipped(),
                clock);
    }

    /** Bob's first chain offered, and Alice has received it: it is hers to answer. */
    private Ratchet aliceOwesAnAnswer() throws AuthenticationFailedException {
        alice.receive(bob.send(alice, "offer"));
        Ratchet ratchet = of(alice, bob);
        assertEquals(KemPart.Kind.OFFER, due(ratchet).remoteKem().kind());
        return ratchet;
    }

    private static SendSide.Due due(Ratchet ratchet) {
        return (SendSide.Due) ratchet.sending();
    }

    private RatchetMessage sealed(Ratchet ratchet) {
        return ratchet.seal(TEXT, Actor.START, random).message();
    }

    @Test
    void b5AnOfferThatIsNotAnsweredIsRejected() throws AuthenticationFailedException {
        Ratchet ratchet = aliceOwesAnAnswer();

        bobRejects(sealed(sending(ratchet, new SendSide.Due(due(ratchet).remote(), KemPart.NONE, 1))));
        assertEquals("answer", bob.receive(alice.send(bob, "answer")));
    }

    @Test
    void b5AnOfferThatIsAnsweredByAnOfferIsRejected() throws AuthenticationFailedException {
        Ratchet ratchet = aliceOwesAnAnswer();
        SendSide.Due silent = new SendSide.Due(due(ratchet).remote(), KemPart.NONE, 1);

        bobRejects(sealed(sending(ratchet, silent, KemClock.startedDue(Actor.START))));
    }

    @Test
    void b5AnAnswerToAnotherOfferIsRejected() throws AuthenticationFailedException {
        Ratchet ratchet = aliceOwesAnAnswer();
        Bytes other =
                MlKemKeyPair.generate(MlKem.ML_KEM_768, random).publicKey().raw();

        bobRejects(sealed(
                sending(ratchet, new SendSide.Due(due(ratchet).remote(), new KemPart(KemPart.Kind.OFFER, other), 1))));
    }

    @Test
    void b5AnAnswerToAnOldOfferIsRejected() throws AuthenticationFailedException {
        KemPart old = due(aliceOwesAnAnswer()).remoteKem();
        bob.receive(alice.send(bob, "answered"));
        bob.now = Actor.START.plus(Duration.ofHours(25));
        Ratchet ratchet = aliceOwesAnAnswer();

        bobRejects(sealed(sending(ratchet, new SendSide.Due(due(ratchet).remote(), old, 1))));
        assertEquals("answer", bob.receive(alice.send(bob, "answer")));
    }

    @Test
    void b5AnAnswerToNoOfferIsRejected() throws AuthenticationFailedException {
        aliceOwesAnAnswer();
        bob.receive(alice.send(bob, "answered"));
        alice.receive(bob.send(alice, "no offer this time"));
        Ratchet ratchet = of(alice, bob);
        assertEquals(KemPart.Kind.NONE, due(ratchet).remoteKem().kind());
        Bytes any = MlKemKeyPair.generate(MlKem.ML_KEM_768, random).publicKey().raw();

        bobRejects(sealed(
                sending(ratchet, new SendSide.Due(due(ratchet).remote(), new KemPart(KemPart.Kind.OFFER, any), 1))));
    }

    /** Whoever knows a header key, but not the root key, puts a key of his own into a header. */
    @Test
    void b5AnOfferReplacedInTransitIsRejected() throws AuthenticationFailedException {
        Parcel offer = bob.send(alice, "offer");
        RatchetMessage genuine = SealedMessage.decode(offer.message()).ratchet();
        Bytes transcript = of(bob, alice).transcript();
        HeaderKey stolen = ((SendSide.Chain) of(bob, alice).sending()).headerKey();
        Bytes own = MlKemKeyPair.generate(MlKem.ML_KEM_768, random).publicKey().raw();
        Bytes sealedKem = stolen.kem().seal(genuine.nonce(), new AssociatedData(transcript), own);
        Bytes body =
                genuine.afterCore().slice(sealedKem.size(), genuine.afterCore().size() - sealedKem.size());
        var replaced = new RatchetMessage(genuine.nonce(), genuine.sealedCore(), Bytes.concat(sealedKem, body));

        assertThrows(
                AuthenticationFailedException.class,
                () -> alice.receive(
                        offer.withMessage(SealedMessage.ordinary(replaced).encoded())));
        assertEquals("offer", alice.receive(offer));
    }

    @Test
    void a4AnOfferedKeyThatIsNotReducedIsRejected() throws AuthenticationFailedException {
        Ratchet ratchet = aliceAfterTheTurn();
        byte[] unreduced = MlKemKeyPair.generate(MlKem.ML_KEM_768, random)
                .publicKey()
                .raw()
                .toArray();
        unreduced[0] = (byte) 0xff;
        unreduced[1] = (byte) 0xff;
        KemPart kem = new KemPart(KemPart.Kind.OFFER, Bytes.copyOf(unreduced));
        X25519KeyPair pair = X25519KeyPair.generate(random);

        bobRejects(newChain(ratchet, pair, kem));
        assertEquals("genuine", bob.receive(alice.send(bob, "genuine")));
    }

    @Test
    void a4ARatchetKeyOfLowOrderIsRejected() throws AuthenticationFailedException {
        Ratchet ratchet = aliceAfterTheTurn();
        for (String point : new String[] {"00".repeat(32), "01" + "00".repeat(31), "ec" + "ff".repeat(30) + "7f"}) {
            Header header = new Header(KemPart.Kind.NONE, X25519PublicKey.of(Bytes.hex(point)), 1, 0);
            bobRejects(message(ratchet, ratchet.nextSend(), header));
        }
    }

    /** Nothing offered and nothing owed, and Bob has sent last. */
    private Ratchet aliceAfterTheTurn() throws AuthenticationFailedException {
        aliceOwesAnAnswer();
        bob.receive(alice.send(bob, "answered"));
        alice.receive(bob.send(alice, "your turn"));
        return of(alice, bob);
    }

    private RatchetMessage newChain(Ratchet ratchet, X25519KeyPair pair, KemPart kem) {
        try {
            Secret agreed = pair.agree(due(ratchet).remote());
            RootKey.Step step = ratchet.root().step(agreed, pair.publicKey(), kem);
            Header header =
                    new Header(kem.kind(), pair.publicKey(), due(ratchet).previousLength(), 0);
            return RatchetMessage.seal(
                    ratchet.transcript(),
                    ratchet.nextSend(),
                    header,
                    kem,
                    step.chain().messageKey(),
                    TEXT,
                    random);
        } catch (messenger.crypto.RejectedKeyException e) {
            throw new AssertionError(e);
        }
    }

    private RatchetMessage message(Ratchet ratchet, HeaderKey key, Header header) {
        MessageKey any = new MessageKey(Secret.random(MessageKey.BYTES, random));
        return RatchetMessage.seal(ratchet.transcript(), key, header, KemPart.NONE, any, TEXT, random);
    }

    @Test
    void b2HugeNumbersAreRejectedBeforeAnythingIsDerived() throws AuthenticationFailedException {
        Ratchet ratchet = aliceAfterTheTurn();
        X25519PublicKey key = X25519KeyPair.generate(random).publicKey();
        for (long huge : new long[] {1001, 1 << 20, Integer.MAX_VALUE, 0x8000_0000L, 0xffff_ffffL}) {
            bobRejects(message(ratchet, ratchet.nextSend(), new Header(KemPart.Kind.NONE, key, 1, huge)));
            bobRejects(message(ratchet, ratchet.nextSend(), new Header(KemPart.Kind.NONE, key, huge, 0)));
        }
        bob.receive(alice.send(bob, "genuine"));
        SendSide.Chain chain = (SendSide.Chain) of(alice, bob).sending();
        for (long huge : new long[] {1002, 1 << 20, Integer.MAX_VALUE, 0xffff_ffffL}) {
            Header header = new Header(KemPart.Kind.NONE, chain.pair().publicKey(), 1, huge);
            bobRejects(message(of(alice, bob), chain.headerKey(), header));
        }
    }

    @Test
    void aChainShorterThanWhatArrivedOfItIsRejected() throws AuthenticationFailedException {
        bob.receive(alice.send(bob, "a second one"));
        aliceOwesAnAnswer();
        Ratchet ratchet = of(alice, bob);

        bobRejects(sealed(sending(
                ratchet, new SendSide.Due(due(ratchet).remote(), due(ratchet).remoteKem(), 1))));
        assertEquals("genuine", bob.receive(alice.send(bob, "genuine")));
    }

    @Test
    void aSecondNewChainBeforeOurAnswerIsRejected() throws AuthenticationFailedException {
        Ratchet first = aliceAfterTheTurn();
        bob.receive(alice.send(bob, "genuine"));
        Ratchet after = of(alice, bob);

        bobRejects(sealed(sending(after, new SendSide.Due(due(first).remote(), KemPart.NONE, 1))));
    }

    @Test
    void anotherRatchetKeyWithinAChainIsRejected() throws AuthenticationFailedException {
        aliceAfterTheTurn();
        bob.receive(alice.send(bob, "genuine"));
        Ratchet ratchet = of(alice, bob);
        SendSide.Chain chain = (SendSide.Chain) ratchet.sending();
        SendSide.Chain changed = new SendSide.Chain(
                X25519KeyPair.generate(random),
                chain.kem(),
                chain.headerKey(),
                chain.chainKey(),
                chain.previousLength(),
                chain.next(),
                chain.startedMs());

        bobRejects(sealed(sending(ratchet, changed)));
    }

    @Test
    void anotherVersionOrBothFlagsOrNoneKnownAreRejected() throws AuthenticationFailedException {
        Ratchet ratchet = aliceAfterTheTurn();
        X25519PublicKey key = X25519KeyPair.generate(random).publicKey();
        byte[] core = new Header(KemPart.Kind.NONE, key, 1, 0).encoded().toArray();
        for (byte[] versionAndFlags : new byte[][] {{0, 0}, {2, 0}, {1, 3}, {1, 4}, {1, (byte) 0x80}}) {
            byte[] changed = core.clone();
            changed[0] = versionAndFlags[0];
            changed[1] = versionAndFlags[1];
            Nonce nonce = Nonce.random(random);
            Bytes sealed = ratchet.nextSend()
                    .core()
                    .seal(nonce, new AssociatedData(ratchet.transcript()), Bytes.copyOf(changed));
            bobRejects(new RatchetMessage(nonce, sealed, Bytes.random(80, random)));
        }
    }

    @Test
    void aPlaintextThatIsNoWrapIsRejected() throws AuthenticationFailedException {
        aliceAfterTheTurn();
        for (int size : new int[] {0, Wrap.BYTES - 1, Wrap.BYTES + 1}) {
            Bytes odd = Bytes.random(size, random);
            bobRejects(of(alice, bob).seal(odd, Actor.START, random).message());
        }
    }

    @Test
    void aChainEndsAtItsCap() throws AuthenticationFailedException {
        aliceAfterTheTurn();
        bob.receive(alice.send(bob, "a chain has begun"));
        assertFalse(atCap(-1).hasEnded(Actor.START));
        assertTrue(atCap(0).hasEnded(Actor.START));
        PeerSessions full = PeerSessions.of(atCap(0));
        Wrap wrap = Envelope.heartbeat(random).wrap();

        PeerSessions.of(atCap(-1)).sessions().get(0).ratchet().seal(TEXT, Actor.START, random);
        assertThrows(SessionEndedException.class, () -> full.seal(wrap, Actor.START, random));
    }

    private Session atCap(int off) {
        Session session = alice.sessions(bob.self()).sessions().get(0);
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
                sending(session.ratchet(), advanced),
                Actor.START);
    }
}
