package messenger.app;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import messenger.client.HomeServer;
import messenger.client.net.Trust;
import messenger.client.net.TrustDecision;
import messenger.client.store.Vault;
import messenger.crypto.MalformedException;
import messenger.crypto.Secret;
import messenger.transport.ServerKeyHash;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every command for scripts can be told. */
final class ClientOptions {
    @Mixin
    private FolderOption folder = new FolderOption();

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "File that holds the password on its first line. Default: $" + Passwords.VARIABLE
                    + ", else the prompt.")
    private String passwordFile = "";

    @Option(names = "--json", description = "One JSON object per line on standard output.")
    private boolean json;

    private final Map<String, String> environment = System.getenv();

    boolean isJson() {
        return json;
    }

    Path folder() {
        return folder.path();
    }

    Secret password(String prompt) {
        return Passwords.read(passwordFile, environment, prompt);
    }

    /** Opens the vault that must be there. */
    Vault openVault(SecureRandom random) {
        if (!Vault.exists(folder())) {
            throw new CommandFailure(
                    Exit.USAGE,
                    "There is no account in " + folder() + ". Make one with: register --server HOST --user NAME --data "
                            + folder());
        }
        Secret password = password("Password");
        try {
            return Vault.open(folder(), password, random);
        } finally {
            password.erase();
        }
    }

    /** Opens the vault and connects to its server, if that is the pinned one. */
    ScriptClient connect(ScriptClient.Patience patience) {
        SecureRandom random = new SecureRandom();
        Vault vault = openVault(random);
        return ScriptClient.connect(vault, pinnedOnly(HomeServer.load(vault)), patience, random);
    }

    /** Trusts the pinned server, or nobody. */
    static Trust pinnedOnly(HomeServer home) {
        return home.pin()
                .<Trust>map(pin -> new Trust.Pinned(new ServerKeyHash(pin)))
                .orElseGet(() -> new Trust.FirstContact(presented ->
                        java.util.concurrent.CompletableFuture.completedFuture(TrustDecision.Verdict.REFUSE)));
    }

    static ServerKeyHash fingerprint(String text) {
        try {
            return ServerKeyHash.parse(text);
        } catch (MalformedException e) {
            throw new CommandFailure(Exit.USAGE, "\"" + text + "\" is no fingerprint: " + e.getMessage() + ".");
        }
    }
}
