package messenger.client.net;

/**
 * Where a server is.
 *
 * @param host a name, or an IPv4 or IPv6 address without brackets
 */
public record ServerAddress(String host, int port) {
    private static final int PORT_MAX = 65_535;
    /** RFC 1035 2.3.4. */
    private static final int HOST_CHARS_MAX = 255;

    public ServerAddress {
        if (host.isBlank() || host.length() > HOST_CHARS_MAX) {
            throw new IllegalArgumentException("a host name has 1 to " + HOST_CHARS_MAX + " characters");
        }
        if (port < 1 || port > PORT_MAX) {
            throw new IllegalArgumentException("a port is 1 to " + PORT_MAX + ", not " + port);
        }
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
