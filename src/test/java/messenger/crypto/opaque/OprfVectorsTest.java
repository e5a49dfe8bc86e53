package messenger.crypto.opaque;

import static org.junit.jupiter.api.Assertions.assertEquals;

import messenger.crypto.Bytes;
import messenger.crypto.Secret;
import org.junit.jupiter.api.Test;

/** The examples of RFC 9380 J.1.1 and RFC 9497 A.3.1. */
final class OprfVectorsTest {
    private static final String TAG = "QUUX-V01-CS02-with-P256_XMD:SHA-256_SSWU_RO_";
    private static final String BLIND = "3338fa65ec36e0290022b48eb562889d89dbfa691d1cde91517fa222ed7ad364";
    private static final String KEY = "159749d750713afe245d2d39ccfaae8381c53ce92d098a9375ee70739c7ac0bf";

    @Test
    void hashesToTheCurveAsInRfc9380() {
        // The y coordinates of the RFC end in 15, 2e, a3, 9e and dc.
        assertHash("", "03" + "2c15230b26dbc6fc9a37051158c95b79656e17a1a920b11394ca91c44247d3e4");
        assertHash("abc", "02" + "0bb8b87485551aa43ed54f009230450b492fead5f1cc91658775dac4a3388a0f");
        assertHash("abcdef0123456789", "03" + "65038ac8f2b1def042a5df0b33b1f4eca6bff7cb0f9c6c1526811864e544ed80");
        assertHash(
                "q128_" + "q".repeat(128), "02" + "4be61ee205094282ba8a2042bcb48d88dfbb609301c49aa8b078533dc65a0b5d");
        assertHash(
                "a512_" + "a".repeat(512), "02" + "457ae2981f70ca85d8e24c308b14db22f3e3862c5ea0f652ca38b5e49cd64bc5");
    }

    private static void assertHash(String message, String point) {
        Secret input = Secret.copyOf(Bytes.utf8(message).toArray());
        assertEquals(point, Element.hash(input, TAG).encoded().toHex());
    }

    @Test
    void derivesAKeyPairAsInRfc9497() {
        Scalar key = Scalar.derive(secret("a3".repeat(32)), Bytes.utf8("test key"));

        assertEquals(secret(KEY), key.encoded());
    }

    @Test
    void evaluatesAsInRfc9497() throws Exception {
        assertEvaluation(
                "00",
                "03723a1e5c09b8b9c18d1dcbca29e8007e95f14f4732d9346d490ffc195110368d",
                "030de02ffec47a1fd53efcdd1c6faf5bdc270912b8749e783c7ca75bb412958832",
                "a0b34de5fa4c5b6da07e72af73cc507cceeb48981b97b7285fc375345fe495dd");
        assertEvaluation(
                "5a".repeat(17),
                "03cc1df781f1c2240a64d1c297b3f3d16262ef5d4cf102734882675c26231b0838",
                "03a0395fe3828f2476ffcd1f4fe540e5a8489322d398be3c4e5a869db7fcb7c52c",
                "c748ca6dd327f0ce85f4ae3a8cd6d4d5390bbb804c9e12dcf94f853fece3dcce");
    }

    private static void assertEvaluation(String input, String blinded, String evaluated, String output)
            throws Exception {
        Scalar blind = Scalar.random(new ScriptedRandom(Bytes.hex(BLIND)));
        Scalar key = Scalar.decode(secret(KEY));

        assertEquals(blinded, Oprf.blinded(secret(input), blind).encoded().toHex());
        Element answer = Oprf.evaluate(key, Element.decode(Bytes.hex(blinded)));
        assertEquals(evaluated, answer.encoded().toHex());
        assertEquals(secret(output), Oprf.output(secret(input), blind, answer));
    }

    private static Secret secret(String hex) {
        return Secret.copyOf(Bytes.hex(hex).toArray());
    }
}
