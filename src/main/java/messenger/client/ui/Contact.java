package messenger.client.ui;

/**
 * Somebody we met, and what was decided about them; the screen knows them by name.
 *
 * @param fingerprint the short form of the pinned key's fingerprint, as the person reads it
 * @param compared whether the pinned key was compared; with a changed key it means that only comparing the new one
 *     helps
 */
public record Contact(String name, String fingerprint, Standing standing, Person.Trust trust, boolean compared) {
    /** What was decided about a person. */
    public enum Standing {
        /** They wrote first, and nothing is decided: nothing they wrote is shown. */
        REQUESTED,
        /** We wrote first, or accepted. */
        ACCEPTED,
        /** What they write is dropped. */
        DECLINED,
        /** What they write is dropped, and they cannot see us. */
        BLOCKED,
        /** They deleted their account. */
        GONE
    }
}
