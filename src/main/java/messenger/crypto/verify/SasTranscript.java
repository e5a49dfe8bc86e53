package messenger.crypto.verify;

import messenger.crypto.Bytes;
import messenger.crypto.Label;
import messenger.crypto.Sha256;

/**
 * What both ends of an interactive verification hash, always with the starter first: who is who cannot be swapped, and
 * a message thrown back at its sender fits nothing.
 */
record SasTranscript(SasParty starter, SasParty responder) {
    static final int NONCE_BYTES = 32;
    static final int COMMITMENT_BYTES = Sha256.BYTES;

    /** 23 bits: an attacker gets through once in ten million tries, each of which a person sees fail. */
    private static final int DIGITS = 7;

    private static final Label COMMITMENT = new Label("sas-commitment");
    private static final Label RESULT = new Label("sas");

    SasTranscript {
        if (starter.equals(responder)) {
            throw new IllegalArgumentException("a device does not verify itself");
        }
    }

    Bytes commitment(Bytes starterNonce) {
        return Sha256.of(COMMITMENT.with(starter.encoded(), responder.encoded(), starterNonce));
    }

    Sas result(Bytes starterNonce, Bytes responderNonce) {
        return Sas.of(
                Sha256.of(RESULT.with(starter.encoded(), responder.encoded(), starterNonce, responderNonce)), DIGITS);
    }
}
