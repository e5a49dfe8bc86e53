package messenger.app;

import java.io.PrintWriter;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import messenger.client.OwnAccount;
import messenger.client.net.ServerAddress;
import messenger.client.net.Trust;
import messenger.client.net.TrustDecision;
import messenger.client.store.Vault;
import messenger.crypto.Secret;
import messenger.protocol.UserName;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes an account: keys and vault here, name and device list at the server. */
@CommandLine.Command(
        name = "register",
        description = "Makes an account on a server and a vault for its keys.",
        mixinStandardHelpOptions = true)
final class RegisterCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ClientOptions options = new ClientOptions();

    @Option(names = "--server", paramLabel = "HOST[:PORT]", description = "Default: what the file server.info says.")
    private String server = "";

    @Option(names = "--user", required = true, paramLabel = "NAME", description = "3 to 32 of a-z 0-9 _ . -")
    private String user = "";

    @Option(names = "--trust-server", description = "Trust whatever key the server presents, and pin it.")
    private boolean trustServer;

    @Option(names = "--pin", paramLabel = "FINGERPRINT", description = "The server's fingerprint, known beforehand.")
    private String pin = "";

    @Override
    public Integer call() {
        SecureRandom random = new SecureRandom();
        UserName name = name(user);
        try (ScriptClient client =
                ScriptClient.connect(vault(name, random), trust(), ScriptClient.Patience.LIMITED, random)) {
            OwnAccount account = client.look(view -> view.client().account());
            print(account);
            client.leave();
        }
        return Exit.DONE;
    }

    static UserName name(String text) {
        if (!UserName.isValid(text)) {
            throw new CommandFailure(
                    Exit.USAGE,
                    "\"" + messenger.client.ui.Printable.line(text) + "\" is no user name. A name has 3 to 32 of the"
                            + " characters a-z 0-9 _ . -");
        }
        return new UserName(text);
    }

    private Vault vault(UserName name, SecureRandom random) {
        String where = server.isEmpty() ? ServerNames.fromFile(java.nio.file.Path.of("")) : server;
        if (where.isEmpty()) {
            throw new CommandFailure(Exit.USAGE, "Which server? Name it with --server HOST[:PORT].");
        }
        ServerAddress address = ServerNames.parse(where);
        Secret password = options.password(Vault.exists(options.folder()) ? "Password" : "Choose a password");
        try {
            return Accounts.make(options.folder(), name, address, password, random);
        } finally {
            password.erase();
        }
    }

    private Trust trust() {
        if (!pin.isEmpty()) {
            return new Trust.Pinned(ClientOptions.fingerprint(pin));
        }
        TrustDecision.Verdict verdict = trustServer ? TrustDecision.Verdict.TRUST : TrustDecision.Verdict.REFUSE;
        return new Trust.FirstContact(presented -> CompletableFuture.completedFuture(verdict));
    }

    private void print(OwnAccount account) {
        PrintWriter out = spec.commandLine().getOut();
        if (options.isJson()) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("user", account.name().value());
            line.put("account", account.id().toString());
            line.put("fingerprint", account.fingerprint().toString());
            out.println(Json.line(line));
        } else {
            out.println("account      " + account.id());
            out.println("fingerprint  " + account.fingerprint());
        }
        out.flush();
    }
}
