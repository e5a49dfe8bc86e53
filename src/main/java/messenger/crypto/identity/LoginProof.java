package messenger.crypto.identity;

import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.CanonicalWriter;
import messenger.crypto.Label;
import messenger.crypto.Sha256;
import messenger.crypto.Signature;

/**
 * What a device signs to log in (PROTOCOL 1.16.1). It names the server's key, so that a login cannot be passed on
 * through another server's certificate, and a nonce that the server takes once.
 *
 * @param serverKeyHash SHA-256 of the server's SubjectPublicKeyInfo, 32 bytes
 * @param nonce {@value #NONCE_BYTES} bytes of the server
 */
public record LoginProof(Bytes serverKeyHash, Bytes nonce, AccountId account, DeviceId device, long deviceListVersion) {
    public static final int NONCE_BYTES = 32;
    private static final Label LABEL = new Label("login");

    public LoginProof {
        serverKeyHash.requireSize(Sha256.BYTES, "a server key hash");
        nonce.requireSize(NONCE_BYTES, "a login nonce");
    }

    public Signature sign(DeviceKeys keys) {
        return keys.signing().sign(statement());
    }

    /** Checks a signature of this proof by the device that the list names. */
    public void verify(SignedDeviceList deviceList, Signature signature) throws AuthenticationFailedException {
        if (!deviceList.account().equals(account) || deviceList.list().version() != deviceListVersion) {
            throw new AuthenticationFailedException();
        }
        verify(deviceList.list().device(device).orElseThrow(AuthenticationFailedException::new), signature);
    }

    /** Checks a signature of this proof by a device that the caller found in a list of the account. */
    public void verify(Device signer, Signature signature) throws AuthenticationFailedException {
        signer.signingKey().verify(statement(), signature);
    }

    private Bytes statement() {
        return new CanonicalWriter()
                .bytes(LABEL.bytes())
                .bytes(serverKeyHash)
                .bytes(nonce)
                .bytes(account.value())
                .u8(device.value())
                .u32(deviceListVersion)
                .toBytes();
    }
}
