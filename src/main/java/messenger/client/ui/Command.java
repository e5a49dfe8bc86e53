package messenger.client.ui;

/** What the person wants from the client core, as data. */
public sealed interface Command {
    /** Open the vault. The receiver clears the password. */
    record Unlock(Password password) implements Command {}

    /** Make an account on that server ({@code host} or {@code host:port}). The receiver clears the password. */
    record Register(String server, String user, Password password) implements Command {}

    /** The person says that the fingerprint shown by {@link News.ServerUnknown} is the server's. */
    record TrustServer(String fingerprint) implements Command {}

    /** The person says that it is not, or does not know. */
    record DeclineServer() implements Command {}

    /** Send a text; the core answers with {@link News.MessageShown} in state pending. */
    record Send(ConversationId conversation, String text) implements Command {}

    /**
     * Send a text to a person with whom there may be no conversation yet; answered with {@link
     * News.ConversationStarted} too.
     */
    record SendTo(String user, String text) implements Command {}

    /** Open, or begin, the conversation with a person; answered with {@link News.ConversationStarted} or a notice. */
    record StartConversation(String user) implements Command {}

    /** The newest messages of a conversation; answered with {@link News.HistoryPage}. */
    record LoadLatest(ConversationId conversation, int count) implements Command {}

    /** The messages before a known one; answered with {@link News.HistoryPage}. */
    record LoadOlder(ConversationId conversation, MessageId before, int count) implements Command {}

    /** Everything up to and including this message was on the screen. */
    record MarkRead(ConversationId conversation, MessageId upTo) implements Command {}

    /**
     * Keep typed, unsent text; empty when there is none any more. Comes when a conversation is left, and before
     * {@link Quit}.
     */
    record SaveDraft(ConversationId conversation, String text) implements Command {}

    /** Fetch the directory afresh. */
    record RefreshPeople() implements Command {}

    /** The person leaves, the terminal went away, or a signal asks us to end: save and stop. */
    record Quit() implements Command {}
}
