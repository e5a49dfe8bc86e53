package messenger.server.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetric;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import messenger.crypto.Bytes;
import messenger.crypto.SeededRandom;
import messenger.protocol.ClientFrame;
import messenger.protocol.RequestId;
import messenger.protocol.ServerFrame;
import messenger.protocol.SubmissionId;
import messenger.server.ConnectionId;
import messenger.server.Event;
import messenger.transport.ChannelLimits;
import messenger.transport.CloseReason;
import messenger.transport.Identities;
import messenger.transport.TlsEndpoint;
import messenger.transport.TlsStack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one client does must not cost the others anything (T1, T2, T5, T11, T27). */
final class OverloadTest {
    private static final InetSocketAddress LOOPBACK = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final ClientFrame PING = new ClientFrame.Ping();
    private static final ListenerLimits LIMITS = ListenerLimits.DEFAULT;
    private static final ChannelLimits CHANNEL = LIMITS.channel();

    @TempDir
    private Path folder;

    private final EventLog events = new EventLog();
    private List<ServerListener> running = List.of();

    private ServerListener listen(ListenerLimits limits) throws IOException {
        TlsEndpoint tls = TlsEndpoint.server(TlsStack.preferred(), Identities.in(folder, 1));
        ServerListener listener = ServerListener.open(LOOPBACK, tls, limits, events);
        running = List.of(listener);
        return listener;
    }

    @AfterEach
    void stop() {
        running.forEach(listener -> listener.shutdown(Duration.ofSeconds(5)));
    }

    private static byte[] pings(int count) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int ping = 0; ping < count; ping++) {
            bytes.writeBytes(Terminal.bytes(PING));
        }
        return bytes.toByteArray();
    }

    private static ServerFrame largeDelivery() {
        SubmissionId submission = new SubmissionId(Bytes.copyOf(new byte[16]));
        Bytes content = Bytes.random(65_000, new SeededRandom(1));
        return new ServerFrame.Deliver(1, submission, 1, content, Bytes.hex("01"));
    }

    @Test
    void aFloodOfFramesStopsAtTheCreditsAndAllOfItArrivesInTheEnd() throws IOException {
        ServerListener listener = listen(LIMITS.withChannel(CHANNEL.withUnprocessedFramesMax(8)));
        try (Terminal mallory = Terminal.connect(listener.address())) {
            ConnectionId id = events.opened();
            mallory.raw(pings(3000));
            Await.until("as many as allowed", () -> events.size() == 8);

            for (int frame = 0; frame < 3000; frame++) {
                assertTrue(events.size() <= 8, events.size() + " frames wait");
                assertEquals(PING, events.frame(id));
                listener.processed(id);
            }
            mallory.send(new ClientFrame.Bye());
            assertEquals(new ClientFrame.Bye(), events.frame(id));
        }
    }

    @Test
    void largeFramesStopAtTheCreditsInBytes() throws IOException {
        ServerListener listener = listen(LIMITS.withChannel(CHANNEL.withUnprocessedBytesMax(10_000)));
        try (Terminal mallory = Terminal.connect(listener.address())) {
            ConnectionId id = events.opened();
            ClientFrame large =
                    new ClientFrame.PublishPrekeys(new RequestId(1), Bytes.copyOf(new byte[2000]), List.of());
            for (int frame = 0; frame < 50; frame++) {
                mallory.send(large);
            }
            Await.until("as many as allowed", () -> events.size() == 5);

            for (int frame = 0; frame < 50; frame++) {
                assertTrue(events.size() <= 5, events.size() + " frames wait");
                assertEquals(large, events.frame(id));
                listener.processed(id);
            }
        }
    }

    @Test
    void aFullQueueHoldsConnectionsBackUntilThereIsRoom() throws IOException {
        ServerListener listener = listen(LIMITS);
        try (Terminal alice = Terminal.connect(listener.address())) {
            ConnectionId id = events.opened();
            events.setFull(true);
            alice.raw(pings(20));
            try (Terminal bob = Terminal.connect(listener.address())) {
                // Who comes and goes is told nevertheless.
                ConnectionId other = events.opened();
                bob.leave();
                assertEquals(new Event.Closed(other), events.next());
            }
            assertEquals(0, events.size());

            events.setFull(false);

            for (int frame = 0; frame < 20; frame++) {
                assertEquals(PING, events.frame(id));
            }
        }
    }

    @Test
    void aReaderThatStopsIsCutOffWhenItsQueueIsFullAndOthersGoOn() throws IOException {
        ServerListener listener = listen(LIMITS);
        try (Terminal asleep = Terminal.connect(listener.address())) {
            ConnectionId stopped = events.opened();
            Terminal bob = Terminal.connect(listener.address());
            ConnectionId awake = events.opened();
            ServerFrame large = largeDelivery();

            // More than loopback's buffers and the queue hold together.
            for (int sent = 0; sent < 500; sent++) {
                listener.transmit(stopped, large);
                listener.transmit(awake, new ServerFrame.Pong());
                assertEquals(new ServerFrame.Pong(), bob.receive());
            }

            assertEquals(new Event.Closed(stopped), events.next());
            Await.until(
                    "closed for its queue",
                    () -> listener.statistics().closed().getOrDefault(CloseReason.SEND_QUEUE_FULL, 0L) == 1);
            bob.send(PING);
            assertEquals(PING, events.frame(awake));
            bob.reset();
            assertTrue(asleep.drain() > 0);
        }
    }

    @Test
    void aReaderThatStopsIsCutOffAtTheWriteDeadline() throws IOException {
        ServerListener listener = listen(LIMITS.withChannel(
                CHANNEL.withSendQueueBytesMax(64 * 1024 * 1024).withWriteStallMax(Duration.ofMillis(200))));
        try (Terminal asleep = Terminal.connect(listener.address())) {
            ConnectionId id = events.opened();
            ServerFrame large = largeDelivery();
            for (int sent = 0; sent < 200; sent++) {
                listener.transmit(id, large);
            }

            assertEquals(new Event.Closed(id), events.next());
            Await.until(
                    "closed for the stall",
                    () -> listener.statistics().closed().getOrDefault(CloseReason.STALLED, 0L) == 1);
            assertTrue(asleep.drain() > 0);
        }
    }

    @Test
    void whatIsQueuedIsSentBeforeAClose() throws IOException {
        ServerListener listener = listen(LIMITS.withChannel(CHANNEL.withSendQueueBytesMax(64 * 1024 * 1024)));
        try (Terminal slow = Terminal.connect(listener.address())) {
            ConnectionId id = events.opened();
            ServerFrame large = largeDelivery();
            for (int sent = 0; sent < 200; sent++) {
                listener.transmit(id, large);
            }
            listener.transmit(id, new ServerFrame.Pong());
            listener.close(id);
            for (int sent = 0; sent < 200; sent++) {
                assertEquals(large, slow.receive());
            }
            assertEquals(new ServerFrame.Pong(), slow.receive());
        }
    }

    @Test
    void claimsOfLargeFramesAllocateNothing() throws IOException {
        ServerListener listener = listen(LIMITS);
        ByteBufAllocatorMetric memory = ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT).metric();
        List<Terminal> terminals = new ArrayList<>();
        try {
            terminals.add(Terminal.connect(listener.address()));
            listener.admit(events.opened());
            long before = memory.usedDirectMemory() + memory.usedHeapMemory();
            for (int connection = 0; connection < 100; connection++) {
                Terminal mallory = Terminal.connect(listener.address());
                terminals.add(mallory);
                listener.admit(events.untilOpened());
                // A mebibyte is promised and four bytes of it come, and then the sign that they were seen.
                mallory.raw(Terminal.bytes(PING));
                events.next(Event.Received.class);
                mallory.raw(new byte[] {0, 0x10, 0, 0, 1, 2, 3, 4});
            }
            terminals.get(0).send(PING);
            events.next(Event.Received.class);

            long grown = memory.usedDirectMemory() + memory.usedHeapMemory() - before;
            assertTrue(grown < 32L * 1024 * 1024, "100 MiB were claimed, and " + grown + " bytes allocated");
        } finally {
            for (Terminal terminal : terminals) {
                terminal.reset();
            }
        }
    }

    @Test
    void connectionsAreLimitedInTotalAndPerOriginBeforeTls() throws IOException {
        for (ListenerLimits limits : List.of(LIMITS.withConnectionsMax(2), LIMITS.withConnectionsPerOriginMax(2))) {
            ServerListener listener = listen(limits);
            try (Terminal alice = Terminal.connect(listener.address());
                    Socket silent = Terminal.tcp(listener.address())) {
                ConnectionId id = events.untilOpened();
                Await.until("both are counted", () -> listener.statistics().sockets() == 2);
                try (Socket third = Terminal.tcp(listener.address())) {
                    assertEquals(-1, third.getInputStream().read());
                }
                assertEquals(1, listener.statistics().refused());

                silent.shutdownOutput();
                Await.until("one is gone", () -> listener.statistics().sockets() == 1);
                try (Terminal bob = Terminal.connect(listener.address())) {
                    bob.send(PING);
                    assertEquals(PING, events.frame(events.opened()));
                }
                alice.send(PING);
                events.untilFrame(id);
            } finally {
                stop();
            }
        }
    }

    @Test
    void fiveHundredResetsLeaveNothingBehind() throws IOException {
        ServerListener listener = listen(LIMITS);
        UnixOperatingSystemMXBean system = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        try (Terminal alice = Terminal.connect(listener.address())) {
            ConnectionId id = events.opened();
            long before = system.getOpenFileDescriptorCount();
            for (int round = 0; round < 500; round++) {
                Socket mallory = Terminal.tcp(listener.address());
                mallory.setSoLinger(true, 0);
                mallory.close();
            }

            Await.until("only one is left", () -> listener.statistics().sockets() == 1);
            Await.until("its descriptors are back", () -> system.getOpenFileDescriptorCount() <= before);
            alice.send(PING);
            assertEquals(PING, events.frame(id));
            assertEquals(1, listener.statistics().open());
        }
    }

    @Test
    void resetsAfterTheHandshakeAreHeardOfAndLeaveNothingBehind() throws IOException {
        ServerListener listener = listen(LIMITS);
        for (int round = 0; round < 50; round++) {
            Terminal mallory = Terminal.connect(listener.address());
            ConnectionId id = events.opened();
            mallory.reset();
            assertEquals(new Event.Closed(id), events.next());
        }
        Await.until("nobody is left", () -> listener.statistics().sockets() == 0);
    }

    @Test
    void aHundredHandshakesAtOnceAllFinish() throws Exception {
        ServerListener listener = listen(LIMITS);
        ExecutorService threads = Executors.newFixedThreadPool(100);
        CyclicBarrier together = new CyclicBarrier(100);
        try {
            List<Future<ServerFrame>> answers = new ArrayList<>();
            for (int client = 0; client < 100; client++) {
                answers.add(threads.submit(() -> {
                    together.await(30, TimeUnit.SECONDS);
                    try (Terminal terminal = Terminal.connect(listener.address())) {
                        terminal.send(PING);
                        return terminal.receive();
                    }
                }));
            }
            int answered = 0;
            while (answered < 100) {
                if (events.next() instanceof Event.Received received) {
                    listener.transmit(received.connection(), new ServerFrame.Pong());
                    answered++;
                }
            }
            for (Future<ServerFrame> answer : answers) {
                assertEquals(new ServerFrame.Pong(), answer.get(30, TimeUnit.SECONDS));
            }
            assertEquals(0, listener.statistics().refused());
        } finally {
            threads.shutdownNow();
        }
    }
}
