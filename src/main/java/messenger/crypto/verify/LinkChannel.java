package messenger.crypto.verify;

import java.nio.ByteBuffer;
import messenger.crypto.AeadKey;
import messenger.crypto.AssociatedData;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.Nonce;

/**
 * What two devices of one person say to each other while one links the other (PROTOCOL 1.13). Messages of each
 * direction have a key of their own and open in the order in which they were sealed, each once; what is lost, repeated
 * or thrown back ends the link. Nothing may be acted upon before the person has compared {@link #sas} on both screens.
 */
public final class LinkChannel {
    /** The longest message, more than everything a new device is told. */
    public static final int MESSAGE_BYTES_MAX = 64 * 1024;

    /** Of each direction; a link takes a handful. */
    public static final int MESSAGES_MAX = 1000;

    private static final int SAS_DIGITS = 6;

    private final LinkKeys keys;
    private final AeadKey sending;
    private final AeadKey receiving;
    private final long sent;
    private final long received;

    private LinkChannel(LinkKeys keys, AeadKey sending, AeadKey receiving, long sent, long received) {
        this.keys = keys;
        this.sending = sending;
        this.receiving = receiving;
        this.sent = sent;
        this.received = received;
    }

    static LinkChannel ofNewDevice(LinkKeys keys) {
        return new LinkChannel(keys, keys.fromNewDevice(), keys.fromPrimary(), 0, 0);
    }

    static LinkChannel ofPrimary(LinkKeys keys) {
        return new LinkChannel(keys, keys.fromPrimary(), keys.fromNewDevice(), 0, 0);
    }

    /** The channel after a message, and the message; the channel before must not seal again. */
    public record Sealed(LinkChannel next, Bytes message) {}

    /** The channel after a message, and what it said. */
    public record Opened(LinkChannel next, Bytes plaintext) {}

    /** Six digits that both screens show: the same, unless somebody else is at the other end. */
    public Sas sas() {
        return Sas.of(keys.compared(), SAS_DIGITS);
    }

    /**
     * Seals the next message of ours.
     *
     * @param plaintext at most {@value #MESSAGE_BYTES_MAX} bytes
     */
    public Sealed seal(Bytes plaintext) {
        if (plaintext.size() > MESSAGE_BYTES_MAX || sent >= MESSAGES_MAX) {
            throw new IllegalArgumentException("message " + sent + " of " + plaintext.size() + " bytes in a link");
        }
        Bytes message = sending.seal(nonce(sent), ad(), plaintext);
        return new Sealed(new LinkChannel(keys, sending, receiving, sent + 1, received), message);
    }

    /**
     * Opens their next message.
     *
     * @throws AuthenticationFailedException for anything else; the link is then over
     */
    public Opened open(Bytes message) throws AuthenticationFailedException {
        if (message.size() > MESSAGE_BYTES_MAX + AeadKey.TAG_BYTES || received >= MESSAGES_MAX) {
            throw new AuthenticationFailedException();
        }
        Bytes plaintext = receiving.open(nonce(received), ad(), message);
        return new Opened(new LinkChannel(keys, sending, receiving, sent, received + 1), plaintext);
    }

    private AssociatedData ad() {
        return new AssociatedData(keys.transcript());
    }

    /** The message's number; each key belongs to one direction, so no key meets a number twice. */
    private static Nonce nonce(long number) {
        return new Nonce(Bytes.copyOf(
                ByteBuffer.allocate(Nonce.BYTES).putInt(0).putLong(number).array()));
    }

    @Override
    public String toString() {
        return "LinkChannel";
    }
}
