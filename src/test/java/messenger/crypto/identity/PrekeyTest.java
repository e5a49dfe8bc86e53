package messenger.crypto.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.MalformedException;
import messenger.crypto.MlKem;
import messenger.crypto.MlKemKeyPair;
import messenger.crypto.Signature;
import messenger.crypto.X25519KeyPair;
import org.junit.jupiter.api.Test;

/** What a bundle must be before anybody starts from it. */
final class PrekeyTest {
    private final Fixture bob = new Fixture(1);
    private final Fixture mallory = new Fixture(2);
    private final Prekey signed = bob.prekey(PrekeyKind.SIGNED, 7).prekey();
    private final Prekey oneTime = bob.prekey(PrekeyKind.ONE_TIME, 8).prekey();

    @Test
    void aPrekeyComesBackFromItsEncoding() throws Exception {
        assertEquals(Prekey.ENCODED_BYTES, signed.encoded().size());
        assertEquals(signed, Prekey.decode(signed.encoded()));
        assertEquals(oneTime, Prekey.decode(oneTime.encoded()));
    }

    @Test
    void aGenuineBundleIsTakenWithAndWithoutAOneTimePair() throws Exception {
        assertEquals(
                oneTime,
                bundle(signed, List.of(oneTime), Fixture.TODAY).oneTime().orElseThrow());
        assertTrue(bundle(signed, List.of(), Fixture.TODAY).oneTime().isEmpty());
    }

    @Test
    void aPrekeyIsGoodUpToItsExpiryDay() throws Exception {
        bundle(signed, List.of(oneTime), Fixture.TODAY + 6);
        bundle(signed, List.of(oneTime), Fixture.TODAY + 7);
        rejected(signed, List.of(oneTime), Fixture.TODAY + 8);
    }

    @Test
    void oneKindIsNotTakenForTheOther() {
        rejected(oneTime, List.of(), Fixture.TODAY);
        rejected(signed, List.of(signed), Fixture.TODAY);
        rejected(signed, List.of(oneTime, oneTime), Fixture.TODAY);
    }

    @Test
    void aRelabelledKindFailsTheSignature() {
        Prekey relabelled = new Prekey(
                PrekeyKind.SIGNED,
                oneTime.id(),
                oneTime.createdDay(),
                oneTime.expiryDay(),
                oneTime.curveKey(),
                oneTime.kemKey(),
                oneTime.signature());

        rejected(relabelled, List.of(), Fixture.TODAY);
    }

    @Test
    void aPrekeyOfAnotherAccountOrDeviceIsRejected() {
        Prekey foreign = mallory.prekey(PrekeyKind.SIGNED, 7).prekey();
        DeviceKeys second = DeviceKeys.generate(new DeviceId(2), bob.random);
        Prekey ofSecond = PrekeyPair.generate(
                        PrekeyKind.SIGNED, bob.account.id(), second, 7, Fixture.TODAY, 7, bob.random)
                .prekey();
        SignedDeviceList both = bob.account.sign(bob.list(
                1,
                DeviceList.NO_PREVIOUS,
                List.of(bob.device.publicDevice(Fixture.TODAY), second.publicDevice(Fixture.TODAY))));

        rejected(foreign, List.of(), Fixture.TODAY);
        assertThrows(
                AuthenticationFailedException.class,
                () -> PrekeyBundle.verify(bob.account.id(), both, DeviceId.FIRST, ofSecond, List.of(), Fixture.TODAY));
        assertThrows(
                AuthenticationFailedException.class,
                () -> PrekeyBundle.verify(bob.account.id(), both, new DeviceId(3), ofSecond, List.of(), Fixture.TODAY));
    }

    /** Everything is genuine, and somebody else's. */
    @Test
    void theBundleOfAnotherAccountThanTheOneAskedForIsRejected() {
        assertThrows(
                AuthenticationFailedException.class,
                () -> PrekeyBundle.verify(
                        mallory.account.id(), bob.list, DeviceId.FIRST, signed, List.of(), Fixture.TODAY));
    }

    @Test
    void eachFieldIsUnderTheSignature() {
        var curve = X25519KeyPair.generate(bob.random).publicKey();
        var kem = MlKemKeyPair.generate(MlKem.ML_KEM_1024, bob.random).publicKey();
        Signature signature = signed.signature();

        rejected(new Prekey(signed.kind(), 9, 20_000, 20_007, signed.curveKey(), signed.kemKey(), signature));
        rejected(new Prekey(signed.kind(), 7, 19_999, 20_007, signed.curveKey(), signed.kemKey(), signature));
        rejected(new Prekey(signed.kind(), 7, 20_000, 20_008, signed.curveKey(), signed.kemKey(), signature));
        rejected(new Prekey(signed.kind(), 7, 20_000, 20_007, curve, signed.kemKey(), signature));
        rejected(new Prekey(signed.kind(), 7, 20_000, 20_007, signed.curveKey(), kem, signature));
    }

    private void rejected(Prekey forged) {
        rejected(forged, List.of(), Fixture.TODAY);
    }

    @Test
    void aPrekeyHoldsAnMlKem1024KeyAndAnIdFromOne() {
        var small = MlKemKeyPair.generate(MlKem.ML_KEM_768, bob.random).publicKey();
        assertThrows(
                IllegalArgumentException.class,
                () -> new Prekey(signed.kind(), 7, 20_000, 20_007, signed.curveKey(), small, signed.signature()));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Prekey(
                        signed.kind(), 0, 20_000, 20_007, signed.curveKey(), signed.kemKey(), signed.signature()));
    }

    @Test
    void secretsOfAnotherPrekeyMakeNoPair() {
        PrekeyPair one = bob.prekey(PrekeyKind.ONE_TIME, 1);
        PrekeyPair two = bob.prekey(PrekeyKind.ONE_TIME, 2);

        assertThrows(IllegalArgumentException.class, () -> new PrekeyPair(one.prekey(), two.curve(), one.kem()));
        assertThrows(IllegalArgumentException.class, () -> new PrekeyPair(one.prekey(), one.curve(), two.kem()));
    }

    @Test
    void aPairComesBackFromItsEncodingAndNotWithOtherSecrets() throws Exception {
        PrekeyPair one = bob.prekey(PrekeyKind.ONE_TIME, 1);
        PrekeyPair two = bob.prekey(PrekeyKind.ONE_TIME, 2);
        Bytes encoded = one.encoded();
        Bytes crossed = Bytes.concat(
                encoded.slice(0, encoded.size() - 96), two.encoded().slice(encoded.size() - 96, 96));

        assertEquals(one.prekey(), PrekeyPair.decode(encoded).prekey());
        assertEquals(encoded, PrekeyPair.decode(encoded).encoded());
        assertThrows(MalformedException.class, () -> PrekeyPair.decode(crossed));
    }

    private PrekeyBundle bundle(Prekey signedOne, List<Prekey> pairs, int today) throws AuthenticationFailedException {
        return PrekeyBundle.verify(bob.account.id(), bob.list, DeviceId.FIRST, signedOne, pairs, today);
    }

    private void rejected(Prekey signedOne, List<Prekey> pairs, int today) {
        assertThrows(AuthenticationFailedException.class, () -> bundle(signedOne, pairs, today));
    }
}
