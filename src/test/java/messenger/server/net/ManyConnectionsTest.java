package messenger.server.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetric;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import messenger.protocol.ClientFrame;
import messenger.protocol.Limits;
import messenger.protocol.ServerFrame;
import messenger.server.ConnectionId;
import messenger.server.Event;
import messenger.transport.Identities;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections by the hundred (T1, T11, T27). */
final class ManyConnectionsTest {
    private static final ClientFrame PING = new ClientFrame.Ping();
    private static final ListenerLimits LIMITS = ListenerLimits.DEFAULT;

    @TempDir
    private Path folder;

    private ListenerWorld world;
    private EventLog events;

    @BeforeEach
    void start() throws IOException {
        world = new ListenerWorld(Identities.in(folder, 1));
        events = world.events();
    }

    @AfterEach
    void stop() {
        world.stop();
    }

    @Test
    void t2ClaimsOfLargeFramesAllocateNothing() throws IOException {
        ServerListener listener = world.listen(LIMITS);
        ByteBufAllocatorMetric memory = ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT).metric();
        List<Terminal> terminals = new ArrayList<>();
        try {
            terminals.add(Terminal.connect(listener.address()));
            listener.admit(events.opened(), Limits.FRAME_BYTES_MAX);
            long before = memory.usedDirectMemory() + memory.usedHeapMemory();
            for (int connection = 0; connection < 100; connection++) {
                Terminal mallory = Terminal.connect(listener.address());
                terminals.add(mallory);
                listener.admit(events.untilOpened(), Limits.FRAME_BYTES_MAX);
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
            ServerListener listener = world.listen(limits);
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
    void t11FiveHundredResetsLeaveNothingBehind() throws IOException {
        ServerListener listener = world.listen(LIMITS);
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
    void t11ResetsAfterTheHandshakeAreHeardOfAndLeaveNothingBehind() throws IOException {
        ServerListener listener = world.listen(LIMITS);
        for (int round = 0; round < 50; round++) {
            Terminal mallory = Terminal.connect(listener.address());
            ConnectionId id = events.opened();
            mallory.reset();
            assertEquals(new Event.Closed(id), events.next());
        }
        Await.until("nobody is left", () -> listener.statistics().sockets() == 0);
    }

    @Test
    void t27AHundredHandshakesAtOnceAllFinish() throws Exception {
        ServerListener listener = world.listen(LIMITS);
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
