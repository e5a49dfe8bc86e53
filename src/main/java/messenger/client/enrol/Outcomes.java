package messenger.client.enrol;

import messenger.protocol.Refusal;

/** What a refusal means for a device that is none yet. */
final class Outcomes {
    private Outcomes() {}

    static EnrolEffect.Outcome of(Refusal reason) {
        return switch (reason) {
            case LOGIN -> EnrolEffect.Outcome.LOGIN;
            case LOCKED -> EnrolEffect.Outcome.LOCKED;
            case RATE -> EnrolEffect.Outcome.RATE;
            case UNAVAILABLE -> EnrolEffect.Outcome.UNAVAILABLE;
            case VERSION -> EnrolEffect.Outcome.VERSION;
            case CONFLICT -> EnrolEffect.Outcome.CONFLICT;
            case NOBODY_WAITS -> EnrolEffect.Outcome.BROKEN_OFF;
            default -> EnrolEffect.Outcome.REFUSED;
        };
    }
}
