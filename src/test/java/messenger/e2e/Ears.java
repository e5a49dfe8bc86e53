package messenger.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import messenger.client.MessageState;
import messenger.client.Notice;

/** What people who talk in a ring have heard; its own monitor guards it. */
final class Ears {
    /** For the last of some thousand, after a server that was away. */
    private static final long PATIENCE_SECONDS = 300;

    private final int[] next;
    private final List<List<Long>> saidAt = new ArrayList<>();
    private final List<Long> latencies = new ArrayList<>();
    private Optional<String> fault = Optional.empty();
    private int heard;

    Ears(int count) {
        this.next = new int[count];
        for (int i = 0; i < count; i++) {
            saidAt.add(new ArrayList<>());
        }
    }

    /** Somebody says this number now. */
    synchronized void said(int who, int number) {
        if (saidAt.get(who).size() != number) {
            throw new IllegalStateException("numbers are said in turn, and this is " + number);
        }
        saidAt.get(who).add(System.nanoTime());
    }

    /** The ears of one of them, who hears the one before in the ring. */
    Consumer<Notice> of(int who) {
        int speaker = (who + next.length - 1) % next.length;
        return notice -> {
            if (notice instanceof Notice.MessageChanged changed
                    && changed.message().state() == MessageState.RECEIVED) {
                hear(speaker, changed.message().text());
            }
        };
    }

    private synchronized void hear(int speaker, String text) {
        int number = Integer.parseInt(text);
        if (number != next[speaker]) {
            fault = fault.or(() ->
                    Optional.of("of talker" + speaker + " the number " + number + " came instead of " + next[speaker]));
        }
        next[speaker] = number + 1;
        latencies.add(System.nanoTime() - saidAt.get(speaker).get(number));
        heard++;
        notifyAll();
    }

    synchronized int heard() {
        return heard;
    }

    synchronized long[] takeLatencies() {
        long[] taken = latencies.stream().mapToLong(Long::longValue).sorted().toArray();
        latencies.clear();
        return taken;
    }

    /** Waits for so many in all and no more; fails where one was lost, came twice or out of turn. */
    synchronized void awaitHeard(int count) {
        awaitAtLeast(count);
        if (heard != count) {
            throw new AssertionError("heard " + heard + ", and only " + count + " were said");
        }
    }

    synchronized void awaitAtLeast(int count) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (heard < count && fault.isEmpty()) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                throw new AssertionError("heard " + heard + " of " + count);
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
        fault.ifPresent(what -> {
            throw new AssertionError(what);
        });
    }
}
