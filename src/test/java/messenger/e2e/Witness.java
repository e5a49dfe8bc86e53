package messenger.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import messenger.client.MessageState;
import messenger.client.Notice;
import messenger.client.StoredMessage;

/** What a {@link Peer} has seen, for the test to wait for; its own monitor guards it. */
final class Witness {
    private final Set<String> composed = new TreeSet<>();
    private final Set<String> stored = new TreeSet<>();
    private final Set<String> met = new TreeSet<>();
    private final List<String> received = new ArrayList<>();
    private Optional<Throwable> failure = Optional.empty();
    private boolean online;
    private boolean idle;
    private int listings;

    synchronized void told(Notice notice) {
        if (notice instanceof Notice.Online) {
            online = true;
            // Until the core has been asked again: what login leads to is under way.
            idle = false;
        } else if (notice instanceof Notice.PeopleComplete) {
            listings++;
        } else if (notice instanceof Notice.ConversationOpened opened) {
            met.add(opened.with().value());
        } else if (notice instanceof Notice.MessageChanged changed) {
            message(changed.message());
        }
    }

    private void message(StoredMessage message) {
        if (message.state() == MessageState.RECEIVED) {
            received.add(message.text());
        } else if (message.state() == MessageState.PENDING) {
            composed.add(message.id().toString());
        } else if (!message.state().isFailed()) {
            stored.add(message.id().toString());
        }
    }

    synchronized void offline() {
        online = false;
    }

    /** Comes last of all that an event leads to. */
    synchronized void idle(boolean nothingWaits) {
        idle = nothingWaits;
        notifyAll();
    }

    synchronized void failed(Throwable thrown) {
        failure = Optional.of(thrown);
        notifyAll();
    }

    synchronized boolean isOnline() {
        return online;
    }

    synchronized boolean isIdle() {
        return idle;
    }

    /** How many lists of users have come. */
    synchronized int listings() {
        return listings;
    }

    synchronized boolean hasMet(String name) {
        return met.contains(name);
    }

    synchronized int storedCount() {
        return stored.size();
    }

    /** The texts that came, in order. */
    synchronized List<String> received() {
        return List.copyOf(received);
    }

    /** Waits; a fault of the peer ends that too. */
    synchronized void await(String what, Predicate<Witness> condition) {
        long end = System.nanoTime() + Running.DEADLINE.toNanos();
        while (!condition.test(this)) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (failure.isPresent() || left <= 0) {
                String state = "waiting for " + what + "; stored " + stored.size() + " of " + composed.size()
                        + ", received " + received.size();
                throw failure.map(cause -> new AssertionError(state, cause)).orElseGet(() -> new AssertionError(state));
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
