package messenger.transport;

import java.util.List;

/** What Mallory shows as a server's identity. */
public final class HostileIdentity {
    private HostileIdentity() {}

    /** Her own key and certificate, and behind it somebody else's. */
    public static ServerIdentity showing(ServerIdentity own, ServerIdentity victim) {
        return ServerIdentity.of(own.privateKey(), List.of(own.certificate(), victim.certificate()));
    }

    /** Somebody else's certificate with her own key. */
    public static ServerIdentity withoutItsKey(ServerIdentity own, ServerIdentity victim) {
        return ServerIdentity.of(own.privateKey(), victim.chain());
    }
}
