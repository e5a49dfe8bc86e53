package messenger.client.ui;

import java.util.Optional;
import messenger.protocol.UserName;

/** What is done about a person: by a key about whoever the conversation is with, by a command about anybody. */
final class PersonUpdate {
    private PersonUpdate() {}

    /** {@code given} is the name after the command, or empty for whoever the conversation is with. */
    static Step run(Model model, Action action, String given) {
        String name = given.isEmpty() ? besides(model) : given;
        if (name.isEmpty()) {
            return told(model, "With whom? Open their conversation, or write the name after the command.");
        }
        if (!UserName.isValid(name)) {
            return told(model, "No name looks like that: 3 to 32 of the characters a-z 0-9 _ . -");
        }
        if (name.equals(model.account().user())) {
            return told(model, "That is you. /devices shows your own devices.");
        }
        Optional<Contact.Standing> standing = model.contacts().find(name).map(Contact::standing);
        boolean asks = standing.filter(s -> s == Contact.Standing.REQUESTED).isPresent();
        return switch (action) {
            case VERIFY -> Verify.begin(model, name);
            case TRUST_KEY -> trust(model, name);
            case ACCEPT ->
                asks
                        ? Step.of(model, new Command.Decide(name, Command.Decision.ACCEPT))
                        : told(model, name + " does not wait for your decision.");
            case DECLINE_PERSON ->
                asks
                        ? Step.of(model.with(new Confirm(Confirm.Question.DECLINE, name, NoDialog.NONE)))
                        : told(model, name + " does not wait for your decision. /block works for anybody.");
            case BLOCK -> Step.of(model.with(new Confirm(Confirm.Question.BLOCK, name, NoDialog.NONE)));
            case UNBLOCK -> unblock(model, name, standing);
            default -> throw new AssertionError("nothing about a person: " + action);
        };
    }

    private static String besides(Model model) {
        return model.current()
                .filter(conversation -> conversation.kind() == Conversation.Kind.DIRECT)
                .map(Conversation::title)
                .orElse("");
    }

    private static Step trust(Model model, String name) {
        return model.trust(name) == Person.Trust.CHANGED
                ? Step.of(model.with(new Changed(name)))
                : told(model, "The key of " + name + " has not changed. /verify shows its safety number.");
    }

    private static Step unblock(Model model, String name, Optional<Contact.Standing> standing) {
        boolean shut = standing.filter(s -> s == Contact.Standing.BLOCKED || s == Contact.Standing.DECLINED)
                .isPresent();
        return shut
                ? Step.of(model, new Command.Decide(name, Command.Decision.UNBLOCK))
                : told(model, name + " is not blocked.");
    }

    private static Step told(Model model, String text) {
        return Step.of(model.notice(News.Level.INFORMATION, text));
    }
}
