package messenger.sim;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import messenger.protocol.Incarnation;
import messenger.server.Effect;
import messenger.server.Event;
import messenger.server.StoreRequest;
import messenger.server.StoreResult;
import messenger.server.store.FallibleStore;
import messenger.server.store.MailQuota;
import messenger.server.store.Store;

/** The server's store, which outlives it: what it does waits in a queue, and is done when the world says so. */
final class SimStore {
    /** What becomes of the next commit, of how many requests at most. */
    FallibleStore.Fate commit = FallibleStore.Fate.DURABLE;

    int batchMax = 1;

    /** Before that, nothing more can be written to the disk. */
    Instant fullUntil = Instant.MIN;

    private final FallibleStore store;
    private final Consumer<Event> events;
    private final Planted planted;
    private Store.Line line;
    private int life;

    SimStore(FallibleStore store, Consumer<Event> events, Planted planted) {
        this.store = store;
        this.events = events;
        this.planted = planted;
        this.line = connect();
    }

    /** What the store still owes to a server process that died goes nowhere. */
    private Store.Line connect() {
        int current = life;
        return store.connect(event -> {
            if (current == life) {
                events.accept(event instanceof Event.Answered answered ? planted(answered) : event);
            }
        });
    }

    /** Which life it lives. */
    Incarnation incarnation() {
        return store.incarnation();
    }

    /** What is durable now. */
    FallibleStore backup() {
        return store.copy(MailQuota.DEFAULT);
    }

    /** The store is what it was at a backup; the server must die before it is asked again. */
    void restore(FallibleStore backup, SecureRandom random) {
        store.restore(backup, Incarnation.random(random));
    }

    FallibleStore engine() {
        return store;
    }

    /** The server process died, and with it what was not durable; the next one begins with what was. */
    void restart() {
        life++;
        store.restart();
        line = connect();
    }

    boolean isIdle() {
        return store.size() == 0;
    }

    int size() {
        return store.size();
    }

    boolean hasFailed() {
        return store.hasFailed();
    }

    /** Takes a batch. */
    void step(Instant now, Random random) {
        FallibleStore.Fate fate = now.isBefore(fullUntil) ? FallibleStore.Fate.LOST : commit;
        boolean early = planted == Planted.ANSWERS_BEFORE_IT_IS_DURABLE && fate == FallibleStore.Fate.DURABLE;
        store.work(
                batchMax == 1 ? 1 : 1 + random.nextInt(batchMax),
                early && life % 2 == 0 ? FallibleStore.Fate.ANSWERED_TOO_EARLY : fate);
        if (store.hasFailed()) {
            commit = FallibleStore.Fate.DURABLE;
        } else if (planted == Planted.FORGETS_RECENT_SUBMISSIONS) {
            store.forgetWhatIsOnlyOnTheHeap();
        }
    }

    /** What the server wants of the store; nothing where it wants something else. */
    void perform(Effect effect) {
        if (effect instanceof Effect.Ask ask) {
            line.submit(ask.ticket(), planted(ask.request()));
        } else if (effect instanceof Effect.Watch watch) {
            line.watch(watch.mailbox());
        } else if (effect instanceof Effect.Unwatch unwatch) {
            line.unwatch(unwatch.mailbox());
        }
    }

    private StoreRequest planted(StoreRequest request) {
        if (planted == Planted.DELETES_THE_NEXT_TOO && request instanceof StoreRequest.DeleteMail delete) {
            List<Long> sequences = new ArrayList<>(delete.sequences());
            sequences.add(Collections.max(sequences) + 1);
            return new StoreRequest.DeleteMail(delete.mailbox(), sequences);
        }
        return request;
    }

    private Event planted(Event.Answered answered) {
        if (planted == Planted.DELIVERS_BACKWARDS_AFTER_A_RESTART
                && life > 0
                && answered.result() instanceof StoreResult.MailPage page) {
            // As if the sequence numbers had been given out anew, in another order.
            List<StoreResult.Mail> mail = new ArrayList<>();
            int size = page.mail().size();
            for (int i = 0; i < size; i++) {
                StoreResult.Mail other = page.mail().get(size - 1 - i);
                mail.add(new StoreResult.Mail(
                        page.mail().get(i).sequence(),
                        other.submission(),
                        other.at(),
                        other.content(),
                        other.message()));
            }
            return new Event.Answered(answered.ticket(), new StoreResult.MailPage(mail, page.more()));
        }
        return answered;
    }
}
