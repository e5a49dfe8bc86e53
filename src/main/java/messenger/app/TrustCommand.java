package messenger.app;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import messenger.client.ClientEvent;
import messenger.client.Contact;
import messenger.client.Decision;
import messenger.client.Notice;
import messenger.protocol.UserName;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what changed about somebody's identity, and takes the new one where that may be. */
@CommandLine.Command(
        name = "trust",
        description = "Shows what changed about somebody's identity; takes the new one with --accept-new-identity.",
        mixinStandardHelpOptions = true)
final class TrustCommand implements Callable<Integer> {
    @Mixin
    private ClientOptions options = new ClientOptions();

    @Parameters(paramLabel = "NAME", description = "Who it is.")
    private String person = "";

    @Option(
            names = "--accept-new-identity",
            description =
                    "Take the new identity; not for somebody who was verified: there only verify --confirm helps.")
    private boolean accept;

    @Override
    public Integer call() {
        UserName name = Accounts.name(SendCommand.withoutAt(person));
        try (ScriptClient client = options.connect(ScriptClient.Patience.LIMITED)) {
            Notice.SafetyShown shown = VerifyCommand.safety(client, name);
            Contact contact =
                    client.contact(name).orElseThrow(() -> new CommandFailure(Exit.REFUSED, Sentences.nobody(name)));
            if (contact.trust() != Contact.Trust.CHANGED) {
                print(contact, contact.fingerprint().toString());
            } else {
                print(contact, shown.number().peer().toString());
                decide(client, contact, shown);
            }
            client.leave();
        }
        return Exit.DONE;
    }

    private void decide(ScriptClient client, Contact contact, Notice.SafetyShown shown) {
        if (contact.verified()) {
            throw new CommandFailure(Exit.TRUST, Sentences.verifyFirst(contact.name()));
        }
        if (!accept) {
            throw new CommandFailure(
                    Exit.TRUST,
                    Sentences.changed(contact.name(), false) + " If it is a new account of theirs: trust "
                            + contact.name() + " --accept-new-identity.");
        }
        client.post(new ClientEvent.Decide(contact.name(), new Decision.AcceptIdentity()));
        Instant end = client.patienceEnds();
        while (client.contact(contact.name())
                .filter(now -> now.account().equals(shown.account()))
                .isEmpty()) {
            PersonTrouble.refuse(client.next(end), contact.name());
        }
        options.err().println("The new identity is taken. It is not verified: verify --with " + contact.name() + ".");
    }

    private void print(Contact contact, String presented) {
        String pinned = contact.fingerprint().toString();
        String trust = PersonState.trust(contact.trust());
        if (options.isJson()) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("user", contact.name().value());
            line.put("trust", trust);
            line.put("wasVerified", contact.verified());
            line.put("pinned", pinned);
            line.put("presented", presented);
            options.print(line);
        } else {
            options.out().println("trust      " + trust);
            options.out().println("pinned     " + pinned);
            options.out().println("presented  " + presented);
            options.out().flush();
        }
    }
}
