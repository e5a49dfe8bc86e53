package messenger.app;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import messenger.client.ClientEvent;
import messenger.client.HomeServer;
import messenger.client.OwnAccount;
import messenger.client.net.ServerAddress;
import messenger.client.net.Trust;
import messenger.client.net.TrustDecision;
import messenger.client.store.Vault;
import messenger.crypto.Bytes;
import messenger.crypto.Secret;
import messenger.crypto.verify.RecoveryCode;
import messenger.protocol.UserName;
import messenger.transport.ServerKeyHash;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes an account: keys and vault here, name and device list at the server. */
@CommandLine.Command(
        name = "register",
        description = "Makes an account on a server and a vault for its keys.",
        mixinStandardHelpOptions = true)
final class RegisterCommand implements Callable<Integer> {
    @Mixin
    private ClientOptions options = new ClientOptions();

    @Option(names = "--server", paramLabel = "HOST[:PORT]", description = "Default: what the file server.info says.")
    private String server = "";

    @Option(
            names = "--user",
            required = true,
            paramLabel = "NAME",
            description = "3 to 32 of a-z 0-9 _ . -; capitals become small.")
    private String user = "";

    @Option(names = "--trust-server", description = "Trust whatever key the server presents, and pin it.")
    private boolean trustServer;

    @Option(names = "--pin", paramLabel = "FINGERPRINT", description = "The server's fingerprint, known beforehand.")
    private String pin = "";

    @Mixin
    private Authorities authorities = new Authorities();

    @Option(
            names = "--invite",
            paramLabel = "CODE",
            description = "An invitation; it names the server and its fingerprint.")
    private String invite = "";

    @Option(
            names = "--access-password-file",
            paramLabel = "FILE",
            description = "File that holds the server's password for newcomers, where it wants one.")
    private String accessPasswordFile = "";

    @Option(names = "--no-recovery-code", description = "Do not print the recovery code.")
    private boolean noRecoveryCode;

    @Override
    public Integer call() {
        SecureRandom random = new SecureRandom();
        UserName name = Accounts.name(user);
        Optional<Invitation> invitation = Newcomer.invitation(invite);
        Secret accessPassword =
                accessPasswordFile.isEmpty() ? Accounts.NO_PASSWORD : Passwords.fromFile(Path.of(accessPasswordFile));
        HomeServer home = authorities.home(address(invitation));
        Trust trust = trust(invitation, home);
        Secret password = options.password(Vault.exists(options.folder()) ? "Password" : "Choose a password");
        try (ScriptClient client = ScriptClient.connect(
                new ScriptClient.Opening(
                        Accounts.make(options.folder(), name, home, password, random),
                        trust,
                        ScriptClient.Patience.LIMITED,
                        options.err()),
                new ClientEvent.Credentials(
                        ClientOptions.copy(password),
                        invitation.map(Invitation::code).orElse(Bytes.EMPTY),
                        accessPassword),
                random)) {
            print(client.look(view -> view.client().account()));
            client.leave();
        } finally {
            password.erase();
        }
        return Exit.DONE;
    }

    /** What is named beats what the invitation says, and that beats the file. */
    private ServerAddress address(Optional<Invitation> invitation) {
        if (server.isEmpty() && invitation.isPresent()) {
            return invitation.get().address();
        }
        String where = server.isEmpty() ? ServerNames.fromFile(Path.of("")) : server;
        if (where.isEmpty()) {
            throw new CommandFailure(
                    Exit.USAGE, "Which server? Name it with --server HOST[:PORT], or give an --invite CODE.");
        }
        return ServerNames.parse(where);
    }

    private Trust trust(Optional<Invitation> invitation, HomeServer home) {
        Optional<ServerKeyHash> invited = invitation.map(each -> new ServerKeyHash(each.serverKey()));
        if (!pin.isEmpty()) {
            ServerKeyHash pinned = ClientOptions.fingerprint(pin);
            if (invited.isPresent() && !invited.get().equals(pinned)) {
                throw new CommandFailure(
                        Exit.TRUST,
                        "The invitation is for a server with another key than --pin names, so one of them is not"
                                + " genuine. Nothing was sent. Ask whoever gave them to you.");
            }
            return new Trust.Pinned(pinned);
        }
        if (invited.isPresent()) {
            return new Trust.Pinned(invited.get());
        }
        TrustDecision.Verdict verdict = trustServer ? TrustDecision.Verdict.TRUST : TrustDecision.Verdict.REFUSE;
        return Authorities.trust(home, presented -> CompletableFuture.completedFuture(verdict));
    }

    private void print(OwnAccount account) {
        PrintWriter out = options.out();
        Optional<String> recovery = noRecoveryCode
                ? Optional.empty()
                : account.key().map(key -> RecoveryCode.of(key).text());
        if (options.isJson()) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("user", account.name().value());
            line.put("account", account.id().toString());
            line.put("fingerprint", account.fingerprint().toString());
            recovery.ifPresent(code -> line.put("recoveryCode", code));
            options.print(line);
        } else {
            out.println("account      " + account.id());
            out.println("fingerprint  " + account.fingerprint());
            recovery.ifPresent(code -> out.println("recovery     " + code));
            out.flush();
        }
        if (!account.name().value().equals(user)) {
            options.err().println("You are registered as " + account.name() + ".");
        }
        if (recovery.isPresent()) {
            options.err().println(RecoveryCodeCommand.WHAT_FOR);
        }
    }
}
