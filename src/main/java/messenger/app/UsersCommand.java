package messenger.app;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import messenger.client.Contact;
import messenger.client.Notice;
import messenger.protocol.UserName;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** Prints who is registered and who is there. */
@CommandLine.Command(
        name = "users",
        description = "Prints the server's users and who of them is online.",
        mixinStandardHelpOptions = true)
final class UsersCommand implements Callable<Integer> {
    @Mixin
    private ClientOptions options = new ClientOptions();

    @Override
    public Integer call() {
        Map<UserName, Notice.PersonChanged> people = new TreeMap<>();
        Map<UserName, Contact> known;
        try (ScriptClient client = options.connect(ScriptClient.Patience.LIMITED)) {
            Instant end = client.patienceEnds();
            Notice notice = client.next(end);
            while (!(notice instanceof Notice.PeopleComplete)) {
                if (notice instanceof Notice.PersonChanged person) {
                    people.put(person.name(), person);
                }
                notice = client.next(end);
            }
            known = client.contacts();
        }
        people.values().forEach(person -> print(person, Optional.ofNullable(known.get(person.name()))));
        return Exit.DONE;
    }

    private void print(Notice.PersonChanged person, Optional<Contact> known) {
        String lastSeen = DateTimeFormatter.ISO_INSTANT.format(person.lastSeen());
        String trust = PersonState.trust(person.trust());
        if (options.isJson()) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("user", person.name().value());
            line.put("online", person.online());
            line.put("lastSeen", lastSeen);
            line.put("trust", trust);
            line.put("standing", PersonState.standing(known));
            options.print(line);
        } else {
            String presence = person.online() ? "online" : "last seen " + lastSeen;
            options.out().printf("%-32s %-10s %s%n", person.name(), trust, presence);
            options.out().flush();
        }
    }
}
