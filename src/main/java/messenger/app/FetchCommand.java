package messenger.app;

import java.util.concurrent.Callable;
import messenger.client.ClientEvent;
import messenger.client.Notice;
import messenger.protocol.UserName;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * Prints what waits. The server forgets a message only when it is in the vault, and the vault calls it read only when
 * it was printed: a crash in between prints it again, under the same id, and never loses it.
 */
@CommandLine.Command(
        name = "fetch",
        description = "Prints the messages that wait, and ends.",
        mixinStandardHelpOptions = true)
final class FetchCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ClientOptions options = new ClientOptions();

    @Override
    public Integer call() {
        try (ScriptClient client = options.connect(ScriptClient.Patience.LIMITED)) {
            client.await(notice -> notice instanceof Notice.CaughtUp, ListenCommand::isMessage);
            UserName self = client.look(view -> view.client().account().name());
            printAll(client, new MessagePrinter(spec.commandLine().getOut(), options, self));
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
