package messenger.client.net;

import messenger.transport.ServerKeyHash;

/** Which server is the right one (PROTOCOL 1.16.4). */
public sealed interface Trust {
    /** The one with this key, and no other. */
    record Pinned(ServerKeyHash key) implements Trust {}

    /** The one somebody decides for when it is met; from then on it is pinned. */
    record FirstContact(TrustDecision decision) implements Trust {}
}
