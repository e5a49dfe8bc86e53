package messenger.crypto.identity;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.Sha256;
import messenger.crypto.Signature;
import org.junit.jupiter.api.Test;

/** F1, as far as the signed statement shows it. */
final class LoginProofTest {
    private final Fixture alice = new Fixture(1);
    private final Fixture mallory = new Fixture(2);
    private final Bytes server = Sha256.of(Bytes.utf8("server key"));
    private final Bytes nonce = Bytes.random(LoginProof.NONCE_BYTES, alice.random);
    private final LoginProof proof = new LoginProof(server, nonce, alice.account.id(), DeviceId.FIRST, 1);

    @Test
    void aDeviceOfTheListLogsIn() throws AuthenticationFailedException {
        proof.verify(alice.list, proof.sign(alice.device));
    }

    @Test
    void aSignatureForAnotherServerNonceAccountDeviceOrListIsRejected() {
        Bytes otherServer = Sha256.of(Bytes.utf8("mallory's key"));
        Bytes otherNonce = Bytes.random(LoginProof.NONCE_BYTES, alice.random);

        rejected(new LoginProof(otherServer, nonce, alice.account.id(), DeviceId.FIRST, 1));
        rejected(new LoginProof(server, otherNonce, alice.account.id(), DeviceId.FIRST, 1));
        rejected(new LoginProof(server, nonce, mallory.account.id(), DeviceId.FIRST, 1));
        rejected(new LoginProof(server, nonce, alice.account.id(), new DeviceId(2), 1));
        rejected(new LoginProof(server, nonce, alice.account.id(), DeviceId.FIRST, 2));
    }

    private void rejected(LoginProof signed) {
        Signature signature = signed.sign(alice.device);
        assertThrows(AuthenticationFailedException.class, () -> proof.verify(alice.list, signature));
    }

    @Test
    void anotherDevicesKeyIsRejected() {
        assertThrows(AuthenticationFailedException.class, () -> proof.verify(alice.list, proof.sign(mallory.device)));
    }

    @Test
    void aListThatIsNotTheNamedOneIsRejected() {
        SignedDeviceList second = alice.account.sign(
                alice.list(2, alice.list.list().hash(), List.of(alice.device.publicDevice(Fixture.TODAY))));
        SignedDeviceList without =
                alice.account.sign(alice.list(2, alice.list.list().hash(), List.of(alice.device(2))));
        LoginProof later = new LoginProof(server, nonce, alice.account.id(), DeviceId.FIRST, 2);

        assertThrows(AuthenticationFailedException.class, () -> proof.verify(second, proof.sign(alice.device)));
        assertThrows(AuthenticationFailedException.class, () -> later.verify(without, later.sign(alice.device)));
        assertThrows(AuthenticationFailedException.class, () -> proof.verify(mallory.list, proof.sign(alice.device)));
    }
}
