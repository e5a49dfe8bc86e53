package messenger.protocol;

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
import messenger.crypto.Signature;
import messenger.crypto.identity.AccountId;
import messenger.crypto.identity.DeviceId;
import messenger.crypto.identity.MailboxId;
import org.junit.jupiter.api.Test;

final class FrameCodecTest {
    private static final RequestId REQUEST = new RequestId(7);
    private static final UserName ALICE = new UserName("alice");
    private static final AccountId ACCOUNT = new AccountId(filled(16, 0xa1));
    private static final MailboxId MAILBOX = new MailboxId(filled(16, 0xb2));
    private static final SubmissionId SUBMISSION = new SubmissionId(filled(16, 0xc3));
    private static final Signature SIGNATURE = new Signature(filled(64, 0xd4));

    private static final List<ClientFrame> CLIENT_FRAMES = List.of(
            new ClientFrame.Hello(1, "messenger/1"),
            new ClientFrame.Register(
                    ALICE,
                    filled(3, 1),
                    DeviceId.FIRST,
                    SIGNATURE,
                    filled(129, 14),
                    new ClientFrame.Gate(filled(16, 15), filled(32, 16))),
            new ClientFrame.Login(ACCOUNT, DeviceId.FIRST, 1, 7, SIGNATURE),
            new ClientFrame.PublishPrekeys(REQUEST, filled(2, 2), List.of(filled(1, 3), filled(1, 4))),
            new ClientFrame.FindUser(REQUEST, ALICE),
            new ClientFrame.FindAccount(REQUEST, ACCOUNT, 3),
            new ClientFrame.TakeBundle(REQUEST, ACCOUNT, new DeviceId(255)),
            new ClientFrame.Submit(REQUEST, SUBMISSION, filled(5, 5), List.of(new Wrap(MAILBOX, filled(2, 6)))),
            new ClientFrame.Subscribe(),
            new ClientFrame.Acknowledge(List.of(1L, 0x1_0000_0000L)),
            new ClientFrame.ListUsers(REQUEST, ""),
            new ClientFrame.WatchPresence(),
            new ClientFrame.Ping(),
            new ClientFrame.Bye(),
            new ClientFrame.RegisterStart(REQUEST, ALICE, filled(33, 17)),
            new ClientFrame.PasswordStart(REQUEST, ALICE, filled(98, 18)),
            new ClientFrame.PasswordFinish(REQUEST, filled(32, 19)),
            new ClientFrame.Recover(filled(3, 20), new DeviceId(2), SIGNATURE),
            new ClientFrame.ChangePassword(REQUEST, filled(129, 21)),
            new ClientFrame.DeleteAccount(REQUEST, filled(3, 22)),
            new ClientFrame.UpdateDevices(REQUEST, filled(3, 23)),
            new ClientFrame.LinkOpen(filled(16, 24)),
            new ClientFrame.LinkJoin(REQUEST, filled(16, 25)),
            new ClientFrame.LinkSay(filled(5, 26)),
            new ClientFrame.HandIn(REQUEST),
            new ClientFrame.Progress(9),
            new ClientFrame.SubmitSealed(
                    REQUEST,
                    SUBMISSION,
                    filled(5, 27),
                    List.of(new SealedWrap(MAILBOX, filled(2, 28), filled(16, 29)))));

    private static final List<ServerFrame> SERVER_FRAMES = List.of(
            new ServerFrame.Welcome(1, filled(32, 7), 1_700_000_000_000L),
            new ServerFrame.LoggedIn(ALICE, 50, 2, 6, 3),
            new ServerFrame.Refused(RequestId.NONE, Refusal.LOGIN),
            new ServerFrame.Done(REQUEST),
            new ServerFrame.UserFound(REQUEST, ALICE, List.of(filled(4, 8), filled(4, 9))),
            new ServerFrame.Bundle(REQUEST, filled(1, 9), filled(2, 10), List.of(filled(3, 11))),
            new ServerFrame.Accepted(REQUEST, List.of(), List.of(MAILBOX), List.of(MAILBOX)),
            new ServerFrame.Deliver(Long.MAX_VALUE, SUBMISSION, 5, filled(3, 12), filled(2, 13)),
            new ServerFrame.CaughtUp(),
            new ServerFrame.Users(REQUEST, List.of(new ServerFrame.Presence(ALICE, ACCOUNT, true, 0)), false),
            new ServerFrame.Presence(ALICE, ACCOUNT, false, 9),
            new ServerFrame.PrekeysLow(3),
            new ServerFrame.Pong(),
            new ServerFrame.Goodbye(Refusal.UNAVAILABLE),
            new ServerFrame.RegisterAnswer(REQUEST, filled(66, 30)),
            new ServerFrame.PasswordAnswer(REQUEST, filled(259, 31)),
            new ServerFrame.DevicesChanged(4),
            new ServerFrame.LinkJoined(),
            new ServerFrame.LinkSaid(filled(5, 32)),
            new ServerFrame.LinkEnded(),
            new ServerFrame.AccountGone(REQUEST, filled(4, 33)));

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
    void aMutatedFrameIsAFrameOrRefusedAndNothingElse() {
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
    void randomBytesAreRefusedAndNothingElse() {
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
    void deepNestingIsRefused() {
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

    private static Bytes filled(int size, int value) {
        byte[] array = new byte[size];
        java.util.Arrays.fill(array, (byte) value);
        return Bytes.copyOf(array);
    }
}
