package messenger.app;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import messenger.client.ClientEvent;
import messenger.client.Notice;
import messenger.client.OwnAccount;
import messenger.client.store.Vault;
import messenger.protocol.UserName;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Ends the account, everywhere, and destroys this vault. */
@CommandLine.Command(
        name = "delete-account",
        description = "Deletes the account at the server, tells your contacts, and destroys this vault.",
        mixinStandardHelpOptions = true)
final class DeleteAccountCommand implements Callable<Integer> {
    /** The core gives the farewells half a minute. */
    private static final Duration DELETED_WITHIN = Duration.ofSeconds(90);

    @Mixin
    private ClientOptions options = new ClientOptions();

    @Option(names = "--yes-delete", paramLabel = "NAME", description = "The name of the account, to show you mean it.")
    private Optional<String> confirmed = Optional.empty();

    private final InstantSource clock = InstantSource.system();

    @Override
    public Integer call() {
        SecureRandom random = new SecureRandom();
        ClientOptions.Unlocked unlocked = options.unlock(random);
        try {
            requireConfirmation(unlocked.vault());
            try (ScriptClient client = options.connect(unlocked, ScriptClient.Patience.LIMITED, random)) {
                client.post(new ClientEvent.DeleteAccount(ClientOptions.copy(unlocked.password())));
                awaitDeletion(client);
            }
        } finally {
            unlocked.password().erase();
        }
        Vault.destroy(options.folder());
        options.err().println("The account is deleted, your contacts are told, and the vault is destroyed.");
        return Exit.DONE;
    }

    private void requireConfirmation(Vault vault) {
        UserName name = OwnAccount.load(vault).name();
        Optional<String> typed = confirmed.map(SendCommand::withoutAt);
        if (typed.filter(name.value()::equals).isPresent()) {
            return;
        }
        vault.close();
        throw new CommandFailure(
                Exit.USAGE,
                (typed.isPresent() ? "This is the account of " + name + ", not of the name you gave.\n" : "")
                        + "Deleting the account of " + name + " cannot be undone. Lost are: the name, which nobody"
                        + " gets again for three months; all messages that wait for you at the server; all devices of"
                        + " the account; and all history in " + options.folder() + ". Your contacts are told.\n"
                        + "Nothing was deleted. If you want that: delete-account --yes-delete " + name);
    }

    private void awaitDeletion(ScriptClient client) {
        Instant end = clock.instant().plus(DELETED_WITHIN);
        while (true) {
            Notice notice = client.next(end);
            if (notice instanceof Notice.AccountDeleted) {
                return;
            } else if (notice instanceof Notice.PrimaryNeeded) {
                throw new CommandFailure(Exit.REFUSED, Sentences.primaryNeeded());
            } else if (notice instanceof Notice.PasswordRefused refused) {
                throw new CommandFailure(
                        Sentences.exitOf(refused.reason()), Sentences.passwordRefused(refused.reason()));
            }
        }
    }
}
