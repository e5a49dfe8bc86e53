package messenger.server;

import java.security.SecureRandom;
import java.util.List;
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

    /** What a login is worth. */
    sealed interface Verdict {
        /** The device is one of the account's, and it is who it says. */
        record Good(Device device, long deviceListVersion) implements Verdict {}

        /** It is who it says, and was one of the account's. */
        record Removed() implements Verdict {}

        /** Anything else. */
        record Bad() implements Verdict {}
    }

    /**
     * Whether the account is known and its newest list names a device that signed the proof; or else the list did whose
     * version the device knows.
     *
     * @param storedLists from the version that the login names to the newest, as far as they are kept; none where the
     *     account is unknown
     */
    Verdict verdict(List<Bytes> storedLists, ClientFrame.Login login, Bytes nonce) {
        boolean stored = !storedLists.isEmpty();
        DeviceList newest = trusted(stored ? storedLists.get(storedLists.size() - 1) : nobodysList.encoded())
                .list();
        DeviceList known =
                trusted(stored ? storedLists.get(0) : nobodysList.encoded()).list();
        boolean fits =
                stored && newest.account().equals(login.account()) && login.deviceListVersion() <= newest.version();
        boolean isNamed = fits && newest.device(login.device()).isPresent();
        boolean wasNamed = fits
                && !isNamed
                && known.version() == login.deviceListVersion()
                && known.device(login.device()).isPresent();
        boolean isSomebody = isNamed || wasNamed;
        DeviceList list = isNamed ? newest : wasNamed ? known : nobodysList.list();
        DeviceId signer = isSomebody ? login.device() : DeviceId.FIRST;
        long version = isSomebody ? login.deviceListVersion() : list.version();
        LoginProof proof = new LoginProof(serverKeyHash, nonce, list.account(), signer, version);
        Device device = list.device(signer).orElseThrow();
        if (!verifies(proof, device, login.signature()) || !isSomebody) {
            return new Verdict.Bad();
        }
        return isNamed ? new Verdict.Good(device, newest.version()) : new Verdict.Removed();
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

    private static boolean verifies(LoginProof proof, Device signer, Signature signature) {
        try {
            proof.verify(signer, signature);
            return true;
        } catch (AuthenticationFailedException e) {
            return false;
        }
    }

    /** A list that was checked before it was stored. */
    static SignedDeviceList trusted(Bytes encoded) {
        try {
            return SignedDeviceList.decode(encoded);
        } catch (MalformedException | RejectedKeyException | AuthenticationFailedException e) {
            throw new IllegalStateException("the store holds a device list that does not verify", e);
        }
    }
}
