package messenger.app;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import messenger.client.Contact;
import messenger.client.Notice;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** Prints who wrote for the first time and waits for a decision. */
@CommandLine.Command(
        name = "requests",
        description = "Prints who writes to you for the first time and waits until you accept, decline or block.",
        mixinStandardHelpOptions = true)
final class RequestsCommand implements Callable<Integer> {
    @Mixin
    private ClientOptions options = new ClientOptions();

    @Override
    public Integer call() {
        try (ScriptClient client = options.connect(ScriptClient.Patience.LIMITED)) {
            client.await(notice -> notice instanceof Notice.CaughtUp, ListenCommand::isMessage);
            client.contacts().values().stream()
                    .filter(contact -> contact.standing() == Contact.Standing.REQUESTED)
                    .forEach(this::print);
            client.leave();
        }
        return Exit.DONE;
    }

    private void print(Contact contact) {
        if (options.isJson()) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("user", contact.name().value());
            line.put("account", contact.account().toString());
            line.put("fingerprint", contact.fingerprint().toString());
            options.print(line);
        } else {
            options.out().printf("%-32s fingerprint %s%n", contact.name(), contact.fingerprint());
            options.out().flush();
        }
    }
}
