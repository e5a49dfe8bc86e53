package messenger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who may know whom: the table of the design, as data. */
final class Layering {
    private static final String ROOT = "messenger";
    private static final String EVERYTHING = "*";
    private static final Pattern OWN_TYPE =
            Pattern.compile("(?<![\\w.])(messenger(?:\\.[a-z]\\w*)*)\\.([A-Z]\\w*|\\*)");
    private static final Pattern IMPORT =
            Pattern.compile("(?m)^\\s*import\\s+(?:static\\s+)?([\\w.]+)(?:\\.\\*)?\\s*;");
    private static final Pattern FOREIGN_TYPE =
            Pattern.compile("(?<![\\w.])((?:com|org|io|info|net|at|kotlin)(?:\\.[a-z]\\w*)+\\.[A-Z]\\w*)");
    private static final List<String> JDK =
            List.of("java.", "javax.crypto.", "javax.net.", "javax.security.", "javax.imageio.");

    private static final String BOUNCY_CASTLE = "org.bouncycastle.";
    private static final String JACKSON = "com.fasterxml.jackson.";
    private static final String LANTERNA = "com.googlecode.lanterna.";
    private static final String MAPDB = "org.mapdb.";
    private static final String QR_CODES = "io.nayuki.qrcodegen.";
    private static final String NATS = "io.nats.";
    private static final String NETTY = "io.netty.";
    /** MapDB is written in Kotlin and hands out its types. */
    private static final String KOTLIN = "kotlin.";

    /** What a package may import: other packages of ours, and packages of others by their beginning. */
    private record Row(Set<String> own, List<String> foreign) {}

    private static final Map<String, Row> TABLE = new TreeMap<>();

    static {
        row("app", List.of(EVERYTHING), EVERYTHING);
        row("crypto", List.of(), BOUNCY_CASTLE);
        row("crypto.identity", List.of("crypto"));
        row("crypto.ratchet", List.of("crypto", "crypto.identity"));
        row("crypto.verify", List.of("crypto", "crypto.identity"));
        row("crypto.opaque", List.of("crypto"), BOUNCY_CASTLE);
        row("protocol", List.of("crypto", "crypto.identity"), JACKSON);
        row("protocol.content", List.of("protocol", "crypto", "crypto.identity"));
        row("transport", List.of("protocol", "crypto", "crypto.identity"), NETTY, BOUNCY_CASTLE);
        row("storage", List.of(), MAPDB);
        row("server", List.of("protocol", "crypto", "crypto.identity", "crypto.opaque"));
        row("server.store", List.of("server", "protocol", "crypto", "crypto.identity", "storage"), MAPDB, KOTLIN, NATS);
        row("server.net", List.of("server", "transport", "protocol", "crypto.identity"), NETTY);
        row(
                "client",
                List.of(
                        "protocol",
                        "protocol.content",
                        "crypto",
                        "crypto.identity",
                        "crypto.ratchet",
                        "crypto.opaque",
                        "crypto.verify"));
        row(
                "client.enrol",
                List.of(
                        "client",
                        "protocol",
                        "protocol.content",
                        "crypto",
                        "crypto.identity",
                        "crypto.opaque",
                        "crypto.verify"));
        row("client.net", List.of("client", "transport", "protocol"), NETTY);
        row(
                "client.store",
                List.of("client", "protocol", "protocol.content", "crypto", "crypto.identity", "storage"),
                MAPDB);
        row("client.ui", List.of("protocol.UserName", "protocol.RequestId", "protocol.SubmissionId"), QR_CODES);
        row("client.term", List.of("client.ui"), LANTERNA);
    }

    private Layering() {}

    private static void row(String name, List<String> own, String... foreign) {
        TABLE.put(name, new Row(Set.copyOf(own), List.of(foreign)));
    }

    /** What this file names and may not, as sentences. */
    static List<String> violations(SourceFile source) {
        if (source.packageName().equals(ROOT)) {
            return List.of();
        }
        String name = inside(source.packageName());
        Row row = TABLE.get(name);
        if (row == null) {
            return List.of("the package " + name + " has no row in the table");
        }
        List<String> found = new ArrayList<>();
        for (String type : ownTypes(source)) {
            if (!mayKnow(name, row, type)) {
                found.add(name + " may not know " + type);
            }
        }
        for (String type : foreignTypes(source)) {
            if (row.foreign().stream().noneMatch(start -> start.equals(EVERYTHING) || type.startsWith(start))) {
                found.add(name + " may not know " + type);
            }
        }
        return found;
    }

    private static boolean mayKnow(String name, Row row, String type) {
        String owner = type.substring(0, Math.max(0, type.lastIndexOf('.')));
        return owner.equals(name)
                || row.own().contains(EVERYTHING)
                || row.own().contains(owner)
                || row.own().contains(type);
    }

    private static Set<String> ownTypes(SourceFile source) {
        Set<String> types = new TreeSet<>();
        Matcher matcher = OWN_TYPE.matcher(source.code());
        while (matcher.find()) {
            types.add(inside(matcher.group(1) + "." + matcher.group(2)));
        }
        return types;
    }

    private static Set<String> foreignTypes(SourceFile source) {
        Set<String> types = new TreeSet<>();
        for (Pattern pattern : List.of(IMPORT, FOREIGN_TYPE)) {
            Matcher matcher = pattern.matcher(source.code());
            while (matcher.find()) {
                types.add(matcher.group(1));
            }
        }
        types.removeIf(type -> type.startsWith(ROOT + ".") || JDK.stream().anyMatch(type::startsWith));
        return types;
    }

    private static String inside(String name) {
        return name.startsWith(ROOT + ".") ? name.substring(ROOT.length() + 1) : name;
    }

    /** A circle of packages that know each other, as a sentence; empty if there is none. */
    static List<String> cycles(List<SourceFile> sources) {
        Map<String, Set<String>> known = new HashMap<>();
        for (SourceFile source : sources) {
            String name = inside(source.packageName());
            for (String type : ownTypes(source)) {
                String owner = type.substring(0, Math.max(0, type.lastIndexOf('.')));
                if (!owner.equals(name)) {
                    known.computeIfAbsent(name, key -> new TreeSet<>()).add(owner);
                }
            }
        }
        Set<String> done = new HashSet<>();
        List<String> found = new ArrayList<>();
        new TreeSet<>(known.keySet()).forEach(name -> walk(name, known, new LinkedHashSet<>(), done, found));
        return found;
    }

    private static void walk(
            String name, Map<String, Set<String>> known, Set<String> way, Set<String> done, List<String> found) {
        if (way.contains(name)) {
            found.add("a circle: " + String.join(" -> ", way) + " -> " + name);
        } else if (!done.contains(name)) {
            way.add(name);
            known.getOrDefault(name, Set.of()).forEach(next -> walk(next, known, way, done, found));
            way.remove(name);
            done.add(name);
        }
    }
}
