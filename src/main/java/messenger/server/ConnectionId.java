package messenger.server;

/** A connection of this process; never used twice. */
public record ConnectionId(long value) {}
