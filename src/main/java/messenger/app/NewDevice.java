package messenger.app;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import messenger.client.HomeServer;
import messenger.client.enrol.EnrolEffect;
import messenger.client.enrol.EnrolEvent;
import messenger.client.enrol.LinkEnrolment;
import messenger.client.store.Vault;
import messenger.crypto.Argon2id;
import messenger.crypto.Secret;
import messenger.crypto.verify.CodeKind;
import messenger.crypto.verify.LinkCode;
import messenger.crypto.verify.Sas;
import messenger.crypto.verify.TypedCode;

/** {@code link --new}: makes this device one of an account that another device has; that one runs {@code link CODE}. */
final class NewDevice {
    /** A rendezvous lasts three minutes at the server; somebody is at work on it. */
    private static final Duration PATIENCE = LinkCode.LIFETIME.plusMinutes(2);

    private final ClientOptions options;
    private final ServerOptions server;
    private final Optional<String> equal;

    /** @param equal the digits that the other device shows, where a script knows them */
    NewDevice(ClientOptions options, ServerOptions server, Optional<String> equal) {
        this.options = options;
        this.server = server;
        this.equal = equal;
    }

    /** Shows a code and numbers, and makes the vault. */
    void link() {
        SecureRandom random = new SecureRandom();
        HomeServer home = server.home();
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
                LinkEnrolment.create(EnrolmentRuntime.address(home).toString(), random),
                home,
                server.trust(home),
                (account, met) -> Vault.create(
                                folder, password, Argon2id.Cost.STANDARD, List.of(account.put(), met.put()), random)
                        .close(),
                random)) {
            converse(script);
        } finally {
            password.erase();
        }
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
                options.err().println(EnrolmentSentences.of(end.outcome(), script.where()));
                return;
            }
        }
    }

    private void show(LinkCode code) {
        options.out().println(new TypedCode(CodeKind.LINK, code.encoded()).text());
        options.out().flush();
        options.err()
                .println("On the device that you have, run:  link CODE   with this code, within two minutes.\n"
                        + "Then compare the numbers that both show. Give the code to nobody.");
    }

    private boolean isEqual(Sas numbers) {
        options.out().println(numbers);
        options.out().flush();
        return equal.map(digits -> digits.replaceAll("\\s", "").equals(numbers.digits()))
                .orElseGet(() -> Prompt.yes("Does the other device show the same number?"));
    }
}
