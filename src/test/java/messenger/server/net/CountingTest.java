package messenger.server.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import messenger.server.Event;
import org.junit.jupiter.api.Test;

/** Who may come in, and what may wait. */
final class CountingTest {
    private static final Origin OFFICE = new Origin("192.0.2.1");
    private static final Origin HOME = new Origin("192.0.2.2");

    private static Origin origin(int... bytes) throws UnknownHostException {
        byte[] address = new byte[bytes.length];
        for (int at = 0; at < bytes.length; at++) {
            address[at] = (byte) bytes[at];
        }
        return Origin.of(new InetSocketAddress(InetAddress.getByAddress(address), 1234));
    }

    @Test
    void theTotalIsExact() {
        Admission admission = new Admission(2, 9);

        assertTrue(admission.tryEnter(OFFICE));
        assertTrue(admission.tryEnter(HOME));
        assertFalse(admission.tryEnter(HOME));
        admission.leave(OFFICE);
        assertTrue(admission.tryEnter(HOME));
        assertEquals(2, admission.total());
    }

    @Test
    void oneOriginDoesNotTakeThePlaceOfOthers() {
        Admission admission = new Admission(9, 2);

        assertTrue(admission.tryEnter(OFFICE));
        assertTrue(admission.tryEnter(OFFICE));
        assertFalse(admission.tryEnter(OFFICE));
        assertTrue(admission.tryEnter(HOME));
        admission.leave(OFFICE);
        assertTrue(admission.tryEnter(OFFICE));
    }

    @Test
    void originsThatLeftAreForgotten() {
        Admission admission = new Admission(9, 2);
        admission.tryEnter(OFFICE);
        admission.leave(OFFICE);

        assertEquals(0, admission.origins());
        assertThrows(IllegalStateException.class, () -> admission.leave(OFFICE));
    }

    @Test
    void anIpv4AddressIsAnOriginAndSoIsAnIpv6Network() throws UnknownHostException {
        assertEquals("192.0.2.7", origin(192, 0, 2, 7).text());
        Origin one = origin(0x20, 1, 0xd, 0xb8, 0, 1, 0, 2, 1, 1, 1, 1, 1, 1, 1, 1);
        assertEquals("2001:0db8:0001:0002::/64", one.text());
        assertEquals(one, origin(0x20, 1, 0xd, 0xb8, 0, 1, 0, 2, 9, 9, 9, 9, 9, 9, 9, 9));
        assertEquals(
                "unknown",
                Origin.of(InetSocketAddress.createUnresolved("example.org", 1)).text());
    }

    @Test
    void theQueueIsFullAtItsNumberOfEvents() throws InterruptedException {
        EventQueue queue = new EventQueue(2, 1000);
        queue.post(new Event.Tick());
        assertFalse(queue.isFull());
        queue.post(new Event.Stop());
        assertTrue(queue.isFull());

        assertEquals(List.of(new Event.Tick()), queue.poll(Duration.ZERO));
        assertFalse(queue.isFull());
        assertEquals(List.of(new Event.Stop()), queue.poll(Duration.ZERO));
        assertEquals(List.of(), queue.poll(Duration.ZERO));
    }

    @Test
    void theQueueIsFullAtItsNumberOfBytes() throws InterruptedException {
        EventQueue queue = new EventQueue(9, 1000);
        queue.post(new Event.Tick(), 999);
        assertFalse(queue.isFull());
        queue.post(new Event.Tick(), 1);
        assertTrue(queue.isFull());

        assertEquals(1, queue.poll(Duration.ZERO).size());
        assertFalse(queue.isFull());
    }

    @Test
    void listenerLimitsMustBePositive() {
        ListenerLimits fine = ListenerLimits.DEFAULT;

        assertThrows(IllegalArgumentException.class, () -> fine.withConnectionsMax(0));
        assertThrows(IllegalArgumentException.class, () -> fine.withConnectionsPerOriginMax(0));
        assertThrows(IllegalArgumentException.class, () -> fine.withHandshakeWithin(Duration.ZERO));
        assertThrows(IllegalArgumentException.class, () -> fine.withLoginWithin(Duration.ZERO));
    }
}
