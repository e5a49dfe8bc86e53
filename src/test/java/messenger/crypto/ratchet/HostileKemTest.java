package messenger.crypto.ratchet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import messenger.crypto.AssociatedData;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.MlKem;
import messenger.crypto.MlKemKeyPair;
import messenger.crypto.X25519KeyPair;
import org.junit.jupiter.api.Test;

/** A4, B5: a peer who does not keep to offer and answer. */
final class HostileKemTest {
    private final HostileAlice hostile = new HostileAlice();

    HostileKemTest() throws AuthenticationFailedException {}

    @Test
    void b5AnOfferThatIsNotAnsweredIsRejected() throws AuthenticationFailedException {
        Ratchet ratchet = hostile.aliceOwesAnAnswer();

        hostile.bobRejects(hostile.sealed(HostileAlice.sending(
                ratchet, new SendSide.Due(HostileAlice.due(ratchet).remote(), KemPart.NONE, 1))));
        assertEquals("answer", hostile.bob.receive(hostile.alice.send(hostile.bob, "answer")));
    }

    @Test
    void b5AnOfferThatIsAnsweredByAnOfferIsRejected() throws AuthenticationFailedException {
        Ratchet ratchet = hostile.aliceOwesAnAnswer();
        SendSide.Due silent = new SendSide.Due(HostileAlice.due(ratchet).remote(), KemPart.NONE, 1);

        hostile.bobRejects(hostile.sealed(HostileAlice.sending(ratchet, silent, KemClock.startedDue(Actor.START))));
    }

    @Test
    void b5AnAnswerToAnotherOfferIsRejected() throws AuthenticationFailedException {
        Ratchet ratchet = hostile.aliceOwesAnAnswer();
        Bytes other = MlKemKeyPair.generate(MlKem.ML_KEM_768, hostile.random)
                .publicKey()
                .raw();

        hostile.bobRejects(hostile.sealed(HostileAlice.sending(
                ratchet,
                new SendSide.Due(HostileAlice.due(ratchet).remote(), new KemPart(KemPart.Kind.OFFER, other), 1))));
    }

    @Test
    void b5AnAnswerToAnOldOfferIsRejected() throws AuthenticationFailedException {
        KemPart old = HostileAlice.due(hostile.aliceOwesAnAnswer()).remoteKem();
        hostile.bob.receive(hostile.alice.send(hostile.bob, "answered"));
        hostile.bob.now = Actor.START.plus(Duration.ofHours(25));
        Ratchet ratchet = hostile.aliceOwesAnAnswer();

        hostile.bobRejects(hostile.sealed(HostileAlice.sending(
                ratchet, new SendSide.Due(HostileAlice.due(ratchet).remote(), old, 1))));
        assertEquals("answer", hostile.bob.receive(hostile.alice.send(hostile.bob, "answer")));
    }

    @Test
    void b5AnAnswerToNoOfferIsRejected() throws AuthenticationFailedException {
        hostile.aliceOwesAnAnswer();
        hostile.bob.receive(hostile.alice.send(hostile.bob, "answered"));
        hostile.alice.receive(hostile.bob.send(hostile.alice, "no offer this time"));
        Ratchet ratchet = HostileAlice.of(hostile.alice, hostile.bob);
        assertEquals(KemPart.Kind.NONE, HostileAlice.due(ratchet).remoteKem().kind());
        Bytes any = MlKemKeyPair.generate(MlKem.ML_KEM_768, hostile.random)
                .publicKey()
                .raw();

        hostile.bobRejects(hostile.sealed(HostileAlice.sending(
                ratchet,
                new SendSide.Due(HostileAlice.due(ratchet).remote(), new KemPart(KemPart.Kind.OFFER, any), 1))));
    }

    /** Whoever knows a header key, but not the root key, puts a key of his own into a header. */
    @Test
    void b5AnOfferReplacedInTransitIsRejected() throws AuthenticationFailedException {
        Parcel offer = hostile.bob.send(hostile.alice, "offer");
        RatchetMessage genuine = SealedMessage.decode(offer.message()).ratchet();
        Bytes transcript = HostileAlice.of(hostile.bob, hostile.alice).transcript();
        HeaderKey stolen =
                ((SendSide.Chain) HostileAlice.of(hostile.bob, hostile.alice).sending()).headerKey();
        Bytes own = MlKemKeyPair.generate(MlKem.ML_KEM_768, hostile.random)
                .publicKey()
                .raw();
        Bytes sealedKem = stolen.kem().seal(genuine.nonce(), new AssociatedData(transcript), own);
        Bytes body =
                genuine.afterCore().slice(sealedKem.size(), genuine.afterCore().size() - sealedKem.size());
        var replaced = new RatchetMessage(genuine.nonce(), genuine.sealedCore(), Bytes.concat(sealedKem, body));

        assertThrows(
                AuthenticationFailedException.class,
                () -> hostile.alice.receive(
                        offer.withMessage(SealedMessage.ordinary(replaced).encoded())));
        assertEquals("offer", hostile.alice.receive(offer));
    }

    @Test
    void a4AnOfferedKeyThatIsNotReducedIsRejected() throws AuthenticationFailedException {
        Ratchet ratchet = hostile.aliceAfterTheTurn();
        byte[] unreduced = MlKemKeyPair.generate(MlKem.ML_KEM_768, hostile.random)
                .publicKey()
                .raw()
                .toArray();
        unreduced[0] = (byte) 0xff;
        unreduced[1] = (byte) 0xff;
        KemPart kem = new KemPart(KemPart.Kind.OFFER, Bytes.copyOf(unreduced));
        X25519KeyPair pair = X25519KeyPair.generate(hostile.random);

        hostile.bobRejects(hostile.newChain(ratchet, pair, kem));
        assertEquals("genuine", hostile.bob.receive(hostile.alice.send(hostile.bob, "genuine")));
    }
}
