package messenger.client.ui;

import java.util.Optional;

/** What keeps a conversation from being written in, and how the person learns of it. */
final class Barrier {
    private Barrier() {}

    static boolean stands(Model model, Conversation conversation) {
        return banner(model, conversation).isPresent();
    }

    /** The sentence above the conversation, while something stands in the way. */
    static Optional<String> banner(Model model, Conversation conversation) {
        if (conversation.kind() != Conversation.Kind.DIRECT) {
            return Optional.empty();
        }
        String name = Columns.fit(Printable.line(conversation.title()), 32);
        return switch (model.standing(conversation)) {
            case REQUESTED -> Optional.of(name + " wants to write to you. Ctrl-X r decides.");
            case DECLINED -> Optional.of("You declined " + name + "; what they write is dropped. /unblock changes it.");
            case BLOCKED -> Optional.of("You blocked " + name + "; what they write is dropped. /unblock changes it.");
            case GONE -> Optional.of(name + " deleted their account. What you have of them stays here.");
            case ACCEPTED ->
                model.trust(conversation.title()) == Person.Trust.CHANGED
                        ? Optional.of("! The key of " + name + " changed, so nothing is sent. Ctrl-X k says more.")
                        : Optional.empty();
        };
    }

    /** The few words in the empty composer. */
    static Optional<String> prompt(Model model, Conversation conversation) {
        if (!stands(model, conversation)) {
            return Optional.empty();
        }
        return Optional.of(
                switch (model.standing(conversation)) {
                    case REQUESTED -> "decide first: Ctrl-X r";
                    case DECLINED, BLOCKED -> "not while blocked: Ctrl-X u unblocks";
                    case GONE -> "nobody is there any more";
                    case ACCEPTED -> "blocked, the key changed: Ctrl-X k";
                });
    }

    /** What Enter does instead of sending: the text stays, and the decision is asked for. */
    static Step explained(Model model, Conversation conversation) {
        if (model.isRequest(conversation)) {
            return Requests.ask(model, conversation);
        }
        String why = banner(model, conversation).orElse("");
        Step told = Step.of(model.notice(News.Level.WARNING, "Not sent. " + why));
        boolean changed = model.standing(conversation) == Contact.Standing.ACCEPTED;
        return changed ? Step.of(told.model().with(new Changed(conversation.title()))) : told;
    }
}
