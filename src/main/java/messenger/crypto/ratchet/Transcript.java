package messenger.crypto.ratchet;

import messenger.crypto.Bytes;
import messenger.crypto.CanonicalWriter;
import messenger.crypto.Label;
import messenger.crypto.Sha256;
import messenger.crypto.Suite;
import messenger.crypto.X25519PublicKey;

/**
 * The hashes that bind a session to everything that was said and meant (PROTOCOL 1.3). The raw bytes of every key go
 * in: an EK with a torsion component or a high bit gives the same agreement, but another transcript, and so other keys.
 */
final class Transcript {
    private static final Bytes PUBLIC_LABEL = new Label("hs-pub").bytes();
    private static final Label LABEL = new Label("hs");

    private Transcript() {}

    /** Tpub: what is known before the initiator is. */
    static Bytes ofPublic(Party responder, X25519PublicKey ephemeral, UsedPrekeys prekeys, Bytes ciphertext) {
        return Sha256.of(new CanonicalWriter()
                .bytes(PUBLIC_LABEL)
                .bytes(Suite.ID)
                .prefixed(responder.device().account().value())
                .u8(responder.device().device().value())
                .prefixed(responder.identityKey().encoded())
                .prefixed(responder.deviceKey().encoded())
                .u32(responder.listVersion())
                .bytes(responder.listHash())
                .prefixed(ephemeral.encoded())
                .u32(prekeys.signed().id())
                .prefixed(prekeys.signed().curveKey().encoded())
                .u8(prekeys.oneTime().isPresent() ? 1 : 0)
                .u32(prekeys.oneTimeId())
                .prefixed(prekeys.oneTimeCurveKey())
                .u8(prekeys.kem().kind().code())
                .u32(prekeys.kem().id())
                .bytes(Sha256.of(prekeys.kem().kemKey().encoded()))
                .bytes(Sha256.of(ciphertext))
                .toBytes());
    }

    /** T: the associated data of everything in the session. */
    static Bytes of(Bytes publicHash, IdentityBlock initiator) {
        return Sha256.of(LABEL.with(new CanonicalWriter()
                .bytes(publicHash)
                .prefixed(initiator.encoded())
                .toBytes()));
    }
}
