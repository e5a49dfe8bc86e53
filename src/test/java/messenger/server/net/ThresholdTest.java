package messenger.server.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import messenger.protocol.ClientFrame;
import messenger.server.ConnectionId;
import messenger.server.Rate;
import messenger.transport.CloseReason;
import messenger.transport.Identities;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a connection may do before it is worth a TLS handshake (T1, T11). */
final class ThresholdTest {
    private static final ClientFrame PING = new ClientFrame.Ping();
    private static final Duration SHORT = Duration.ofMillis(1500);

    /** The first flight of a client is a handshake record. */
    private static final int HANDSHAKE_RECORD = 22;

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

    private static void awaitEnd(Socket socket) throws IOException {
        try (InputStream in = socket.getInputStream()) {
            while (in.read() >= 0) {
                // Perhaps an alert.
            }
        } catch (java.net.SocketException e) {
            // A reset is an end, too.
            assertEquals(0, socket.getInputStream().available());
        }
    }

    @Test
    void whoSaysNothingOrGoesAtOnceTakesNobodysTurn() throws IOException {
        ServerListener listener = world.listen(ListenerLimits.DEFAULT.withHandshakes(new Rate(1, 1)));
        try (Socket silent = Terminal.tcp(listener.address())) {
            for (int i = 0; i < 20; i++) {
                Terminal.tcp(listener.address()).close();
            }
            world.awaitClosed(listener, CloseReason.BY_PEER, 20);

            try (Terminal alice = Terminal.connect(listener.address())) {
                ConnectionId id = events.opened();
                alice.send(PING);
                assertEquals(PING, events.frame(id));
            }
            assertEquals(0, listener.statistics().waited());
            assertEquals(0, silent.getInputStream().available());
        }
    }

    @Test
    void whoComesTooOftenIsServedInItsTurn() throws IOException {
        int comers = 5;
        ServerListener listener = world.listen(ListenerLimits.DEFAULT.withHandshakes(new Rate(1, 4 * 3600)));
        List<Terminal> terminals = new ArrayList<>();
        try {
            for (int i = 0; i < comers; i++) {
                terminals.add(Terminal.connect(listener.address()));
                events.opened();
            }
        } finally {
            for (Terminal terminal : terminals) {
                terminal.close();
            }
        }
    }

    @Test
    void waitingCountsTowardsTheDeadlineOfTheHandshake() throws IOException {
        ServerListener listener = world.listen(
                ListenerLimits.DEFAULT.withHandshakes(new Rate(1, 1)).withHandshakeWithin(SHORT));
        try (Terminal alice = Terminal.connect(listener.address());
                Socket late = Terminal.tcp(listener.address())) {
            ConnectionId id = events.opened();
            late.getOutputStream().write(HANDSHAKE_RECORD);

            awaitEnd(late);

            world.awaitClosed(listener, CloseReason.TLS_FAILED, 1);
            assertEquals(1, listener.statistics().waited());
            alice.send(PING);
            assertEquals(PING, events.frame(id));
        }
    }

    @Test
    void aFirstFlightHasItsLimit() throws IOException {
        ServerListener listener = world.listen(ListenerLimits.DEFAULT.withHandshakes(new Rate(1, 1)));
        try (Terminal alice = Terminal.connect(listener.address());
                Socket fits = Terminal.tcp(listener.address());
                Socket flood = Terminal.tcp(listener.address())) {
            events.opened();
            fits.getOutputStream().write(new byte[Threshold.BYTES_MAX]);
            flood.getOutputStream().write(new byte[Threshold.BYTES_MAX + 1]);

            awaitEnd(flood);

            world.awaitClosed(listener, CloseReason.TLS_FAILED, 1);
            assertEquals(2, listener.statistics().sockets());
            alice.leave();
        }
    }
}
