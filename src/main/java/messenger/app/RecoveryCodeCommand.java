package messenger.app;

import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.Callable;
import messenger.client.OwnAccount;
import messenger.client.store.Vault;
import messenger.crypto.identity.AccountKey;
import messenger.crypto.verify.RecoveryCode;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** Prints the account's recovery code, after the password; needs no server. */
@CommandLine.Command(
        name = "recovery-code",
        description = "Prints the account's recovery code. Needs no connection.",
        mixinStandardHelpOptions = true)
final class RecoveryCodeCommand implements Callable<Integer> {
    static final String WHAT_FOR = "The recovery code is the account itself: with it and the password you get back in"
            + " when all devices are lost, and so does whoever else has both. Write it down, lock it away, and"
            + " give it to nobody.";

    @Mixin
    private ClientOptions options = new ClientOptions();

    @Override
    public Integer call() {
        try (Vault vault = options.openVault(new SecureRandom())) {
            AccountKey key = OwnAccount.load(vault)
                    .key()
                    .orElseThrow(() -> new CommandFailure(Exit.REFUSED, Sentences.primaryNeeded()));
            String code = RecoveryCode.of(key).text();
            if (options.isJson()) {
                options.print(Map.of("recoveryCode", code));
            } else {
                options.out().println(code);
            }
            options.err().println(WHAT_FOR);
        }
        return Exit.DONE;
    }
}
