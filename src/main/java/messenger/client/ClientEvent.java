package messenger.client;

import messenger.crypto.Bytes;
import messenger.crypto.Secret;
import messenger.crypto.Sha256;
import messenger.crypto.identity.DeviceId;
import messenger.crypto.verify.LinkCode;
import messenger.protocol.ServerFrame;
import messenger.protocol.UserName;
import messenger.protocol.content.ConversationId;

/** What happens to the client. */
public sealed interface ClientEvent {
    /**
     * A connection to the server, whose key was checked, is up.
     *
     * @param serverKeyHash SHA-256 of the server's SubjectPublicKeyInfo
     */
    record LinkUp(Route route, Bytes serverKeyHash) implements ClientEvent {
        public LinkUp {
            serverKeyHash.requireSize(Sha256.BYTES, "a server key hash");
        }
    }

    /** The connection is gone. */
    record LinkDown(Route route) implements ClientEvent {}

    /** The server said something. */
    record Arrived(Route route, ServerFrame frame) implements ClientEvent {}

    /**
     * What an account needs that is not registered yet; without it the connection waits. Said again after each start
     * until the account is registered.
     *
     * @param password in UTF-8; the core erases it once it is used
     * @param invite a code of {@link messenger.protocol.Limits#INVITE_BYTES}, or empty
     * @param accessPassword the server's, for newcomers, in UTF-8, or empty; the core erases it
     */
    record Credentials(Secret password, Bytes invite, Secret accessPassword) implements ClientEvent {}

    /** The person wants to send a text to somebody. */
    record Compose(UserName to, String text) implements ClientEvent {}

    /** The person wants the conversation with somebody. */
    record Open(UserName with) implements ClientEvent {}

    /** The person decides about somebody. */
    record Decide(UserName about, Decision decision) implements ClientEvent {}

    /**
     * The person wants the safety number with somebody, and what it is worth; answered by {@link Notice.SafetyShown}.
     */
    record ShowSafety(UserName with) implements ClientEvent {}

    /** The person wants to compare short numbers with somebody (PROTOCOL 1.14); the other side is asked. */
    record CompareNumbers(UserName with) implements ClientEvent {}

    /** The person has compared the numbers of {@link Notice.NumbersShown}. */
    record NumbersCompared(UserName with, boolean equal) implements ClientEvent {}

    /** The person typed the code that a new device shows; the password was asked again before. */
    record LinkDevice(LinkCode code) implements ClientEvent {}

    /** The person has compared the numbers of {@link Notice.LinkNumbers}. */
    record LinkCompared(boolean equal) implements ClientEvent {}

    /** The person takes one of the own devices out of the account. */
    record RemoveDevice(DeviceId device) implements ClientEvent {}

    /** The person wants to know the own devices; answered by {@link Notice.OwnDevices}. */
    record ShowDevices() implements ClientEvent {}

    /**
     * The account's password changes. The vault's is changed by the shell, after {@link Notice.PasswordChanged}.
     *
     * @param old in UTF-8, as {@code fresh}; the core erases both
     */
    record ChangePassword(Secret old, Secret fresh) implements ClientEvent {}

    /** The account goes, everywhere; {@link Notice.AccountDeleted} follows, and then the shell erases the vault. */
    record DeleteAccount(Secret password) implements ClientEvent {}

    /** Everything up to this position was on the screen. */
    record Read(ConversationId conversation, long upTo) implements ClientEvent {}

    /** Typed and not sent. */
    record Draft(ConversationId conversation, String text) implements ClientEvent {}

    /** The person wants to know who is there. */
    record RefreshPeople() implements ClientEvent {}

    /** The client is about to leave: what would wait for a moment is sent now. */
    record Leaving() implements ClientEvent {}

    /** Some time has passed; comes about once a second. */
    record Tick() implements ClientEvent {}
}
