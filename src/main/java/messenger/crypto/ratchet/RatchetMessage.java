package messenger.crypto.ratchet;

import java.security.SecureRandom;
import java.util.Optional;
import messenger.crypto.AeadKey;
import messenger.crypto.AssociatedData;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.MalformedException;
import messenger.crypto.Nonce;

/**
 * A message on the wire: {@code n12 || sealed core || [sealed KEM part] || sealed body} (PROTOCOL 1.4). How long the
 * KEM part is shows only the core, so the cut behind it is made once the core is open.
 *
 * @param afterCore KEM part and body
 */
record RatchetMessage(Nonce nonce, Bytes sealedCore, Bytes afterCore) {
    /** Without KEM part, around an empty plaintext. */
    static final int OVERHEAD_BYTES = Nonce.BYTES + Header.SEALED_CORE_BYTES + AeadKey.TAG_BYTES;

    static RatchetMessage decode(Bytes encoded) throws AuthenticationFailedException {
        if (encoded.size() < OVERHEAD_BYTES) {
            throw new AuthenticationFailedException();
        }
        int cut = Nonce.BYTES + Header.SEALED_CORE_BYTES;
        return new RatchetMessage(
                new Nonce(encoded.slice(0, Nonce.BYTES)),
                encoded.slice(Nonce.BYTES, Header.SEALED_CORE_BYTES),
                encoded.slice(cut, encoded.size() - cut));
    }

    /** Seals header and body; the body binds the transcript and every byte of the header as it goes over the wire. */
    static RatchetMessage seal(
            Bytes transcript,
            HeaderKey headerKey,
            Header header,
            KemPart kem,
            MessageKey key,
            Bytes plaintext,
            SecureRandom random) {
        Nonce nonce = Nonce.random(random);
        AssociatedData ad = new AssociatedData(transcript);
        Bytes core = headerKey.core().seal(nonce, ad, header.encoded());
        Bytes sealedKem =
                kem.kind() == KemPart.Kind.NONE ? Bytes.EMPTY : headerKey.kem().seal(nonce, ad, kem.value());
        AssociatedData bodyAd = AssociatedData.of(transcript, nonce.value(), core, sealedKem);
        return new RatchetMessage(nonce, core, Bytes.concat(sealedKem, key.seal(nonce, bodyAd, plaintext)));
    }

    Bytes encoded() {
        return Bytes.concat(nonce.value(), sealedCore, afterCore);
    }

    /** The header, where this is its key; a wrong key is the ordinary case while a session is looked for. */
    Optional<Header> header(HeaderKey key, Bytes transcript) {
        try {
            return Optional.of(Header.decode(key.core().open(nonce, new AssociatedData(transcript), sealedCore)));
        } catch (AuthenticationFailedException | MalformedException e) {
            return Optional.empty();
        }
    }

    /** The KEM part that the header announced. */
    KemPart kem(Header header, HeaderKey key, Bytes transcript) throws AuthenticationFailedException {
        if (header.kem() == KemPart.Kind.NONE) {
            return KemPart.NONE;
        }
        Bytes value = key.kem().open(nonce, new AssociatedData(transcript), sealedKem(header));
        if (value.size() != header.kem().bytes()) {
            throw new AuthenticationFailedException();
        }
        return new KemPart(header.kem(), value);
    }

    Bytes open(Header header, MessageKey key, Bytes transcript) throws AuthenticationFailedException {
        Bytes kem = sealedKem(header);
        AssociatedData ad = AssociatedData.of(transcript, nonce.value(), sealedCore, kem);
        return key.open(nonce, ad, afterCore.slice(kem.size(), afterCore.size() - kem.size()));
    }

    private Bytes sealedKem(Header header) throws AuthenticationFailedException {
        if (afterCore.size() < header.sealedKemBytes() + AeadKey.TAG_BYTES) {
            throw new AuthenticationFailedException();
        }
        return afterCore.slice(0, header.sealedKemBytes());
    }
}
