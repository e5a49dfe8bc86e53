package messenger.attack;

import static messenger.attack.Primitives.concat;
import static messenger.attack.Primitives.hkdf;
import static messenger.attack.Primitives.hmac;
import static messenger.attack.Primitives.open;
import static messenger.attack.Primitives.prefixed;
import static messenger.attack.Primitives.sha256;
import static messenger.attack.Primitives.text;
import static messenger.attack.Primitives.u32;
import static messenger.attack.Primitives.u8;
import static messenger.attack.Primitives.x25519;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import messenger.crypto.Bytes;
import messenger.crypto.MalformedException;
import messenger.crypto.MlKemKeyPair;
import messenger.crypto.identity.PrekeyPair;
import messenger.crypto.ratchet.Actor;

/**
 * Hears both sides of a session, knows all of the responder's secrets of the handshake, and reads on as long as the
 * {@link Leak} allows. It is written from the protocol text (1.3, 1.4) and not from the code, on the JDK's primitives
 * (ML-KEM alone is shared): that it can read at all is the independent check of every derivation and encoding.
 */
final class Eavesdropper {
    /** Who sent a message. */
    enum Side {
        ALICE,
        BOB
    }

    private static final byte[] ZERO = new byte[32];
    private static final int FIRST_BYTES = 1 + 2 + 32 + 4 + 4 + 1568 + 144;

    private final Leak leak;
    private final Ear alice = new Ear();
    private final Ear bob = new Ear();
    private byte[] root = ZERO;

    byte[] transcriptPublic = ZERO;
    byte[] identityKey = ZERO;
    byte[] transcript = ZERO;

    /** Every message, chain and root key that was of use once. */
    final List<byte[]> spent = new ArrayList<>();

    /** Key and nonce of every body, in the order in which they were heard. */
    final List<Bytes> sealedUnder = new ArrayList<>();

    /** What is known of one direction. */
    private static final class Ear {
        byte[] header = ZERO;
        byte[] nextHeader = ZERO;
        byte[] chain = ZERO;
        byte[] ratchetKey = ZERO;
        byte[] offer = new byte[0];
        long next;
    }

    /** From the first message that Alice sent to Bob. */
    Eavesdropper(Bytes first, Actor initiator, Actor responder, Leak leak) {
        this.leak = leak;
        byte[] wire = first.toArray();
        byte[] ephemeral = Arrays.copyOfRange(wire, 3, 35);
        byte[] ciphertext = Arrays.copyOfRange(wire, 43, 43 + 1568);
        byte[] sealedIdentity = Arrays.copyOfRange(wire, 43 + 1568, FIRST_BYTES);
        long oneTimeId = ByteBuffer.wrap(wire, 39, 4).getInt();
        PrekeyPair signed = responder.signed;
        Optional<PrekeyPair> oneTime = responder.oneTime(oneTimeId);
        PrekeyPair kem = oneTime.orElse(signed);
        byte[] dh1 = x25519(
                signed.curve().secret().expose(),
                initiator.device.identity().publicKey().raw().toArray());
        byte[] secrets = concat(
                x25519(responder.device.identity().secret().expose(), ephemeral),
                x25519(signed.curve().secret().expose(), ephemeral),
                oneTime.map(pair -> x25519(pair.curve().secret().expose(), ephemeral))
                        .orElse(new byte[0]),
                decapsulated(kem.kem(), ciphertext));
        transcriptPublic = sha256(
                text("hs-pub"),
                u8(0),
                u8(1),
                prefixed(responder.account.id().value().toArray()),
                u8(1),
                prefixed(concat(u8(2), responder.account.publicKey().raw().toArray())),
                prefixed(concat(
                        u8(1), responder.device.identity().publicKey().raw().toArray())),
                u32(1),
                sha256(responder.list.list().encoded().toArray()),
                prefixed(concat(u8(1), ephemeral)),
                u32(signed.id()),
                prefixed(concat(u8(1), signed.curve().publicKey().raw().toArray())),
                u8(oneTime.isPresent() ? 1 : 0),
                u32(oneTimeId),
                prefixed(oneTime.map(pair ->
                                concat(u8(1), pair.curve().publicKey().raw().toArray()))
                        .orElse(new byte[0])),
                u8(oneTime.isPresent() ? 2 : 1),
                u32(kem.id()),
                sha256(u8(4), kem.kem().publicKey().raw().toArray()),
                sha256(ciphertext));
        identityKey = hkdf(ZERO, secrets, concat(text("hs-seal"), transcriptPublic), 32);
        byte[] identity = open(identityKey, new byte[12], transcriptPublic, sealedIdentity)
                .orElseThrow();
        transcript = sha256(text("hs"), transcriptPublic, prefixed(identity));
        byte[] keys = hkdf(ZERO, concat(dh1, secrets), concat(text("hs-root"), transcript), 96);
        root = Arrays.copyOf(keys, 32);
        alice.nextHeader = Arrays.copyOfRange(keys, 32, 64);
        bob.nextHeader = Arrays.copyOfRange(keys, 64, 96);
        bob.ratchetKey = signed.curve().publicKey().raw().toArray();
        leak.add(signed.curve());
    }

    private static byte[] decapsulated(MlKemKeyPair pair, byte[] ciphertext) {
        try {
            return pair.decapsulate(Bytes.copyOf(ciphertext)).expose();
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }

    /** The plaintext, where it can be had. Messages of one side must come in order; some may be missing. */
    Optional<Bytes> read(Bytes message, Side from) {
        byte[] wire = message.toArray();
        int start = wire[0] == 1 ? FIRST_BYTES : 1;
        Ear ear = from == Side.ALICE ? alice : bob;
        Ear other = from == Side.ALICE ? bob : alice;
        byte[] nonce = Arrays.copyOfRange(wire, start, start + 12);
        byte[] sealedCore = Arrays.copyOfRange(wire, start + 12, start + 12 + 58);
        Optional<byte[]> core = open(ear.header, nonce, transcript, sealedCore);
        boolean isNewChain = core.isEmpty();
        if (isNewChain) {
            core = open(ear.nextHeader, nonce, transcript, sealedCore);
        }
        if (core.isEmpty()) {
            return Optional.empty();
        }
        int flags = core.get()[1];
        int kemEnd = start + 70 + (flags == 0 ? 0 : (flags == 1 ? 1184 : 1088) + 16);
        if (isNewChain && !turn(ear, other, core.get(), nonce, Arrays.copyOfRange(wire, start + 70, kemEnd))) {
            return Optional.empty();
        }
        byte[] messageKey = messageKey(ear, ByteBuffer.wrap(core.get(), 38, 4).getInt());
        byte[] key = hkdf(nonce, messageKey, text("msg"), 44);
        sealedUnder.add(Bytes.copyOf(key));
        byte[] ad = concat(transcript, Arrays.copyOfRange(wire, start, kemEnd));
        return open(
                        Arrays.copyOf(key, 32),
                        Arrays.copyOfRange(key, 32, 44),
                        ad,
                        Arrays.copyOfRange(wire, kemEnd, wire.length))
                .map(Bytes::copyOf);
    }

    private byte[] messageKey(Ear ear, long number) {
        byte[] messageKey = ZERO;
        while (ear.next <= number) {
            messageKey = hmac(ear.chain, u8(1));
            spent.add(messageKey);
            spent.add(ear.chain);
            ear.chain = hmac(ear.chain, u8(2));
            ear.next++;
        }
        return messageKey;
    }

    private boolean turn(Ear ear, Ear other, byte[] core, byte[] nonce, byte[] sealedKem) {
        byte[] ratchetKey = Arrays.copyOfRange(core, 2, 34);
        byte[] kem = sealedKem.length == 0
                ? new byte[0]
                : open(hkdf(ZERO, ear.nextHeader, text("hk-kem"), 32), nonce, transcript, sealedKem)
                        .orElseThrow();
        Optional<byte[]> agreed = leak.curve(Bytes.copyOf(ratchetKey))
                .map(secret -> x25519(secret.expose(), other.ratchetKey))
                .or(() ->
                        leak.curve(Bytes.copyOf(other.ratchetKey)).map(secret -> x25519(secret.expose(), ratchetKey)));
        boolean isAnswer = core[1] == 2;
        Optional<byte[]> shared = isAnswer
                ? leak.kem(Bytes.copyOf(other.offer)).map(pair -> decapsulated(pair, kem))
                : Optional.of(new byte[0]);
        if (agreed.isEmpty() || shared.isEmpty()) {
            return false;
        }
        spent.add(root);
        byte[] fields = sha256(u8(core[1]), ratchetKey, kem);
        byte[] keys =
                hkdf(root, concat(agreed.get(), shared.get()), concat(text("root"), u8(isAnswer ? 1 : 0), fields), 96);
        root = Arrays.copyOf(keys, 32);
        ear.chain = Arrays.copyOfRange(keys, 32, 64);
        ear.header = ear.nextHeader;
        ear.nextHeader = Arrays.copyOfRange(keys, 64, 96);
        ear.ratchetKey = ratchetKey;
        ear.offer = core[1] == 1 ? kem : new byte[0];
        ear.next = 0;
        return true;
    }
}
