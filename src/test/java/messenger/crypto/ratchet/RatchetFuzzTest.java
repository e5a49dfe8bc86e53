package messenger.crypto.ratchet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.MalformedException;
import messenger.crypto.Mutations;
import messenger.crypto.RejectedKeyException;
import messenger.crypto.Secret;
import messenger.crypto.X25519KeyPair;
import org.junit.jupiter.api.Test;

/** Damaged messages and states end in the one exception that is declared for them. */
final class RatchetFuzzTest {
    private final Actor alice = new Actor(1);
    private final Actor bob = new Actor(2);
    private final Parcel first;

    RatchetFuzzTest() throws AuthenticationFailedException {
        alice.knows(bob);
        bob.knows(alice);
        alice.start(bob.bundle());
        first = alice.send(bob, "hello");
    }

    @Test
    void aDamagedFirstMessageIsRefused() {
        Mutations.survives(
                first.message(),
                1,
                1000,
                input -> bob.receive(first.withMessage(input)),
                AuthenticationFailedException.class);
    }

    @Test
    void aDamagedIdentityBlockIsMalformedOrHoldsARejectedKey() {
        IdentityBlock block = new IdentityBlock(alice.local.current(), 1, Purpose.CONVERSATION);
        Mutations.survives(
                block.encoded(),
                2,
                2000,
                input -> assertEquals(input, IdentityBlock.decode(input).encoded()),
                MalformedException.class,
                RejectedKeyException.class);
    }

    @Test
    void aDamagedOrdinaryMessageIsRefused() throws AuthenticationFailedException {
        bob.receive(first);
        Parcel offer = bob.send(alice, "offer");
        PeerSessions sessions = alice.sessions(bob.self());
        Mutations.survives(
                offer.message(),
                3,
                2000,
                input -> sessions.open(SealedMessage.decode(input), alice.now),
                AuthenticationFailedException.class);
    }

    @Test
    void aDamagedHeaderIsMalformed() {
        Header header = new Header(
                KemPart.Kind.OFFER, X25519KeyPair.generate(alice.random).publicKey(), 3, 7);
        Mutations.survives(
                header.encoded(),
                4,
                2000,
                input -> assertEquals(input, Header.decode(input).encoded()),
                MalformedException.class);
    }

    @Test
    void aDamagedWrapOrCiphertextIsRefused() {
        Envelope envelope = Envelope.heartbeat(alice.random);
        Mutations.survives(
                envelope.wrap().encoded(),
                5,
                2000,
                input -> Envelope.open(Wrap.decode(input), envelope.ciphertext()),
                AuthenticationFailedException.class);
        Mutations.survives(
                envelope.ciphertext(),
                6,
                2000,
                input -> Envelope.open(envelope.wrap(), input),
                AuthenticationFailedException.class);
    }

    @Test
    void aDamagedStateIsMalformedOrAnotherCanonicalState() throws AuthenticationFailedException {
        stateSurvives(alice.kept(bob.self()));
        bob.receive(first);
        for (int i = 0; i < 4; i++) {
            alice.send(bob, "lost");
            bob.send(alice, "lost");
            stateSurvives(bob.kept(alice.self()));
            alice.receive(bob.send(alice, "ping"));
            stateSurvives(alice.kept(bob.self()));
            bob.receive(alice.send(bob, "pong"));
        }
    }

    private static void stateSurvives(Secret state) {
        Mutations.survives(
                Bytes.copyOf(state.expose()),
                7,
                150,
                input -> {
                    PeerSessions decoded = PeerSessions.decode(Secret.copyOf(input.toArray()));
                    assertEquals(Secret.copyOf(input.toArray()), decoded.encoded());
                },
                MalformedException.class);
    }
}
