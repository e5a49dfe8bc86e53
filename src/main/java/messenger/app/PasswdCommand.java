package messenger.app;

import java.security.SecureRandom;
import java.util.concurrent.Callable;
import messenger.client.ClientEvent;
import messenger.client.Notice;
import messenger.crypto.Argon2id;
import messenger.crypto.Secret;
import messenger.protocol.Refusal;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Changes the password, at the server and of the vault. From the first step to the last both passwords open the vault,
 * so that it opens whatever happens in between.
 */
@CommandLine.Command(
        name = "passwd",
        description = "Changes the password of the account and of this vault.",
        mixinStandardHelpOptions = true)
final class PasswdCommand implements Callable<Integer> {
    @Mixin
    private ClientOptions options = new ClientOptions();

    @Option(
            names = "--new-password-file",
            paramLabel = "FILE",
            description = "File that holds the new password on its first line. Default: the prompt.")
    private String newPasswordFile = "";

    @Override
    public Integer call() {
        SecureRandom random = new SecureRandom();
        ClientOptions.Unlocked unlocked = options.unlock(random);
        Secret old = unlocked.password();
        try (ScriptClient client = options.connect(unlocked, ScriptClient.Patience.LIMITED, random)) {
            Secret fresh = Passwords.readNew(newPasswordFile, "New password");
            try {
                change(client, old, fresh);
            } finally {
                fresh.erase();
            }
            client.leave();
        } finally {
            old.erase();
        }
        options.err()
                .println("The password is changed, at the server and of this vault. Other devices keep the old one for"
                        + " their own vaults until you change it there.");
        return Exit.DONE;
    }

    private static void change(ScriptClient client, Secret old, Secret fresh) {
        client.look(view -> {
            view.vault().changePassword(fresh, Argon2id.Cost.STANDARD);
            return view;
        });
        client.post(new ClientEvent.ChangePassword(ClientOptions.copy(old), ClientOptions.copy(fresh)));
        Notice answer = client.await(
                notice -> notice instanceof Notice.PasswordChanged || notice instanceof Notice.PasswordRefused);
        if (answer instanceof Notice.PasswordRefused refused) {
            throw refused(client, refused.reason());
        }
        client.look(view -> {
            view.vault().confirmPasswordChange();
            return view;
        });
    }

    private static CommandFailure refused(ScriptClient client, Refusal reason) {
        if (reason == Refusal.UNAVAILABLE) {
            return new CommandFailure(
                    Exit.NO_CONNECTION,
                    "The connection was lost before the server said whether it took the new password. Until you"
                            + " change it again, both passwords open this vault.");
        }
        client.look(view -> {
            view.vault().abandonPasswordChange();
            return view;
        });
        return new CommandFailure(Sentences.exitOf(reason), Sentences.passwordRefused(reason));
    }
}
