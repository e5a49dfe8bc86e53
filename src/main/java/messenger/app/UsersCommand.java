package messenger.app;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import messenger.client.Notice;
import messenger.protocol.UserName;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints who is registered and who is there. */
@CommandLine.Command(
        name = "users",
        description = "Prints the server's users and who of them is online.",
        mixinStandardHelpOptions = true)
final class UsersCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ClientOptions options = new ClientOptions();

    @Override
    public Integer call() {
        Map<UserName, Notice.PersonChanged> people = new TreeMap<>();
        try (ScriptClient client = options.connect(ScriptClient.Patience.LIMITED)) {
            Instant end = client.patienceEnds();
            Notice notice = client.next(end);
            while (!(notice instanceof Notice.PeopleComplete)) {
                if (notice instanceof Notice.PersonChanged person) {
                    people.put(person.name(), person);
                }
                notice = client.next(end);
            }
        }
        people.values().forEach(this::print);
        return Exit.DONE;
    }

    private void print(Notice.PersonChanged person) {
        PrintWriter out = spec.commandLine().getOut();
        String lastSeen = DateTimeFormatter.ISO_INSTANT.format(person.lastSeen());
        if (options.isJson()) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("user", person.name().value());
            line.put("online", person.online());
            line.put("lastSeen", lastSeen);
            out.println(Json.line(line));
        } else {
            out.printf("%-32s %s%n", person.name(), person.online() ? "online" : "last seen " + lastSeen);
        }
    }
}
