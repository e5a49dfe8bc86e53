package messenger.app;

import java.util.concurrent.Callable;
import messenger.client.ClientEvent;
import messenger.client.Notice;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/**
 * Prints what waits. The server forgets a message only when it is in the vault, and the vault calls it read only when
 * it was printed: a crash in between prints it again, under the same id, and never loses it.
 */
@CommandLine.Command(
        name = "fetch",
        description = "Prints the messages that wait, of people who were let in, and ends.",
        mixinStandardHelpOptions = true)
final class FetchCommand implements Callable<Integer> {
    @Mixin
    private ClientOptions options = new ClientOptions();

    @Mixin
    private RequestOptions requests = new RequestOptions();

    @Override
    public Integer call() {
        try (ScriptClient client = options.connect(ScriptClient.Patience.LIMITED)) {
            client.await(notice -> notice instanceof Notice.CaughtUp, ListenCommand::isMessage);
            requests.decide(client, options.err());
            printAll(client, new MessagePrinter(options.out(), options, client.name()));
            client.leave();
        }
        return Exit.DONE;
    }

    /** Prints everything unread and marks it so, one by one. */
    static void printAll(ScriptClient client, MessagePrinter printer) {
        while (true) {
            Unread.Batch batch = client.look(view -> Unread.next(view.client(), view.vault()));
            batch.onlyOwn().forEach(client::post);
            if (batch.waiting().isEmpty()) {
                return;
            }
            for (Unread.Waiting next : batch.waiting()) {
                printer.print(next.with(), next.message());
                client.post(new ClientEvent.Read(
                        next.message().conversation(), next.message().position()));
            }
        }
    }
}
