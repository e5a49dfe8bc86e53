package messenger.protocol;

import static messenger.protocol.FrameExamples.CLIENT_FRAMES;
import static messenger.protocol.FrameExamples.MAILBOX;
import static messenger.protocol.FrameExamples.REQUEST;
import static messenger.protocol.FrameExamples.SERVER_FRAMES;
import static messenger.protocol.FrameExamples.SUBMISSION;
import static messenger.protocol.FrameExamples.filled;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import messenger.crypto.Bytes;
import messenger.crypto.MalformedException;
import org.junit.jupiter.api.Test;

final class FrameCodecTest {
    private interface Decoding {
        void decode(Bytes encoded) throws MalformedException;
    }

    @Test
    void everyFrameComesBackAsItWas() throws MalformedException {
        for (ClientFrame frame : CLIENT_FRAMES) {
            assertEquals(frame, FrameCodec.CLIENT.decode(FrameCodec.CLIENT.encode(frame)));
        }
        for (ServerFrame frame : SERVER_FRAMES) {
            assertEquals(frame, FrameCodec.SERVER.decode(FrameCodec.SERVER.encode(frame)));
        }
    }

    @Test
    void everyKindOfFrameIsAmongTheExamples() {
        assertEquals(Set.of(ClientFrame.class.getPermittedSubclasses()), classes(CLIENT_FRAMES));
        assertEquals(Set.of(ServerFrame.class.getPermittedSubclasses()), classes(SERVER_FRAMES));
    }

    /** Golden: a change here is a change of the protocol. */
    @Test
    void theBytesOfFramesDoNotChange() {
        assertEquals(
                "820182016b6d657373656e6765722f31",
                FrameCodec.CLIENT.encode(CLIENT_FRAMES.get(0)).toHex());
        assertEquals(
                "82038550" + "a1".repeat(16) + "0101075840" + "d4".repeat(64),
                FrameCodec.CLIENT.encode(CLIENT_FRAMES.get(2)).toHex());
        assertEquals(
                "8208840750" + "c3".repeat(16) + "450505050505818250" + "b2".repeat(16) + "420606",
                FrameCodec.CLIENT.encode(CLIENT_FRAMES.get(7)).toHex());
        assertEquals("820980", FrameCodec.CLIENT.encode(CLIENT_FRAMES.get(8)).toHex());
        assertEquals(
                "820a8182011b0000000100000000",
                FrameCodec.CLIENT.encode(CLIENT_FRAMES.get(9)).toHex());
        assertEquals(
                "8203820005", FrameCodec.SERVER.encode(SERVER_FRAMES.get(2)).toHex());
        assertEquals(
                "820a83078184" + "65616c69636550" + "a1".repeat(16) + "f500f4",
                FrameCodec.SERVER.encode(SERVER_FRAMES.get(9)).toHex());
    }

    @Test
    void aFrameCutAnywhereIsRefused() {
        allCuts(CLIENT_FRAMES, FrameCodec.CLIENT::encode, FrameCodec.CLIENT::decode);
        allCuts(SERVER_FRAMES, FrameCodec.SERVER::encode, FrameCodec.SERVER::decode);
    }

    private static <F> void allCuts(List<F> frames, Function<F, Bytes> encode, Decoding decoding) {
        for (F frame : frames) {
            Bytes whole = encode.apply(frame);
            for (int size = 0; size < whole.size(); size++) {
                Bytes cut = whole.slice(0, size);
                assertThrows(MalformedException.class, () -> decoding.decode(cut));
            }
            assertThrows(MalformedException.class, () -> decoding.decode(Bytes.concat(whole, Bytes.hex("00"))));
        }
    }

    @Test
    void t3AMutatedFrameIsAFrameOrRefusedAndNothingElse() {
        long seed = Long.getLong("frames.seed", 20261120L);
        Random random = new Random(seed);
        int refused = 0;
        for (int round = 0; round < 60_000; round++) {
            boolean client = random.nextBoolean();
            byte[] mutated = (client
                            ? FrameCodec.CLIENT.encode(CLIENT_FRAMES.get(random.nextInt(CLIENT_FRAMES.size())))
                            : FrameCodec.SERVER.encode(SERVER_FRAMES.get(random.nextInt(SERVER_FRAMES.size()))))
                    .toArray();
            for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
            }
            refused += isRefused(client, mutated, seed) ? 1 : 0;
        }
        assertTrue(refused > 10_000, "only " + refused + " were refused");
    }

    @Test
    void t3RandomBytesAreRefusedAndNothingElse() {
        long seed = Long.getLong("frames.seed", 20261121L);
        Random random = new Random(seed);
        for (int round = 0; round < 60_000; round++) {
            byte[] bytes = new byte[random.nextInt(64)];
            random.nextBytes(bytes);
            if (bytes.length > 3 && random.nextBoolean()) {
                bytes[0] = (byte) 0x82;
                bytes[1] = (byte) (1 + random.nextInt(14));
                bytes[2] = (byte) (0x80 + random.nextInt(5));
            }
            isRefused(random.nextBoolean(), bytes, seed);
        }
    }

    private static boolean isRefused(boolean client, byte[] bytes, long seed) {
        try {
            if (client) {
                FrameCodec.CLIENT.decode(Bytes.copyOf(bytes));
            } else {
                FrameCodec.SERVER.decode(Bytes.copyOf(bytes));
            }
            return false;
        } catch (MalformedException e) {
            return true;
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError("seed " + seed + ": " + Bytes.copyOf(bytes).toHex(), e);
        }
    }

    @Test
    void nothingIsCoerced() {
        // Numbers as text, text as bytes, bytes as text, true as a number, null, negative and floating numbers, maps
        // and tags.
        for (String hex : Stream.of(
                        "8201826131" + "6161",
                        "820182014161",
                        "8205820763616161".replace("63616161", "43616161"),
                        "82018201f5",
                        "8201820100",
                        "82018201f6",
                        "82018220" + "6161",
                        "820182f93c006161",
                        "8201a2016161026161",
                        "8201c1820161" + "61",
                        "8201820161" + "6100",
                        "82018101",
                        "8201830161610a",
                        "820f80",
                        "8261318201" + "6161",
                        "8101",
                        "83010101",
                        "80",
                        "00",
                        "",
                        "9f01ff",
                        "8201820178016" + "1",
                        "82018218016161",
                        "82018201" + "5f4161ff",
                        "82018201" + "7f6161ff")
                .filter(text -> text.length() % 2 == 0)
                .toList()) {
            assertThrows(MalformedException.class, () -> FrameCodec.CLIENT.decode(Bytes.hex(hex)), hex);
        }
    }

    @Test
    void aLengthBeyondTheFrameIsRefusedBeforeItIsAllocated() {
        for (String hex : List.of(
                "8208840750" + "c3".repeat(16) + "5b7fffffffffffffff",
                "8208840750" + "c3".repeat(16) + "5affffffff",
                "9b7fffffffffffffff",
                "820a819a7fffffff01",
                "8201820178ff",
                "bb00000000ffffffff")) {
            assertThrows(MalformedException.class, () -> FrameCodec.CLIENT.decode(Bytes.hex(hex)), hex);
        }
    }

    @Test
    void t3DeepNestingIsRefused() {
        assertThrows(MalformedException.class, () -> FrameCodec.CLIENT.decode(Bytes.hex("81".repeat(100_000) + "00")));
    }

    @Test
    void limitsHoldAtTheirEdges() throws MalformedException {
        decodes(new ClientFrame.Hello(1, "x".repeat(Limits.SOFTWARE_CHARS_MAX)));
        assertThrows(
                IllegalArgumentException.class,
                () -> new ClientFrame.Hello(1, "x".repeat(Limits.SOFTWARE_CHARS_MAX + 1)));
        decodes(new ClientFrame.Submit(REQUEST, SUBMISSION, filled(Limits.CONTENT_BYTES_MAX, 1), wraps(1)));
        assertThrows(
                IllegalArgumentException.class,
                () -> new ClientFrame.Submit(REQUEST, SUBMISSION, filled(Limits.CONTENT_BYTES_MAX + 1, 1), wraps(1)));
        decodes(new ClientFrame.Submit(REQUEST, SUBMISSION, filled(1, 1), wraps(Limits.RECIPIENTS_MAX)));
        assertThrows(
                IllegalArgumentException.class,
                () -> new ClientFrame.Submit(REQUEST, SUBMISSION, filled(1, 1), wraps(Limits.RECIPIENTS_MAX + 1)));
        assertThrows(
                IllegalArgumentException.class,
                () -> new ClientFrame.Submit(REQUEST, SUBMISSION, filled(1, 1), List.of()));
        assertThrows(IllegalArgumentException.class, () -> new Wrap(MAILBOX, filled(Limits.RATCHET_BYTES_MAX + 1, 1)));
        decodes(new ClientFrame.PublishPrekeys(REQUEST, filled(Limits.PREKEY_BYTES_MAX, 1), List.of()));
        assertThrows(
                IllegalArgumentException.class,
                () -> new ClientFrame.PublishPrekeys(REQUEST, filled(Limits.PREKEY_BYTES_MAX + 1, 1), List.of()));
    }

    @Test
    void theLargestFrameFitsTheLimit() {
        List<Wrap> wraps = Stream.generate(() -> new Wrap(MAILBOX, filled(3200, 1)))
                .limit(Limits.RECIPIENTS_MAX)
                .toList();
        Bytes encoded = FrameCodec.CLIENT.encode(
                new ClientFrame.Submit(REQUEST, SUBMISSION, filled(Limits.CONTENT_BYTES_MAX, 1), wraps));
        assertTrue(encoded.size() <= Limits.FRAME_BYTES_MAX, encoded.size() + " bytes");
    }

    private static void decodes(ClientFrame frame) throws MalformedException {
        assertEquals(frame, FrameCodec.CLIENT.decode(FrameCodec.CLIENT.encode(frame)));
    }

    private static List<Wrap> wraps(int count) {
        return Stream.generate(() -> new Wrap(MAILBOX, filled(1, 1)))
                .limit(count)
                .toList();
    }

    private static Set<Class<?>> classes(List<?> frames) {
        Set<Class<?>> classes = new HashSet<>();
        frames.forEach(frame -> classes.add(frame.getClass()));
        return classes;
    }
}
