package messenger.crypto.opaque;

import messenger.crypto.Secret;

/**
 * The end of a registration at the client.
 *
 * @param record for the server
 * @param exportKey {@link OpaqueSizes#EXPORT_KEY} bytes that stay with the client: every login with this password and
 *     record gives them again, and the server never has them
 */
public record Registered(RegistrationRecord record, Secret exportKey) {}
