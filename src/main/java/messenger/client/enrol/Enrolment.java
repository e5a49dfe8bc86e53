package messenger.client.enrol;

import java.time.Instant;
import java.util.List;

/** A device on its way into an account. One thread owns it; after {@link EnrolEffect.End} it does nothing more. */
public sealed interface Enrolment permits LinkEnrolment, RecoveryEnrolment {
    /** Takes an event; the effects are to be done in order. */
    List<EnrolEffect> on(EnrolEvent event, Instant now);
}
