package messenger.crypto.ratchet;

import java.security.SecureRandom;
import java.time.Instant;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.CanonicalReader;
import messenger.crypto.CanonicalWriter;
import messenger.crypto.MalformedException;
import messenger.crypto.MlKem;
import messenger.crypto.MlKemKeyPair;
import messenger.crypto.MlKemPublicKey;
import messenger.crypto.RejectedKeyException;
import messenger.crypto.Secret;
import messenger.crypto.Sha256;
import messenger.crypto.X25519KeyPair;
import messenger.crypto.X25519PublicKey;

/**
 * The Double Ratchet with header encryption, and ML-KEM-768 on demand (PROTOCOL 1.4): the state, and sending.
 *
 * <p>The two sides take turns: nobody starts a chain before the other's last one arrived, so that chains strictly
 * alternate. A chain's header fields are the same in all its messages, and any one of them turns the ratchet. Every
 * chain mixes a fresh X25519 agreement into the root key. When 50 messages or 24 hours have passed since an ML-KEM
 * secret last went in, the chain carries a fresh ML-KEM key; the other side's next chain must carry the ciphertext for
 * it, and the secret goes into the root key there.
 *
 * @param transcript T, the associated data of everything
 * @param nextSend NHKs, of our next chain
 * @param nextReceive NHKr, of theirs
 */
record Ratchet(
        Bytes transcript,
        RootKey root,
        SendSide sending,
        ReceiveSide receiving,
        HeaderKey nextSend,
        HeaderKey nextReceive,
        SkippedKeys skipped,
        KemClock kemClock) {

    /** What to send, and the state that must be kept before it is. */
    record Sealing(Ratchet next, RatchetMessage message) {}

    /**
     * The side that knows the other's signed prekey and speaks first (Double Ratchet 4.3, RatchetInitAliceHE, step
     * deferred).
     */
    static Ratchet initiator(Bytes transcript, HandshakeSecrets.RootKeys keys, X25519PublicKey remote, Instant now) {
        return new Ratchet(
                transcript,
                keys.root(),
                new SendSide.Due(remote, KemPart.NONE, 0),
                new ReceiveSide.Silent(),
                keys.initiatorHeader(),
                keys.responderHeader(),
                SkippedKeys.NONE,
                KemClock.started(now));
    }

    /**
     * The side whose signed prekey is the other's first remote key (RatchetInitBobHE). It comes into being with the
     * first message that opens, and so its state never holds the prekey's secret.
     */
    static Opening responder(
            Bytes transcript, HandshakeSecrets.RootKeys keys, X25519KeyPair signed, RatchetMessage first, Instant now)
            throws AuthenticationFailedException {
        Header header =
                first.header(keys.initiatorHeader(), transcript).orElseThrow(AuthenticationFailedException::new);
        Ratchet silent = new Ratchet(
                transcript,
                keys.root(),
                new SendSide.Due(header.ratchetKey(), KemPart.NONE, 0),
                new ReceiveSide.Silent(),
                keys.responderHeader(),
                keys.initiatorHeader(),
                SkippedKeys.NONE,
                KemClock.startedDue(now));
        return new Opener(silent, first, now).openNewChain(header, new Opener.Turn(signed, new SendSide.Kem.None(), 0));
    }

    /** Whether no more can be sealed until the other side answers. */
    boolean isExhausted() {
        return sending instanceof SendSide.Chain chain && chain.next() >= Header.CHAIN_MESSAGES_MAX;
    }

    /** Seals into the current chain, which must not be exhausted, or into a new one. */
    Sealing seal(Bytes plaintext, Instant now, SecureRandom random) {
        if (sending instanceof SendSide.Due due) {
            return startChain(due, now, random).seal(plaintext, now, random);
        }
        SendSide.Chain chain = (SendSide.Chain) sending;
        if (isExhausted()) {
            throw new IllegalStateException("the chain has " + chain.next() + " messages");
        }
        KemPart kem = chain.kem().part();
        Header header = new Header(kem.kind(), chain.pair().publicKey(), chain.previousLength(), chain.next());
        MessageKey key = chain.chainKey().messageKey();
        RatchetMessage message =
                RatchetMessage.seal(transcript, chain.headerKey(), header, kem, key, plaintext, random);
        Ratchet next = new Ratchet(
                transcript,
                root,
                chain.advanced(),
                receiving,
                nextSend,
                nextReceive,
                skipped.expired(now),
                kemClock.counted());
        return new Sealing(next, message);
    }

    private Ratchet startChain(SendSide.Due due, Instant now, SecureRandom random) {
        try {
            X25519KeyPair pair = X25519KeyPair.generate(random);
            Secret agreed = pair.agree(due.remote());
            if (due.remoteKem().kind() == KemPart.Kind.OFFER) {
                var made = MlKemPublicKey.of(MlKem.ML_KEM_768, due.remoteKem().value())
                        .encapsulate(random);
                SendSide.Kem answer = new SendSide.Kem.Answer(made.ciphertext());
                RootKey.Step step = root.step(agreed, made.shared(), pair.publicKey(), answer.part());
                return started(due, pair, answer, step, KemClock.started(now), now);
            }
            SendSide.Kem kem = kemClock.isDue(now)
                    ? new SendSide.Kem.Offer(MlKemKeyPair.generate(MlKem.ML_KEM_768, random))
                    : new SendSide.Kem.None();
            return started(due, pair, kem, root.step(agreed, pair.publicKey(), kem.part()), kemClock, now);
        } catch (RejectedKeyException e) {
            throw new IllegalStateException("a key that was checked when it arrived", e);
        }
    }

    private Ratchet started(
            SendSide.Due due, X25519KeyPair pair, SendSide.Kem kem, RootKey.Step step, KemClock clock, Instant now) {
        var chain = new SendSide.Chain(pair, kem, nextSend, step.chain(), due.previousLength(), 0, now.toEpochMilli());
        return new Ratchet(transcript, step.root(), chain, receiving, step.nextHeader(), nextReceive, skipped, clock);
    }

    /** Whether a message is for this session: its header opens under one of our keys. */
    boolean recognises(RatchetMessage message) {
        return (receiving instanceof ReceiveSide.Chain chain && isUnder(chain.headerKey(), message))
                || isUnder(nextReceive, message)
                || skipped.chains().stream().anyMatch(old -> isUnder(old.headerKey(), message));
    }

    private boolean isUnder(HeaderKey key, RatchetMessage message) {
        return message.header(key, transcript).isPresent();
    }

    /** Opens a message of the current chain, of the next, or of an old one, once. */
    Opening open(RatchetMessage message, Instant now) throws AuthenticationFailedException {
        return new Opener(this, message, now).open();
    }

    /** Without skipped keys that are too old. */
    Ratchet expired(Instant now) {
        return new Ratchet(transcript, root, sending, receiving, nextSend, nextReceive, skipped.expired(now), kemClock);
    }

    void write(CanonicalWriter writer) {
        writer.bytes(transcript).secret(root.value());
        sending.write(writer);
        receiving.write(writer);
        writer.secret(nextSend.value()).secret(nextReceive.value());
        skipped.write(writer);
        kemClock.write(writer);
    }

    static Ratchet read(CanonicalReader reader) throws MalformedException {
        return new Ratchet(
                reader.bytes(Sha256.BYTES),
                RootKey.read(reader),
                SendSide.read(reader),
                ReceiveSide.read(reader),
                HeaderKey.read(reader),
                HeaderKey.read(reader),
                SkippedKeys.read(reader),
                KemClock.read(reader));
    }

    @Override
    public String toString() {
        return "Ratchet";
    }
}
