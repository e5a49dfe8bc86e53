package messenger.client.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import messenger.crypto.Bytes;

/**
 * Who has a vault open and where, so that a second start can say how to get there: a note beside the vault, which means
 * nothing unless the vault is locked.
 *
 * @param pid the process
 * @param terminal its terminal, or empty
 * @param attach the command that shows the terminal session it runs in, or empty
 */
record Occupant(long pid, String terminal, String attach) {
    static final String NAME = "vault.user";

    private static final int BYTES_MAX = 1024;
    private static final int LINES = 3;

    /** What goes into a command that somebody may paste: nothing that a shell reads otherwise. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9/_.:-]{1,200}");

    private static final Pattern TMUX = Pattern.compile("([^,]+),[0-9]+,([0-9]{1,9})");
    private static final Pattern ATTACH = Pattern.compile(
            "tmux -S [A-Za-z0-9/_.:-]{1,200} attach -t '\\$[0-9]{1,9}'|screen -r [A-Za-z0-9/_.:-]{1,200}");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    /** This process. */
    static Occupant here() {
        return of(ProcessHandle.current().pid(), standardInput(), System.getenv());
    }

    static Occupant of(long pid, String terminal, Map<String, String> environment) {
        var tmux = TMUX.matcher(environment.getOrDefault("TMUX", ""));
        String screen = environment.getOrDefault("STY", "");
        String attach = "";
        if (tmux.matches() && isPlain(tmux.group(1))) {
            attach = "tmux -S " + tmux.group(1) + " attach -t '$" + tmux.group(2) + "'";
        } else if (isPlain(screen)) {
            attach = "screen -r " + screen;
        }
        return new Occupant(pid, isTerminal(terminal) ? terminal : "", attach);
    }

    private static boolean isTerminal(String path) {
        return path.startsWith("/dev/") && !path.equals("/dev/null") && isPlain(path);
    }

    private static boolean isPlain(String text) {
        return PLAIN.matcher(text).matches();
    }

    /** Linux says so; elsewhere it stays unknown. */
    private static String standardInput() {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/fd/0")).toString();
        } catch (IOException | UnsupportedOperationException e) {
            return "";
        }
    }

    /** Leaves the note. Where that is impossible, as on a full disk, there is none: the vault matters more. */
    void note(Path directory) {
        Path file = directory.resolve(NAME);
        try {
            Files.deleteIfExists(file);
            PrivateFiles.create(file);
            PrivateFiles.overwrite(file, Bytes.utf8(pid + "\n" + terminal + "\n" + attach + "\n"));
        } catch (IOException e) {
            System.getLogger(Occupant.class.getName())
                    .log(System.Logger.Level.DEBUG, "no note of who has the vault open", e);
        }
    }

    /** What a note says, if there is one that makes sense. */
    static Optional<Occupant> read(Path directory) {
        Path file = directory.resolve(NAME);
        try {
            if (Files.size(file) > BYTES_MAX) {
                return Optional.empty();
            }
            List<String> lines =
                    Files.readString(file, StandardCharsets.UTF_8).lines().toList();
            boolean sound = lines.size() == LINES
                    && lines.get(0).matches("[0-9]{1,18}")
                    && (lines.get(1).isEmpty() || isTerminal(lines.get(1)))
                    && (lines.get(2).isEmpty() || ATTACH.matcher(lines.get(2)).matches());
            return sound
                    ? Optional.of(new Occupant(Long.parseLong(lines.get(0)), lines.get(1), lines.get(2)))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static void forget(Path directory) throws IOException {
        Files.deleteIfExists(directory.resolve(NAME));
    }

    /** Where it is and how to get there, in sentences. */
    String whereabouts() {
        StringBuilder said = new StringBuilder("It is process " + pid);
        since().ifPresent(start -> said.append(", running since ").append(start));
        if (!terminal.isEmpty()) {
            said.append(", on ").append(terminal);
        }
        said.append(". ");
        if (!attach.isEmpty()) {
            said.append("See it with: ").append(attach).append(" . ");
        }
        return said.append("End it with: kill ").append(pid).append(" .").toString();
    }

    private Optional<String> since() {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().startInstant())
                .map(Occupant::local);
    }

    private static String local(Instant instant) {
        return TIME.format(instant.atZone(ZoneId.systemDefault()));
    }
}
