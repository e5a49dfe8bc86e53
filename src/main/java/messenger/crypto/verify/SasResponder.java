package messenger.crypto.verify;

import java.security.SecureRandom;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.CanonicalReader;
import messenger.crypto.CanonicalWriter;
import messenger.crypto.MalformedException;
import messenger.crypto.RejectedKeyException;
import messenger.crypto.Secret;

/**
 * The end that answers an interactive verification (PROTOCOL 1.14): its nonce leaves only after the starter's
 * commitment is here, and digits are shown only for what was committed to.
 *
 * @param commitment {@value SasTranscript#COMMITMENT_BYTES} bytes of the starter
 * @param nonce {@value SasTranscript#NONCE_BYTES} bytes, the answer
 */
public record SasResponder(SasParty own, SasParty peer, Bytes commitment, Bytes nonce) {
    private static final int VERSION = 1;

    public SasResponder {
        commitment.requireSize(SasTranscript.COMMITMENT_BYTES, "a commitment");
        nonce.requireSize(SasTranscript.NONCE_BYTES, "a verification nonce");
    }

    /**
     * A run that answers this commitment; {@link #nonce} goes to the peer. A commitment is answered once: after a
     * restart with the same nonce.
     *
     * @throws AuthenticationFailedException for a commitment of another size
     */
    public static SasResponder answer(SasParty own, SasParty peer, Bytes commitment, SecureRandom random)
            throws AuthenticationFailedException {
        if (commitment.size() != SasTranscript.COMMITMENT_BYTES) {
            throw new AuthenticationFailedException();
        }
        return new SasResponder(own, peer, commitment, Bytes.random(SasTranscript.NONCE_BYTES, random));
    }

    /**
     * The digits to show.
     *
     * @param revealed the starter's nonce
     * @throws AuthenticationFailedException where it is not what was committed to: the run is over, and somebody may be
     *     in between
     */
    public Sas finish(Bytes revealed) throws AuthenticationFailedException {
        SasTranscript transcript = new SasTranscript(peer, own);
        if (revealed.size() != SasTranscript.NONCE_BYTES
                || !transcript.commitment(revealed).equals(commitment)) {
            throw new AuthenticationFailedException();
        }
        return transcript.result(revealed, nonce);
    }

    /** For the vault. */
    public Secret encoded() {
        CanonicalWriter writer = new CanonicalWriter().u8(VERSION);
        own.write(writer);
        peer.write(writer);
        return Secret.copyOf(writer.bytes(commitment).bytes(nonce).toBytes().toArray());
    }

    /** Reads what {@link #encoded} wrote. */
    public static SasResponder decode(Secret encoded) throws MalformedException, RejectedKeyException {
        CanonicalReader reader = new CanonicalReader(Bytes.copyOf(encoded.expose()));
        if (reader.u8() != VERSION) {
            throw new MalformedException("a verification of another version");
        }
        SasResponder responder = new SasResponder(
                SasParty.read(reader),
                SasParty.read(reader),
                reader.bytes(SasTranscript.COMMITMENT_BYTES),
                reader.bytes(SasTranscript.NONCE_BYTES));
        reader.end();
        if (responder.own.equals(responder.peer)) {
            throw new MalformedException("a verification of oneself");
        }
        return responder;
    }

    @Override
    public String toString() {
        return "SasResponder";
    }
}
