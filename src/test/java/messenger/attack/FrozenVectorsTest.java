package messenger.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.SeededRandom;
import messenger.crypto.Sha256;
import messenger.crypto.ratchet.Actor;
import messenger.crypto.ratchet.Envelope;
import messenger.crypto.ratchet.Parcel;
import org.junit.jupiter.api.Test;

/**
 * Our own vectors: what a fixed seed gave when this was written. A change here is a change of the protocol. That the
 * values are right, and not only the same, is what the {@link Eavesdropper} checks: it computes T, K1 and all keys on
 * its own.
 */
final class FrozenVectorsTest {
    private static final String TPUB = "99f5960f4c87a70e406ca65673890a49fa3c4cef90381a670d7eb157e4d6c22f";
    private static final String T = "7735623d8880d2d2676472f191fd56b060c8d8f999032193964ebbb62fdc0709";
    private static final String K1 = "fe10fb617a58e85e9dde550ce3bd44b00864be82c900d7d2f4bbac829cbd9bf2";
    private static final List<String> MESSAGES = List.of(
            "539512b5208c4e7c908f20923a45ad38d79a7593753d135efc2c957577c86b2d",
            "0a625c1449c6392c404406e70a8d459033e8dd3f2c577c43d0a4ad3fda6cc0b8",
            "1be008e9f5cd1894c2dfbce94ecda2f91c2123e5cc0cf5eed01045c4da8d1235",
            "462dcf5dd7c7c494ec086e3a7866dc3bf7dfc9d18fcd0c227baaab8071bf62ee",
            "bdb7087745756c4b2a519f8065240a7123c0f89768e2017dd010829a5bb728fa");
    private static final String CONTENT_KEY = "4c9326bb9805fa8f85882c12eae724cef0c62e118427f5948aefa5c428c43c93";
    private static final String CIPHERTEXT = "385a01b6c596b2f29ba2a90c67aaa580063d66ce6a5fc5b74f482811db517c08";

    private final Actor alice = new Actor(1);
    private final Actor bob = new Actor(2);

    @Test
    void transcriptIdentityKeyAndMessagesAreThoseOfTheFirstDay() throws AuthenticationFailedException {
        alice.knows(bob);
        bob.knows(alice);
        alice.start(bob.bundle());
        Parcel first = alice.send(bob, "first");
        Eavesdropper eavesdropper = new Eavesdropper(first.message(), alice, bob, new Leak());
        List<String> hashes = new ArrayList<>(List.of(hash(first)));
        bob.receive(first);
        for (int i = 0; i < 2; i++) {
            Parcel answer = bob.send(alice, "answer");
            alice.receive(answer);
            hashes.add(hash(answer));
            Parcel next = alice.send(bob, "next");
            bob.receive(next);
            hashes.add(hash(next));
        }

        assertEquals(TPUB, hex(eavesdropper.transcriptPublic));
        assertEquals(T, hex(eavesdropper.transcript));
        assertEquals(
                T, bob.sessions(alice.self()).sessions().get(0).transcript().toHex());
        assertEquals(K1, hex(eavesdropper.identityKey));
        assertEquals(MESSAGES, hashes);
    }

    @Test
    void theEnvelopeIsThatOfTheFirstDay() {
        Envelope envelope = Envelope.seal(Bytes.utf8("content"), new SeededRandom(3));

        assertEquals(CONTENT_KEY, hex(envelope.wrap().contentKey().expose()));
        assertEquals(CIPHERTEXT, Sha256.of(envelope.ciphertext()).toHex());
        assertEquals(CIPHERTEXT, envelope.wrap().ciphertextHash().toHex());
    }

    private static String hash(Parcel parcel) {
        return Sha256.of(parcel.message()).toHex();
    }

    private static String hex(byte[] bytes) {
        return Bytes.copyOf(bytes).toHex();
    }
}
