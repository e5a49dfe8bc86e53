package messenger.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import messenger.crypto.AeadKey;
import messenger.crypto.AssociatedData;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.Hkdf;
import messenger.crypto.Nonce;
import messenger.crypto.Padding;
import messenger.crypto.SeededRandom;
import messenger.crypto.Sha256;
import messenger.crypto.ratchet.Actor;
import messenger.crypto.ratchet.Envelope;
import messenger.crypto.ratchet.Parcel;
import messenger.crypto.ratchet.Wrap;
import org.junit.jupiter.api.Test;

/** C1, C2, C6: an insider with the content key, helped by the server. */
final class EnvelopeAttackTest {
    private static final Bytes LABEL = Bytes.utf8("messenger/1 content");

    private final SeededRandom random = new SeededRandom(5);
    private final Envelope genuine = Envelope.seal(Bytes.utf8("we meet at noon"), random);

    private static AeadKey key(Wrap wrap) {
        return AeadKey.of(Hkdf.derive(Hkdf.NO_SALT, wrap.contentKey(), LABEL, 32));
    }

    private static Bytes sealed(Wrap wrap, Bytes padded) {
        return key(wrap).seal(Nonce.ZERO, new AssociatedData(LABEL), padded);
    }

    @Test
    void c1AnotherCiphertextUnderTheSameContentKeyIsRejected() throws AuthenticationFailedException {
        Bytes other = sealed(genuine.wrap(), Padding.pad(Bytes.utf8("we meet at midnight")));

        assertEquals(
                Padding.pad(Bytes.utf8("we meet at midnight")),
                key(genuine.wrap()).open(Nonce.ZERO, new AssociatedData(LABEL), other));
        assertThrows(AuthenticationFailedException.class, () -> Envelope.open(genuine.wrap(), other));
        assertEquals(Bytes.utf8("we meet at noon"), Envelope.open(genuine.wrap(), genuine.ciphertext()));
    }

    @Test
    void c1TheServerCannotSwapCiphertextsUnderASession() throws AuthenticationFailedException {
        Actor alice = new Actor(1);
        Actor bob = new Actor(2).knows(alice);
        alice.start(bob.bundle());
        Parcel one = alice.send(bob, "one");
        Parcel two = alice.send(bob, "two");

        Rejection.of(bob, new Parcel(one.message(), two.ciphertext()));
        assertEquals("one", bob.receive(one));
    }

    @Test
    void c2AWrapMovedToAnotherRecipientIsRejected() {
        Actor alice = new Actor(1);
        Actor bob = new Actor(2);
        Actor carol = new Actor(3).knows(alice);
        alice.start(bob.bundle());
        alice.start(carol.bundle());

        Rejection.of(carol, alice.send(bob, "for Bob"));
    }

    @Test
    void c6PaddingThatIsNotOursIsRejected() {
        byte[] padded = Padding.pad(Bytes.utf8("text")).toArray();
        padded[padded.length - 1] = 1;
        rejectedAlthoughHashed(Bytes.copyOf(padded));
        rejectedAlthoughHashed(Bytes.utf8("no padding at all"));
        rejectedAlthoughHashed(Bytes.EMPTY);
    }

    private void rejectedAlthoughHashed(Bytes padded) {
        Bytes ciphertext = sealed(genuine.wrap(), padded);
        Wrap wrap = new Wrap(genuine.wrap().contentKey(), Sha256.of(ciphertext));

        assertThrows(AuthenticationFailedException.class, () -> Envelope.open(wrap, ciphertext));
    }

    @Test
    void everyFlippedBitOfTheCiphertextIsRejected() {
        byte[] ciphertext = genuine.ciphertext().toArray();
        for (int bit = 0; bit < ciphertext.length * 8; bit++) {
            byte[] changed = ciphertext.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThrows(
                    AuthenticationFailedException.class, () -> Envelope.open(genuine.wrap(), Bytes.copyOf(changed)));
        }
    }

    @Test
    void aHeartbeatIsAnEmptyContentAndLooksLikeAnyShortOne() throws AuthenticationFailedException {
        Envelope heartbeat = Envelope.heartbeat(random);

        assertEquals(genuine.ciphertext().size(), heartbeat.ciphertext().size());
        assertEquals(Bytes.EMPTY, Envelope.open(heartbeat.wrap(), heartbeat.ciphertext()));
    }

    @Test
    void aContentFillsTheLargestBucketAndNotMore() throws AuthenticationFailedException {
        Bytes largest = Bytes.copyOf(new byte[Padding.CONTENT_BYTES_MAX]);
        Envelope envelope = Envelope.seal(largest, random);

        assertEquals(Envelope.CIPHERTEXT_BYTES_MAX, envelope.ciphertext().size());
        assertEquals(largest, Envelope.open(envelope.wrap(), envelope.ciphertext()));
        assertThrows(
                IllegalArgumentException.class,
                () -> Envelope.seal(Bytes.copyOf(new byte[Padding.CONTENT_BYTES_MAX + 1]), random));
    }
}
