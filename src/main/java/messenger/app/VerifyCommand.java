package messenger.app;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import messenger.client.ClientEvent;
import messenger.client.Contact;
import messenger.client.Decision;
import messenger.client.Notice;
import messenger.protocol.UserName;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the safety number with somebody, and marks them verified once it was compared. */
@CommandLine.Command(
        name = "verify",
        description = "Prints the safety number with somebody; with --confirm or --numbers marks them verified.",
        mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
    /** As long as the core keeps a comparison, and a little more, so that the core says how it ended. */
    private static final Duration COMPARING_WITHIN = Duration.ofMinutes(11);

    @Mixin
    private ClientOptions options = new ClientOptions();

    @Option(names = "--with", required = true, paramLabel = "NAME", description = "Who it is.")
    private String with = "";

    @Option(
            names = "--confirm",
            paramLabel = "NUMBER",
            description = "The 60 digits that the other side sees; if they are the same, NAME is verified.")
    private Optional<String> confirm = Optional.empty();

    @Option(
            names = "--numbers",
            description = "Compare short numbers instead, while the other side runs the same command.")
    private boolean numbers;

    private final InstantSource clock = InstantSource.system();

    @Override
    public Integer call() {
        UserName name = Accounts.name(SendCommand.withoutAt(with));
        try (ScriptClient client = options.connect(ScriptClient.Patience.LIMITED)) {
            if (numbers) {
                compareNumbers(client, name);
            } else {
                Notice.SafetyShown shown = safety(client, name);
                if (confirm.isPresent()) {
                    confirm(client, shown, confirm.get());
                }
                print(shown, client.contact(name));
            }
            client.leave();
        }
        return Exit.DONE;
    }

    /** The number with whoever has the name now. */
    static Notice.SafetyShown safety(ScriptClient client, UserName name) {
        client.post(new ClientEvent.ShowSafety(name));
        Instant end = client.patienceEnds();
        while (true) {
            Notice notice = client.next(end);
            if (notice instanceof Notice.SafetyShown shown && shown.with().equals(name)) {
                return shown;
            } else if (!(notice instanceof Notice.IdentityChanged)) {
                PersonTrouble.refuse(notice, name);
            }
        }
    }

    private static void confirm(ScriptClient client, Notice.SafetyShown shown, String number) {
        String digits = number.replaceAll("[\\s-]", "");
        if (!digits.matches("[0-9]{60}")) {
            throw new CommandFailure(
                    Exit.USAGE,
                    "A safety number has 60 digits; spaces between them do not matter. Nothing was changed.");
        }
        UserName name = shown.with();
        if (!digits.equals(shown.number().digits())) {
            throw new CommandFailure(
                    Exit.TRUST,
                    "That is not the number with " + name + ": " + name + " is not verified. If both of you see"
                            + " different numbers, somebody is in between; do not write anything that matters.");
        }
        Predicate<Contact> isDone =
                contact -> contact.account().equals(shown.account()) && contact.trust() == Contact.Trust.VERIFIED;
        client.post(new ClientEvent.Decide(name, new Decision.Verified(shown.account())));
        Instant end = client.patienceEnds();
        while (client.contact(name).filter(isDone).isEmpty()) {
            client.next(end);
        }
    }

    private void compareNumbers(ScriptClient client, UserName name) {
        Prompt.requireTerminal("Compare with --confirm NUMBER instead.");
        client.await(notice -> notice instanceof Notice.CaughtUp, ListenCommand::isMessage);
        safety(client, name);
        client.post(new ClientEvent.CompareNumbers(name));
        options.err().println("Waiting for " + name + ", who runs: verify --with " + client.name() + " --numbers");
        Instant end = clock.instant().plus(COMPARING_WITHIN);
        while (true) {
            Notice notice = client.next(end);
            if (notice instanceof Notice.NumbersWanted wanted && wanted.from().equals(name)) {
                // Both began at once, and the other side's beginning counts.
                client.post(new ClientEvent.CompareNumbers(name));
            } else if (notice instanceof Notice.NumbersShown shown
                    && shown.with().equals(name)) {
                options.out().println(shown.numbers());
                options.out().flush();
                boolean equal = Prompt.yes("Does " + name + " see the same number?");
                client.post(new ClientEvent.NumbersCompared(name, equal));
            } else if (notice instanceof Notice.NumbersEnded ended
                    && ended.with().equals(name)) {
                end(ended);
                return;
            }
            PersonTrouble.refuse(notice, name);
        }
    }

    private void end(Notice.NumbersEnded ended) {
        String sentence = NoticeSentences.of(ended).orElseThrow();
        switch (ended.outcome()) {
            case EQUAL -> options.err().println(sentence);
            case DIFFERENT -> throw new CommandFailure(Exit.TRUST, sentence);
            case GIVEN_UP -> throw new CommandFailure(Exit.NO_CONNECTION, sentence);
        }
    }

    private void print(Notice.SafetyShown shown, Optional<Contact> contact) {
        String trust = PersonState.trust(contact.map(Contact::trust).orElse(Contact.Trust.UNVERIFIED));
        if (options.isJson()) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("user", shown.with().value());
            line.put("account", shown.account().toString());
            line.put("number", shown.number().toString());
            line.put("trust", trust);
            line.put("standing", PersonState.standing(contact));
            line.put("replaces", shown.replaces());
            options.print(line);
            return;
        }
        options.out().println("number  " + shown.number());
        options.out().println("trust   " + trust);
        options.out().flush();
        if (shown.replaces()) {
            options.err().println("This is the number with the identity that came in the place of the one you know.");
        }
        if (!trust.equals("verified")) {
            options.err()
                    .println("Read it to each other on the phone, or look at both screens. If it is the same: verify"
                            + " --with " + shown.with() + " --confirm \"NUMBER\".");
        }
    }
}
