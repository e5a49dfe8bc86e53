package messenger.app;

import java.util.Optional;
import java.util.concurrent.Callable;
import messenger.client.ClientEvent;
import messenger.client.Notice;
import messenger.crypto.MalformedException;
import messenger.crypto.verify.CodeKind;
import messenger.crypto.verify.CodeRefusedException;
import messenger.crypto.verify.LinkCode;
import messenger.crypto.verify.TypedCode;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Brings an account to a further device: {@code link --new} on that one shows a code, and {@code link CODE} on the one
 * that has the account's key takes it.
 */
@CommandLine.Command(
        name = "link",
        description = {
            "Brings your account to a further device, in two steps:",
            "  link --new --server HOST   on the new device shows a code;",
            "  link CODE                  on the device that you have takes it.",
            "Then both show the same numbers."
        },
        mixinStandardHelpOptions = true)
final class LinkCommand implements Callable<Integer> {
    private static final String WARNING = "Whoever shows you this code gets everything that is sent to you from now on."
            + " Go on only if it is on the screen of your own new device, in front of you.";

    @Mixin
    private ClientOptions options = new ClientOptions();

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Option(names = "--new", description = "This is the new device: show a code for the one that you have.")
    private boolean isNew;

    @Parameters(arity = "0..1", paramLabel = "CODE", description = "What the new device shows; good for two minutes.")
    private Optional<String> code = Optional.empty();

    @Option(
            names = "--yes-equal",
            paramLabel = "DIGITS",
            description = "For scripts: the digits that the other device shows; links only if they are the same here.")
    private Optional<String> equal = Optional.empty();

    @Override
    public Integer call() {
        if (isNew == code.isPresent()) {
            throw new CommandFailure(
                    Exit.USAGE,
                    "On the new device run:  link --new --server HOST   and on the device that you have:  link CODE"
                            + "   with the code that the new one shows.");
        }
        if (isNew) {
            new NewDevice(options, server, equal).link();
        } else if (server.isNamed()) {
            throw new CommandFailure(
                    Exit.USAGE, "The server is the one of your account; it is named with link --new only.");
        } else {
            take(parsed(code.get()));
        }
        return Exit.DONE;
    }

    /** On the device that has the account's key. */
    private void take(LinkCode parsed) {
        if (equal.isEmpty()) {
            Prompt.requireTerminal("Name the digits that the new device shows with --yes-equal DIGITS.");
        }
        options.err().println(WARNING);
        // The password is asked for by every command, so here it is asked again.
        try (ScriptClient client = options.connect(ScriptClient.Patience.LIMITED)) {
            client.post(new ClientEvent.LinkDevice(parsed));
            Notice.LinkFinished finished = link(client);
            String sentence = Sentences.linked(finished.outcome());
            if (finished.outcome() != Notice.LinkOutcome.LINKED) {
                throw new CommandFailure(exit(finished.outcome()), sentence);
            }
            client.leave();
            options.err().println(sentence);
        }
    }

    private static LinkCode parsed(String code) {
        try {
            return LinkCode.decode(TypedCode.read(CodeKind.LINK, code).payload());
        } catch (CodeRefusedException e) {
            throw new CommandFailure(Exit.USAGE, e.getMessage() + " Nothing was done.");
        } catch (MalformedException e) {
            throw new CommandFailure(
                    Exit.USAGE, "This code is of another version of messenger.jar. Use the same one on both devices.");
        }
    }

    private Notice.LinkFinished link(ScriptClient client) {
        while (true) {
            Notice notice = client.await(LinkCommand::isStep);
            if (notice instanceof Notice.LinkFinished finished) {
                return finished;
            } else if (notice instanceof Notice.LinkNumbers numbers) {
                options.out().println(numbers.numbers());
                options.out().flush();
                client.post(new ClientEvent.LinkCompared(isEqual(numbers)));
            } else {
                throw new CommandFailure(Exit.REFUSED, Sentences.primaryNeeded());
            }
        }
    }

    private static boolean isStep(Notice notice) {
        return notice instanceof Notice.LinkNumbers
                || notice instanceof Notice.LinkFinished
                || notice instanceof Notice.PrimaryNeeded;
    }

    private boolean isEqual(Notice.LinkNumbers numbers) {
        return equal.map(digits ->
                        digits.replaceAll("\\s", "").equals(numbers.numbers().digits()))
                .orElseGet(() -> Prompt.yes("Does the new device show the same number?"));
    }

    private static int exit(Notice.LinkOutcome outcome) {
        return switch (outcome) {
            case LINKED -> Exit.DONE;
            case NOBODY_WAITS, TOO_MANY_DEVICES -> Exit.REFUSED;
            case REFUSED -> Exit.TRUST;
            case BROKEN_OFF -> Exit.NO_CONNECTION;
        };
    }
}
