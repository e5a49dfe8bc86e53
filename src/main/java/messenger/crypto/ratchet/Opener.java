package messenger.crypto.ratchet;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.MalformedException;
import messenger.crypto.MlKem;
import messenger.crypto.MlKemPublicKey;
import messenger.crypto.RejectedKeyException;
import messenger.crypto.Secret;
import messenger.crypto.X25519KeyPair;

/**
 * The receiving half of the ratchet: one message against one state. The state stays what it was; the next one is a
 * result.
 */
record Opener(Ratchet ratchet, RatchetMessage message, Instant now) {
    /** How many messages one message may overtake; 1000 steps take 0.8 ms (PROTOCOL 1.4). */
    static final int SKIP_MAX = 1000;

    /** Every so many messages of one chain ask for an answer, so that one-sided senders heal too (PROTOCOL 1.4). */
    static final long HEARTBEAT_EVERY = 50;

    /** What a new chain of theirs meets: the ratchet key, KEM part and length of our own last chain. */
    record Turn(X25519KeyPair pair, SendSide.Kem kem, long length) {}

    Opening open() throws AuthenticationFailedException {
        if (ratchet.receiving() instanceof ReceiveSide.Chain chain) {
            Optional<Header> header = header(chain.headerKey());
            if (header.isPresent()) {
                // The current header key may stand among the skipped ones as well; only the number tells which case
                // this is.
                // Taking every message under a known old key for a duplicate would lose genuine ones after a gap
                // (PROTOCOL 1.4).
                return header.get().number() < chain.next()
                        ? openSkipped(header.get(), chain.headerKey())
                        : openInChain(ratchet, header.get(), chain);
            }
        }
        Optional<Header> header = header(ratchet.nextReceive());
        if (header.isPresent()) {
            if (ratchet.sending() instanceof SendSide.Chain ours) {
                return openNewChain(header.get(), new Turn(ours.pair(), ours.kem(), ours.next()));
            }
            // It is our turn: they have nothing to answer with a new chain.
            throw new AuthenticationFailedException();
        }
        for (SkippedKeys.Chain old : ratchet.skipped().chains()) {
            header = header(old.headerKey());
            if (header.isPresent()) {
                return openSkipped(header.get(), old.headerKey());
            }
        }
        throw new AuthenticationFailedException();
    }

    private Optional<Header> header(HeaderKey key) {
        return message.header(key, ratchet.transcript());
    }

    private Opening openSkipped(Header header, HeaderKey key) throws AuthenticationFailedException {
        SkippedKeys fresh = ratchet.skipped().expired(now);
        MessageKey messageKey = fresh.find(key, header.number()).orElseThrow(AuthenticationFailedException::new);
        Bytes plaintext = message.open(header, messageKey, ratchet.transcript());
        return new Opening(
                with(ratchet, ratchet.receiving(), fresh.without(key, header.number())), plaintext, false, false);
    }

    /** Opens the message as one of this chain whose key has not been taken yet. */
    private Opening openInChain(Ratchet before, Header header, ReceiveSide.Chain chain)
            throws AuthenticationFailedException {
        long number = header.number();
        if (!header.ratchetKey().equals(chain.remote()) || number - chain.next() > SKIP_MAX) {
            throw new AuthenticationFailedException();
        }
        Skip skip = skip(chain, number);
        Bytes plaintext = message.open(header, skip.chainKey().messageKey(), before.transcript());
        SkippedKeys skipped = before.skipped().expired(now).with(chain.headerKey(), chain.next(), skip.keys(), now);
        var after = new ReceiveSide.Chain(
                chain.remote(), chain.headerKey(), skip.chainKey().next(), number + 1);
        boolean heartbeatDue = number / HEARTBEAT_EVERY > Math.max(chain.next() - 1, 0) / HEARTBEAT_EVERY;
        return new Opening(with(before, after, skipped), plaintext, false, heartbeatDue);
    }

    /** Turns the ratchet on a copy, and then opens the message as one of the chain that has begun. */
    Opening openNewChain(Header header, Turn turn) throws AuthenticationFailedException {
        KemPart kem = message.kem(header, ratchet.nextReceive(), ratchet.transcript());
        RootKey.Step step = step(header, kem, turn);
        ReceiveSide.Chain begun = new ReceiveSide.Chain(header.ratchetKey(), ratchet.nextReceive(), step.chain(), 0);
        Ratchet turned = new Ratchet(
                ratchet.transcript(),
                step.root(),
                new SendSide.Due(
                        header.ratchetKey(), kem.kind() == KemPart.Kind.OFFER ? kem : KemPart.NONE, turn.length()),
                begun,
                ratchet.nextSend(),
                step.nextHeader(),
                finishChain(header),
                kem.kind() == KemPart.Kind.ANSWER ? KemClock.started(now) : ratchet.kemClock());
        Opening opening = openInChain(turned, header, begun);
        return new Opening(opening.next(), opening.plaintext(), true, opening.heartbeatDue());
    }

    /** A chain that answers our offer carries its ciphertext, and no other does; all else is refused (PROTOCOL 1.4). */
    private RootKey.Step step(Header header, KemPart kem, Turn turn) throws AuthenticationFailedException {
        boolean isAnswer = kem.kind() == KemPart.Kind.ANSWER;
        try {
            Secret agreed = turn.pair().agree(header.ratchetKey());
            if (turn.kem() instanceof SendSide.Kem.Offer offer && isAnswer) {
                Secret shared = offer.pair().decapsulate(kem.value());
                return ratchet.root().step(agreed, shared, header.ratchetKey(), kem);
            }
            if (turn.kem() instanceof SendSide.Kem.Offer || isAnswer) {
                throw new AuthenticationFailedException();
            }
            if (kem.kind() == KemPart.Kind.OFFER) {
                MlKemPublicKey.of(MlKem.ML_KEM_768, kem.value());
            }
            return ratchet.root().step(agreed, header.ratchetKey(), kem);
        } catch (RejectedKeyException | MalformedException e) {
            throw new AuthenticationFailedException();
        }
    }

    /**
     * Sets aside what is still missing of the chain that ends; both chains together skip no more than one message may.
     */
    private SkippedKeys finishChain(Header header) throws AuthenticationFailedException {
        SkippedKeys fresh = ratchet.skipped().expired(now);
        if (!(ratchet.receiving() instanceof ReceiveSide.Chain ended)) {
            if (header.previousLength() != 0) {
                throw new AuthenticationFailedException();
            }
            return fresh;
        }
        long missing = header.previousLength() - ended.next();
        if (missing < 0 || missing + header.number() > SKIP_MAX) {
            throw new AuthenticationFailedException();
        }
        List<MessageKey> keys = skip(ended, header.previousLength()).keys();
        return fresh.with(ended.headerKey(), ended.next(), keys, now).aged();
    }

    /** The chain key of message {@code to}, and the message keys that are passed on the way. */
    private static Skip skip(ReceiveSide.Chain chain, long to) {
        ChainKey chainKey = chain.chainKey();
        List<MessageKey> keys = new ArrayList<>();
        for (long number = chain.next(); number < to; number++) {
            keys.add(chainKey.messageKey());
            chainKey = chainKey.next();
        }
        return new Skip(chainKey, keys);
    }

    private record Skip(ChainKey chainKey, List<MessageKey> keys) {}

    private static Ratchet with(Ratchet before, ReceiveSide receiving, SkippedKeys skipped) {
        return new Ratchet(
                before.transcript(),
                before.root(),
                before.sending(),
                receiving,
                before.nextSend(),
                before.nextReceive(),
                skipped,
                before.kemClock().counted());
    }
}
