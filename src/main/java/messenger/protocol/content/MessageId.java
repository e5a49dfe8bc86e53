package messenger.protocol.content;

import java.security.SecureRandom;
import messenger.crypto.Bytes;

/** A message, named by its sender; random. */
public record MessageId(Bytes value) {
    public static final int BYTES = 16;

    public MessageId {
        value.requireSize(BYTES, "a message id");
    }

    public static MessageId random(SecureRandom random) {
        return new MessageId(Bytes.random(BYTES, random));
    }

    @Override
    public String toString() {
        return value.toHex();
    }
}
