package messenger.crypto.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import messenger.crypto.Bytes;
import messenger.crypto.Secret;
import org.junit.jupiter.api.Test;

/** What people compare, and what identities print. */
final class SafetyFingerprintTest {
    /** Made by a Python script over hashlib from the public key d75a9801... (RFC 8032 7.1, test 1). */
    @Test
    void theFingerprintOfAKnownKeyIsKnown() {
        AccountKey account = AccountKey.of(
                Secret.copyOf(Bytes.hex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
                        .toArray()));

        assertEquals("81d1330ddd2f43a88b5c0f7ce971349b", account.id().toString());
        assertEquals(
                "134327867100852050276967497925",
                SafetyFingerprint.of(account.publicKey()).digits());
        assertEquals(
                "13432 78671 00852 05027 69674 97925",
                SafetyFingerprint.of(account.publicKey()).toString());
    }

    @Test
    void anotherKeyHasAnotherFingerprint() {
        assertNotEquals(
                SafetyFingerprint.of(new Fixture(1).account.publicKey()),
                SafetyFingerprint.of(new Fixture(2).account.publicKey()));
    }

    @Test
    void aFingerprintHasThirtyTwoBytes() {
        new SafetyFingerprint(Bytes.copyOf(new byte[32]));
        assertThrows(IllegalArgumentException.class, () -> new SafetyFingerprint(Bytes.copyOf(new byte[31])));
        assertThrows(IllegalArgumentException.class, () -> new SafetyFingerprint(Bytes.copyOf(new byte[33])));
    }

    /** Groups that are small numbers keep their zeros. */
    @Test
    void aFingerprintAlwaysHasThirtyDigits() {
        Bytes small =
                Bytes.hex("0000000000" + "0000000007" + "00000186a0" + "0000018a88" + "ffffffffff" + "0000000000");
        SafetyFingerprint fingerprint = new SafetyFingerprint(Bytes.concat(small, Bytes.hex("ffff")));

        assertEquals("00000 00007 00000 01000 27775 00000", fingerprint.toString());
    }

    @Test
    void noSecretOfAnIdentityIsPrinted() {
        Fixture alice = new Fixture(1);
        PrekeyPair pair = alice.prekey(PrekeyKind.SIGNED, 1);
        String printed = alice.account + " " + alice.device + " " + alice.list + " " + pair;

        for (Secret secret : new Secret[] {
            alice.account.seed(),
            alice.device.signing().seed(),
            alice.device.identity().secret(),
            pair.curve().secret(),
            pair.kem().seed()
        }) {
            String hex = java.util.HexFormat.of().formatHex(secret.expose());
            assertFalse(printed.contains(hex.substring(0, 8)), printed);
        }
    }
}
