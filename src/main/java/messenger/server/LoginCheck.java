package messenger.server;

import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.MalformedException;
import messenger.crypto.RejectedKeyException;
import messenger.crypto.Sha256;
import messenger.crypto.Signature;
import messenger.crypto.identity.AccountKey;
import messenger.crypto.identity.Device;
import messenger.crypto.identity.DeviceId;
import messenger.crypto.identity.DeviceKeys;
import messenger.crypto.identity.DeviceList;
import messenger.crypto.identity.LoginProof;
import messenger.crypto.identity.SignedDeviceList;
import messenger.protocol.ClientFrame;

/**
 * Whether a login is who it says (PROTOCOL 1.16.1). The work is the same whether the account is known or not: without a
 * stored device list, a list of nobody's is decoded, and where no device is named, a device of nobody's is asked to
 * have signed.
 */
final class LoginCheck {
    private final Bytes serverKeyHash;
    private final SignedDeviceList nobodysList;

    private LoginCheck(Bytes serverKeyHash, SignedDeviceList nobodysList) {
        this.serverKeyHash = serverKeyHash;
        this.nobodysList = nobodysList;
    }

    static LoginCheck create(Bytes serverKeyHash, SecureRandom random) {
        AccountKey nobody = AccountKey.generate(random);
        Device device = DeviceKeys.generate(DeviceId.FIRST, random).publicDevice(0);
        DeviceList list = new DeviceList(
                nobody.id(),
                1,
                DeviceList.NO_PREVIOUS,
                DeviceList.Status.ACTIVE,
                List.of(device),
                Bytes.random(Sha256.BYTES, random),
                0);
        return new LoginCheck(serverKeyHash, nobody.sign(list));
    }

    /**
     * The device that logs in, if the account is known, names it in this version of its list, and it signed the proof.
     */
    Optional<Device> device(Optional<Bytes> storedList, ClientFrame.Login login, Bytes nonce) {
        SignedDeviceList stored = trusted(storedList.orElseGet(nobodysList::encoded));
        boolean named = storedList.isPresent()
                && stored.account().equals(login.account())
                && stored.list().version() == login.deviceListVersion()
                && stored.list().device(login.device()).isPresent();
        SignedDeviceList list = named ? stored : nobodysList;
        DeviceId signer = named ? login.device() : DeviceId.FIRST;
        LoginProof proof = new LoginProof(
                serverKeyHash, nonce, list.account(), signer, list.list().version());
        return verifies(proof, list, login.signature()) && named ? list.list().device(signer) : Optional.empty();
    }

    /**
     * The list with which an account may begin.
     *
     * @throws AuthenticationFailedException unless it is the first, is active, names exactly the device that registers,
     *     and that device signed the proof
     */
    SignedDeviceList first(ClientFrame.Register register, Bytes nonce)
            throws MalformedException, RejectedKeyException, AuthenticationFailedException {
        SignedDeviceList list = SignedDeviceList.decode(register.deviceList());
        if (list.list().version() != 1 || list.list().devices().size() != 1) {
            throw new AuthenticationFailedException();
        }
        new LoginProof(serverKeyHash, nonce, list.account(), register.device(), 1).verify(list, register.signature());
        return list;
    }

    private static boolean verifies(LoginProof proof, SignedDeviceList list, Signature signature) {
        try {
            proof.verify(list, signature);
            return true;
        } catch (AuthenticationFailedException e) {
            return false;
        }
    }

    /** A list that was checked before it was stored. */
    private static SignedDeviceList trusted(Bytes encoded) {
        try {
            return SignedDeviceList.decode(encoded);
        } catch (MalformedException | RejectedKeyException | AuthenticationFailedException e) {
            throw new IllegalStateException("the store holds a device list that does not verify", e);
        }
    }
}
