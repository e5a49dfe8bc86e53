package messenger.crypto.verify;

import messenger.crypto.Bytes;
import messenger.crypto.CanonicalWriter;
import messenger.crypto.Label;
import messenger.crypto.Secret;
import messenger.crypto.Sha256;

/**
 * Bytes as a text that people copy, read aloud or write down: {@code recovery-0ABCD-EFGHJ-...}. The word in front says
 * what it is for, and the checksum covers it: a code that was asked for as one kind is never taken as another, so a
 * link code passed off as an invitation is refused and named (PROTOCOL 1.13).
 *
 * @param payload 1 to {@value #PAYLOAD_BYTES_MAX} bytes; taken for secret, as two of the three kinds are
 */
public record TypedCode(CodeKind kind, Secret payload) {
    /** More than the longest link code, and what a QR code of a terminal's height holds. */
    public static final int PAYLOAD_BYTES_MAX = 512;

    /** Of what is typed or pasted, with all spaces and line ends. */
    public static final int TEXT_CHARS_MAX = 2000;

    /** 24 bits: one typing error in sixteen million is not noticed here. */
    private static final int CHECKSUM_BYTES = 3;

    private static final int GROUP_CHARS = 5;
    private static final Label CHECKSUM = new Label("typed-code");

    public TypedCode {
        if (payload.size() < 1 || payload.size() > PAYLOAD_BYTES_MAX) {
            throw new IllegalArgumentException("a code of " + payload.size() + " bytes");
        }
    }

    /** The text: the kind's word, then base32 in groups of five, all with dashes in between. */
    public String text() {
        Bytes bytes = Bytes.copyOf(payload.expose());
        String body = Base32.encode(Bytes.concat(bytes, checksum(kind, bytes)));
        return kind.word() + "-" + body.replaceAll("(.{" + GROUP_CHARS + "})(?!$)", "$1-");
    }

    /**
     * Reads what {@link #text} wrote, in either case, with O for 0 and I or L for 1, and with any spaces and dashes.
     *
     * @throws CodeRefusedException for anything else, and for a code of another kind, which it names
     */
    public static TypedCode read(CodeKind expected, String text) throws CodeRefusedException {
        if (text.length() > TEXT_CHARS_MAX) {
            throw CodeRefusedException.notACode();
        }
        String packed = packed(text);
        CodeKind kind = kindOf(packed);
        if (kind != expected) {
            throw CodeRefusedException.isA(kind);
        }
        Bytes bytes = Base32.decode(packed.substring(kind.word().length()))
                .filter(decoded -> decoded.size() > CHECKSUM_BYTES)
                .filter(decoded -> decoded.size() <= PAYLOAD_BYTES_MAX + CHECKSUM_BYTES)
                .orElseThrow(CodeRefusedException::mistyped);
        Bytes payload = bytes.slice(0, bytes.size() - CHECKSUM_BYTES);
        if (!bytes.slice(payload.size(), CHECKSUM_BYTES).equalsConstantTime(checksum(kind, payload))) {
            throw CodeRefusedException.mistyped();
        }
        return new TypedCode(kind, Secret.copyOf(payload.toArray()));
    }

    /** Without what people, editors and chats put between the groups. */
    private static String packed(String text) {
        StringBuilder packed = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isDash = c == '\u2212' || Character.getType(c) == Character.DASH_PUNCTUATION;
            if (!isDash && !Character.isWhitespace(c) && !Character.isSpaceChar(c)) {
                packed.append(c);
            }
        }
        return packed.toString();
    }

    private static CodeKind kindOf(String packed) throws CodeRefusedException {
        for (CodeKind kind : CodeKind.values()) {
            if (packed.regionMatches(true, 0, kind.word(), 0, kind.word().length())) {
                return kind;
            }
        }
        throw CodeRefusedException.notACode();
    }

    private static Bytes checksum(CodeKind kind, Bytes payload) {
        return Sha256.of(CHECKSUM.with(new CanonicalWriter().u8(kind.code()).toBytes(), payload))
                .slice(0, CHECKSUM_BYTES);
    }

    @Override
    public String toString() {
        return "TypedCode(" + kind.word() + ")";
    }
}
