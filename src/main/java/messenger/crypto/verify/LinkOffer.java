package messenger.crypto.verify;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.CanonicalReader;
import messenger.crypto.MalformedException;
import messenger.crypto.MlKem;
import messenger.crypto.MlKemKeyPair;
import messenger.crypto.RejectedKeyException;
import messenger.crypto.Secret;
import messenger.crypto.X25519KeyPair;
import messenger.crypto.X25519PublicKey;

/** The new device's side of a link: it shows a code, sends its keys, and waits for one reply (PROTOCOL 1.13). */
public final class LinkOffer {
    private final LinkCode code;
    private final X25519KeyPair curve;
    private final MlKemKeyPair kem;

    private LinkOffer(LinkCode code, X25519KeyPair curve, MlKemKeyPair kem) {
        this.code = code;
        this.curve = curve;
        this.kem = kem;
    }

    /**
     * Fresh keys, and a code that is good for {@link LinkCode#LIFETIME}.
     *
     * @param server where the primary finds us, as in {@link LinkCode}
     * @param serverKey the server's pin, 32 bytes
     */
    public static LinkOffer create(String server, Bytes serverKey, Instant now, SecureRandom random) {
        X25519KeyPair curve = X25519KeyPair.generate(random);
        MlKemKeyPair kem = MlKemKeyPair.generate(MlKem.ML_KEM_768, random);
        LinkCode code = new LinkCode(
                server,
                serverKey,
                LinkKeys.hashOf(publicMessage(curve, kem)),
                Secret.random(LinkCode.SECRET_BYTES, random),
                now.plus(LinkCode.LIFETIME).truncatedTo(ChronoUnit.SECONDS));
        return new LinkOffer(code, curve, kem);
    }

    /** What the person carries to the primary device. */
    public LinkCode code() {
        return code;
    }

    /** What the primary fetches at the {@link LinkCode#rendezvous}: both public keys. */
    public Bytes publicMessage() {
        return publicMessage(curve, kem);
    }

    private static Bytes publicMessage(X25519KeyPair curve, MlKemKeyPair kem) {
        return Bytes.concat(curve.publicKey().encoded(), kem.publicKey().encoded());
    }

    /**
     * The channel that this reply opens, if it is genuine: only a message that opens in it shows that. Forget the offer
     * with the first reply; a second one to the same code is not answered.
     *
     * @throws AuthenticationFailedException for what is no reply, and after the code's expiry
     */
    public LinkChannel complete(Bytes reply, Instant now) throws AuthenticationFailedException {
        if (code.isExpired(now)) {
            throw new AuthenticationFailedException();
        }
        CanonicalReader reader = new CanonicalReader(reply);
        try {
            X25519PublicKey theirs = X25519PublicKey.read(reader);
            Bytes ciphertext = reader.bytes(MlKem.ML_KEM_768.ciphertextBytes());
            reader.end();
            LinkKeys keys = LinkKeys.of(code, publicMessage(), reply, curve.agree(theirs), kem.decapsulate(ciphertext));
            return LinkChannel.ofNewDevice(keys);
        } catch (MalformedException | RejectedKeyException e) {
            throw new AuthenticationFailedException();
        }
    }

    @Override
    public String toString() {
        return "LinkOffer";
    }
}
