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
 * The end that starts an interactive verification (PROTOCOL 1.14): it commits to its nonce before it sees the other
 * one, so neither side, nor anybody in between, can choose a nonce that gives wanted digits.
 *
 * @param nonce {@value SasTranscript#NONCE_BYTES} bytes; secret until it is revealed
 */
public record SasStarter(SasParty own, SasParty peer, Secret nonce) {
    private static final int VERSION = 1;

    public SasStarter {
        nonce.requireSize(SasTranscript.NONCE_BYTES, "a verification nonce");
    }

    /** The nonce to send, and the digits to show. */
    public record Reveal(Bytes nonce, Sas sas) {}

    /** A fresh run; {@link #commitment} goes to the peer. */
    public static SasStarter begin(SasParty own, SasParty peer, SecureRandom random) {
        return new SasStarter(own, peer, Secret.random(SasTranscript.NONCE_BYTES, random));
    }

    /** What the peer gets first, 32 bytes. */
    public Bytes commitment() {
        return transcript().commitment(opened());
    }

    /**
     * Ends the run with the first nonce that came. A run is good for one: erase this state before the reveal is
     * transmitted, because to whoever knows our nonce a second one is theirs to choose.
     *
     * @throws AuthenticationFailedException for a nonce of another size
     */
    public Reveal reveal(Bytes peerNonce) throws AuthenticationFailedException {
        if (peerNonce.size() != SasTranscript.NONCE_BYTES) {
            throw new AuthenticationFailedException();
        }
        return new Reveal(opened(), transcript().result(opened(), peerNonce));
    }

    private SasTranscript transcript() {
        return new SasTranscript(own, peer);
    }

    private Bytes opened() {
        return Bytes.copyOf(nonce.expose());
    }

    /** For the vault; all of it is secret. */
    public Secret encoded() {
        CanonicalWriter writer = new CanonicalWriter().u8(VERSION);
        own.write(writer);
        peer.write(writer);
        return Secret.copyOf(writer.secret(nonce).toBytes().toArray());
    }

    /** Reads what {@link #encoded} wrote. */
    public static SasStarter decode(Secret encoded) throws MalformedException, RejectedKeyException {
        CanonicalReader reader = new CanonicalReader(Bytes.copyOf(encoded.expose()));
        if (reader.u8() != VERSION) {
            throw new MalformedException("a verification of another version");
        }
        SasStarter starter =
                new SasStarter(SasParty.read(reader), SasParty.read(reader), reader.secret(SasTranscript.NONCE_BYTES));
        reader.end();
        if (starter.own.equals(starter.peer)) {
            throw new MalformedException("a verification of oneself");
        }
        return starter;
    }

    @Override
    public String toString() {
        return "SasStarter";
    }
}
