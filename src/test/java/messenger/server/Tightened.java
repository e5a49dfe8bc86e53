package messenger.server;

import java.time.Duration;

/** The default limits with one of them changed. */
final class Tightened {
    private static final ServerLimits USUAL = ServerLimits.DEFAULT;

    private Tightened() {}

    /** Another number of connections: in all, per address, strangers, strangers per address. */
    static ServerLimits connections(int total, int perAddress, int strangers, int strangersPerAddress) {
        ServerLimits.Connections c = USUAL.connections();
        return with(new ServerLimits.Connections(
                total,
                perAddress,
                strangers,
                strangersPerAddress,
                c.handshakesPerAddress(),
                c.pending(),
                c.loginWithin(),
                c.silentFor()));
    }

    static ServerLimits pending(int pending) {
        ServerLimits.Connections c = USUAL.connections();
        return with(new ServerLimits.Connections(
                c.total(),
                c.perAddress(),
                c.strangers(),
                c.strangersPerAddress(),
                c.handshakesPerAddress(),
                pending,
                c.loginWithin(),
                c.silentFor()));
    }

    /** Time enough for tests that let it pass. */
    static ServerLimits patient() {
        ServerLimits.Connections c = USUAL.connections();
        Duration days = Duration.ofDays(365);
        return with(new ServerLimits.Connections(
                c.total(),
                c.perAddress(),
                c.strangers(),
                c.strangersPerAddress(),
                c.handshakesPerAddress(),
                c.pending(),
                days,
                days));
    }

    static ServerLimits closed() {
        return USUAL.withRegistration(ServerLimits.Registration.CLOSED);
    }

    private static ServerLimits with(ServerLimits.Connections connections) {
        return USUAL.withConnections(connections);
    }
}
