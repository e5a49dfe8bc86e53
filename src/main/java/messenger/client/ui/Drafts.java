package messenger.client.ui;

import java.util.List;
import java.util.Optional;

/** What was typed and not sent: kept per conversation here, and handed to the core so that nothing is lost. */
final class Drafts {
    private Drafts() {}

    /**
     * The composer's text kept under the current conversation, and a command if it differs from what was kept before.
     */
    static Step saved(Model model) {
        Optional<Conversation> current = model.current();
        if (current.isEmpty()) {
            return Step.of(model);
        }
        ConversationId id = current.get().id();
        Editor kept = model.chats().draft(id);
        Model next = model.with(model.chats().with(id, model.composer()));
        if (kept.text().equals(model.composer().text())) {
            return Step.of(next);
        }
        String text = model.composer().text();
        return new Step(next, List.of(new Command.SaveDraft(id, text)), Step.Shell.NOTHING);
    }
}
