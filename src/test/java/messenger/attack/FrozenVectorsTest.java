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
            "db09df6ed12b9a25fce7e69f14616c7e44a0f5868834dea1ba33ffba4741ca1c",
            "82bd633643578724c7af9e095547f633c0fe09d4ccb42223fd903e28b022dbc8",
            "10bf58d0e16a3db5b07e93be29d1a987d0fb564d29c6147363ecdf52990f3ac4",
            "35d8acf0d669477a566d504a59378f57278fecbefdc4d38399d3f7882a9645f4",
            "fa0b2ffb1fc674ef3a9ea9212879db5a16ee58b6e82bff51acd492d4cc8f88e8");
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
