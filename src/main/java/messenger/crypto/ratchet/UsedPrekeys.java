package messenger.crypto.ratchet;

import java.util.List;
import java.util.Optional;
import messenger.crypto.Bytes;
import messenger.crypto.identity.Prekey;

/**
 * The responder's prekeys that a handshake uses.
 *
 * @param oneTimeOrNone none or one; its ML-KEM key then takes the place of the signed prekey's last-resort key
 */
record UsedPrekeys(Prekey signed, List<Prekey> oneTimeOrNone) {
    Optional<Prekey> oneTime() {
        return oneTimeOrNone.stream().findFirst();
    }

    /** The last epoch day on which a message may be made with them. */
    int expiryDay() {
        return Math.min(signed.expiryDay(), kem().expiryDay());
    }

    /** The prekey that the encapsulation is to. */
    Prekey kem() {
        return oneTime().orElse(signed);
    }

    long oneTimeId() {
        return oneTime().map(Prekey::id).orElse(0L);
    }

    Bytes oneTimeCurveKey() {
        return oneTime().map(prekey -> prekey.curveKey().encoded()).orElse(Bytes.EMPTY);
    }
}
