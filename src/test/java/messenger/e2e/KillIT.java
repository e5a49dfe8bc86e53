package messenger.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} of everybody, at random moments, with thousands of messages under way (T7, T8). */
@Tag("slow")
final class KillIT {
    /** Set this to repeat what a failed run has printed. */
    private static final String SEED_PROPERTY = "messenger.e2e.seed";

    private static final int SENDERS = 5;
    private static final int EACH = 400;
    private static final int ROUNDS = 6;

    /** Of what a listener hears that dies again and again: that takes the longest. */
    private static final int EACH_HEARD = 200;

    /**
     * In all rounds together fewer than the server takes from an account at once: being slowed down is another test.
     */
    private static final int EACH_ROUND = 75;

    /** More than the server takes from an account at once (500, then 50 a second). */
    private static final int TOO_MANY_AT_ONCE = 800;

    /** Of a long list that is wrong. */
    private static final int SHOWN = 10;

    @TempDir
    private Path folder;

    private final Started started = new Started();
    private Random random = new Random();
    private RealServer server;
    private Cli bob;

    @BeforeEach
    void startAServerAndOneRecipient(TestReporter reporter) {
        long seed = Long.getLong(SEED_PROPERTY, random.nextLong());
        reporter.publishEntry(SEED_PROPERTY, "" + seed);
        random = new Random(seed);
        server = RealServer.start(started, folder.resolve("server"));
        bob = Cli.of(started, folder, "bob", Peer.PASSWORD);
        bob.register(server);
    }

    @AfterEach
    void endEverything() {
        started.close();
    }

    private Peer peer(String name) {
        Peer peer = Peer.register(server, folder.resolve(name), name).meet("bob");
        Peer.letIn(server, bob.vault(), List.of(name));
        return peer;
    }

    private static List<String> texts(String sender, int count) {
        return IntStream.range(0, count).mapToObj(i -> sender + " " + i).toList();
    }

    /** Each once, in the order in which its sender wrote it. */
    private void assertHistoryOf(String sender, List<String> written) {
        Cli.Outcome history = bob.history(sender);
        assertSame(written, history.all("text"));
        assertEquals(written.size(), new HashSet<>(history.all("id")).size());
    }

    /** Says where two long lists part, not what is in them. */
    private static void assertSame(List<String> wanted, List<String> found) {
        int same = 0;
        while (same < wanted.size() && same < found.size() && wanted.get(same).equals(found.get(same))) {
            same++;
        }
        assertEquals(
                wanted.subList(same, Math.min(wanted.size(), same + SHOWN)),
                found.subList(same, Math.min(found.size(), same + SHOWN)),
                "from the message " + same + " on");
    }

    @Test
    void t7TwoThousandAcceptedMessagesOutliveTheServersDeath() {
        List<Peer> senders =
                IntStream.range(0, SENDERS).mapToObj(i -> peer("sender" + i)).toList();
        for (int i = 0; i < SENDERS; i++) {
            Peer sender = senders.get(i);
            texts("sender" + i, EACH).forEach(text -> sender.compose("bob", text));
        }
        senders.forEach(sender -> sender.awaitStored(EACH));

        server.kill();
        server.startAgain();
        Cli.Outcome fetched = bob.fetch();

        assertEquals(SENDERS * EACH, fetched.out().size());
        assertEquals(SENDERS * EACH, new HashSet<>(fetched.all("id")).size());
        for (int i = 0; i < SENDERS; i++) {
            String name = "sender" + i;
            List<String> ofThis = fetched.all("text").stream()
                    .filter(text -> text.startsWith(name + " "))
                    .toList();
            assertSame(texts(name, EACH), ofThis);
            assertHistoryOf(name, texts(name, EACH));
        }
        assertEquals(List.of(), bob.fetch().out());
        senders.forEach(Peer::close);
    }

    @Test
    void t7AServerThatDiesAgainAndAgainWhileManySendLosesAndDoublesNothing() {
        List<Peer> senders =
                IntStream.range(0, SENDERS).mapToObj(i -> peer("sender" + i)).toList();
        Running listener = bob.start("listen", "--accept-requests", "--json");

        for (int round = 0; round < ROUNDS; round++) {
            int from = round * EACH / ROUNDS;
            int to = (round + 1) * EACH / ROUNDS;
            for (int i = 0; i < SENDERS; i++) {
                Peer sender = senders.get(i);
                texts("sender" + i, EACH).subList(from, to).forEach(text -> sender.compose("bob", text));
            }
            senders.get(0).awaitStored(from + random.nextInt(to - from));
            server.kill();
            server.startAgain();
        }
        senders.forEach(sender -> sender.awaitStored(EACH));
        List<String> heard = new ArrayList<>();
        while (heard.size() < SENDERS * EACH) {
            heard.add(Cli.parse(listener.nextLine().orElseThrow()).path("text").asText());
        }
        int unused = listener.terminate().exit();

        assertEquals(SENDERS * EACH, new HashSet<>(heard).size());
        assertEquals(List.of(), listener.remainingLines());
        assertEquals(List.of(), bob.fetch().out());
        IntStream.range(0, SENDERS).forEach(i -> assertHistoryOf("sender" + i, texts("sender" + i, EACH)));
        senders.forEach(Peer::close);
    }

    @Test
    void t7ASenderThatDiesAgainAndAgainHasEverythingItComposedDeliveredOnce() {
        Path vault = folder.resolve("alice");
        peer("alice").close();
        List<String> composed = new ArrayList<>();
        List<String> stored = new ArrayList<>();

        for (int round = 0; round < ROUNDS; round++) {
            List<String> arguments = List.of(
                    "" + server.port(),
                    server.fingerprint(),
                    vault.toString(),
                    "bob",
                    "round " + round + " text ",
                    "" + EACH_ROUND);
            Running sender = started.main(folder.resolve("logs"), SenderMain.class, arguments);
            List<String> lines = new ArrayList<>();
            // A line for each that is composed and one for each that is stored, these later: the first sender lives to
            // see enough of them.
            int least = round == 0 ? EACH_ROUND + 2 * ROUNDS : 1;
            int last = least + random.nextInt(2 * EACH_ROUND - 10 - least);
            for (int i = 0; i < last; i++) {
                lines.add(sender.nextLine().orElseThrow(() -> new AssertionError(sender.errors())));
            }
            sender.kill();
            lines.addAll(sender.remainingLines());
            collect(lines, "composed ", composed);
            collect(lines, "stored ", stored);
        }
        try (Peer alice = Peer.open(server, vault)) {
            alice.awaitIdle();
        }
        List<String> arrived = bob.fetch().all("text");
        List<String> written = aliceHistory(vault);

        assertTrue(
                stored.size() > ROUNDS,
                () -> "the senders died too early to tell: " + stored.size() + " stored of " + composed.size());
        assertTrue(written.containsAll(composed), "what was composed is in the vault");
        // Not of what was said to be composed: the kill may come between the commit and the line, and what was durable
        // then is sent, and said to be stored, in the next round.
        assertTrue(written.containsAll(stored), "nothing is stored that was not composed");
        // A line that the kill cut off, or that was not printed any more, may have been composed too.
        assertSame(written, arrived);
        assertEquals(new TreeSet<>(arrived).size(), arrived.size());
        assertHistoryOf("alice", written);
    }

    @Test
    void aSenderWhoIsSlowedDownKeepsTheOrder() {
        List<String> written = texts("alice", TOO_MANY_AT_ONCE);
        try (Peer alice = peer("alice")) {
            written.forEach(text -> alice.compose("bob", text));
            alice.awaitStored(TOO_MANY_AT_ONCE);
        }

        assertSame(written, bob.fetch().all("text"));
        assertHistoryOf("alice", written);
    }

    /** Whole lines of a kind; the kill may have cut the last one off. */
    private static void collect(List<String> lines, String kind, List<String> into) {
        lines.stream()
                .filter(line -> line.matches(kind + "round [0-9]+ text [0-9]+"))
                .filter(line -> !line.equals(lines.get(lines.size() - 1)))
                .forEach(line -> into.add(line.substring(kind.length())));
    }

    private List<String> aliceHistory(Path vault) {
        return Cli.existing(started, folder.resolve("cli"), "alice", vault, Peer.PASSWORD)
                .history("bob")
                .all("text");
    }

    @Test
    void t8AListenerThatDiesAgainAndAgainGetsEverythingOnce() {
        List<String> printed = new ArrayList<>();
        List<Peer> senders =
                IntStream.range(0, SENDERS).mapToObj(i -> peer("sender" + i)).toList();
        for (int i = 0; i < SENDERS; i++) {
            Peer sender = senders.get(i);
            texts("sender" + i, EACH_HEARD).forEach(text -> sender.compose("bob", text));
        }

        for (int round = 0; round < ROUNDS; round++) {
            Running listener = bob.start("listen", "--accept-requests", "--json");
            List<String> lines = new ArrayList<>();
            int last = 1 + random.nextInt(SENDERS * EACH_HEARD / ROUNDS / 2);
            for (int i = 0; i < last; i++) {
                lines.add(listener.nextLine().orElseThrow(() -> new AssertionError(listener.errors())));
            }
            listener.kill();
            lines.addAll(listener.remainingLines());
            List<String> ids = lines.stream()
                    .filter(line -> line.endsWith("}"))
                    .map(KillIT::id)
                    .toList();
            assertEquals(ids.size(), new HashSet<>(ids).size(), "one run prints a message once");
            printed.addAll(ids);
        }
        senders.forEach(sender -> sender.awaitStored(EACH_HEARD));
        Cli.Outcome rest = bob.fetch();
        printed.addAll(rest.all("id"));

        assertEquals(rest.out().size(), new HashSet<>(rest.all("id")).size());
        assertEquals(SENDERS * EACH_HEARD, new HashSet<>(printed).size(), "everything was printed");
        assertEquals(List.of(), bob.fetch().out());
        IntStream.range(0, SENDERS).forEach(i -> assertHistoryOf("sender" + i, texts("sender" + i, EACH_HEARD)));
        senders.forEach(Peer::close);
    }

    private static String id(String line) {
        return Cli.parse(line).path("id").asText();
    }
}
