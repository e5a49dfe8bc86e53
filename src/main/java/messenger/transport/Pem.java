package messenger.transport;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Objects in a PEM file (RFC 7468), as openssl reads and writes them. */
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
        return body(text.substring(
                begin(type).length(),
                Math.max(begin(type).length(), text.length() - end(type).length())));
    }

    /**
     * The DER bytes of all objects of this type, in their order; what stands between them, and other objects, does
     * not matter (RFC 7468 2). {@link IllegalArgumentException} for one that does not end or is not base64.
     */
    static List<byte[]> decodeAll(String type, byte[] file) {
        String text = new String(file, StandardCharsets.US_ASCII);
        List<byte[]> objects = new ArrayList<>();
        for (int at = text.indexOf(begin(type)); at >= 0; at = text.indexOf(begin(type), at)) {
            int from = at + begin(type).length();
            int to = text.indexOf(end(type), from);
            if (to < 0) {
                throw new IllegalArgumentException("a " + type + " that does not end");
            }
            objects.add(body(text.substring(from, to)));
            at = to;
        }
        return objects;
    }

    private static byte[] body(String base64) {
        return Base64.getDecoder().decode(base64.replace("\r", "").replace("\n", ""));
    }

    static String begin(String type) {
        return "-----BEGIN " + type + "-----";
    }

    private static String end(String type) {
        return "-----END " + type + "-----";
    }
}
