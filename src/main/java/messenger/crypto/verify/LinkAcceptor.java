package messenger.crypto.verify;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.CanonicalReader;
import messenger.crypto.MalformedException;
import messenger.crypto.MlKem;
import messenger.crypto.MlKemPublicKey;
import messenger.crypto.RejectedKeyException;
import messenger.crypto.Secret;
import messenger.crypto.X25519KeyPair;
import messenger.crypto.X25519PublicKey;

/** The primary device's side of links: it takes each code once (PROTOCOL 1.13). */
public final class LinkAcceptor {
    /** One that has taken no code yet, as after a start: codes that are older than that start expire by themselves. */
    public static final LinkAcceptor FRESH = new LinkAcceptor(Map.of());

    private final Map<Bytes, Instant> used;

    private LinkAcceptor(Map<Bytes, Instant> used) {
        this.used = Map.copyOf(used);
    }

    /**
     * A code that was taken.
     *
     * @param next what remembers it
     * @param reply for the new device
     */
    public record Accepted(LinkAcceptor next, Bytes reply, LinkChannel channel) {}

    /**
     * Takes a code and the public message that lies at its rendezvous.
     *
     * @throws AuthenticationFailedException for a code that has expired or was taken before, and for the message of
     *     another offer
     */
    public Accepted accept(LinkCode code, Bytes publicMessage, Instant now, SecureRandom random)
            throws AuthenticationFailedException {
        if (code.isExpired(now)
                || used.containsKey(code.rendezvous())
                || !LinkKeys.hashOf(publicMessage).equals(code.keyHash())) {
            throw new AuthenticationFailedException();
        }
        CanonicalReader reader = new CanonicalReader(publicMessage);
        try {
            X25519PublicKey theirs = X25519PublicKey.read(reader);
            MlKemPublicKey theirKem = MlKemPublicKey.read(MlKem.ML_KEM_768, reader);
            reader.end();
            X25519KeyPair ours = X25519KeyPair.generate(random);
            Secret agreed = ours.agree(theirs);
            MlKemPublicKey.Encapsulation made = theirKem.encapsulate(random);
            Bytes reply = Bytes.concat(ours.publicKey().encoded(), made.ciphertext());
            LinkKeys keys = LinkKeys.of(code, publicMessage, reply, agreed, made.shared());
            return new Accepted(remembering(code, now), reply, LinkChannel.ofPrimary(keys));
        } catch (MalformedException | RejectedKeyException e) {
            throw new AuthenticationFailedException();
        }
    }

    /** With this code, and without those that have expired and are refused anyway. */
    private LinkAcceptor remembering(LinkCode code, Instant now) {
        Map<Bytes, Instant> kept = new HashMap<>(used);
        kept.values().removeIf(now::isAfter);
        kept.put(code.rendezvous(), code.expiry());
        return new LinkAcceptor(kept);
    }

    /** How many codes are remembered. */
    int size() {
        return used.size();
    }

    @Override
    public String toString() {
        return "LinkAcceptor(" + used.size() + ")";
    }
}
