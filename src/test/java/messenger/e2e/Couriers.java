package messenger.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import messenger.client.OwnAccount;
import messenger.crypto.Bytes;
import messenger.protocol.ClientFrame;
import messenger.protocol.RequestId;
import messenger.protocol.ServerFrame;
import messenger.protocol.SubmissionId;
import messenger.protocol.UserName;
import messenger.protocol.Wrap;

/**
 * Pairs of people of whom one sends at a given rate and the other one takes and acknowledges, and how long it took from
 * the one to the other: through TLS, the server, its disk and TLS again, without the clients' own sealing and keeping.
 */
final class Couriers implements AutoCloseable {
    /** A text of a few lines, padded. */
    private static final int CONTENT_BYTES = 1024;

    private final SecureRandom random = new SecureRandom();
    private final List<RawClient> senders = new ArrayList<>();
    private final List<RawClient> recipients = new ArrayList<>();
    private final List<OwnAccount> accounts = new ArrayList<>();
    private final Map<SubmissionId, Long> due = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Long> latencies = new ConcurrentLinkedQueue<>();
    private volatile CountDownLatch missing = new CountDownLatch(0);
    private volatile Optional<IOException> fault = Optional.empty();
    private volatile boolean closing;

    /** So many pairs, registered and connected. */
    static Couriers register(RealServer server, int pairs) throws Exception {
        Couriers couriers = new Couriers();
        List<Integer> numbers = IntStream.range(0, pairs).boxed().toList();
        couriers.accounts.addAll(AtOnce.all(numbers, number -> couriers.account("recipient" + number)));
        couriers.senders.addAll(AtOnce.all(numbers, number -> registered(server, couriers.account("sender" + number))));
        couriers.recipients.addAll(AtOnce.all(couriers.accounts, account -> registered(server, account)));
        for (int pair = 0; pair < pairs; pair++) {
            couriers.recipients.get(pair).send(new ClientFrame.Subscribe());
            couriers.listen(couriers.senders.get(pair), couriers.recipients.get(pair));
        }
        return couriers;
    }

    private static RawClient registered(RealServer server, OwnAccount account) throws IOException {
        RawClient client = RawClient.tls(server);
        client.register(account, server.keyHash());
        return client;
    }

    private OwnAccount account(String name) {
        return OwnAccount.create(new UserName(name), Instant.now(), random);
    }

    private void listen(RawClient sender, RawClient recipient) {
        start(() -> {
            ServerFrame answer = sender.next();
            if (answer instanceof ServerFrame.Refused) {
                throw new IOException("the server refused a message: " + answer);
            }
        });
        start(() -> {
            if (recipient.next() instanceof ServerFrame.Deliver delivery) {
                latencies.add(System.nanoTime() - due.remove(delivery.submission()));
                recipient.send(new ClientFrame.Acknowledge(List.of(delivery.sequence())));
                missing.countDown();
            }
        });
    }

    private interface Work {
        void once() throws IOException;
    }

    private void start(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        while (true) {
                            work.once();
                        }
                    } catch (IOException e) {
                        fault = closing ? fault : Optional.of(e);
                    }
                },
                "courier");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Sends so many messages a second, waits for the last one, and gives how long each took, in nanoseconds, ascending.
     * The time counts from when a message was due, so that being held up counts, too.
     */
    long[] carry(int perSecond, int messages) throws Exception {
        missing = new CountDownLatch(messages);
        latencies.clear();
        long between = TimeUnit.SECONDS.toNanos(1) / perSecond;
        var timer = Talkers.timer();
        long begin = System.nanoTime() + between;
        int[] next = new int[1];
        var sending = timer.scheduleAtFixedRate(
                () -> {
                    if (next[0] < messages) {
                        send(next[0], begin + next[0] * between);
                        next[0]++;
                    }
                },
                between,
                between,
                TimeUnit.NANOSECONDS);
        boolean all = missing.await(Running.DEADLINE.toSeconds() + messages / perSecond, TimeUnit.SECONDS);
        sending.cancel(false);
        timer.shutdownNow();
        if (fault.isPresent() || !all) {
            throw new IOException(missing.getCount() + " of " + messages + " did not come", fault.orElse(null));
        }
        return latencies.stream().mapToLong(Long::longValue).sorted().toArray();
    }

    private void send(int number, long when) {
        int pair = number % senders.size();
        SubmissionId id = SubmissionId.random(random);
        due.put(id, when);
        Wrap wrap = new Wrap(accounts.get(pair).device().mailbox(), Bytes.random(200, random));
        try {
            senders.get(pair)
                    .send(new ClientFrame.Submit(
                            new RequestId(1), id, Bytes.random(CONTENT_BYTES, random), List.of(wrap)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        closing = true;
        senders.forEach(RawClient::close);
        recipients.forEach(RawClient::close);
    }
}
