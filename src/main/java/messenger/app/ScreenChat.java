package messenger.app;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import messenger.client.Client;
import messenger.client.ClientEvent;
import messenger.client.Contact;
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
    private final Set<ConversationId> retired = ConcurrentHashMap.newKeySet();

    ScreenChat(Consumer<News> tell) {
        this.tell = tell;
    }

    /** A conversation as a row of the list; it is remembered who is on its other side. */
    messenger.client.ui.Conversation row(Client client, Conversation conversation) {
        learn(client.nameOf(conversation), conversation);
        messenger.client.ui.Conversation row = ScreenNews.conversation(client.nameOf(conversation), conversation);
        if (!client.isReplaced(conversation)) {
            return row;
        }
        // Somebody else has the name now: nothing typed here may go to them.
        retired.add(row.id());
        return row.titled(row.title() + " (before)");
    }

    /** Shows the conversation with somebody whose name another account has now as what it is. */
    void retire(Contact contact, ClientRuntime running) {
        var unused = running.look(view -> {
            view.client().conversations().stream()
                    .filter(conversation -> conversation.peer().equals(contact.account()))
                    .map(conversation -> row(view.client(), conversation))
                    .forEach(row -> tell.accept(new News.ConversationChanged(row)));
            return contact;
        });
    }

    /** Remembers who is on the other side of a conversation. */
    void learn(UserName with, Conversation conversation) {
        names.put(ScreenNews.id(conversation.id()), with);
    }

    /** Does what a command says; returns at once. */
    void accept(Command command, ClientRuntime running) {
        if (command instanceof Command.Send send) {
            send(send, running);
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
        } else if (command instanceof Command.ShowUnreadable) {
            var list = running.look(view -> view.client().unreadable());
            var unused = list.thenAccept(all -> tell.accept(new News.UnreadableShown(
                    all.stream().map(UnreadableCommand::paragraph).toList())));
        } else if (command instanceof Command.RefreshPeople) {
            running.post(new ClientEvent.RefreshPeople());
        } else {
            throw new AssertionError("no handling of " + command.getClass());
        }
    }

    private void send(Command.Send send, ClientRuntime running) {
        if (retired.contains(send.conversation())) {
            error("This conversation was with another account of that name, so nothing was sent. Open the present one"
                    + " with F3.");
        } else {
            name(send.conversation()).ifPresent(to -> running.post(new ClientEvent.Compose(to, send.text())));
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
            boolean atBeginning = stored.size() < count;
            List<Message> messages = stored.stream()
                    .map(message -> ScreenNews.message(own, with.get(), message))
                    .toList();
            return new News.HistoryPage(
                    conversation, messages, atBeginning ? News.More.BEGINNING : News.More.OLDER_EXIST);
        });
        var unused = page.thenAccept(tell);
    }
}
