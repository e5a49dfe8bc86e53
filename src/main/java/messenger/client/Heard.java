package messenger.client;

import java.time.Instant;
import messenger.crypto.ratchet.PeerDevice;
import messenger.protocol.content.Body;
import messenger.protocol.content.Content;

/**
 * Something that a device said.
 *
 * @param from as its session proved
 * @param place where it belongs in the history, if it is a text
 * @param accepted when the server says that it got it
 */
record Heard(PeerDevice from, Content content, Place place, Instant accepted) {
    /** What this says again, as if it had come itself. */
    Heard instead(Body.Again again, Place where) {
        Content said = new Content(
                content.conversation(),
                again.id(),
                again.sequence(),
                Content.CHAIN_START,
                content.parents(),
                again.sentMs(),
                content.ownDeviceList(),
                again.body());
        return new Heard(from, said, where, accepted);
    }

    Heard at(Place where) {
        return new Heard(from, content, where, accepted);
    }

    /** The times of a message that this is. */
    StoredMessage.Times times(Instant now) {
        return new StoredMessage.Times(Instant.ofEpochMilli(content.sentMs()), accepted, now);
    }
}
