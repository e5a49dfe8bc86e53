package messenger.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The examples of the standards, so that the project proves its primitives without any file beside it. */
final class RfcVectorsTest {
    private static final String BASE_POINT = "09" + "00".repeat(31);

    @Test
    void x25519AgreesAsInRfc7748Section52() throws RejectedKeyException {
        assertX25519(
                "a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4",
                "e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c",
                "c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552");
        assertX25519(
                "4b66e9d4d1b4673c5ad22691957d6af5c11b6421e0ea01d42ca4169e7918ba0d",
                "e5210f12786811d3f4b7959d0538ae2c31dbe7106fc03c3efc4cd549c715a493",
                "95cbde9476e8907d7aade45cb4b873f88b595a68799fa152e6f8f7647aac7957");
    }

    @Test
    void x25519IteratesAsInRfc7748Section52() throws RejectedKeyException {
        assertEquals("422c8e7a6227d7bca1350b3e2bb7279f7897b87bb6854b783c60e80311ae3079", iterated(1));
        assertEquals("684cf59ba83309552800ef566f2f4d3c1c3887c49360e3875f2eb94d99532c51", iterated(1000));
    }

    @Test
    @Tag("slow")
    void x25519IteratesAMillionTimesAsInRfc7748Section52() throws RejectedKeyException {
        assertEquals("7c3911e0ab2586fd864497297e575e6f3bc601c0883c30df5f4dd2d24f665424", iterated(1_000_000));
    }

    @Test
    void x25519MakesPublicKeysAsInRfc7748Section61() throws RejectedKeyException {
        X25519KeyPair bob =
                X25519KeyPair.of(secret("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb"));
        assertEquals(
                "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f",
                bob.publicKey().raw().toHex());
        assertX25519(
                "5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb",
                "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a",
                "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742");
    }

    private static String iterated(int times) throws RejectedKeyException {
        Bytes k = Bytes.hex(BASE_POINT);
        Bytes u = k;
        for (int i = 0; i < times; i++) {
            Bytes next = Bytes.copyOf(X25519KeyPair.of(Secret.copyOf(k.toArray()))
                    .agree(X25519PublicKey.of(u))
                    .expose());
            u = k;
            k = next;
        }
        return k.toHex();
    }

    private static void assertX25519(String scalar, String point, String shared) throws RejectedKeyException {
        Secret agreed = X25519KeyPair.of(secret(scalar)).agree(X25519PublicKey.of(Bytes.hex(point)));
        assertEquals(secret(shared), agreed);
    }

    @Test
    void ed25519SignsAndVerifiesAsInRfc8032Section71() throws Exception {
        assertEd25519(
                "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
                "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
                "",
                "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
                        + "d25bf5f0595bbe24655141438e7a100b");
        assertEd25519(
                "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
                "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
                "72",
                "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c"
                        + "387b2eaeb4302aeeb00d291612bb0c00");
        assertEd25519(
                "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
                "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
                "af82",
                "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc659"
                        + "4a7c15e9716ed28dc027beceea1ec40a");
    }

    private static void assertEd25519(String seed, String key, String message, String signature) throws Exception {
        Ed25519KeyPair pair = Ed25519KeyPair.of(secret(seed));
        assertEquals(key, pair.publicKey().raw().toHex());
        assertEquals(signature, pair.sign(Bytes.hex(message)).value().toHex());
        Ed25519PublicKey.of(Bytes.hex(key)).verify(Bytes.hex(message), new Signature(Bytes.hex(signature)));
        assertThrows(AuthenticationFailedException.class, () -> pair.publicKey()
                .verify(Bytes.hex(message + "00"), new Signature(Bytes.hex(signature))));
    }

    @Test
    void hkdfDerivesAsInRfc5869AppendixA() {
        assertHkdf(
                "0b".repeat(22),
                "000102030405060708090a0b0c",
                "f0f1f2f3f4f5f6f7f8f9",
                "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865");
        assertHkdf(
                range(0x00, 0x50),
                range(0x60, 0xb0),
                range(0xb0, 0x100),
                "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09"
                        + "da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87");
        assertHkdf(
                "0b".repeat(22),
                "",
                "",
                "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8");
    }

    private static void assertHkdf(String ikm, String salt, String info, String okm) {
        assertEquals(secret(okm), Hkdf.derive(secret(salt), secret(ikm), Bytes.hex(info), okm.length() / 2));
    }

    @Test
    void hkdfGivesOneTo255Blocks() {
        assertEquals(
                Hkdf.OUTPUT_BYTES_MAX,
                Hkdf.expand(Hkdf.NO_SALT, Bytes.EMPTY, Hkdf.OUTPUT_BYTES_MAX).size());
        assertThrows(
                IllegalArgumentException.class,
                () -> Hkdf.expand(Hkdf.NO_SALT, Bytes.EMPTY, Hkdf.OUTPUT_BYTES_MAX + 1));
        assertThrows(IllegalArgumentException.class, () -> Hkdf.expand(Hkdf.NO_SALT, Bytes.EMPTY, 0));
    }

    @Test
    void hmacAuthenticatesAsInRfc4231() {
        assertHmac(
                "0b".repeat(20), hex("Hi There"), "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
        assertHmac(
                hex("Jefe"),
                hex("what do ya want for nothing?"),
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
        assertHmac(
                "aa".repeat(20), "dd".repeat(50), "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe");
        assertHmac(
                range(0x01, 0x1a), "cd".repeat(50), "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b");
        assertHmac(
                "aa".repeat(131),
                hex("Test Using Larger Than Block-Size Key - Hash Key First"),
                "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
        assertHmac(
                "aa".repeat(131),
                hex("This is a test using a larger than block-size key and a larger than block-size data. The key "
                        + "needs to be hashed before being used by the HMAC algorithm."),
                "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2");
    }

    private static void assertHmac(String key, String message, String code) {
        assertEquals(secret(code), Hmac.sha256(secret(key), Bytes.hex(message)));
    }

    /**
     * RFC 9106 5.3 uses four lanes, a secret and associated data, which {@link Argon2id} does not offer: the engine
     * itself.
     */
    @Test
    void theArgon2idEngineHashesAsInRfc9106Section53() {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withSalt(Bytes.hex("02".repeat(16)).toArray())
                .withSecret(Bytes.hex("03".repeat(8)).toArray())
                .withAdditional(Bytes.hex("04".repeat(12)).toArray())
                .withMemoryAsKB(32)
                .withIterations(3)
                .withParallelism(4)
                .build());
        byte[] tag = new byte[32];
        generator.generateBytes(Bytes.hex("01".repeat(32)).toArray(), tag);

        assertEquals(
                "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659",
                Bytes.copyOf(tag).toHex());
    }

    /** Made with the reference C implementation: argon2-cffi, {@code hash_secret_raw(..., type=Type.ID)}. */
    @Test
    void argon2idHashesAsTheReferenceImplementationDoes() {
        assertEquals(
                secret("cab746b4621993fdc91ec50787980b414a90a692f0bc68dfe19f9c25b3cba9ec"),
                Argon2id.derive(
                        secret(hex("password")), Bytes.utf8("somesaltsomesalt"), new Argon2id.Cost(256, 2, 1), 32));
        assertEquals(
                secret("0d1a3c6523c8f06e4e0af9c515aa5b5448cfebd6838f2d52c3d8b6ef8ddc3c2e"),
                Argon2id.derive(
                        secret(hex("correct horse battery staple")),
                        Bytes.hex("000102030405060708090a0b0c0d0e0f"),
                        Argon2id.Cost.STANDARD,
                        32));
    }

    @Test
    void anArgon2idCostOutOfBoundsIsRefused() {
        new Argon2id.Cost(Argon2id.Cost.MEMORY_KIB_MIN, 1, 1);
        new Argon2id.Cost(Argon2id.Cost.MEMORY_KIB_MAX, Argon2id.Cost.PASSES_MAX, 1);

        assertCostRefused(Argon2id.Cost.MEMORY_KIB_MIN - 1, 1, 1);
        assertCostRefused(Argon2id.Cost.MEMORY_KIB_MAX + 1, 1, 1);
        assertCostRefused(1024, 0, 1);
        assertCostRefused(1024, Argon2id.Cost.PASSES_MAX + 1, 1);
        assertCostRefused(1024, 1, 0);
        assertCostRefused(1024, 1, 2);
    }

    private static void assertCostRefused(int memory, int passes, int lanes) {
        assertThrows(IllegalArgumentException.class, () -> new Argon2id.Cost(memory, passes, lanes));
    }

    private static Secret secret(String hex) {
        return Secret.copyOf(Bytes.hex(hex).toArray());
    }

    private static String hex(String text) {
        return Bytes.utf8(text).toHex();
    }

    private static String range(int from, int to) {
        StringBuilder hex = new StringBuilder();
        for (int i = from; i < to; i++) {
            hex.append(String.format("%02x", i));
        }
        return hex.toString();
    }
}
