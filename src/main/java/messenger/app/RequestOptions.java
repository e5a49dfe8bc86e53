package messenger.app;

import java.io.PrintWriter;
import java.util.HashSet;
import java.util.Set;
import messenger.client.ClientEvent;
import messenger.client.Contact;
import messenger.client.Decision;
import messenger.protocol.UserName;
import picocli.CommandLine.Option;

/** What to do with people who write for the first time. */
final class RequestOptions {
    @Option(
            names = "--accept-requests",
            description = "Let in whoever writes for the first time; bots want that. Otherwise they are only named.")
    private boolean acceptRequests;

    private final Set<UserName> told = new HashSet<>();

    /** Lets in whoever waits, or says once that they do and what to do about it. */
    void decide(ScriptClient client, PrintWriter err) {
        for (Contact contact : client.contacts().values()) {
            if (contact.standing() != Contact.Standing.REQUESTED) {
                continue;
            }
            if (acceptRequests) {
                client.post(new ClientEvent.Decide(contact.name(), new Decision.Accept()));
            } else if (told.add(contact.name())) {
                err.println(Sentences.request(contact.name()));
                err.flush();
            }
        }
    }
}
