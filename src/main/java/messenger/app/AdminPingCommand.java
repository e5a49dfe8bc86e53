package messenger.app;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Whether the server runs. */
@CommandLine.Command(
        name = "ping",
        description = "Asks whether the server runs; ends with 4 where it does not.",
        mixinStandardHelpOptions = true)
final class AdminPingCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private AdminOptions options = new AdminOptions();

    @Override
    public Integer call() {
        AdminReply.of(options.socket().ask(Json.line(Map.of("request", "ping"))), "pong");
        spec.commandLine().getOut().println("The server runs.");
        return Exit.DONE;
    }
}
