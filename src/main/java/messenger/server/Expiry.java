package messenger.server;

import java.time.Duration;
import java.time.Instant;
import messenger.protocol.Limits;

/**
 * Mail that nobody fetched for {@link Limits#MAIL_KEPT} is deleted, some at a time, so that nothing else waits long for
 * the store. Owned by the server's core.
 */
final class Expiry {
    /** How often it is looked for. */
    static final Duration EVERY = Duration.ofHours(1);

    private Instant next = Instant.EPOCH;
    private boolean underWay;

    void tick(Step step) {
        // A clock that was set back must not keep it from going on.
        boolean isDue = !step.now().isBefore(next) || next.isAfter(step.now().plus(EVERY));
        if (isDue && !underWay) {
            next = step.now().plus(EVERY);
            ask(step);
        }
    }

    private void ask(Step step) {
        underWay = true;
        step.ask(new StoreRequest.ExpireMail(step.now().minus(Limits.MAIL_KEPT)), this::expired);
    }

    private void expired(StoreResult result, Step step) {
        underWay = false;
        if (result instanceof StoreResult.MailExpired expired) {
            if (expired.more()) {
                ask(step);
            }
        } else if (!(result instanceof StoreResult.Failed)) {
            throw Asks.unexpected(result);
        }
    }
}
