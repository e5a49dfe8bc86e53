package messenger.server.net;

/** The audit log, as the core's thread sees it; must not block for long. */
public interface AuditPort {
    /** See {@link messenger.server.Effect.Audit}. */
    void write(String event, String subject);
}
