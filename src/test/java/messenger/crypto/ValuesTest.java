package messenger.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Byte strings, secrets and keys as values: equal where their bytes are, and cut only inside their bounds. */
final class ValuesTest {
    private final SeededRandom random = new SeededRandom(11);
    private final Bytes five = Bytes.hex("0102030405");
    private final Secret secret = Secret.copyOf(five.toArray());

    private static void same(Object one, Object other) {
        assertEquals(one, other);
        assertEquals(one.hashCode(), other.hashCode());
        assertNotEquals(one, "another type");
    }

    @Test
    void aSliceEndsWhereTheBytesEnd() {
        assertEquals(five, five.slice(0, 5));
        assertEquals(Bytes.EMPTY, five.slice(5, 0));
        assertEquals(Bytes.hex("0405"), five.slice(3, 2));
        assertThrows(IndexOutOfBoundsException.class, () -> five.slice(4, 2));
        assertThrows(IndexOutOfBoundsException.class, () -> five.slice(6, 0));
        assertThrows(IndexOutOfBoundsException.class, () -> five.slice(2, -1));
        assertThrows(IndexOutOfBoundsException.class, () -> five.slice(-1, 0));
    }

    @Test
    void aSliceOfASecretEndsWhereItEnds() {
        assertEquals(secret, secret.slice(0, 5));
        assertEquals(0, secret.slice(5, 0).size());
        assertEquals(Secret.copyOf(new byte[] {4, 5}), secret.slice(3, 2));
        assertThrows(IndexOutOfBoundsException.class, () -> secret.slice(4, 2));
        assertThrows(IndexOutOfBoundsException.class, () -> secret.slice(6, 0));
        assertThrows(IndexOutOfBoundsException.class, () -> secret.slice(2, -1));
        assertThrows(IndexOutOfBoundsException.class, () -> secret.slice(-1, 0));
    }

    @Test
    void aSizeThatIsRequiredIsExact() {
        assertSame(five, five.requireSize(5, "five"));
        assertSame(secret, secret.requireSize(5, "five"));
        for (int size : new int[] {4, 6}) {
            assertThrows(IllegalArgumentException.class, () -> five.requireSize(size, "not five"));
            assertThrows(IllegalArgumentException.class, () -> secret.requireSize(size, "not five"));
        }
    }

    @Test
    void bytesAreEqualByTheirValueAlsoInConstantTime() {
        same(Bytes.hex("0102030405"), five);
        assertNotEquals(five, Bytes.hex("0102030406"));
        assertNotEquals(five.hashCode(), Bytes.hex("0102030406").hashCode());
        assertTrue(five.equalsConstantTime(Bytes.hex("0102030405")));
        assertFalse(five.equalsConstantTime(Bytes.hex("0102030406")));
        assertFalse(five.equalsConstantTime(Bytes.hex("01020304")));
    }

    @Test
    void theHashOfASecretTellsItsSizeAndNoMore() {
        same(Secret.copyOf(five.toArray()), secret);
        assertEquals(5, secret.hashCode());
        assertEquals("Secret(5)", secret.toString());
        assertEquals("Bytes(5)", five.toString());
    }

    @Test
    void whatIsJoinedStandsInOrder() {
        assertEquals(Bytes.hex("01020304050102030405ff"), Bytes.concat(five, Bytes.EMPTY, five, Bytes.hex("ff")));
        assertEquals(Secret.copyOf(Bytes.concat(five, five).toArray()), Secret.concat(secret, secret));
        assertEquals(Bytes.hex("0203"), Bytes.copyOf(five.toArray(), 1, 2));
    }

    @Test
    void randomBytesComeFromTheSource() {
        byte[] drawn = new byte[32];
        new SeededRandom(5).nextBytes(drawn);

        assertEquals(Bytes.copyOf(drawn), Bytes.random(32, new SeededRandom(5)));
        assertEquals(Secret.copyOf(drawn), Secret.random(32, new SeededRandom(5)));
        assertEquals(
                Bytes.copyOf(drawn).slice(0, 12),
                Nonce.random(new SeededRandom(5)).value().slice(0, 12));
    }

    @Test
    void aByteIsReadWithoutItsSignAndTextAsUtf8() {
        assertEquals(255, Bytes.hex("00ff").at(1));
        assertEquals("ä", Bytes.utf8("ä").toText());
        assertEquals("c3a4", Bytes.utf8("ä").toHex());
    }

    @Test
    void keysAreEqualByTheirBytesAndShowOnlyPublicOnes() throws Exception {
        var curve = X25519KeyPair.generate(random).publicKey();
        var signing = Ed25519KeyPair.generate(random).publicKey();
        var kem = MlKemKeyPair.generate(MlKem.ML_KEM_768, random).publicKey();
        var aead = Secret.random(AeadKey.BYTES, random);

        same(X25519PublicKey.of(curve.raw()), curve);
        same(Ed25519PublicKey.of(signing.raw()), signing);
        same(MlKemPublicKey.of(MlKem.ML_KEM_768, kem.raw()), kem);
        same(AeadKey.of(aead), AeadKey.of(aead));
        assertEquals("X25519PublicKey(" + curve.raw().toHex() + ")", curve.toString());
        assertEquals("Ed25519PublicKey(" + signing.raw().toHex() + ")", signing.toString());
        assertEquals("MlKemPublicKey(ML_KEM_768)", kem.toString());
        assertEquals("AeadKey", AeadKey.of(aead).toString());
        assertEquals(curve.raw().hashCode(), curve.hashCode());
        assertEquals(signing.raw().hashCode(), signing.hashCode());
        assertEquals(kem.raw().hashCode(), kem.hashCode());
    }

    @Test
    void keysOfDifferentBytesDiffer() {
        for (int i = 0; i < 2; i++) {
            assertNotEquals(
                    X25519KeyPair.generate(random).publicKey(),
                    X25519KeyPair.generate(random).publicKey());
            assertNotEquals(
                    Ed25519KeyPair.generate(random).publicKey(),
                    Ed25519KeyPair.generate(random).publicKey());
            assertNotEquals(
                    MlKemKeyPair.generate(MlKem.ML_KEM_768, random).publicKey(),
                    MlKemKeyPair.generate(MlKem.ML_KEM_768, random).publicKey());
            assertNotEquals(AeadKey.of(Secret.random(32, random)), AeadKey.of(Secret.random(32, random)));
        }
    }

    @Test
    void aPairKeepsTheSecretThatItWasMadeOf() {
        Secret thirtyTwo = Secret.random(32, random);
        Secret sixtyFour = Secret.random(64, random);

        assertEquals(thirtyTwo, X25519KeyPair.of(thirtyTwo).secret());
        assertEquals(thirtyTwo, Ed25519KeyPair.of(thirtyTwo).seed());
        assertEquals(sixtyFour, MlKemKeyPair.of(MlKem.ML_KEM_1024, sixtyFour).seed());
        assertEquals(
                MlKem.ML_KEM_1024,
                MlKemKeyPair.of(MlKem.ML_KEM_1024, sixtyFour).publicKey().set());
    }
}
