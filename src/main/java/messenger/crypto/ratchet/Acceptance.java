package messenger.crypto.ratchet;

/**
 * A session that a stranger's first message started: commit session and {@code consumed} together, then acknowledge.
 *
 * @param heartbeatDue whether an answer should go out, be it empty
 */
public record Acceptance(Session session, Wrap wrap, Consumed consumed, boolean heartbeatDue) {}
