package messenger.client.ui;

import java.util.List;

/** People who wrote and about whom nothing is decided yet. */
final class Requests {
    private Requests() {}

    /** Puts a conversation on the screen as the person wished; for an undecided one, the question comes with it. */
    static Step open(Model model, ConversationId id) {
        Step opened = Reading.open(model, id);
        return opened.model()
                .current()
                .filter(conversation ->
                        conversation.id().equals(id) && opened.model().isRequest(conversation))
                .map(conversation -> opened.then(ask(opened.model(), conversation)))
                .orElse(opened);
    }

    static Step ask(Model model, Conversation conversation) {
        return Step.of(model.with(new Request(conversation.title(), conversation.unread())));
    }

    static List<Conversation> all(Model model) {
        return model.chats().list().stream().filter(model::isRequest).toList();
    }

    /** The next request, with how many more there are. */
    static Step next(Model model) {
        List<Conversation> all = all(model);
        if (all.isEmpty()) {
            return Step.of(model.notice(News.Level.INFORMATION, "Nobody waits for your decision."));
        }
        int at = model.current().map(all::indexOf).orElse(-1);
        Step opened = open(model, all.get((at + 1) % all.size()).id());
        if (all.size() == 1) {
            return opened;
        }
        String names = String.join(
                ", ", all.stream().map(c -> Printable.line(c.title())).toList());
        Model told =
                opened.model().notice(News.Level.INFORMATION, all.size() + " people wait: " + Columns.fit(names, 200));
        return new Step(told, opened.commands(), opened.shell());
    }
}
