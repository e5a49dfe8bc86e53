package messenger.protocol.content;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import messenger.crypto.Bytes;
import messenger.crypto.CanonicalReader;
import messenger.crypto.CanonicalWriter;
import messenger.crypto.MalformedException;

/** What a content says. */
public sealed interface Body {
    /**
     * A text message.
     *
     * @param text at most {@value #TEXT_BYTES_MAX} bytes of UTF-8; unfiltered, so it passes the printable filter before
     *     any screen
     */
    record Text(String text) implements Body {
        /** Fits the largest padding bucket with every header field. */
        public static final int TEXT_BYTES_MAX = 60_000;

        public Text {
            int size = text.getBytes(StandardCharsets.UTF_8).length;
            if (size > TEXT_BYTES_MAX) {
                throw new IllegalArgumentException(
                        "a text has at most " + TEXT_BYTES_MAX + " bytes, this one has " + size);
            }
        }

        /** Only the length: texts do not belong into logs. */
        @Override
        public String toString() {
            return "Text(" + text.length() + ")";
        }
    }

    /** The recipient's device has these messages safe (PROTOCOL 1.10). */
    record Delivered(List<MessageId> messages) implements Body {
        /** Fits the 4 KiB padding bucket. */
        public static final int MESSAGES_MAX = 200;

        public Delivered {
            messages = List.copyOf(messages);
            if (messages.isEmpty() || messages.size() > MESSAGES_MAX) {
                throw new IllegalArgumentException("a receipt names 1 to " + MESSAGES_MAX + " messages");
            }
        }
    }

    /** Writes the type, then the body. */
    static void write(Body body, CanonicalWriter writer) {
        if (body instanceof Text text) {
            writer.u8(1).prefixed(Bytes.utf8(text.text()));
        } else if (body instanceof Delivered delivered) {
            writer.u8(2).u8(delivered.messages().size());
            delivered.messages().forEach(id -> writer.bytes(id.value()));
        } else {
            throw new AssertionError("no encoding for " + body.getClass());
        }
    }

    /** Reads what {@link #write} wrote. */
    static Body read(CanonicalReader reader) throws MalformedException {
        int type = reader.u8();
        return switch (type) {
            case 1 -> new Text(utf8(reader.prefixed(Text.TEXT_BYTES_MAX)));
            case 2 -> {
                int count = reader.count(Delivered.MESSAGES_MAX);
                if (count == 0) {
                    throw new MalformedException("a receipt for nothing");
                }
                List<MessageId> messages = new ArrayList<>(count);
                for (int i = 0; i < count; i++) {
                    messages.add(new MessageId(reader.bytes(MessageId.BYTES)));
                }
                yield new Delivered(messages);
            }
            default -> throw new MalformedException("a body of type " + type);
        };
    }

    private static String utf8(Bytes encoded) throws MalformedException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(encoded.toArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedException("a text that is not UTF-8", e);
        }
    }
}
