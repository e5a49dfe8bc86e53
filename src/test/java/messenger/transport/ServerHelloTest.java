package messenger.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.Unpooled;
import java.util.Random;
import messenger.crypto.Bytes;
import org.junit.jupiter.api.Test;

final class ServerHelloTest {
    private static final String RETRY_RANDOM = "cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c";
    private static final String PLAIN_RANDOM = "11".repeat(32);
    private static final Bytes CHANGE_CIPHER_SPEC = Bytes.hex("140303000101");
    private static final Bytes APPLICATION_DATA = Bytes.hex("1703030003aabbcc");

    /** RFC 8446 4.1.3: a record with a hello, supported versions before the key share. */
    private static Bytes hello(String random, String keyShare) {
        String extensions = "002b00020304" + "0033" + u16(keyShare.length() / 2) + keyShare;
        String body =
                "0303" + random + "20" + "22".repeat(32) + "1302" + "00" + u16(extensions.length() / 2) + extensions;
        String handshake = "0200" + u16(body.length() / 2) + body;
        return Bytes.hex("160303" + u16(handshake.length() / 2) + handshake);
    }

    private static String u16(int value) {
        return String.format(java.util.Locale.ROOT, "%04x", value);
    }

    private static String group(Bytes stream) {
        ServerHello hello = new ServerHello();
        hello.look(Unpooled.wrappedBuffer(stream.toArray()));
        return hello.group();
    }

    @Test
    void theGroupIsReadFromTheKeyShare() {
        assertEquals("X25519MLKEM768", group(hello(PLAIN_RANDOM, "11ec0004aabbccdd")));
        assertEquals("x25519", group(hello(PLAIN_RANDOM, "001d0002aabb")));
        assertEquals("secp256r1", group(hello(PLAIN_RANDOM, "00170002aabb")));
        assertEquals("secp384r1", group(hello(PLAIN_RANDOM, "00180002aabb")));
        assertEquals("0x6399", group(hello(PLAIN_RANDOM, "63990002aabb")));
    }

    @Test
    void theHelloAfterARetryRequestCounts() {
        Bytes flight = Bytes.concat(
                hello(RETRY_RANDOM, "001d"), CHANGE_CIPHER_SPEC, hello(PLAIN_RANDOM, "11ec0002aabb"), APPLICATION_DATA);

        assertEquals("X25519MLKEM768", group(flight));
    }

    @Test
    void aHelloMayComeByteByByte() {
        Bytes flight = Bytes.concat(hello(PLAIN_RANDOM, "11ec0002aabb"), APPLICATION_DATA);
        ServerHello hello = new ServerHello();
        for (byte single : flight.toArray()) {
            hello.look(Unpooled.wrappedBuffer(new byte[] {single}));
        }
        assertTrue(hello.isDone());
        assertEquals("X25519MLKEM768", hello.group());
    }

    @Test
    void itStopsLookingAfterTheHelloAndTakesNothing() {
        ServerHello hello = new ServerHello();
        var bytes = Unpooled.wrappedBuffer(hello(PLAIN_RANDOM, "001d0002aabb").toArray());
        int before = bytes.readableBytes();

        hello.look(bytes);
        hello.look(Unpooled.wrappedBuffer(hello(PLAIN_RANDOM, "11ec0002aabb").toArray()));

        assertEquals(before, bytes.readableBytes());
        assertEquals("x25519", hello.group());
    }

    @Test
    void bytesThatAreNoTlsAreUnknown() {
        assertEquals(ServerHello.UNKNOWN, group(Bytes.utf8("HTTP/1.1 400 Bad Request\r\n\r\n")));
        assertEquals(ServerHello.UNKNOWN, group(Bytes.hex("15030300020228")));
        assertEquals(ServerHello.UNKNOWN, group(Bytes.EMPTY));
    }

    @Test
    void aRecordThatNeverEndsIsGivenUp() {
        ServerHello hello = new ServerHello();
        hello.look(Unpooled.wrappedBuffer(Bytes.hex("160303ffff").toArray()));
        hello.look(Unpooled.wrappedBuffer(new byte[ServerHello.SEEN_BYTES_MAX - 6]));
        assertFalse(hello.isDone());

        hello.look(Unpooled.wrappedBuffer(new byte[1]));

        assertTrue(hello.isDone());
        assertEquals(ServerHello.UNKNOWN, hello.group());
    }

    @Test
    void noMutationBreaksIt() {
        long seed = Long.getLong("hello.seed", 20261120L);
        Random random = new Random(seed);
        byte[] good = Bytes.concat(
                        hello(RETRY_RANDOM, "001d"),
                        CHANGE_CIPHER_SPEC,
                        hello(PLAIN_RANDOM, "11ec0002aabb"),
                        APPLICATION_DATA)
                .toArray();
        for (int round = 0; round < 50_000; round++) {
            byte[] bad = java.util.Arrays.copyOf(good, 1 + random.nextInt(good.length));
            for (int flips = random.nextInt(4); flips > 0; flips--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            }
            try {
                group(Bytes.copyOf(bad));
            } catch (RuntimeException e) {
                throw new AssertionError(
                        "seed " + seed + ": " + Bytes.copyOf(bad).toHex(), e);
            }
        }
    }
}
