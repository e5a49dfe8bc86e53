package messenger.crypto.ratchet;

import java.util.Optional;
import messenger.crypto.AeadKey;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.Sha256;

/**
 * A message as it lies in a mailbox: {@code 0x01 || first part || ratchet message} until the session is answered,
 * {@code 0x02 || ratchet message} from then on. Nothing in it says who sent it; there are three sizes of each form.
 */
public final class SealedMessage {
    /** The longest there is: a first message whose chain offers an ML-KEM key. */
    public static final int ENCODED_BYTES_MAX = 1
            + FirstPart.BYTES
            + RatchetMessage.OVERHEAD_BYTES
            + KemPart.Kind.OFFER.bytes()
            + AeadKey.TAG_BYTES
            + Wrap.BYTES;

    private static final int FIRST = 0x01;
    private static final int ORDINARY = 0x02;

    private final Bytes encoded;
    private final Bytes first;
    private final Bytes firstHash;
    private final RatchetMessage ratchet;

    private SealedMessage(int form, Bytes first, RatchetMessage ratchet) {
        this.encoded = Bytes.concat(Bytes.copyOf(new byte[] {(byte) form}), first, ratchet.encoded());
        this.first = first;
        this.firstHash = Sha256.of(first);
        this.ratchet = ratchet;
    }

    static SealedMessage ordinary(RatchetMessage ratchet) {
        return new SealedMessage(ORDINARY, Bytes.EMPTY, ratchet);
    }

    static SealedMessage first(Bytes firstPart, RatchetMessage ratchet) {
        return new SealedMessage(FIRST, firstPart, ratchet);
    }

    /** Cuts up what came; whether it is genuine shows only opening it. */
    public static SealedMessage decode(Bytes encoded) throws AuthenticationFailedException {
        if (encoded.size() < 1 || encoded.size() > ENCODED_BYTES_MAX) {
            throw new AuthenticationFailedException();
        }
        int form = encoded.at(0);
        int firstBytes = form == FIRST ? FirstPart.BYTES : 0;
        if ((form != FIRST && form != ORDINARY) || encoded.size() < 1 + firstBytes) {
            throw new AuthenticationFailedException();
        }
        int cut = 1 + firstBytes;
        RatchetMessage ratchet = RatchetMessage.decode(encoded.slice(cut, encoded.size() - cut));
        return new SealedMessage(form, encoded.slice(1, firstBytes), ratchet);
    }

    /** At most {@link #ENCODED_BYTES_MAX} bytes. */
    public Bytes encoded() {
        return encoded;
    }

    /** Whether it starts a session, or repeats the start of one. */
    public boolean isFirst() {
        return !first.equals(Bytes.EMPTY);
    }

    Optional<FirstPart> firstPart() throws AuthenticationFailedException {
        return isFirst() ? Optional.of(FirstPart.decode(first)) : Optional.empty();
    }

    /** The hash of the encoded first part, the same for all first messages of a session. */
    Bytes firstHash() {
        return firstHash;
    }

    RatchetMessage ratchet() {
        return ratchet;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SealedMessage that && encoded.equals(that.encoded);
    }

    @Override
    public int hashCode() {
        return encoded.hashCode();
    }

    @Override
    public String toString() {
        return "SealedMessage(" + encoded.size() + " bytes)";
    }
}
