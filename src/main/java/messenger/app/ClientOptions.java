package messenger.app;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import messenger.client.HomeServer;
import messenger.client.net.Trust;
import messenger.client.net.TrustDecision;
import messenger.client.store.Vault;
import messenger.crypto.MalformedException;
import messenger.crypto.Secret;
import messenger.transport.ServerKeyHash;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

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

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

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

    /** For data. */
    PrintWriter out() {
        return command.commandLine().getOut();
    }

    /** For people. */
    PrintWriter err() {
        return command.commandLine().getErr();
    }

    /** Prints one object as a line of its own. */
    void print(Map<String, Object> members) {
        out().println(Json.line(members));
        out().flush();
    }

    /** An open vault, and the password that opened it; whoever gets it erases it. */
    record Unlocked(Vault vault, Secret password) {}

    /** Opens the vault that must be there. */
    Vault openVault(SecureRandom random) {
        Unlocked unlocked = unlock(random);
        unlocked.password().erase();
        return unlocked.vault();
    }

    /** The same, for what needs the password again. */
    Unlocked unlock(SecureRandom random) {
        if (Vault.isWithoutKey(folder())) {
            throw new CommandFailure(
                    Exit.DAMAGED,
                    "The file vault.key is missing in " + folder() + ", and nothing there can be read without it. Put"
                            + " the whole folder back from one copy. If a registration was cut short there, run"
                            + " \"register\" again: it never overwrites what an account has written.");
        }
        if (!Vault.exists(folder())) {
            throw new CommandFailure(
                    Exit.USAGE,
                    "There is no account in " + folder() + ". Make one with: register --server HOST --user NAME --data "
                            + folder());
        }
        Optional<String> occupied = Vault.occupied(folder());
        if (occupied.isPresent()) {
            throw new CommandFailure(Exit.USAGE, occupied.get());
        }
        Secret password = password("Password");
        try {
            return new Unlocked(Vault.open(folder(), password, random), password);
        } catch (RuntimeException e) {
            password.erase();
            throw e;
        }
    }

    /** Opens the vault and connects to its server, if that is the one it knows. */
    ScriptClient connect(ScriptClient.Patience patience) {
        SecureRandom random = new SecureRandom();
        Unlocked unlocked = unlock(random);
        try {
            return connect(unlocked, patience, random);
        } finally {
            unlocked.password().erase();
        }
    }

    /** Connects with a vault that is open; a registration that did not come to its end goes on. */
    ScriptClient connect(Unlocked unlocked, ScriptClient.Patience patience, SecureRandom random) {
        Vault vault = unlocked.vault();
        return ScriptClient.connect(
                new ScriptClient.Opening(vault, knownOnly(HomeServer.load(vault)), patience, err()),
                Accounts.credentials(unlocked.password()),
                random);
    }

    /** The core erases what it is given. */
    static Secret copy(Secret secret) {
        return secret.slice(0, secret.size());
    }

    /** Trusts the server that is pinned, or certified where the vault says so; nobody is asked. */
    static Trust knownOnly(HomeServer home) {
        return Authorities.trust(home, presented -> CompletableFuture.completedFuture(TrustDecision.Verdict.REFUSE));
    }

    static ServerKeyHash fingerprint(String text) {
        try {
            return ServerKeyHash.parse(text);
        } catch (MalformedException e) {
            throw new CommandFailure(Exit.USAGE, "\"" + text + "\" is no fingerprint: " + e.getMessage() + ".");
        }
    }
}
