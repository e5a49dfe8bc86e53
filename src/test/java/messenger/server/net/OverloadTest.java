package messenger.server.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import messenger.crypto.Bytes;
import messenger.crypto.SeededRandom;
import messenger.protocol.ClientFrame;
import messenger.protocol.Limits;
import messenger.protocol.RequestId;
import messenger.protocol.ServerFrame;
import messenger.protocol.SubmissionId;
import messenger.server.ConnectionId;
import messenger.server.Event;
import messenger.transport.ChannelLimits;
import messenger.transport.CloseReason;
import messenger.transport.Identities;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever sends too much, or reads too little, must not cost the others anything (T2, T5). */
final class OverloadTest {
    private static final ClientFrame PING = new ClientFrame.Ping();
    private static final ListenerLimits LIMITS = ListenerLimits.DEFAULT;
    private static final ChannelLimits CHANNEL = LIMITS.channel();

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
    void t2AFloodOfFramesStopsAtTheCreditsAndAllOfItArrivesInTheEnd() throws IOException {
        ServerListener listener = world.listen(LIMITS.withChannel(CHANNEL.withUnprocessedFramesMax(8)));
        try (Terminal mallory = Terminal.connect(listener.address())) {
            ConnectionId id = events.opened();
            listener.admit(id, Limits.FRAME_BYTES_MAX);
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

    /** Strangers by the thousand, each with as much as a member may have waiting, would make everybody wait. */
    @Test
    void t2OfAStrangerOnlyFourFramesWaitUntilAdmitted() throws IOException {
        ServerListener listener = world.listen(LIMITS);
        try (Terminal mallory = Terminal.connect(listener.address())) {
            ConnectionId id = events.opened();
            mallory.raw(pings(40));
            Await.until("as many as allowed", () -> events.size() == 4);
            for (int frame = 0; frame < 8; frame++) {
                assertTrue(events.size() <= 4, events.size() + " frames wait");
                assertEquals(PING, events.frame(id));
                listener.processed(id);
            }

            listener.admit(id, Limits.FRAME_BYTES_MAX);
            assertEquals(PING, events.frame(id));
            listener.processed(id);

            Await.until("as many as a member's", () -> events.size() == 31);
        }
    }

    @Test
    void largeFramesStopAtTheCreditsInBytes() throws IOException {
        ServerListener listener = world.listen(LIMITS.withChannel(CHANNEL.withUnprocessedBytesMax(10_000)));
        try (Terminal mallory = Terminal.connect(listener.address())) {
            ConnectionId id = events.opened();
            listener.admit(id, Limits.FRAME_BYTES_MAX);
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
        ServerListener listener = world.listen(LIMITS);
        try (Terminal alice = Terminal.connect(listener.address())) {
            ConnectionId id = events.opened();
            listener.admit(id, Limits.FRAME_BYTES_MAX);
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
    void t5AReaderThatStopsIsCutOffWhenItsQueueIsFullAndOthersGoOn() throws IOException {
        ServerListener listener = world.listen(LIMITS);
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
            world.awaitClosed(listener, CloseReason.SEND_QUEUE_FULL, 1);
            bob.send(PING);
            assertEquals(PING, events.frame(awake));
            bob.reset();
            assertTrue(asleep.drain() > 0);
        }
    }

    @Test
    void t5AReaderThatStopsIsCutOffAtTheWriteDeadline() throws IOException {
        ServerListener listener = world.listen(LIMITS.withChannel(
                CHANNEL.withSendQueueBytesMax(64 * 1024 * 1024).withWriteStallMax(Duration.ofMillis(200))));
        try (Terminal asleep = Terminal.connect(listener.address())) {
            ConnectionId id = events.opened();
            ServerFrame large = largeDelivery();
            for (int sent = 0; sent < 200; sent++) {
                listener.transmit(id, large);
            }

            assertEquals(new Event.Closed(id), events.next());
            world.awaitClosed(listener, CloseReason.STALLED, 1);
            assertTrue(asleep.drain() > 0);
        }
    }

    @Test
    void whatIsQueuedIsSentBeforeAClose() throws IOException {
        ServerListener listener = world.listen(LIMITS.withChannel(CHANNEL.withSendQueueBytesMax(64 * 1024 * 1024)));
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
}
