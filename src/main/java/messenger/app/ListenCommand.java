package messenger.app;

import java.util.concurrent.Callable;
import messenger.client.MessageState;
import messenger.client.Notice;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** Prints what waits and then what comes, until it is interrupted; connects again by itself. */
@CommandLine.Command(
        name = "listen",
        description = "Prints messages as they come, until interrupted.",
        mixinStandardHelpOptions = true)
final class ListenCommand implements Callable<Integer> {
    @Mixin
    private ClientOptions options = new ClientOptions();

    @Mixin
    private RequestOptions requests = new RequestOptions();

    @Override
    public Integer call() {
        try (ScriptClient client = options.connect(ScriptClient.Patience.ENDLESS)) {
            // SIGINT and SIGTERM: what was committed is safe; this only spares the server a dead connection.
            Runtime.getRuntime().addShutdownHook(new Thread(client::close, "listen-end"));
            MessagePrinter printer = new MessagePrinter(options.out(), options, client.name());
            while (true) {
                requests.decide(client, options.err());
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
