package messenger.server.net;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Where a connection comes from, as limits count it: an IPv4 address, or the /64 of an IPv6 address, since whoever
 * has one address of it has all 2^64 (RFC 6177).
 */
record Origin(String text) {
    private static final int IPV6_NETWORK_BYTES = 8;

    static Origin of(SocketAddress address) {
        if (!(address instanceof InetSocketAddress inet) || inet.getAddress() == null) {
            return new Origin("unknown");
        }
        InetAddress ip = inet.getAddress();
        if (ip instanceof Inet6Address) {
            byte[] network = Arrays.copyOf(ip.getAddress(), IPV6_NETWORK_BYTES);
            return new Origin(HexFormat.of().formatHex(network).replaceAll("(.{4})(?!$)", "$1:") + "::/64");
        }
        return new Origin(ip.getHostAddress());
    }
}
