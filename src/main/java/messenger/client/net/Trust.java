package messenger.client.net;

import messenger.transport.ServerKeyHash;
import messenger.transport.TrustAnchors;

/**
 * Which server is the right one (PROTOCOL 1.16.4). Who has a pin uses {@link Pinned}, whatever authorities say: a pin
 * is one's own knowledge, and an authority that errs or is forced must not override it.
 */
public sealed interface Trust {
    /** The one with this key, and no other. */
    record Pinned(ServerKeyHash key) implements Trust {}

    /** The one somebody decides for when it is met; from then on it is pinned. */
    record FirstContact(TrustDecision decision) implements Trust {}

    /**
     * The one an authority vouches for, checked with each connection; no question is asked and no pin is made, so
     * that it may change its key. Whoever has no good certificate is met as in {@link FirstContact}.
     *
     * @param host what the certificate must be for: the name that the person wrote
     */
    record Authority(TrustAnchors anchors, String host, TrustDecision otherwise) implements Trust {}
}
