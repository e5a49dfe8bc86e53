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

    @Test
    void anEmptyPlaintextIsSealedIntoItsTagAlone() throws Exception {
        AeadKey key = AeadKey.of(Secret.random(AeadKey.BYTES, random));
        AssociatedData ad = new AssociatedData(five);
        Bytes sealed = key.seal(Nonce.ZERO, ad, Bytes.EMPTY);

        assertEquals(AeadKey.TAG_BYTES, sealed.size());
        assertEquals(Bytes.EMPTY, key.open(Nonce.ZERO, ad, sealed));
        assertEquals(key.hashCode(), 32);
    }

    @Test
    void hkdfGivesFromOneByteToAllThatItsCounterAllows() {
        Secret key = Secret.random(32, random);
        Secret all = Hkdf.expand(key, five, Hkdf.OUTPUT_BYTES_MAX);

        assertEquals(all.slice(0, 1), Hkdf.expand(key, five, 1));
        assertEquals(all.slice(0, 64), Hkdf.expand(key, five, 64));
        assertThrows(IllegalArgumentException.class, () -> Hkdf.expand(key, five, 0));
        assertThrows(IllegalArgumentException.class, () -> Hkdf.expand(key, five, Hkdf.OUTPUT_BYTES_MAX + 1));
    }

    @Test
    void numbersAtTheEndsOfTheirRangesComeBack() throws Exception {
        Bytes written = new CanonicalWriter()
                .u32(0)
                .u32(0xffff_ffffL)
                .u63(0)
                .u63(Long.MAX_VALUE)
                .toBytes();
        CanonicalReader reader = new CanonicalReader(written);

        assertEquals(24, written.size());
        assertEquals(0, reader.u32());
        assertEquals(0xffff_ffffL, reader.u32());
        assertEquals(0, reader.u63());
        assertEquals(Long.MAX_VALUE, reader.u63());
        reader.end();
    }

    @Test
    void fieldsAndKeysAreReadOneAfterTheOther() throws Exception {
        var curve = X25519KeyPair.generate(random).publicKey();
        var pair = Ed25519KeyPair.generate(random);
        var kem = MlKemKeyPair.generate(MlKem.ML_KEM_1024, random).publicKey();
        Signature signature = pair.sign(five);
        CanonicalReader reader = new CanonicalReader(new CanonicalWriter()
                .secret(secret)
                .bytes(curve.encoded())
                .bytes(pair.publicKey().encoded())
                .bytes(kem.encoded())
                .bytes(signature.value())
                .bytes(five)
                .toBytes());

        assertEquals(secret, reader.secret(5));
        assertEquals(curve, X25519PublicKey.read(reader));
        assertEquals(pair.publicKey(), Ed25519PublicKey.read(reader));
        assertEquals(kem, MlKemPublicKey.read(MlKem.ML_KEM_1024, reader));
        assertEquals(signature, Signature.read(reader));
        assertEquals(Bytes.EMPTY, reader.bytes(0));
        assertEquals(five, reader.bytes(5));
        assertEquals(Bytes.EMPTY, reader.bytes(0));
        assertThrows(MalformedException.class, () -> reader.bytes(1));
        assertThrows(MalformedException.class, () -> new CanonicalReader(five).bytes(-1));
    }

    /** FIPS 180-2 appendix B.1. */
    @Test
    void aHashIsThatOfAllPartsInOrder() {
        Bytes abc = Bytes.hex("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");

        assertEquals(abc, Sha256.of(Bytes.utf8("abc")));
        assertEquals(abc, Sha256.of(Bytes.utf8("a"), Bytes.utf8("bc")));
    }

    @Test
    void pairsPrintTheirPublicSideOnly() {
        var curve = X25519KeyPair.generate(random);
        var signing = Ed25519KeyPair.generate(random);

        assertEquals("X25519KeyPair(" + curve.publicKey().raw().toHex() + ")", curve.toString());
        assertEquals("Ed25519KeyPair(" + signing.publicKey().raw().toHex() + ")", signing.toString());
        assertEquals(
                "MlKemKeyPair(ML_KEM_768)",
                MlKemKeyPair.generate(MlKem.ML_KEM_768, random).toString());
    }
}
