package messenger.crypto.opaque;

import messenger.crypto.Bytes;

/**
 * Who logs in where, as both sides know it from elsewhere (RFC 9807 10.3): registration and every login must name the
 * same.
 *
 * @param client such as the user name; empty stands for the client's public key (RFC 9807 4)
 * @param server such as the server's name; empty stands for the server's public key
 */
public record Identities(Bytes client, Bytes server) {
    /** Own limit, far under the 2^16 - 1 that the encoding allows: a name, with room. */
    public static final int BYTES_MAX = 255;

    /** Both are known by their public keys only. */
    public static final Identities PUBLIC_KEYS = new Identities(Bytes.EMPTY, Bytes.EMPTY);

    public Identities {
        if (client.size() > BYTES_MAX || server.size() > BYTES_MAX) {
            throw new IllegalArgumentException("identities of " + client.size() + " and " + server.size() + " bytes");
        }
    }

    /** With the keys in the places of what is empty. */
    Identities orKeys(Bytes clientKey, Bytes serverKey) {
        return new Identities(client.size() == 0 ? clientKey : client, server.size() == 0 ? serverKey : server);
    }
}
