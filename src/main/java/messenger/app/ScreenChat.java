package messenger.app;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import messenger.client.ClientEvent;
import messenger.client.Conversation;
import messenger.client.StoredMessage;
import messenger.client.ui.Command;
import messenger.client.ui.ConversationId;
import messenger.client.ui.Message;
import messenger.client.ui.News;
import messenger.protocol.UserName;

/** What the screen wants of an open chat. Called on the screen's thread, and, to learn names, on the client's. */
final class ScreenChat {
    private final Consumer<News> tell;
    private final Map<ConversationId, UserName> names = new ConcurrentHashMap<>();

    ScreenChat(Consumer<News> tell) {
        this.tell = tell;
    }

    /** Remembers who is on the other side of a conversation. */
    void learn(UserName with, Conversation conversation) {
        names.put(ScreenNews.id(conversation.id()), with);
    }

    /** Does what a command says; returns at once. */
    void accept(Command command, ClientRuntime running) {
        if (command instanceof Command.Send send) {
            name(send.conversation()).ifPresent(to -> running.post(new ClientEvent.Compose(to, send.text())));
        } else if (command instanceof Command.SendTo send) {
            valid(send.user()).ifPresent(to -> {
                running.post(new ClientEvent.Open(to));
                running.post(new ClientEvent.Compose(to, send.text()));
            });
        } else if (command instanceof Command.StartConversation start) {
            valid(start.user()).ifPresent(with -> running.post(new ClientEvent.Open(with)));
        } else if (command instanceof Command.LoadLatest load) {
            history(running, load.conversation(), Long.MAX_VALUE, load.count());
        } else if (command instanceof Command.LoadOlder load) {
            history(running, load.conversation(), ScreenNews.position(load.before()), load.count());
        } else if (command instanceof Command.MarkRead read) {
            running.post(new ClientEvent.Read(ScreenNews.id(read.conversation()), ScreenNews.position(read.upTo())));
        } else if (command instanceof Command.SaveDraft draft) {
            running.post(new ClientEvent.Draft(ScreenNews.id(draft.conversation()), draft.text()));
        } else if (command instanceof Command.RefreshPeople) {
            running.post(new ClientEvent.RefreshPeople());
        } else {
            throw new AssertionError("no handling of " + command.getClass());
        }
    }

    private Optional<UserName> name(ConversationId conversation) {
        return Optional.ofNullable(names.get(conversation));
    }

    private Optional<UserName> valid(String name) {
        try {
            return Optional.of(Accounts.name(name));
        } catch (CommandFailure e) {
            error(e.sentence());
            return Optional.empty();
        }
    }

    /** Tells the person what went wrong. */
    void error(String sentence) {
        tell.accept(new News.Notice(News.Level.ERROR, sentence));
    }

    private void history(ClientRuntime running, ConversationId conversation, long before, int count) {
        Optional<UserName> with = name(conversation);
        if (with.isEmpty()) {
            return;
        }
        var page = running.look(view -> {
            UserName own = view.client().account().name();
            List<StoredMessage> stored = view.vault().history(ScreenNews.id(conversation), before, count);
            boolean atBeginning = stored.isEmpty() || stored.get(0).position() == 1;
            List<Message> messages = stored.stream()
                    .map(message -> ScreenNews.message(own, with.get(), message))
                    .toList();
            return new News.HistoryPage(
                    conversation, messages, atBeginning ? News.More.BEGINNING : News.More.OLDER_EXIST);
        });
        var unused = page.thenAccept(tell);
    }
}
