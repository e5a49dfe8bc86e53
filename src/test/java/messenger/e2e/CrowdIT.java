package messenger.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import messenger.client.OwnAccount;
import messenger.protocol.ServerFrame;
import messenger.protocol.UserName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** Many at once (T6, T27). */
final class CrowdIT {
    private static final int SENDERS = 20;
    private static final int EACH = 15;
    private static final int EACH_OF_MANY = 300;
    private static final int LOGINS = 100;

    @TempDir
    private Path folder;

    private final Started started = new Started();

    @AfterEach
    void endEverything() {
        started.close();
    }

    @Test
    void t6TwentySendersAtOnceReachOneRecipientInOrder() {
        twentySendersReachOneRecipient(EACH);
    }

    @Test
    @Tag("slow")
    void t6SixThousandOfTwentySendersAtOnceReachOneRecipientInOrder() {
        twentySendersReachOneRecipient(EACH_OF_MANY);
    }

    private void twentySendersReachOneRecipient(int each) {
        RealServer server = RealServer.start(started, folder.resolve("server"));
        Cli bob = Cli.of(started, folder, "bob", Peer.PASSWORD);
        bob.register(server);
        List<String> names =
                IntStream.range(0, SENDERS).mapToObj(i -> "sender" + i).toList();
        List<Peer> senders = names.stream()
                .map(name -> Peer.register(server, folder.resolve(name), name).meet("bob"))
                .toList();
        Peer.letIn(server, bob.vault(), names);
        Running listener = bob.start("listen", "--json");

        for (int message = 0; message < each; message++) {
            for (Peer sender : senders) {
                sender.compose("bob", "" + message);
            }
        }
        Map<String, List<String>> heard = new HashMap<>();
        for (int i = 0; i < SENDERS * each; i++) {
            var line = Cli.parse(listener.nextLine().orElseThrow());
            heard.computeIfAbsent(line.path("from").asText(), name -> new ArrayList<>())
                    .add(line.path("text").asText());
        }
        senders.forEach(sender -> sender.awaitStored(each));
        int unused = listener.terminate().exit();

        List<String> written =
                IntStream.range(0, each).mapToObj(Integer::toString).toList();
        assertEquals(SENDERS, heard.size());
        heard.forEach((sender, texts) -> assertEquals(written, texts, sender));
        assertEquals(List.of(), listener.remainingLines());
        assertEquals(List.of(), bob.fetch().out());
        senders.forEach(Peer::close);
    }

    @Test
    @Tag("slow")
    void t27AHundredLoginsAtOnceAllComeThrough(TestReporter reporter) throws Exception {
        RealServer server = RealServer.start(started, folder.resolve("server"));
        SecureRandom random = new SecureRandom();
        List<OwnAccount> accounts = IntStream.range(0, LOGINS)
                .mapToObj(i -> OwnAccount.create(new UserName("user" + i), Instant.now(), random))
                .toList();
        ExecutorService crowd = Executors.newFixedThreadPool(LOGINS);
        try {
            AtomicInteger turn = new AtomicInteger();
            // From two addresses: of one alone the server takes 60 new passwords at once.
            atOnce(
                    crowd,
                    accounts,
                    (client, account) -> client.register(account, server.keyHash()),
                    () -> RawClient.tlsFrom(server, "127.0.0." + (1 + turn.getAndIncrement() % 2)));
            long begin = System.nanoTime();
            List<ServerFrame.LoggedIn> answers = atOnce(
                    crowd,
                    accounts,
                    (client, account) -> client.login(account, server.keyHash()),
                    () -> RawClient.tls(server));
            long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);

            assertEquals(
                    accounts.stream().map(OwnAccount::name).toList(),
                    answers.stream().map(ServerFrame.LoggedIn::name).toList());
            reporter.publishEntry("100 logins at once", took + " ms, with the clients' share of these cores");
        } finally {
            crowd.shutdownNow();
        }
    }

    private interface Entry {
        ServerFrame.LoggedIn enter(RawClient client, OwnAccount account) throws Exception;
    }

    /** All of them, each on a thread of its own, none before everybody is ready. */
    private static List<ServerFrame.LoggedIn> atOnce(
            ExecutorService crowd, List<OwnAccount> accounts, Entry entry, Supplier<RawClient> connect)
            throws Exception {
        CountDownLatch ready = new CountDownLatch(accounts.size());
        List<Callable<ServerFrame.LoggedIn>> tasks = new ArrayList<>();
        for (OwnAccount account : accounts) {
            tasks.add(() -> {
                ready.countDown();
                ready.await();
                try (RawClient client = connect.get()) {
                    return entry.enter(client, account);
                }
            });
        }
        List<ServerFrame.LoggedIn> answers = new ArrayList<>();
        for (Future<ServerFrame.LoggedIn> answer : crowd.invokeAll(tasks)) {
            answers.add(answer.get());
        }
        return answers;
    }
}
