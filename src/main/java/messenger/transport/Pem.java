package messenger.transport;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** One object in a PEM file (RFC 7468), as openssl reads and writes it. */
final class Pem {
    static final String PRIVATE_KEY = "PRIVATE KEY";
    static final String CERTIFICATE = "CERTIFICATE";
    /** A P-256 key is 241 bytes and our certificate under 700; anything near this is something else. */
    static final int FILE_BYTES_MAX = 16 * 1024;

    private static final int LINE_CHARS = 64;

    private Pem() {}

    static byte[] encode(String type, byte[] der) {
        String body = Base64.getMimeEncoder(LINE_CHARS, new byte[] {'\n'}).encodeToString(der);
        return (begin(type) + "\n" + body + "\n" + end(type) + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** The DER bytes; {@link IllegalArgumentException} for anything that is not exactly one object of this type. */
    static byte[] decode(String type, byte[] file) {
        String text = new String(file, StandardCharsets.US_ASCII).strip();
        if (!text.startsWith(begin(type)) || !text.endsWith(end(type))) {
            throw new IllegalArgumentException("not a PEM file with one " + type);
        }
        String body = text.substring(
                begin(type).length(),
                Math.max(begin(type).length(), text.length() - end(type).length()));
        return Base64.getDecoder().decode(body.replace("\r", "").replace("\n", ""));
    }

    private static String begin(String type) {
        return "-----BEGIN " + type + "-----";
    }

    private static String end(String type) {
        return "-----END " + type + "-----";
    }
}
