package messenger.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import messenger.client.HomeServer;
import messenger.client.OwnAccount;
import messenger.client.enrol.EnrolEffect;
import messenger.client.enrol.EnrolEvent;
import messenger.client.enrol.RecoveryEnrolment;
import messenger.client.store.Vault;
import messenger.crypto.Argon2id;
import messenger.crypto.Secret;
import messenger.crypto.verify.CodeRefusedException;
import messenger.crypto.verify.RecoveryCode;
import messenger.protocol.UserName;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Gets into an account without any of its devices, by password and recovery code. */
@CommandLine.Command(
        name = "recover",
        description = "Gets you into your account when all its devices are lost. Signs those devices out.",
        mixinStandardHelpOptions = true)
final class RecoverCommand implements Callable<Integer> {
    /** A recovery code in a file, with line ends and spaces; more is another file. */
    private static final int CODE_FILE_BYTES_MAX = 4096;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ClientOptions options = new ClientOptions();

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Option(names = "--user", required = true, paramLabel = "NAME", description = "The account's name.")
    private String user = "";

    @Option(
            names = "--recovery-code-file",
            paramLabel = "FILE",
            description = "File that holds the recovery code. Default: the prompt.")
    private Optional<Path> codeFile = Optional.empty();

    @Option(names = "--yes", description = "For scripts: sign the other devices out without asking.")
    private boolean agreed;

    @Override
    public Integer call() {
        SecureRandom random = new SecureRandom();
        UserName name = Accounts.name(user);
        HomeServer home = server.home();
        if (!agreed) {
            Prompt.requireTerminal("Say with --yes that the other devices may be signed out.");
        }
        RecoveryCode code = code();
        Secret password = options.password("Password of the account; it becomes that of the new vault");
        Secret forServer = password.slice(0, password.size());
        try (EnrolmentScript script = new EnrolmentScript(
                RecoveryEnrolment.create(name, forServer, code, Argon2id.Cost.STANDARD, random),
                home,
                server.trust(home),
                (account, met) -> keep(account, met, password, random),
                random)) {
            requireRoom(password, random);
            converse(script);
        } finally {
            password.erase();
            code.seed().erase();
        }
        return Exit.DONE;
    }

    private RecoveryCode code() {
        try {
            return RecoveryCode.parse(codeFile.map(RecoverCommand::read).orElseGet(RecoverCommand::typed));
        } catch (CodeRefusedException e) {
            throw new CommandFailure(Exit.USAGE, e.getMessage() + " Nothing was done.");
        }
    }

    private static String read(Path file) {
        try {
            if (Files.size(file) > CODE_FILE_BYTES_MAX) {
                throw new CommandFailure(Exit.USAGE, "The file " + file + " is too long for a recovery code.");
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new CommandFailure(Exit.USAGE, "The file " + file + " cannot be read: " + e.getMessage());
        }
    }

    private static String typed() {
        char[] line = Prompt.requireTerminal("Name a file that holds the recovery code with --recovery-code-file.")
                .readPassword("Recovery code: ");
        if (line == null) {
            throw new CommandFailure(Exit.USAGE, "No recovery code was given.");
        }
        return new String(line);
    }

    /** A vault that is there must be one of a recovery that did not come to its end, and open with this password. */
    private void requireRoom(Secret password, SecureRandom random) {
        if (Vault.exists(options.folder())) {
            try (Vault vault = Vault.open(options.folder(), password, random)) {
                if (OwnAccount.load(vault).registration() != OwnAccount.Registration.RECOVERING) {
                    throw new CommandFailure(
                            Exit.USAGE,
                            "There is a vault in " + options.folder() + " already. Name another folder with --data.");
                }
            }
        }
    }

    private void keep(OwnAccount account, HomeServer home, Secret password, SecureRandom random) {
        Path folder = options.folder();
        if (Vault.exists(folder)) {
            try (Vault vault = Vault.open(folder, password, random)) {
                vault.commit(List.of(account.put(), home.put()));
            }
        } else {
            Vault.create(folder, password, Argon2id.Cost.STANDARD, List.of(account.put(), home.put()), random)
                    .close();
        }
    }

    private void converse(EnrolmentScript script) {
        while (true) {
            EnrolEffect effect = script.next(ScriptClient.PATIENCE);
            if (effect instanceof EnrolEffect.Confirm confirm) {
                script.post(new EnrolEvent.Confirmed(agrees(confirm)));
            } else if (effect instanceof EnrolEffect.End end) {
                EnrolmentSentences.require(end, script.where());
                err().println(EnrolmentSentences.of(end.outcome(), script.where())
                        + " Messages of before are not on it, and contacts are told that your devices changed.");
                return;
            }
        }
    }

    private boolean agrees(EnrolEffect.Confirm confirm) {
        String devices = confirm.signedOut().stream()
                .map(device -> String.valueOf(device.id().value()))
                .collect(Collectors.joining(", "));
        err().println("Recovering " + confirm.name() + " signs out all its devices (" + devices
                + ") and makes this one its only device. What waits for them and was not fetched is lost.");
        return agreed || Prompt.yes("Go on?");
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
