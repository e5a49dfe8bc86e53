package messenger.server;

import messenger.protocol.Refusal;
import messenger.protocol.RequestId;

/** Answers those who want too much too often: first no, then goodbye. */
final class Throttle {
    private final Audits audits;

    Throttle(Audits audits) {
        this.audits = audits;
    }

    /** Closes the connection of somebody who does not even log in. */
    void tooManyOfAStranger(Connection from, Step step) {
        audits.rateLimited(from, step);
        step.goodbye(from, Refusal.RATE);
    }

    /**
     * Refuses for rate; nothing is written about those who do not say who they are (PROTOCOL 1.6). A connection that
     * goes on in spite of {@link Connection#REFUSALS} refusals is closed.
     */
    void tooMany(Connection from, RequestId request, Step step) {
        boolean isNobody = from.stage() instanceof Stage.HandingIn;
        if (!isNobody && from.refusals().isFull(step.now())) {
            audits.rateLimited(from, step);
        }
        if (from.refusals().take(1, step.now())) {
            step.refuse(from, request, Refusal.RATE);
        } else {
            step.goodbye(from, Refusal.RATE);
        }
    }
}
