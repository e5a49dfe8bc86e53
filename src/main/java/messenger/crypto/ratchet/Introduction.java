package messenger.crypto.ratchet;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import messenger.crypto.AssociatedData;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.Ed25519PublicKey;
import messenger.crypto.MalformedException;
import messenger.crypto.Nonce;
import messenger.crypto.RejectedKeyException;
import messenger.crypto.Secret;
import messenger.crypto.X25519PublicKey;
import messenger.crypto.identity.Days;
import messenger.crypto.identity.PrekeyPair;
import messenger.crypto.identity.SignedDeviceList;

/**
 * The responder's side of the handshake (PROTOCOL 1.3), half-way: a first message says who it claims to come from.
 * Nothing is authenticated yet; fetch the device list that it names and {@link #accept} it. Until then nothing may be
 * kept or shown.
 */
public final class Introduction {
    /** How old a first message may be: as long as a mailbox keeps it. */
    public static final Duration AGE_MAX = Duration.ofDays(30);

    /** How long after its expiry a prekey's secret may still serve messages that were under way (PROTOCOL 1.2). */
    static final int PREKEY_GRACE_DAYS = 30;

    private final SealedMessage message;
    private final FirstPart first;
    private final PrekeyPair signed;
    private final Bytes publicHash;
    private final HandshakeSecrets secrets;
    private final IdentityBlock identity;

    private Introduction(
            SealedMessage message,
            FirstPart first,
            PrekeyPair signed,
            Bytes publicHash,
            HandshakeSecrets secrets,
            IdentityBlock identity) {
        this.message = message;
        this.first = first;
        this.signed = signed;
        this.publicHash = publicHash;
        this.secrets = secrets;
        this.identity = identity;
    }

    /**
     * Reads a first message that belongs to no known session (ask {@link PeerSessions#recognises} of all peers before).
     *
     * @throws AuthenticationFailedException for anything that is no first message to this device, for one that was
     *     accepted before, and for one that is older than {@link #AGE_MAX}
     */
    public static Introduction read(SealedMessage message, LocalDevice self, OwnPrekeys prekeys, Instant now)
            throws AuthenticationFailedException {
        FirstPart first = message.firstPart().orElseThrow(AuthenticationFailedException::new);
        requireUnused(first, prekeys);
        PrekeyPair signed =
                usable(prekeys.signed(first.signedId()).orElseThrow(AuthenticationFailedException::new), now);
        List<PrekeyPair> oneTime = first.oneTimeId() == 0
                ? List.of()
                : List.of(usable(
                        prekeys.oneTime(first.oneTimeId()).orElseThrow(AuthenticationFailedException::new), now));
        UsedPrekeys used = new UsedPrekeys(
                signed.prekey(), oneTime.stream().map(PrekeyPair::prekey).toList());
        HandshakeSecrets secrets = secrets(self, first, signed, oneTime);
        for (Party party : self.parties()) {
            Bytes publicHash = Transcript.ofPublic(party, first.ephemeral(), used, first.ciphertext());
            List<IdentityBlock> identity = identity(secrets, publicHash, first.sealedIdentity());
            if (!identity.isEmpty()) {
                requireAcceptable(identity.get(0), self, now);
                return new Introduction(message, first, signed, publicHash, secrets, identity.get(0));
            }
        }
        throw new AuthenticationFailedException();
    }

    private static void requireUnused(FirstPart first, OwnPrekeys prekeys) throws AuthenticationFailedException {
        boolean used = first.signedId() == 0
                || (first.oneTimeId() == 0
                        ? prekeys.isReplay(replayEntry(first))
                        : prekeys.oneTime(first.oneTimeId()).isEmpty());
        if (used) {
            throw new AuthenticationFailedException();
        }
    }

    private static PrekeyPair usable(PrekeyPair pair, Instant now) throws AuthenticationFailedException {
        if (Days.of(now) - (long) pair.prekey().expiryDay() > PREKEY_GRACE_DAYS) {
            throw new AuthenticationFailedException();
        }
        return pair;
    }

    private static HandshakeSecrets secrets(
            LocalDevice self, FirstPart first, PrekeyPair signed, List<PrekeyPair> oneTime)
            throws AuthenticationFailedException {
        try {
            X25519PublicKey ephemeral = first.ephemeral();
            Secret agreed = Secret.concat(
                    self.keys().identity().agree(ephemeral), signed.curve().agree(ephemeral));
            PrekeyPair kem = signed;
            for (PrekeyPair pair : oneTime) {
                agreed = Secret.concat(agreed, pair.curve().agree(ephemeral));
                kem = pair;
            }
            return new HandshakeSecrets(Secret.concat(agreed, kem.kem().decapsulate(first.ciphertext())));
        } catch (RejectedKeyException | MalformedException e) {
            throw new AuthenticationFailedException();
        }
    }

    /** The identity block, if this was the list that the initiator knew us by. */
    private static List<IdentityBlock> identity(HandshakeSecrets secrets, Bytes publicHash, Bytes sealed)
            throws AuthenticationFailedException {
        Bytes opened;
        try {
            opened = secrets.identityKey(publicHash).open(Nonce.ZERO, new AssociatedData(publicHash), sealed);
        } catch (AuthenticationFailedException e) {
            return List.of();
        }
        try {
            return List.of(IdentityBlock.decode(opened));
        } catch (MalformedException | RejectedKeyException e) {
            throw new AuthenticationFailedException();
        }
    }

    /** A session with ourselves would be our own message thrown back. */
    private static void requireAcceptable(IdentityBlock identity, LocalDevice self, Instant now)
            throws AuthenticationFailedException {
        boolean tooOld = identity.sentMs() < now.minus(AGE_MAX).toEpochMilli();
        if (tooOld || identity.initiator().device().equals(self.self())) {
            throw new AuthenticationFailedException();
        }
    }

    /** Who the message claims to come from. */
    public PeerDevice peer() {
        return identity.initiator().device();
    }

    /** AIK as claimed; another one than the account's is refused when the list is there. */
    public Ed25519PublicKey identityKey() {
        return identity.initiator().identityKey();
    }

    /** The version of the device list to fetch. */
    public long deviceListVersion() {
        return identity.initiator().listVersion();
    }

    /** The hash of the device list to fetch, 32 bytes. */
    public Bytes deviceListHash() {
        return identity.initiator().listHash();
    }

    public Instant sentAt() {
        return Instant.ofEpochMilli(identity.sentMs());
    }

    public Purpose purpose() {
        return identity.purpose();
    }

    /** Whether a one-time pair is used; a session without one is unconfirmed until it is answered. */
    public boolean usesOneTimePair() {
        return first.oneTimeId() != 0;
    }

    /**
     * Checks everything and opens the message. Where it fails, nothing has changed and nothing is used up.
     *
     * @param initiators the device list of {@link #deviceListHash}
     * @param pinnedVersion the highest list version known of this account, 0 for none; an older one is refused
     * @param prekeys looked at again, because another message may have been accepted since {@link #read}
     */
    public Acceptance accept(SignedDeviceList initiators, long pinnedVersion, OwnPrekeys prekeys, Instant now)
            throws AuthenticationFailedException {
        requireUnused(first, prekeys);
        identity.initiator().requireNamedBy(initiators);
        if (identity.initiator().listVersion() < pinnedVersion) {
            throw new AuthenticationFailedException();
        }
        Secret dh1;
        try {
            dh1 = signed.curve().agree(identity.initiator().deviceKey());
        } catch (RejectedKeyException e) {
            throw new AuthenticationFailedException();
        }
        Bytes transcript = Transcript.of(publicHash, identity);
        Opening opening = Ratchet.responder(
                transcript, secrets.rootKeys(dh1, transcript), signed.curve(), message.ratchet(), now);
        Wrap wrap = Wrap.decode(opening.plaintext());
        Standing standing = new Standing.Accepted(
                message.firstHash(), usesOneTimePair() ? Standing.Trust.CONFIRMED : Standing.Trust.UNCONFIRMED);
        return new Acceptance(
                Session.started(peer(), purpose(), standing, opening.next(), now),
                wrap,
                usesOneTimePair()
                        ? new Consumed.OneTimePair(first.oneTimeId())
                        : new Consumed.LastResort(replayEntry(first)),
                opening.heartbeatDue());
    }

    private static ReplayEntry replayEntry(FirstPart first) {
        return new ReplayEntry(
                first.signedId(), first.signedId(), first.ephemeral().raw());
    }

    @Override
    public String toString() {
        return "Introduction";
    }
}
