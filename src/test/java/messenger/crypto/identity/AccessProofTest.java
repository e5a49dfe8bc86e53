package messenger.crypto.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import messenger.crypto.Argon2id;
import messenger.crypto.Bytes;
import messenger.crypto.Hmac;
import messenger.crypto.Secret;
import messenger.crypto.Sha256;
import org.junit.jupiter.api.Test;

final class AccessProofTest {
    private static final Argon2id.Cost CHEAP = new Argon2id.Cost(8, 1, 1);
    private static final Bytes SERVER = Sha256.of(Bytes.utf8("the server's key"));
    private static final Secret KEY = key("open sesame", SERVER);
    private static final AccountId ALICE = new AccountId(Bytes.copyOf(new byte[AccountId.BYTES]));
    private static final AccessProof PROOF = new AccessProof(nonce(1), ALICE);

    private static Secret key(String password, Bytes server) {
        return AccessProof.key(Secret.copyOf(Bytes.utf8(password).toArray()), server, CHEAP);
    }

    private static Bytes nonce(int number) {
        byte[] nonce = new byte[LoginProof.NONCE_BYTES];
        nonce[0] = (byte) number;
        return Bytes.copyOf(nonce);
    }

    @Test
    void whatTheKeyMadeVerifies() {
        Bytes proof = PROOF.by(KEY);

        assertEquals(Hmac.BYTES, proof.size());
        assertEquals(AccessProof.KEY_BYTES, KEY.size());
        assertTrue(PROOF.verifies(KEY, proof));
        assertTrue(PROOF.verifies(key("open sesame", SERVER), proof));
    }

    @Test
    void anotherPasswordServerNonceOrAccountDoesNotVerify() {
        Bytes proof = PROOF.by(KEY);
        AccountId bob = new AccountId(Bytes.hex("01".repeat(AccountId.BYTES)));

        assertFalse(PROOF.verifies(key("open barley", SERVER), proof));
        assertFalse(PROOF.verifies(key("open sesame", Sha256.of(Bytes.utf8("another"))), proof));
        assertFalse(new AccessProof(nonce(2), ALICE).verifies(KEY, proof));
        assertFalse(new AccessProof(nonce(1), bob).verifies(KEY, proof));
        assertNotEquals(proof, new AccessProof(nonce(2), ALICE).by(KEY));
    }

    @Test
    void everyFlippedBitIsNoticed() {
        byte[] proof = PROOF.by(KEY).toArray();
        for (int bit = 0; bit < 8 * proof.length; bit++) {
            byte[] flipped = proof.clone();
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));
            assertFalse(PROOF.verifies(KEY, Bytes.copyOf(flipped)));
        }
    }

    @Test
    void aProofOfAnotherSizeDoesNotVerify() {
        Bytes proof = PROOF.by(KEY);

        assertFalse(PROOF.verifies(KEY, Bytes.EMPTY));
        assertFalse(PROOF.verifies(KEY, proof.slice(0, Hmac.BYTES - 1)));
        assertFalse(PROOF.verifies(KEY, Bytes.concat(proof, Bytes.hex("00"))));
    }

    @Test
    void aNonceHasItsSize() {
        assertThrows(IllegalArgumentException.class, () -> new AccessProof(Bytes.hex("00"), ALICE));
    }
}
