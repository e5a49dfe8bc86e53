package messenger.client;

import java.time.Instant;
import messenger.crypto.identity.AccountId;
import messenger.crypto.identity.SafetyFingerprint;
import messenger.protocol.Refusal;
import messenger.protocol.UserName;
import messenger.protocol.content.MessageId;

/** What the core tells whoever it serves, a screen or a script. */
public sealed interface Notice {
    /** The server made the account; the first time only. */
    record Registered(UserName name, AccountId account, SafetyFingerprint fingerprint) implements Notice {}

    /** Logged in. */
    record Online(UserName name) implements Notice {}

    /** The server refuses this client; trying again will not help. */
    record Rejected(Refusal reason) implements Notice {}

    /** Everything that waited is here. */
    record CaughtUp() implements Notice {}

    /** A message is new or further on its way; {@code with} is the other side of its conversation. */
    record MessageChanged(UserName with, StoredMessage message) implements Notice {}

    /** A conversation is new or changed. */
    record ConversationChanged(UserName with, Conversation conversation) implements Notice {}

    /** The answer to {@link ClientEvent.Open}. */
    record ConversationOpened(UserName with, Conversation conversation) implements Notice {}

    /** Somebody of the server's directory; the present moment where {@code online}. */
    record PersonChanged(UserName name, boolean online, Instant lastSeen, boolean keyChanged) implements Notice {}

    /** Every {@link PersonChanged} of a requested list has been told. */
    record PeopleComplete() implements Notice {}

    /** Nobody has this name, so what was to be sent or opened was not. */
    record NobodyThere(UserName name) implements Notice {}

    /** That is our own name: there are no notes to oneself yet. */
    record ThatIsYou(UserName name) implements Notice {}

    /** Not connected, and this name was never met: it waits until there is a connection. */
    record WaitsForConnection(UserName name) implements Notice {}

    /** So much waits for a name that was never met that this was not kept. */
    record TooMuchWaits(UserName name) implements Notice {}

    /** The server presents another account under a pinned name: nothing is sent to it. */
    record IdentityChanged(UserName name) implements Notice {}

    /** The person has no usable keys at the server; the message waits. */
    record NoKeys(UserName name) implements Notice {}

    /** The text is longer than a message may be. */
    record TooLong(int bytes, int bytesMax) implements Notice {}

    /** Messages that could not be opened since the start. */
    record Unreadable(int count) implements Notice {}

    /** The server wants less in this time; the message is sent a little later. */
    record Slowed(MessageId message) implements Notice {}
}
