package messenger.e2e;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Whoever runs a server, by the jar's admin commands. */
record Admin(Started started, Path logs) {
    /** An admin command about the server whose data is in this folder. */
    Cli.Outcome run(Path data, String... arguments) {
        List<String> all = new ArrayList<>(List.of("admin"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--data", data.toString()));
        return Cli.bare(started, logs, all.toArray(new String[0]));
    }
}
