package messenger.client.ui;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What the client core tells the screen. The core filters everything remote when it takes it in; the screen filters
 * once more and survives any text, any order and any unknown id.
 */
public sealed interface News {
    /**
     * This device has no account yet: show the choice between a new one, linking and recovering.
     *
     * @param server prefilled host and port, may be empty
     * @param user prefilled name, may be empty
     */
    record FirstStart(String server, String user) implements News {}

    /**
     * Show the register form.
     *
     * @param server prefilled, as {@code user}, may be empty
     * @param problem why the last try failed and what to do, or empty
     * @param extras what the server asked for besides
     */
    record AccountNeeded(String server, String user, String problem, Set<Extra> extras) implements News {
        public AccountNeeded {
            extras = Set.copyOf(extras);
        }

        /** Without anything that only some servers ask for. */
        public AccountNeeded(String server, String user, String problem) {
            this(server, user, problem, Set.of());
        }
    }

    /** What only some servers ask newcomers for. */
    enum Extra {
        INVITE,
        ACCESS_PASSWORD
    }

    /** Recovering failed, or nobody has begun it: show its form; parameters as in {@link AccountNeeded}. */
    record RecoverNeeded(String server, String user, String problem) implements News {}

    /** Linking this device failed: show its form again; parameters as in {@link AccountNeeded}. */
    record LinkNeeded(String server, String problem) implements News {}

    /**
     * The recovery code, to be shown until the person leaves it; the answer to {@link Command.ShowRecovery}, and what
     * follows a registration. The screen clears the code.
     *
     * @param code groups of equal length, separated by blanks
     */
    record RecoveryCodeShown(Password code, Occasion occasion) implements News {}

    /** Why the recovery code is shown. */
    enum Occasion {
        /** It is new: the person must show that it is on paper, answered with {@link Command.RecoveryKept}. */
        NEW,
        /** The person wanted to see it. */
        ASKED
    }

    /**
     * What the other device needs, on the device to be linked; shown as groups and as a QR code.
     *
     * @param code groups separated by blanks
     * @param qr what the QR code says; capital letters and digits make it smallest
     * @param until when it stops working
     */
    record LinkCodeShown(String code, String qr, Instant until) implements News {}

    /** Both devices found each other: the person compares these; answered with {@link Command.LinkCompared}. */
    record LinkNumbersShown(String numbers) implements News {}

    /** This device is linked; what shall lock it? Answered with {@link Command.SetDevicePassword}. */
    record DevicePasswordNeeded(String user, String problem) implements News {}

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

    /** Everybody we met; replaces what was known. Comes before the conversations. */
    record Contacts(List<Contact> contacts) implements News {
        public Contacts {
            contacts = List.copyOf(contacts);
        }
    }

    /**
     * Somebody is new, or something about them was decided or has changed. Somebody undecided ({@link
     * Contact.Standing#REQUESTED}) needs a conversation too, with the number of messages as its unread count; nothing
     * of it is shown or asked for before the decision.
     */
    record ContactChanged(Contact contact) implements News {}

    /**
     * The answer to {@link Command.ShowSafety}.
     *
     * @param digits 12 groups of 5 digits
     * @param qr what the QR code says; capital letters and digits make it smallest
     * @param account which key that is, opaque to the screen, for {@link Command.ConfirmSafety}
     * @param whose the pinned key's number, or that of the one which came in its place
     */
    record SafetyShown(String user, String digits, String qr, String account, Whose whose) implements News {}

    /** Which of two keys of the same name. */
    enum Whose {
        PINNED,
        RIVAL
    }

    /** Somebody wants to compare short numbers; {@link Command.CompareNumbers} agrees. */
    record ComparisonWanted(String user) implements News {}

    /** Compare these with what the other side sees; answered with {@link Command.NumbersCompared}. */
    record ComparisonShown(String user, String numbers) implements News {}

    /** How comparing ended. */
    record ComparisonEnded(String user, Outcome outcome) implements News {}

    /** How comparing numbers ends. */
    enum Outcome {
        /** Both sides say that they are equal: verified. */
        EQUAL,
        /** They differ, or somebody cheated. */
        DIFFERENT,
        /** Nobody answered in time, or somebody called it off. */
        GIVEN_UP
    }

    /** The own devices: the answer to {@link Command.ShowDevices}, and whenever they change. */
    record Devices(List<OwnDevice> devices) implements News {
        public Devices {
            devices = List.copyOf(devices);
        }
    }

    /** A person has other devices than before; becomes a line in their conversation. */
    record PeerDevicesChanged(String user, List<String> added, List<String> removed) implements News {
        public PeerDevicesChanged {
            added = List.copyOf(added);
            removed = List.copyOf(removed);
        }
    }

    /** Wrong passwords were tried at the account since this device was last here; {@code count} is 1 or more. */
    record FailedTries(int count) implements News {}

    /** The vault is an older copy of itself: its sessions were given up. */
    record VaultRestored() implements News {}

    /** What an overlay asked for is done: it closes, and the text is shown. */
    record Done(String text) implements News {}

    /**
     * What an overlay asked for was not done. The overlay shows why and what to do; without one it is a notice. An
     * overlay that waits ends its waiting with this or with its own answer.
     */
    record Refused(String problem) implements News {}

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

    /** A new message where its order puts it, or a known one (same id) with new content or delivery state. */
    record MessageShown(Message message) implements News {}

    /**
     * What came and could not be read.
     *
     * @param paragraphs one for each, newest first: when it came, why, what can be done
     */
    record UnreadableShown(List<String> paragraphs) implements News {
        public UnreadableShown {
            paragraphs = List.copyOf(paragraphs);
        }
    }

    /** A line about something missing is not needed any more. */
    record MessageGone(ConversationId conversation, MessageId message) implements News {}

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
