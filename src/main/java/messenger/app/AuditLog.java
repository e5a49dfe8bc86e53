package messenger.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import messenger.crypto.Bytes;
import messenger.crypto.Hmac;
import messenger.crypto.Secret;
import messenger.server.net.AuditPort;

/**
 * What concerns security, one JSON line per event. Names and addresses stand there as keyed hashes unless configured
 * otherwise: the same one is recognised within a run of the server, and nobody is named. Rotates by size. Used by the
 * core's thread alone.
 */
final class AuditLog implements AuditPort {
    /** Then the file becomes {@code .1}, and that {@code .2}: at most three of them. */
    static final long FILE_BYTES_MAX = 8L << 20;

    /** Names and addresses are shorter; what is longer was made to fill the log, and its beginning says enough. */
    static final int SUBJECT_CHARS_MAX = 256;

    private static final int OLD_FILES = 2;
    private static final int HASH_BYTES = 8;
    private static final System.Logger LOG = System.getLogger(AuditLog.class.getName());

    private final Path file;
    private final ServerConfig.AuditNames names;
    private final InstantSource clock;
    private final Secret key;

    AuditLog(Path file, ServerConfig.AuditNames names, InstantSource clock, SecureRandom random) {
        this.file = file;
        this.names = names;
        this.clock = clock;
        this.key = Secret.random(Hmac.BYTES, random);
    }

    @Override
    public void write(String event, String subject) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("at", clock.instant().toString());
        line.put("event", event);
        line.put("subject", names == ServerConfig.AuditNames.PLAIN ? shortened(subject) : hashed(subject));
        try {
            append(Json.line(line) + "\n");
        } catch (IOException e) {
            LOG.log(System.Logger.Level.ERROR, "the audit log cannot be written", e);
        }
    }

    private static String shortened(String subject) {
        return subject.length() <= SUBJECT_CHARS_MAX ? subject : subject.substring(0, SUBJECT_CHARS_MAX) + "...";
    }

    private String hashed(String subject) {
        byte[] code = Hmac.sha256(key, Bytes.utf8(subject)).expose();
        return Bytes.copyOf(code, 0, HASH_BYTES).toHex();
    }

    private void append(String line) throws IOException {
        if (Files.exists(file) && Files.size(file) >= FILE_BYTES_MAX) {
            rotate();
        }
        Folders.createFilePrivately(file);
        Files.writeString(file, line, StandardCharsets.US_ASCII, StandardOpenOption.APPEND);
    }

    private void rotate() throws IOException {
        for (int number = OLD_FILES - 1; number >= 0; number--) {
            Path from = number == 0 ? file : old(number);
            if (Files.exists(from)) {
                Files.move(from, old(number + 1), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private Path old(int number) {
        return file.resolveSibling(file.getFileName() + "." + number);
    }
}
