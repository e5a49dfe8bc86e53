package messenger.client;

import messenger.crypto.Bytes;
import messenger.crypto.Sha256;
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
    record LinkUp(Bytes serverKeyHash) implements ClientEvent {
        public LinkUp {
            serverKeyHash.requireSize(Sha256.BYTES, "a server key hash");
        }
    }

    /** The connection is gone. */
    record LinkDown() implements ClientEvent {}

    /** The server said something. */
    record Arrived(ServerFrame frame) implements ClientEvent {}

    /** The person wants to send a text to somebody. */
    record Compose(UserName to, String text) implements ClientEvent {}

    /** The person wants the conversation with somebody. */
    record Open(UserName with) implements ClientEvent {}

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
