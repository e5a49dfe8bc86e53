package messenger.server;

/** Pairs a {@link StoreResult} with the {@link StoreRequest} it answers; counted up by the core. */
public record Ticket(long value) {}
