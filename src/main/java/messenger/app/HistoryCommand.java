package messenger.app;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import messenger.client.Client;
import messenger.client.Conversation;
import messenger.client.store.Vault;
import messenger.crypto.Argon2id;
import messenger.protocol.UserName;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the newest messages of a conversation; needs no server. */
@CommandLine.Command(
        name = "history",
        description = "Prints the newest messages of a conversation. Needs no connection.",
        mixinStandardHelpOptions = true)
final class HistoryCommand implements Callable<Integer> {
    private static final int COUNT_MAX = 1_000_000;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ClientOptions options = new ClientOptions();

    @Option(names = "--with", required = true, paramLabel = "NAME", description = "The other side.")
    private String with = "";

    @Option(names = "-n", paramLabel = "COUNT", description = "How many, oldest first. Default: ${DEFAULT-VALUE}.")
    private int count = 20;

    @Override
    public Integer call() {
        if (count < 1 || count > COUNT_MAX) {
            throw new CommandFailure(Exit.USAGE, "-n takes 1 to " + COUNT_MAX + ", not " + count + ".");
        }
        UserName name = Accounts.name(SendCommand.withoutAt(with));
        SecureRandom random = new SecureRandom();
        try (Vault vault = options.openVault(random)) {
            Client client = Client.load(
                            vault,
                            Argon2id.Cost.STANDARD,
                            InstantSource.system().instant(),
                            random)
                    .client();
            MessagePrinter printer = new MessagePrinter(
                    spec.commandLine().getOut(), options, client.account().name());
            for (Conversation conversation : client.conversations()) {
                if (!client.nameOf(conversation).equals(name)) {
                    continue;
                }
                if (Unread.isUndecided(client, conversation)) {
                    options.err().println(Sentences.request(name));
                } else {
                    vault.history(conversation.id(), Long.MAX_VALUE, count)
                            .forEach(message -> printer.print(name, message));
                }
            }
        }
        return Exit.DONE;
    }
}
