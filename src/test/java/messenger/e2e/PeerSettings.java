package messenger.e2e;

import java.time.Duration;
import java.util.function.Consumer;
import messenger.client.Notice;
import messenger.client.net.Backoff;
import messenger.client.net.ServerAddress;
import messenger.crypto.Bytes;
import messenger.transport.ServerKeyHash;

/**
 * What a {@link Peer} needs to know.
 *
 * @param backoff how patiently it calls a server that is away
 * @param listener hears of everything, on the peer's thread
 * @param tap sees every frame that it sends or gets, as it is on the wire beneath TLS
 */
record PeerSettings(
        ServerAddress address, ServerKeyHash key, Backoff backoff, Consumer<Notice> listener, Consumer<Bytes> tap) {
    /** Tests do not wait for a second. */
    private static final Backoff EAGER = new Backoff(Duration.ofMillis(50), Duration.ofMillis(500), 0);

    static PeerSettings of(RealServer server) {
        return of(server.address(), server.keyHash());
    }

    static PeerSettings of(ServerAddress address, ServerKeyHash key) {
        return new PeerSettings(address, key, EAGER, notice -> {}, frame -> {});
    }

    PeerSettings withBackoff(Backoff waits) {
        return new PeerSettings(address, key, waits, listener, tap);
    }

    PeerSettings toldTo(Consumer<Notice> ears) {
        return new PeerSettings(address, key, backoff, ears, tap);
    }

    PeerSettings tappedBy(Consumer<Bytes> ear) {
        return new PeerSettings(address, key, backoff, listener, ear);
    }
}
