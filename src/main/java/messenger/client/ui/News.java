package messenger.client.ui;

import java.util.List;

/**
 * What the client core tells the screen. The core filters everything remote when it takes it in; the screen filters
 * once more and survives any text, any order and any unknown id.
 */
public sealed interface News {
    /**
     * This device has no account yet: show the register form.
     *
     * @param server prefilled host and port, may be empty
     * @param user prefilled name, may be empty
     * @param problem why the last try failed and what to do, or empty
     */
    record AccountNeeded(String server, String user, String problem) implements News {}

    /** The vault is locked: show the unlock form; {@code problem} as in {@link AccountNeeded}. */
    record Locked(String server, String user, String problem) implements News {}

    /** Something that takes a while before the chat can open ("Deriving the key from your password"). */
    record Working(String what) implements News {}

    /** First contact with a server: the person decides whether this is its key. */
    record ServerUnknown(String server, String fingerprint) implements News {}

    /** The chat opens; {@code user} is our own name. */
    record Opened(String user, String server) implements News {}

    /** The connection changed its state. */
    record Connection(Link link) implements News {}

    /** Everybody in the directory; replaces what was known. */
    record People(List<Person> people) implements News {
        public People {
            people = List.copyOf(people);
        }
    }

    /** One person is new or changed. */
    record PersonChanged(Person person) implements News {}

    /** All conversations; replaces what was known. */
    record Conversations(List<Conversation> conversations) implements News {
        public Conversations {
            conversations = List.copyOf(conversations);
        }
    }

    /** One conversation is new or changed (unread count, title, last activity). */
    record ConversationChanged(Conversation conversation) implements News {}

    /** Show this conversation now: the answer to {@link Command.StartConversation}. */
    record ConversationStarted(Conversation conversation) implements News {}

    /** A new message at the end of its conversation, or a known one (same id) with new content or delivery state. */
    record MessageShown(Message message) implements News {}

    /**
     * A page of history, oldest first: the answer to {@link Command.LoadLatest} or {@link Command.LoadOlder}.
     *
     * @param more whether there is anything older
     */
    record HistoryPage(ConversationId conversation, List<Message> messages, More more) implements News {
        public HistoryPage {
            messages = List.copyOf(messages);
        }
    }

    /** Whether older messages exist. */
    enum More {
        OLDER_EXIST,
        BEGINNING
    }

    /** A line for the person: what happened, what it means, what to do next. */
    record Notice(Level level, String text) implements News {}

    /** How much a notice matters. */
    enum Level {
        INFORMATION,
        WARNING,
        ERROR
    }

    /** The server's key is not the pinned one: a hard stop, both fingerprints shown. */
    record ServerKeyChanged(String server, String pinned, String offered) implements News {}

    /** The client cannot go on: what happened and what to do; only quitting is left. */
    record Stopped(String what, String todo) implements News {}
}
