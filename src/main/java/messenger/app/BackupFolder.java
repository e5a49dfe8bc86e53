package messenger.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import messenger.server.store.MapDbStore;
import messenger.server.store.StoreBackup;
import messenger.transport.ServerIdentity;

/**
 * A backup of a server: a folder with both files of the store and their logs, the server's own TLS key and certificate,
 * if asked for the two keys, and {@value #LABEL}, which says what it is. It is written under another name and gets its
 * own when all of it is durable, so one that was cut off is never taken for one.
 */
record BackupFolder(Path path) {
    /** Present in every whole backup. */
    static final String LABEL = "backup.json";

    static final String STORE_KEY = "store.key";
    static final String PASSWORD_KEY = PasswordKeyFile.NAME;
    static final List<String> STORE_FILES = List.of("mail.db", "mail.log", "accounts.db", "accounts.log");
    static final List<String> IDENTITY_FILES = List.of(ServerIdentity.KEY_FILE, ServerIdentity.CERTIFICATE_FILE);

    private static final int FORMAT = 1;
    private static final int LABEL_BYTES_MAX = 4096;
    private static final String UNFINISHED = ".unfinished";
    private static final JsonMapper MAPPER = new JsonMapper();

    /** Whether the keys without which the store cannot be read go into it. */
    enum Keys {
        INCLUDED,
        LEFT_OUT
    }

    /**
     * Writes a backup of a store that is open.
     *
     * @throws IOException if there is something already, or it cannot be written; the message says what to do
     */
    static StoreBackup.Copied write(
            Path target, MapDbStore store, ServerSettings settings, Keys keys, InstantSource clock) throws IOException {
        Path unfinished = target.resolveSibling(target.getFileName() + UNFINISHED);
        for (Path taken : List.of(target, unfinished)) {
            if (Files.exists(taken)) {
                throw new IOException(taken + " is there already. Name a folder that is not there"
                        + (taken.equals(target) ? "." : ", or delete that one: it is a backup that was cut off."));
            }
        }
        Folders.createPrivately(unfinished);
        StoreBackup.Copied copied = store.copyTo(unfinished, clock);
        for (String name : IDENTITY_FILES) {
            copyIfThere(settings.folder().resolve(name), unfinished.resolve(name));
        }
        if (keys == Keys.INCLUDED) {
            copyIfThere(settings.keys().store(), unfinished.resolve(STORE_KEY));
            copyIfThere(settings.keys().password(), unfinished.resolve(PASSWORD_KEY));
        }
        Folders.write(unfinished.resolve(LABEL), label(keys, clock.instant()).getBytes(StandardCharsets.UTF_8));
        Folders.force(unfinished);
        Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        Folders.force(target.toAbsolutePath().resolveSibling("."));
        return copied;
    }

    private static String label(Keys keys, Instant now) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("backup", "messenger server");
        members.put("format", FORMAT);
        members.put("made", now.toString());
        members.put("keys", keys == Keys.INCLUDED);
        return Json.line(members) + "\n";
    }

    private static void copyIfThere(Path from, Path to) throws IOException {
        if (Files.exists(from)) {
            Folders.copy(from, to);
        }
    }

    /** @throws CommandFailure if this is no whole backup, or one of a newer version */
    void requireWhole() {
        try {
            Path label = path.resolve(LABEL);
            if (!Files.isRegularFile(label) || Files.size(label) > LABEL_BYTES_MAX) {
                throw notOne("it has no file " + LABEL);
            }
            JsonNode members = MAPPER.readTree(Files.readString(label));
            if (members.path("format").asInt() > FORMAT) {
                throw notOne("a newer version of this program made it; use that one");
            } else if (members.path("format").asInt() != FORMAT) {
                throw notOne("its file " + LABEL + " does not say what it is");
            }
            for (String name : STORE_FILES) {
                if (!Files.isRegularFile(path.resolve(name))) {
                    throw new CommandFailure(
                            Exit.DAMAGED,
                            "The backup " + path + " is damaged: its file " + name
                                    + " is missing. Nothing was changed. Use another backup.");
                }
            }
        } catch (JsonProcessingException e) {
            throw notOne("its file " + LABEL + " does not say what it is");
        } catch (IOException e) {
            throw new CommandFailure(Exit.USAGE, "The backup " + path + " cannot be read (" + e.getMessage() + ").");
        }
    }

    private CommandFailure notOne(String why) {
        return new CommandFailure(
                Exit.USAGE,
                path + " is no backup of a server: " + why + ". Name the folder that  admin backup  made."
                        + " One whose name ends in " + UNFINISHED + " was cut off and is worth nothing.");
    }

    /** The key of the store, where it was put into the backup. */
    Optional<Path> storeKey() {
        return Optional.of(path.resolve(STORE_KEY)).filter(Files::isRegularFile);
    }

    /** Its files of these names. */
    List<String> those(List<String> names) {
        return names.stream()
                .filter(name -> Files.isRegularFile(path.resolve(name)))
                .toList();
    }
}
