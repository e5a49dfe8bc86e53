package messenger.client.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What looking at a conversation entails: its messages are loaded, and what was on the screen counts as read. */
final class Reading {
    /** Messages asked for when a conversation is first looked at: more than the tallest usual screen shows. */
    static final int FIRST_PAGE = 100;

    private Reading() {}

    /** Puts a conversation on the screen; what was typed in the one before is kept. */
    static Step open(Model model, ConversationId id) {
        Chats chats = model.chats();
        Optional<Conversation> found = chats.find(id);
        if (found.isEmpty()) {
            return Step.of(model);
        }
        boolean same = model.current().filter(c -> c.id().equals(id)).isPresent();
        Step saved = Drafts.saved(model);
        Chats next = saved.model().chats();
        if (!same) {
            Optional<Conversation> before = model.current();
            if (before.isPresent()) {
                ConversationId left = before.get().id();
                next = next.with(left, next.history(left).withNew(0));
            }
            next = next.with(id, next.history(id).withNew(found.get().unread()));
        }
        Editor text = same ? model.composer() : next.draft(id);
        Model opened = saved.model()
                .with(next.opening(id))
                .with(text)
                .with(model.keyboard().with(Focus.COMPOSER).with(Keyboard.Overlay.NONE, 0));
        return new Step(opened, saved.commands(), Step.Shell.NOTHING);
    }

    /** Asks for messages never loaded, and reports what was seen, if the newest messages are on the screen. */
    static Step settle(Step step) {
        Model model = step.model();
        Optional<Conversation> current = model.isOpen() ? model.current() : Optional.empty();
        if (current.isEmpty() || model.leaving() || model.isRequest(current.get())) {
            return step;
        }
        Conversation conversation = current.get();
        ConversationId id = conversation.id();
        History history = model.chats().history(id);
        List<Command> commands = new ArrayList<>();
        Chats chats = model.chats();
        if (history.loading() == History.Loading.NEVER) {
            commands.add(new Command.LoadLatest(id, FIRST_PAGE));
            chats = chats.with(id, history.with(History.Loading.UNDERWAY));
        }
        boolean seen = history.loading() == History.Loading.DONE && history.scroll() instanceof Scroll.Bottom;
        if (seen && conversation.unread() > 0 && !history.newest().isEmpty()) {
            commands.add(new Command.MarkRead(id, history.newest().get(0)));
            chats = chats.with(conversation.read());
        }
        if (commands.isEmpty()) {
            return step;
        }
        return new Step(model.with(chats), step.commands(), step.shell()).and(commands);
    }
}
