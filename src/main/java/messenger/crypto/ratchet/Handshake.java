package messenger.crypto.ratchet;

import java.security.SecureRandom;
import java.time.Instant;
import messenger.crypto.AssociatedData;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.MlKemPublicKey;
import messenger.crypto.Nonce;
import messenger.crypto.RejectedKeyException;
import messenger.crypto.Secret;
import messenger.crypto.X25519KeyPair;
import messenger.crypto.X25519PublicKey;
import messenger.crypto.identity.PrekeyBundle;

/** The initiator's side of the handshake (PROTOCOL 1.3). The responder's is {@link Introduction}. */
public final class Handshake {
    private Handshake() {}

    /**
     * A session with the bundle's device. It can seal at once; nothing was sent yet.
     *
     * @throws AuthenticationFailedException for a bundle whose keys must not be used
     */
    public static Session initiate(
            LocalDevice self, PrekeyBundle bundle, Purpose purpose, Instant now, SecureRandom random)
            throws AuthenticationFailedException {
        Party responder = Party.of(bundle.deviceList(), bundle.device());
        if (responder.device().equals(self.self())) {
            throw new IllegalArgumentException("a device has no session with itself");
        }
        UsedPrekeys prekeys =
                new UsedPrekeys(bundle.signed(), bundle.oneTime().stream().toList());
        X25519KeyPair ephemeral = X25519KeyPair.generate(random);
        MlKemPublicKey.Encapsulation kem = prekeys.kem().kemKey().encapsulate(random);
        Secret dh1;
        HandshakeSecrets secrets;
        try {
            dh1 = self.keys().identity().agree(prekeys.signed().curveKey());
            secrets = secrets(ephemeral, responder.deviceKey(), prekeys, kem.shared());
        } catch (RejectedKeyException e) {
            throw new AuthenticationFailedException();
        }
        Bytes publicHash = Transcript.ofPublic(responder, ephemeral.publicKey(), prekeys, kem.ciphertext());
        IdentityBlock identity = new IdentityBlock(self.current(), now.toEpochMilli(), purpose);
        Bytes sealedIdentity =
                secrets.identityKey(publicHash).seal(Nonce.ZERO, new AssociatedData(publicHash), identity.encoded());
        FirstPart first = new FirstPart(
                ephemeral.publicKey(), prekeys.signed().id(), prekeys.oneTimeId(), kem.ciphertext(), sealedIdentity);
        Bytes transcript = Transcript.of(publicHash, identity);
        Ratchet ratchet = Ratchet.initiator(
                transcript, secrets.rootKeys(dh1, transcript), prekeys.signed().curveKey(), now);
        return Session.started(responder.device(), purpose, new Standing.Awaiting(first.encoded()), ratchet, now);
    }

    private static HandshakeSecrets secrets(
            X25519KeyPair ephemeral, X25519PublicKey deviceKey, UsedPrekeys prekeys, Secret shared)
            throws RejectedKeyException {
        Secret agreed = Secret.concat(
                ephemeral.agree(deviceKey), ephemeral.agree(prekeys.signed().curveKey()));
        for (var oneTime : prekeys.oneTimeOrNone()) {
            agreed = Secret.concat(agreed, ephemeral.agree(oneTime.curveKey()));
        }
        return new HandshakeSecrets(Secret.concat(agreed, shared));
    }
}
