package messenger.crypto.verify;

import messenger.crypto.AeadKey;
import messenger.crypto.Bytes;
import messenger.crypto.CanonicalWriter;
import messenger.crypto.Hkdf;
import messenger.crypto.Label;
import messenger.crypto.Secret;
import messenger.crypto.Sha256;
import messenger.crypto.Suite;

/**
 * The key schedule of a link (PROTOCOL 1.13): from both agreements and the code's secret, over the whole code and
 * everything that was sent. Whoever lacks one of the three, or saw another code or message, has other keys.
 */
record LinkKeys(AeadKey fromNewDevice, AeadKey fromPrimary, Bytes transcript, Bytes compared) {
    private static final Label PUBLIC_MESSAGE = new Label("link-keys");
    private static final Label TRANSCRIPT = new Label("link");
    private static final Label FROM_NEW_DEVICE = new Label("link-new-device");
    private static final Label FROM_PRIMARY = new Label("link-primary");
    private static final Label COMPARED = new Label("link-sas");

    /** What a code says of the new device's public message. */
    static Bytes hashOf(Bytes publicMessage) {
        return Sha256.of(PUBLIC_MESSAGE.with(Suite.ID, publicMessage));
    }

    /**
     * The keys of one link.
     *
     * @param agreed X25519, 32 bytes
     * @param shared ML-KEM-768, 32 bytes
     */
    static LinkKeys of(LinkCode code, Bytes publicMessage, Bytes reply, Secret agreed, Secret shared) {
        Bytes transcript = Sha256.of(TRANSCRIPT.with(new CanonicalWriter()
                .bytes(Suite.ID)
                .prefixed(Bytes.utf8(code.server()))
                .bytes(code.serverKey())
                .bytes(code.keyHash())
                .u32(code.expiry().getEpochSecond())
                .prefixed(publicMessage)
                .prefixed(reply)
                .toBytes()));
        Secret input = Secret.concat(agreed, shared, code.secret());
        return new LinkKeys(
                AeadKey.of(derive(input, FROM_NEW_DEVICE, transcript)),
                AeadKey.of(derive(input, FROM_PRIMARY, transcript)),
                transcript,
                Bytes.copyOf(derive(input, COMPARED, transcript).expose()));
    }

    private static Secret derive(Secret input, Label label, Bytes transcript) {
        return Hkdf.derive(Hkdf.NO_SALT, input, label.with(transcript), AeadKey.BYTES);
    }

    @Override
    public String toString() {
        return "LinkKeys";
    }
}
