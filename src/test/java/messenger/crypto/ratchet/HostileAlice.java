package messenger.crypto.ratchet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.RejectedKeyException;
import messenger.crypto.Secret;
import messenger.crypto.SeededRandom;
import messenger.crypto.X25519KeyPair;
import messenger.crypto.X25519PublicKey;

/**
 * Alice holds all the keys of a session with Bob and can change whatever she sends; what she says is otherwise genuine.
 */
final class HostileAlice {
    /** With its ciphertext, so that nothing but the rule in question makes Bob reject. */
    private static final Envelope ENVELOPE = Envelope.heartbeat(new SeededRandom(9));

    static final Bytes TEXT = ENVELOPE.wrap().encoded();

    final SeededRandom random = new SeededRandom(8);
    final Actor alice = new Actor(1);
    final Actor bob = new Actor(2);

    HostileAlice() throws AuthenticationFailedException {
        alice.knows(bob);
        bob.knows(alice);
        alice.start(bob.bundle());
        bob.receive(alice.send(bob, "hello"));
    }

    static Ratchet of(Actor actor, Actor peer) {
        return actor.sessions(peer.self()).sessions().get(0).ratchet();
    }

    void bobRejects(RatchetMessage message) {
        var before = bob.state();
        assertThrows(
                AuthenticationFailedException.class,
                () -> bob.receive(new Parcel(SealedMessage.ordinary(message).encoded(), ENVELOPE.ciphertext())));
        assertEquals(before, bob.state());
    }

    static Ratchet sending(Ratchet ratchet, SendSide side) {
        return sending(ratchet, side, ratchet.kemClock());
    }

    static Ratchet sending(Ratchet ratchet, SendSide side, KemClock clock) {
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
    Ratchet aliceOwesAnAnswer() throws AuthenticationFailedException {
        alice.receive(bob.send(alice, "offer"));
        Ratchet ratchet = of(alice, bob);
        assertEquals(KemPart.Kind.OFFER, due(ratchet).remoteKem().kind());
        return ratchet;
    }

    static SendSide.Due due(Ratchet ratchet) {
        return (SendSide.Due) ratchet.sending();
    }

    RatchetMessage sealed(Ratchet ratchet) {
        return ratchet.seal(TEXT, Actor.START, random).message();
    }

    /** Nothing offered and nothing owed, and Bob has sent last. */
    Ratchet aliceAfterTheTurn() throws AuthenticationFailedException {
        aliceOwesAnAnswer();
        bob.receive(alice.send(bob, "answered"));
        alice.receive(bob.send(alice, "your turn"));
        return of(alice, bob);
    }

    RatchetMessage newChain(Ratchet ratchet, X25519KeyPair pair, KemPart kem) {
        try {
            return newChain(ratchet, pair.publicKey(), pair.agree(due(ratchet).remote()), kem);
        } catch (RejectedKeyException e) {
            throw new AssertionError(e);
        }
    }

    /** A chain under any key, for which she knows what Bob's agreement will give. */
    RatchetMessage newChain(Ratchet ratchet, X25519PublicKey key, Secret agreed, KemPart kem) {
        RootKey.Step step = ratchet.root().step(agreed, key, kem);
        Header header = new Header(kem.kind(), key, due(ratchet).previousLength(), 0);
        return RatchetMessage.seal(
                ratchet.transcript(),
                ratchet.nextSend(),
                header,
                kem,
                step.chain().messageKey(),
                TEXT,
                random);
    }

    RatchetMessage message(Ratchet ratchet, HeaderKey key, Header header) {
        MessageKey any = new MessageKey(Secret.random(MessageKey.BYTES, random));
        return RatchetMessage.seal(ratchet.transcript(), key, header, KemPart.NONE, any, TEXT, random);
    }
}
