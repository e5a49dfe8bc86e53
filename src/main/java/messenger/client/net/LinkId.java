package messenger.client.net;

/**
 * One connection of a {@link ServerLink}; counted up, so that a frame for a connection that is gone is not sent on
 * the next one.
 */
public record LinkId(long value) {}
