package messenger.app;

import java.util.concurrent.Callable;
import messenger.client.MessageState;
import messenger.client.Notice;
import messenger.protocol.UserName;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints what waits and then what comes, until it is interrupted; connects again by itself. */
@CommandLine.Command(
        name = "listen",
        description = "Prints messages as they come, until interrupted.",
        mixinStandardHelpOptions = true)
final class ListenCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ClientOptions options = new ClientOptions();

    @Override
    public Integer call() {
        try (ScriptClient client = options.connect(ScriptClient.Patience.ENDLESS)) {
            // SIGINT and SIGTERM: what was committed is safe; this only spares the server a dead connection.
            Runtime.getRuntime().addShutdownHook(new Thread(client::close, "listen-end"));
            UserName self = client.look(view -> view.client().account().name());
            MessagePrinter printer = new MessagePrinter(spec.commandLine().getOut(), options, self);
            while (true) {
                FetchCommand.printAll(client, printer);
                client.await(ListenCommand::isMessage);
            }
        }
    }

    static boolean isMessage(Notice notice) {
        return notice instanceof Notice.MessageChanged changed
                && changed.message().state() == MessageState.RECEIVED;
    }
}
