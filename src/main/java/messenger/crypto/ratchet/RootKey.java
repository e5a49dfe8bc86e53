package messenger.crypto.ratchet;

import messenger.crypto.Bytes;
import messenger.crypto.CanonicalReader;
import messenger.crypto.CanonicalWriter;
import messenger.crypto.Hkdf;
import messenger.crypto.Label;
import messenger.crypto.MalformedException;
import messenger.crypto.Secret;
import messenger.crypto.Sha256;
import messenger.crypto.X25519PublicKey;

/** RK: takes in each agreement and gives the keys of a chain (Double Ratchet 4.3, KDF_RK_HE; PROTOCOL 1.4). */
record RootKey(Secret value) {
    static final int BYTES = 32;
    private static final Label LABEL = new Label("root");

    RootKey {
        value.requireSize(BYTES, "a root key");
    }

    static RootKey read(CanonicalReader reader) throws MalformedException {
        return new RootKey(reader.secret(BYTES));
    }

    /** The start of a chain that no ML-KEM secret goes into. */
    Step step(Secret agreed, X25519PublicKey ratchetKey, KemPart kem) {
        return step(agreed, 0, ratchetKey, kem);
    }

    /** The start of a chain that carries an ML-KEM ciphertext, whose secret goes in after the agreement. */
    Step step(Secret agreed, Secret shared, X25519PublicKey ratchetKey, KemPart kem) {
        return step(Secret.concat(agreed, shared), 1, ratchetKey, kem);
    }

    /**
     * The chain's header fields go into the keys: whoever changes one, even with the header key in hand, gets other
     * keys.
     */
    private Step step(Secret input, int mixed, X25519PublicKey ratchetKey, KemPart kem) {
        CanonicalWriter fields = new CanonicalWriter()
                .u8(kem.kind().flags())
                .bytes(ratchetKey.raw())
                .bytes(kem.value());
        Bytes context = LABEL.with(new CanonicalWriter()
                .u8(mixed)
                .bytes(Sha256.of(fields.toBytes()))
                .toBytes());
        Secret derived = Hkdf.derive(value, input, context, BYTES + ChainKey.BYTES + HeaderKey.BYTES);
        return new Step(
                new RootKey(derived.slice(0, BYTES)),
                new ChainKey(derived.slice(BYTES, ChainKey.BYTES)),
                new HeaderKey(derived.slice(BYTES + ChainKey.BYTES, HeaderKey.BYTES)));
    }

    /**
     * What a step gives: the next root key, the new chain, and the header key of the chain after it in this direction.
     */
    record Step(RootKey root, ChainKey chain, HeaderKey nextHeader) {}
}
