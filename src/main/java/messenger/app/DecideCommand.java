package messenger.app;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import messenger.client.ClientEvent;
import messenger.client.Contact;
import messenger.client.Decision;
import messenger.client.Notice;
import messenger.protocol.UserName;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Decides about a person: the commands accept, decline, block and unblock. */
@CommandLine.Command(mixinStandardHelpOptions = true)
final class DecideCommand implements Callable<Integer> {
    /** What can be decided. */
    enum Verdict {
        ACCEPT("Lets somebody in who writes to you for the first time."),
        DECLINE("Erases what somebody wrote who was not let in yet; they are not told."),
        BLOCK("Drops what somebody writes from now on; they are not told."),
        UNBLOCK("Lets somebody in again who was declined or blocked.");

        private final String description;

        Verdict(String description) {
            this.description = description;
        }

        private Decision decision() {
            return switch (this) {
                case ACCEPT -> new Decision.Accept();
                case DECLINE -> new Decision.Decline();
                case BLOCK -> new Decision.Block();
                case UNBLOCK -> new Decision.Unblock();
            };
        }

        /** The command. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        private boolean isDone(Contact.Standing standing) {
            return switch (this) {
                case ACCEPT, UNBLOCK -> standing == Contact.Standing.ACCEPTED;
                case DECLINE -> standing == Contact.Standing.DECLINED;
                case BLOCK -> standing == Contact.Standing.BLOCKED;
            };
        }

        /** Whether it is for somebody of this standing; what is done already is done again without harm. */
        private boolean isFor(Contact.Standing standing) {
            return isDone(standing)
                    || switch (this) {
                        case ACCEPT, DECLINE -> standing == Contact.Standing.REQUESTED;
                        case UNBLOCK -> standing == Contact.Standing.DECLINED || standing == Contact.Standing.BLOCKED;
                        case BLOCK -> true;
                    };
        }
    }

    private final Verdict verdict;

    @Mixin
    private ClientOptions options = new ClientOptions();

    @Parameters(paramLabel = "NAME", description = "Whom it is about.")
    private String person = "";

    DecideCommand(Verdict verdict) {
        this.verdict = verdict;
    }

    /** Adds the four commands. */
    static void addTo(CommandLine line) {
        for (Verdict verdict : Verdict.values()) {
            CommandLine command = new CommandLine(new DecideCommand(verdict));
            command.getCommandSpec().usageMessage().description(verdict.description);
            line.addSubcommand(verdict.word(), command);
        }
    }

    @Override
    public Integer call() {
        UserName name = Accounts.name(SendCommand.withoutAt(person));
        try (ScriptClient client = options.connect(ScriptClient.Patience.LIMITED)) {
            client.await(notice -> notice instanceof Notice.CaughtUp, ListenCommand::isMessage);
            require(client.contact(name), name);
            client.post(new ClientEvent.Decide(name, verdict.decision()));
            Contact decided = client.contact(name).orElseThrow(() -> nobodyKnown(name));
            if (!verdict.isDone(decided.standing())) {
                throw new CommandFailure(Exit.REFUSED, "Nothing was changed about " + name + ".");
            }
            client.leave();
            print(decided);
        }
        return Exit.DONE;
    }

    private void require(Optional<Contact> known, UserName name) {
        Contact contact = known.orElseThrow(() -> nobodyKnown(name));
        if (!verdict.isFor(contact.standing())) {
            throw new CommandFailure(
                    Exit.REFUSED,
                    name + " is " + PersonState.standing(known) + ", so there is nothing to " + verdict.word()
                            + ". Nothing was changed.");
        }
    }

    private static CommandFailure nobodyKnown(UserName name) {
        return new CommandFailure(
                Exit.REFUSED, name + " never wrote to you, and you never wrote to " + name + ". Nothing was changed.");
    }

    private void print(Contact contact) {
        if (options.isJson()) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("user", contact.name().value());
            line.put("standing", PersonState.standing(Optional.of(contact)));
            options.print(line);
        } else {
            options.out().println(contact.name() + " " + PersonState.standing(Optional.of(contact)));
            options.out().flush();
        }
    }
}
