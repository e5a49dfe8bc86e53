package messenger.app;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import messenger.client.enrol.EnrolEffect;
import messenger.client.enrol.EnrolEvent;
import messenger.client.enrol.LinkEnrolment;
import messenger.client.net.ServerAddress;
import messenger.client.store.Vault;
import messenger.crypto.Argon2id;
import messenger.crypto.Secret;
import messenger.crypto.verify.CodeKind;
import messenger.crypto.verify.LinkCode;
import messenger.crypto.verify.Sas;
import messenger.crypto.verify.TypedCode;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes this device one of an account that another device has; that one runs {@code link CODE}. */
@CommandLine.Command(
        name = "link-new",
        description = "Makes this a further device of your account: shows a code for the device that you have.",
        mixinStandardHelpOptions = true)
final class LinkNewCommand implements Callable<Integer> {
    /** A rendezvous lasts three minutes at the server; somebody is at work on it. */
    private static final Duration PATIENCE = LinkCode.LIFETIME.plusMinutes(2);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ClientOptions options = new ClientOptions();

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Option(
            names = "--yes-equal",
            paramLabel = "DIGITS",
            description = "For scripts: the digits that the other device shows; goes on only if they are the same.")
    private Optional<String> equal = Optional.empty();

    @Override
    public Integer call() {
        SecureRandom random = new SecureRandom();
        ServerAddress address = server.address();
        Path folder = options.folder();
        if (Vault.exists(folder)) {
            throw new CommandFailure(
                    Exit.USAGE, "There is a vault in " + folder + " already. Name another folder with --data.");
        }
        if (equal.isEmpty()) {
            Prompt.requireTerminal("Name the digits that the other device shows with --yes-equal DIGITS.");
        }
        // Asked before the code is shown: the code lasts two minutes, and the other device waits for the vault.
        Secret password = options.password("Choose a password for the vault of this device");
        try (EnrolmentScript script = new EnrolmentScript(
                LinkEnrolment.create(address.toString(), random),
                address,
                server.trust(),
                (account, home) -> Vault.create(
                                folder, password, Argon2id.Cost.STANDARD, List.of(account.put(), home.put()), random)
                        .close(),
                random)) {
            converse(script);
        } finally {
            password.erase();
        }
        return Exit.DONE;
    }

    private void converse(EnrolmentScript script) {
        while (true) {
            EnrolEffect effect = script.next(PATIENCE);
            if (effect instanceof EnrolEffect.ShowCode show) {
                show(show.code());
            } else if (effect instanceof EnrolEffect.ShowNumbers show) {
                script.post(new EnrolEvent.Compared(isEqual(show.numbers())));
            } else if (effect instanceof EnrolEffect.CodeExpired) {
                throw new CommandFailure(
                        Exit.REFUSED, "Nobody came with this code in time. Run it again for another one.");
            } else if (effect instanceof EnrolEffect.End end) {
                EnrolmentSentences.require(end, script.where());
                err().println(EnrolmentSentences.of(end.outcome(), script.where()));
                return;
            }
        }
    }

    private void show(LinkCode code) {
        out().println(new TypedCode(CodeKind.LINK, code.encoded()).text());
        out().flush();
        err().println("On the device that you have, type:  link CODE   with this code, within two minutes.\n"
                + "Then compare the numbers that both show. Give the code to nobody.");
    }

    private boolean isEqual(Sas numbers) {
        out().println(numbers);
        out().flush();
        return equal.map(digits -> digits.replaceAll("\\s", "").equals(numbers.digits()))
                .orElseGet(() -> Prompt.yes("Does the other device show the same number?"));
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
