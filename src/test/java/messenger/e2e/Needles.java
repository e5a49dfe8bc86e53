package messenger.e2e;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import messenger.crypto.Bytes;

/** Searches bytes for hundreds of secrets at once: by the first eight bytes of each, and then the rest. */
final class Needles {
    private final Map<Long, List<Needle>> byHead = new HashMap<>();

    private record Needle(String name, Bytes bytes) {}

    private Needles() {}

    /** Secrets of at least eight bytes, as they are and as they would be in a log. */
    static Needles of(Map<String, byte[]> secrets) {
        Needles needles = new Needles();
        secrets.forEach((name, secret) ->
                spellings(secret).forEach(bytes -> needles.add(new Needle(name, Bytes.copyOf(bytes)))));
        return needles;
    }

    private static Stream<byte[]> spellings(byte[] secret) {
        Stream<String> inText = Stream.of(
                HexFormat.of().formatHex(secret),
                Base64.getEncoder().withoutPadding().encodeToString(secret),
                Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
        return Stream.concat(Stream.of(secret), inText.map(text -> text.getBytes(StandardCharsets.US_ASCII)));
    }

    private void add(Needle needle) {
        long head = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            head = (head << Byte.SIZE) | needle.bytes.at(i);
        }
        byHead.computeIfAbsent(head, key -> new ArrayList<>()).add(needle);
    }

    /** The names of those that are in there. */
    Set<String> in(byte[] bytes) {
        Set<String> found = new TreeSet<>();
        long head = 0;
        for (int i = 0; i < bytes.length; i++) {
            head = (head << Byte.SIZE) | (bytes[i] & 0xff);
            int start = i + 1 - Long.BYTES;
            if (start >= 0) {
                byHead.getOrDefault(head, List.of()).stream()
                        .filter(needle -> isAt(start, needle.bytes, bytes))
                        .forEach(needle -> found.add(needle.name));
            }
        }
        return found;
    }

    private static boolean isAt(int start, Bytes wanted, byte[] bytes) {
        return start <= bytes.length - wanted.size()
                && Bytes.copyOf(bytes, start, wanted.size()).equals(wanted);
    }
}
