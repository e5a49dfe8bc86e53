package messenger.crypto.opaque;

import messenger.crypto.Bytes;
import messenger.crypto.Secret;

/**
 * The end of a login at the client: the server proved that it has the record.
 *
 * @param ke3 {@link OpaqueSizes#KE3} bytes for the server, which prove the client to it
 * @param sessionKey {@link OpaqueSizes#SESSION_KEY} bytes; the server has them once it accepts {@code ke3}
 * @param exportKey as at registration
 */
public record LoggedIn(Bytes ke3, Secret sessionKey, Secret exportKey) {}
