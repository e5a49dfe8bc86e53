package messenger.client.ui;

/** What the person wants from the client core, as data. */
public sealed interface Command {
    /** Open the vault. The receiver clears the password. */
    record Unlock(Password password) implements Command {}

    /**
     * Make an account on that server ({@code host} or {@code host:port}); answered with {@link
     * News.RecoveryCodeShown} before {@link News.Opened}, or with {@link News.AccountNeeded}. The receiver clears
     * both passwords.
     *
     * @param invite as typed, or empty
     * @param access the server's password for newcomers, or an empty one
     */
    record Register(String server, String user, Password password, String invite, Password access) implements Command {
        /** Without what only some servers ask for. */
        public Register(String server, String user, Password password) {
            this(server, user, password, "", Password.empty());
        }
    }

    /**
     * Bring this device into an account of that server; answered with {@link News.LinkCodeShown}, then {@link
     * News.LinkNumbersShown}, then {@link News.DevicePasswordNeeded}, and on failure with {@link News.LinkNeeded}.
     */
    record BeginLink(String server) implements Command {}

    /** The person compared the numbers of {@link News.LinkNumbersShown}, on either device. */
    record LinkCompared(Verdict verdict) implements Command {}

    /** What locks the keys on this newly linked device; the receiver clears it. {@link News.Opened} follows. */
    record SetDevicePassword(Password password) implements Command {}

    /**
     * Bring an account to this device with its recovery code; all its other devices are signed out. Answered like
     * {@link Register}, on failure with {@link News.RecoverNeeded}. The receiver clears all three.
     *
     * @param code as typed, blanks included
     * @param fresh the new password, or an empty one to keep the old
     */
    record Recover(String server, String user, Password password, Password code, Password fresh) implements Command {}

    /**
     * Back to the first choice, which the screen shows already: what was begun there (a link code, for instance) is
     * dropped. {@link News.FirstStart} may follow, to fill in what is known.
     */
    record Abandon() implements Command {}

    /** The person has the recovery code on paper; until then the core shows it again at the next start. */
    record RecoveryKept() implements Command {}

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

    /** What was decided about a person; {@link News.ContactChanged} follows. */
    record Decide(String user, Decision decision) implements Command {}

    /** What can be decided about a person. */
    enum Decision {
        /** Show what they wrote, and tell them that it arrived. */
        ACCEPT,
        /** Erase what they wrote and drop what they will write. */
        DECLINE,
        /** The same, also for somebody accepted before. */
        BLOCK,
        UNBLOCK,
        /** Whoever has the name now is taken for it; never sent for a name that was verified. */
        ACCEPT_IDENTITY,
        /** No longer taken as verified: the numbers differed. */
        UNVERIFY
    }

    /** Show the safety number with a person; answered with {@link News.SafetyShown} or {@link News.Refused}. */
    record ShowSafety(String user) implements Command {}

    /** The safety numbers are equal; {@link News.ContactChanged} follows.
     *
     * @param account from {@link News.SafetyShown}: the key that was compared, whoever has the name meanwhile
     */
    record ConfirmSafety(String user, String account) implements Command {}

    /**
     * Compare short numbers with a person, or agree to their wish; answered with {@link News.ComparisonShown} and
     * {@link News.ComparisonEnded}.
     */
    record CompareNumbers(String user) implements Command {}

    /** The person compared the numbers of {@link News.ComparisonShown}. */
    record NumbersCompared(String user, Verdict verdict) implements Command {}

    /** What comparing numbers says. */
    enum Verdict {
        EQUAL,
        DIFFERENT
    }

    /** Tell the own devices; answered with {@link News.Devices}. */
    record ShowDevices() implements Command {}

    /** Take one of the own devices out of the account; answered with {@link News.Done} or {@link News.Refused}. */
    record RemoveDevice(String id) implements Command {}

    /**
     * Look for the device that shows this code; answered with {@link News.LinkNumbersShown} and, at the end, {@link
     * News.Done} or {@link News.Refused}. The receiver clears both.
     *
     * @param code as typed, blanks included
     */
    record LinkDevice(Password code, Password password) implements Command {}

    /** Answered with {@link News.Done} or {@link News.Refused}. The receiver clears both. */
    record ChangePassword(Password old, Password fresh) implements Command {}

    /** Answered with {@link News.Stopped} or {@link News.Refused}. The receiver clears the password. */
    record DeleteAccount(Password password) implements Command {}

    /** Answered with {@link News.RecoveryCodeShown} or {@link News.Refused}. The receiver clears the password. */
    record ShowRecovery(Password password) implements Command {}

    /** Tell what came and could not be read; answered with {@link News.UnreadableShown}. */
    record ShowUnreadable() implements Command {}

    /** Fetch the directory afresh. */
    record RefreshPeople() implements Command {}

    /** The person leaves, the terminal went away, or a signal asks us to end: save and stop. */
    record Quit() implements Command {}

    /** Begin with this theme next time. */
    record KeepTheme(String theme) implements Command {}
}
