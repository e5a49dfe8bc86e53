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
import messenger.crypto.identity.Device;
import messenger.crypto.identity.DeviceListChain;
import messenger.crypto.identity.PrekeyPair;
import messenger.crypto.identity.SignedDeviceList;

/**
 * The responder's side of the handshake (PROTOCOL 1.3), half-way: a first message says who it claims to come from.
 * Nothing is authenticated yet; fetch the device list that it names, if it is not known, and {@link #accept} it. Until
 * then nothing may be kept or shown.
 */
public final class Introduction {
    /** How old a first message may be: as long as a mailbox keeps it. */
    public static final Duration AGE_MAX = Duration.ofDays(30);

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
        PrekeyPair signed = prekeys.signed(first.signedId()).orElseThrow(AuthenticationFailedException::new);
        List<PrekeyPair> oneTime = first.oneTimeId() == 0
                ? List.of()
                : List.of(prekeys.oneTime(first.oneTimeId()).orElseThrow(AuthenticationFailedException::new));
        UsedPrekeys used = new UsedPrekeys(
                signed.prekey(), oneTime.stream().map(PrekeyPair::prekey).toList());
        HandshakeSecrets secrets = secrets(self, first, signed, oneTime);
        for (Party party : self.parties()) {
            Bytes publicHash = Transcript.ofPublic(party, first.ephemeral(), used, first.ciphertext());
            List<IdentityBlock> identity = identity(secrets, publicHash, first.sealedIdentity());
            if (!identity.isEmpty()) {
                requireAcceptable(identity.get(0), self, used, now);
                return new Introduction(message, first, signed, publicHash, secrets, identity.get(0));
            }
        }
        throw new AuthenticationFailedException();
    }

    /**
     * Whether a first message names prekeys whose secrets are here. Nothing is authenticated: it is for telling the
     * device's owner why a message did not open, and nobody else.
     *
     * @throws AuthenticationFailedException for what has no such form at all
     */
    public static boolean namesKeysOf(SealedMessage message, OwnPrekeys prekeys) throws AuthenticationFailedException {
        return message.firstPart()
                .filter(first -> prekeys.signed(first.signedId()).isPresent())
                .filter(first -> first.oneTimeId() == 0
                        || prekeys.oneTime(first.oneTimeId()).isPresent())
                .isPresent();
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

    /**
     * The prekeys were valid when the message was made, and that is not longer ago than mail may wait: so a secret
     * serves for 30 days after its prekey's last day, and not longer (PROTOCOL 1.2). A session with ourselves would be
     * our own message thrown back.
     */
    private static void requireAcceptable(IdentityBlock identity, LocalDevice self, UsedPrekeys used, Instant now)
            throws AuthenticationFailedException {
        boolean tooOld = identity.sentMs() < now.minus(AGE_MAX).toEpochMilli();
        if (tooOld
                || used.expiryDay() < identity.sentDay()
                || identity.initiator().device().equals(self.self())) {
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
     * <p>The list that the message names need not be the newest one that is known of the account: it lay in the mailbox
     * while a device was added. But it must be one of the chain, and the very device must still be in the newest list:
     * a device that was removed starts no session.
     *
     * @param initiators what is known of the account's device lists, with the one of {@link #deviceListHash}
     * @param prekeys looked at again, because another message may have been accepted since {@link #read}
     */
    public Acceptance accept(DeviceListChain initiators, OwnPrekeys prekeys, Instant now)
            throws AuthenticationFailedException {
        requireUnused(first, prekeys);
        SignedDeviceList named = initiators.find(deviceListHash()).orElseThrow(AuthenticationFailedException::new);
        Device initiator = identity.initiator().requireNamedBy(named);
        if (initiators
                .newest()
                .list()
                .device(initiator.id())
                .filter(initiator::hasKeysOf)
                .isEmpty()) {
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
