package messenger.client;

import java.time.Duration;
import java.time.Instant;

/** How much may be under way to the server at once, by how it took what came before. */
final class Pace {
    /** Submissions without an answer on a connection; keeps its queues short and costs no throughput. */
    static final int IN_FLIGHT_MAX = 32;

    /**
     * So many in a row, and the server is taken at its full window again; the window grows by one with every eighth.
     */
    static final int TRUSTED_AFTER = (IN_FLIGHT_MAX - 1) * 8;

    /** How long to hold back after the server took nothing. */
    static final Duration PAUSE_AFTER_REFUSAL = Duration.ofSeconds(2);

    private int acceptedInARow = TRUSTED_AFTER;
    private Instant pausedUntil = Instant.EPOCH;

    boolean isPaused(Step step) {
        return step.steady().isBefore(pausedUntil);
    }

    int window() {
        return 1 + acceptedInARow / 8;
    }

    void accepted() {
        acceptedInARow = Math.min(TRUSTED_AFTER, acceptedInARow + 1);
    }

    void pause(Step step) {
        pausedUntil = step.steady().plus(PAUSE_AFTER_REFUSAL);
    }

    /** One at a time until one is taken again: a refusal costs the server as much as a message. */
    void refused(Step step) {
        pause(step);
        acceptedInARow = 0;
    }

    /** Another connection: what the last one refused says nothing about it. */
    void trustAgain() {
        acceptedInARow = TRUSTED_AFTER;
    }
}
