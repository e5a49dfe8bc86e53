package messenger.e2e;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import messenger.client.net.Backoff;

/**
 * Many people in this process who talk in a ring, each to the next one, and count what each of them heard: the texts
 * are numbers, and every one has to come once and in its turn. Who leaves comes back with the same vault.
 */
final class Talkers implements AutoCloseable {
    /** As the client calls a server that is away. */
    private static final Backoff PATIENT = Backoff.DEFAULT;

    private final RealServer server;
    private final List<Talker> talkers = new ArrayList<>();
    private final Ears ears;

    /** Somebody: their program as it runs now, and how much they have said. */
    private static final class Talker {
        private final Path vault;
        private Peer peer;
        private int said;

        Talker(Path vault, Peer peer) {
            this.vault = vault;
            this.peer = peer;
        }
    }

    private Talkers(RealServer server, int count) {
        this.server = server;
        this.ears = new Ears(count);
    }

    /** What a server lets in that is to have so many people of one address. */
    static String config() {
        return """
                rates:
                  registrations:
                    burst: 10000
                passwords:
                  new-per-address:
                    burst: 10000
                  in-all:
                    burst: 10000
                """;
    }

    /** So many people, registered, and each has met the next one. */
    static Talkers register(RealServer server, Path folder, int count) {
        Talkers all = new Talkers(server, count);
        for (int i = 0; i < count; i++) {
            Path vault = folder.resolve(name(i));
            all.talkers.add(new Talker(vault, Peer.register(all.settings(i), vault, name(i))));
        }
        // Both ways: of somebody who was never met only the first few messages are kept.
        for (int i = 0; i < count; i++) {
            all.talkers.get(i).peer.meet(all.nextTo(i));
            all.talkers.get((i + 1) % count).peer.meet(name(i));
        }
        return all;
    }

    private PeerSettings settings(int who) {
        return PeerSettings.of(server).withBackoff(PATIENT).toldTo(ears.of(who));
    }

    private static String name(int who) {
        return "talker" + who;
    }

    private String nextTo(int who) {
        return name((who + 1) % talkers.size());
    }

    int count() {
        return talkers.size();
    }

    /** Somebody says their next number. */
    synchronized void say(int who) {
        Talker talker = talkers.get(who);
        int number = talker.said;
        talker.said++;
        ears.said(who, number);
        talker.peer.compose(nextTo(who), "" + number);
    }

    /** Everybody says so many, one after the other. */
    void sayEach(int numbers) {
        for (int number = 0; number < numbers; number++) {
            IntStream.range(0, count()).forEach(this::say);
        }
    }

    /** So many messages a second, by everybody in turn, until it is cancelled. */
    ScheduledFuture<?> talk(ScheduledExecutorService timer, int perSecond) {
        int[] turn = new int[1];
        return timer.scheduleAtFixedRate(
                () -> {
                    say(turn[0]);
                    turn[0] = (turn[0] + 1) % count();
                },
                0,
                TimeUnit.SECONDS.toNanos(1) / perSecond,
                TimeUnit.NANOSECONDS);
    }

    /** The network of somebody fails. */
    synchronized void drop(int who) {
        talkers.get(who).peer.drop();
    }

    /** Somebody ends their program and starts it again. */
    synchronized void restart(int who) {
        Talker talker = talkers.get(who);
        talker.peer.close();
        talker.peer = Peer.open(settings(who), talker.vault);
    }

    synchronized int said() {
        return talkers.stream().mapToInt(talker -> talker.said).sum();
    }

    /** How many have come. */
    int heard() {
        return ears.heard();
    }

    void awaitOnline() {
        peers().forEach(Peer::awaitOnline);
    }

    private synchronized List<Peer> peers() {
        return talkers.stream().map(talker -> talker.peer).toList();
    }

    /** Waits until so many have been heard; those that follow may have been, too. */
    void awaitHeard(int count) {
        ears.awaitAtLeast(count);
    }

    /** Waits until everybody has noticed that the server is gone. */
    void awaitOffline() {
        peers().forEach(Peer::awaitOffline);
    }

    /** Waits until every number has been heard, and fails where one came twice or out of turn. */
    void awaitAllHeard() {
        ears.awaitHeard(said());
    }

    /** The latencies of what was said since the last call, from the word to the ear, in nanoseconds, ascending. */
    long[] takeLatencies() {
        return ears.takeLatencies();
    }

    static ScheduledExecutorService timer() {
        return Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "timer");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public void close() {
        peers().forEach(Peer::close);
    }
}
