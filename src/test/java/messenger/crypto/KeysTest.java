package messenger.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Keys, secrets and tags as types. */
final class KeysTest {
    /** The points of order 1, 2, 4 and 8 in both encodings, and p + 0 and p + 1 (RFC 7748 6.1, Bernstein's list). */
    static final List<Bytes> LOW_ORDER = List.of(
            Bytes.hex("00".repeat(32)),
            Bytes.hex("01" + "00".repeat(31)),
            Bytes.hex("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800"),
            Bytes.hex("5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157"),
            Bytes.hex("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
            Bytes.hex("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
            Bytes.hex("eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"));

    private final SeededRandom random = new SeededRandom(7);

    @Test
    void anX25519KeyOfLowOrderIsRejectedWhereItIsUsed() {
        X25519KeyPair pair = X25519KeyPair.generate(random);
        for (Bytes point : LOW_ORDER) {
            assertThrows(RejectedKeyException.class, () -> pair.agree(X25519PublicKey.of(point)), point.toHex());
        }
    }

    @Test
    void anEd25519KeyThatIsNotCanonicalOrNotOfFullOrderIsRejected() {
        BigInteger p = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
        rejected("01" + "00".repeat(31));
        rejected("00".repeat(32));
        rejected("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");
        rejected("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a");
        rejected(littleEndian(p.add(BigInteger.valueOf(3))));
        rejected("ff".repeat(32));
        rejected("00".repeat(31));
        rejected("00".repeat(33));
    }

    private static void rejected(String key) {
        assertThrows(RejectedKeyException.class, () -> Ed25519PublicKey.of(Bytes.hex(key)), key);
    }

    private static String littleEndian(BigInteger number) {
        StringBuilder hex = new StringBuilder();
        for (int i = 0; i < 32; i++) {
            hex.append(String.format("%02x", number.shiftRight(8 * i).intValue() & 0xff));
        }
        return hex.toString();
    }

    @Test
    void anMlKemKeyOfTheOtherSetOrSizeIsRejected() {
        for (MlKem set : MlKem.values()) {
            Bytes key = MlKemKeyPair.generate(set, random).publicKey().raw();
            MlKem other = set == MlKem.ML_KEM_768 ? MlKem.ML_KEM_1024 : MlKem.ML_KEM_768;

            assertThrows(RejectedKeyException.class, () -> MlKemPublicKey.of(other, key));
            assertThrows(RejectedKeyException.class, () -> MlKemPublicKey.of(set, key.slice(0, key.size() - 1)));
            assertThrows(RejectedKeyException.class, () -> MlKemPublicKey.of(set, Bytes.concat(key, Bytes.hex("00"))));
        }
    }

    @Test
    void aCiphertextThatWasChangedGivesAnotherSecret() throws Exception {
        MlKemKeyPair pair = MlKemKeyPair.generate(MlKem.ML_KEM_768, random);
        var made = pair.publicKey().encapsulate(random);
        byte[] changed = made.ciphertext().toArray();
        changed[500] ^= 1;

        assertEquals(made.shared(), pair.decapsulate(made.ciphertext()));
        assertNotEquals(made.shared(), pair.decapsulate(Bytes.copyOf(changed)));
    }

    @Test
    void anAeadOpensOnlyWhatItSealed() throws Exception {
        AeadKey key = AeadKey.of(Secret.random(AeadKey.BYTES, random));
        AssociatedData ad = new AssociatedData(Bytes.utf8("ad"));
        Bytes plaintext = Bytes.utf8("plaintext");
        byte[] sealed = key.seal(Nonce.ZERO, ad, plaintext).toArray();

        assertEquals(plaintext, key.open(Nonce.ZERO, ad, Bytes.copyOf(sealed)));
        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] changed = sealed.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            fails(key, Nonce.ZERO, ad, Bytes.copyOf(changed));
        }
        for (int size = 0; size < sealed.length; size++) {
            fails(key, Nonce.ZERO, ad, Bytes.copyOf(sealed, 0, size));
        }
        fails(key, Nonce.random(random), ad, Bytes.copyOf(sealed));
        fails(key, Nonce.ZERO, new AssociatedData(Bytes.utf8("AD")), Bytes.copyOf(sealed));
        fails(AeadKey.of(Secret.random(AeadKey.BYTES, random)), Nonce.ZERO, ad, Bytes.copyOf(sealed));
    }

    private static void fails(AeadKey key, Nonce nonce, AssociatedData ad, Bytes sealed) {
        assertThrows(AuthenticationFailedException.class, () -> key.open(nonce, ad, sealed));
    }

    @Test
    void nothingSecretIsPrinted() {
        Secret secret = Secret.random(32, random);
        X25519KeyPair curve = X25519KeyPair.of(secret);
        Ed25519KeyPair signing = Ed25519KeyPair.of(secret);
        MlKemKeyPair kem = MlKemKeyPair.generate(MlKem.ML_KEM_768, random);

        hides(secret, secret, curve, curve.secret(), signing, signing.seed(), AeadKey.of(secret));
        hides(kem.seed(), kem, kem.seed(), kem.publicKey());
        var made = kem.publicKey().encapsulate(random);
        hides(made.shared(), made, made.shared());
        hides(secret, Bytes.copyOf(secret.expose()), new AssociatedData(Bytes.copyOf(secret.expose())));
    }

    private static void hides(Secret secret, Object... printed) {
        String hex = Bytes.copyOf(secret.expose()).toHex();
        for (Object object : printed) {
            assertFalse(
                    object.toString().contains(hex.substring(0, 8)),
                    object.getClass().getName());
        }
    }

    @Test
    void secretsAreCopiedInAndOut() {
        byte[] array = {1, 2, 3};
        Secret secret = Secret.copyOf(array);
        array[0] = 9;
        secret.expose()[1] = 9;

        assertEquals(Secret.copyOf(new byte[] {1, 2, 3}), secret);
        assertNotEquals(Secret.copyOf(new byte[] {1, 2, 4}), secret);
        secret.erase();
        assertEquals(Secret.copyOf(new byte[3]), secret);
    }

    @Test
    void sizesAreChecked() {
        Bytes three = Bytes.hex("010203");
        assertThrows(IllegalArgumentException.class, () -> new Nonce(three));
        assertThrows(IllegalArgumentException.class, () -> new Signature(three));
        assertThrows(IllegalArgumentException.class, () -> X25519PublicKey.of(three));
        assertThrows(IllegalArgumentException.class, () -> AeadKey.of(Secret.copyOf(three.toArray())));
        assertThrows(IndexOutOfBoundsException.class, () -> three.slice(1, 3));
        assertThrows(IndexOutOfBoundsException.class, () -> three.slice(-1, 1));
        assertThrows(IndexOutOfBoundsException.class, () -> three.slice(1, Integer.MAX_VALUE));
    }
}
