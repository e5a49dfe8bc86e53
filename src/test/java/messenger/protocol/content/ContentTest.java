package messenger.protocol.content;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import messenger.crypto.Bytes;
import messenger.crypto.MalformedException;
import messenger.crypto.Padding;
import messenger.crypto.identity.AccountId;
import messenger.protocol.SubmissionId;
import messenger.protocol.UserName;
import org.junit.jupiter.api.Test;

final class ContentTest {
    private static final AccountId ALICE = new AccountId(filled(16, 0xa1));
    private static final AccountId BOB = new AccountId(filled(16, 0xb2));
    private static final MessageId MESSAGE = new MessageId(filled(16, 0xc3));
    private static final List<Body> BODIES = List.of(
            new Body.Text("hello, wörld \uD83D\uDE00"),
            new Body.Delivered(List.of(MESSAGE)),
            new Body.Profile(filled(16, 0xd4)),
            new Body.Farewell(),
            new Body.Copy(BOB, new UserName("bob"), new Body.Text("hi")),
            new Body.People(List.of(
                    new Body.Known(BOB, new UserName("bob"), Body.Aspect.STANDING, 1, true, filled(16, 0xd5)),
                    new Body.Known(ALICE, new UserName("alice"), Body.Aspect.NOTHING, 0, false, Bytes.EMPTY))),
            new Body.Compare(Body.CompareStep.REVEAL, filled(32, 0xd6)),
            new Body.Compared(Body.ComparedAs.DIFFERENT),
            new Body.Missing(List.of(new Body.Run(1, 2), new Body.Run(9, 254))),
            new Body.Again(3, new SubmissionId(filled(16, 0xd7)), 17, MESSAGE, new Body.Text("again")),
            new Body.NotAgain(List.of(new Body.Run(4, 1)), List.of(new Body.Run(Long.MAX_VALUE - 1, 1))));

    @Test
    void everyBodyComesBackAsItWas() throws MalformedException {
        for (Body body : BODIES) {
            assertEquals(content(body), Content.decode(content(body).encoded()));
        }
        assertEquals(
                Set.of(Body.class.getPermittedSubclasses()),
                BODIES.stream().map(Object::getClass).collect(Collectors.toSet()));
    }

    /** Golden: a change here is a change of the protocol. */
    @Test
    void theBytesOfAContentDoNotChange() {
        assertEquals(
                "01" + ConversationId.direct(ALICE, BOB).value().toHex() + "c3".repeat(16) + "0000000000000007"
                        + "00".repeat(32) + "00" + "0000018bcfe56800" + "00000000" + "00000001" + "e5".repeat(8)
                        + "00".repeat(16) + "00" + "01" + "00000002" + "6869",
                content(new Body.Text("hi")).encoded().toHex());
        assertEquals(
                "098022bc",
                ConversationId.direct(ALICE, BOB).value().slice(0, 4).toHex());
    }

    @Test
    void aConversationOfTwoHasOneIdWhoeverAsks() {
        assertEquals(ConversationId.direct(ALICE, BOB), ConversationId.direct(BOB, ALICE));
        assertNotEquals(ConversationId.direct(ALICE, BOB), ConversationId.direct(ALICE, ALICE));
    }

    @Test
    void aContentCutAnywhereOrExtendedIsRefused() {
        for (Body body : BODIES) {
            Bytes whole = content(body).encoded();
            for (int size = 0; size < whole.size(); size++) {
                Bytes cut = whole.slice(0, size);
                assertThrows(MalformedException.class, () -> Content.decode(cut));
            }
            assertThrows(MalformedException.class, () -> Content.decode(Bytes.concat(whole, Bytes.hex("00"))));
        }
    }

    @Test
    void aMutatedContentIsAContentOrRefusedAndNothingElse() {
        long seed = Long.getLong("content.seed", 20261120L);
        Random random = new Random(seed);
        int refused = 0;
        for (int round = 0; round < 50_000; round++) {
            byte[] mutated =
                    content(BODIES.get(random.nextInt(BODIES.size()))).encoded().toArray();
            for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
            }
            try {
                Content.decode(Bytes.copyOf(mutated));
            } catch (MalformedException e) {
                refused++;
            } catch (RuntimeException e) {
                throw new AssertionError(
                        "seed " + seed + ": " + Bytes.copyOf(mutated).toHex(), e);
            }
        }
        assertTrue(refused > 5_000, "only " + refused + " were refused");
    }

    @Test
    void aTextHoldsAsMuchAsTheLimitAndFitsTheLargestBucket() throws MalformedException {
        for (int size : new int[] {0, 10_000, Body.Text.TEXT_BYTES_MAX - 1, Body.Text.TEXT_BYTES_MAX}) {
            Content content = content(new Body.Text("x".repeat(size)));
            assertEquals(content, Content.decode(Padding.unpad(Padding.pad(content.encoded()))));
        }
        assertThrows(IllegalArgumentException.class, () -> new Body.Text("x".repeat(Body.Text.TEXT_BYTES_MAX + 1)));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Body.Text("\u00e4".repeat(Body.Text.TEXT_BYTES_MAX / 2) + "x"));
    }

    @Test
    void aReceiptNamesAtLeastOneAndAtMostTheLimit() throws MalformedException {
        Content content = content(new Body.Delivered(ids(Body.Delivered.MESSAGES_MAX)));
        assertEquals(content, Content.decode(content.encoded()));
        assertThrows(IllegalArgumentException.class, () -> new Body.Delivered(List.of()));
        assertThrows(IllegalArgumentException.class, () -> new Body.Delivered(ids(Body.Delivered.MESSAGES_MAX + 1)));
    }

    @Test
    void parentsAreAtMostFourAndComeBack() throws MalformedException {
        for (int count = 0; count <= Content.PARENTS_MAX; count++) {
            Content content = withParents(count);
            assertEquals(content, Content.decode(content.encoded()));
        }
        assertThrows(IllegalArgumentException.class, () -> withParents(Content.PARENTS_MAX + 1));
    }

    private static Content withParents(int count) {
        Content plain = content(new Body.Text("hi"));
        List<Bytes> parents =
                Stream.generate(() -> Content.prefix(MESSAGE)).limit(count).toList();
        return new Content(
                plain.conversation(),
                plain.id(),
                plain.sequence(),
                plain.previousHash(),
                parents,
                plain.sentMs(),
                plain.ownDeviceList(),
                plain.body());
    }

    @Test
    void aRequestNamesAtMostTheLimitInAtMostSoManyRuns() throws MalformedException {
        int most = Body.Run.NUMBERS_MAX;
        for (int size : new int[] {1, most - 1, most}) {
            Content content = content(new Body.Missing(List.of(new Body.Run(1, size))));
            assertEquals(content, Content.decode(content.encoded()));
        }
        assertThrows(IllegalArgumentException.class, () -> new Body.Run(1, most + 1));
        assertThrows(IllegalArgumentException.class, () -> new Body.Run(1, 0));
        assertThrows(IllegalArgumentException.class, () -> new Body.Run(0, 1));
        assertThrows(IllegalArgumentException.class, () -> new Body.Run(Long.MAX_VALUE, 1));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Body.Missing(List.of(new Body.Run(1, most), new Body.Run(1_000, 1))));
        assertEquals(
                Body.Run.RUNS_MAX,
                new Body.Missing(runs(Body.Run.RUNS_MAX)).runs().size());
        assertThrows(IllegalArgumentException.class, () -> new Body.Missing(runs(Body.Run.RUNS_MAX + 1)));
        assertThrows(IllegalArgumentException.class, () -> new Body.Missing(List.of()));
        assertThrows(IllegalArgumentException.class, () -> new Body.NotAgain(List.of(), List.of()));
        assertEquals(
                List.of(new Body.Run(1, 2), new Body.Run(4, 1), new Body.Run(6, 3)),
                Body.Run.of(List.of(1L, 2L, 4L, 6L, 7L, 8L)));
    }

    private static List<Body.Run> runs(int count) {
        return LongStream.range(0, count)
                .mapToObj(i -> new Body.Run(1 + 2 * i, 1))
                .toList();
    }

    @Test
    void onlyWhatIsSaidToPeopleIsSaidAgain() throws MalformedException {
        for (Body body : BODIES) {
            if (Body.isRepeatable(body)) {
                Content content = content(again(body));
                assertEquals(content, Content.decode(content.encoded()));
            } else {
                assertThrows(IllegalArgumentException.class, () -> again(body));
            }
        }
        Content longest = content(again(new Body.Text("x".repeat(Body.Text.TEXT_BYTES_MAX))));
        assertEquals(longest, Content.decode(Padding.unpad(Padding.pad(longest.encoded()))));
    }

    private static Body.Again again(Body body) {
        return new Body.Again(1, new SubmissionId(filled(16, 0xd7)), 1, MESSAGE, body);
    }

    @Test
    void whatAsksAndAnswersHasNoNumberAndEverythingElseHasOne() {
        for (Body body : BODIES) {
            Content content = content(body);
            long other = body.isUncounted() ? 1 : 0;
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new Content(
                            content.conversation(),
                            content.id(),
                            other,
                            content.previousHash(),
                            content.sentMs(),
                            content.ownDeviceList(),
                            body));
            byte[] changed = content.encoded().toArray();
            changed[1 + 16 + 16 + 7] = (byte) other;
            assertThrows(MalformedException.class, () -> Content.decode(Bytes.copyOf(changed)));
        }
    }

    @Test
    void aTextThatIsNotUtf8IsRefused() {
        byte[] encoded = content(new Body.Text("hi")).encoded().toArray();
        encoded[encoded.length - 1] = (byte) 0xff;
        assertThrows(MalformedException.class, () -> Content.decode(Bytes.copyOf(encoded)));
    }

    @Test
    void aTextDoesNotPrint() {
        assertFalse(content(new Body.Text("attack at dawn")).toString().contains("attack"));
    }

    private static List<MessageId> ids(int count) {
        return Stream.generate(() -> MESSAGE).limit(count).toList();
    }

    private static Content content(Body body) {
        return new Content(
                ConversationId.direct(ALICE, BOB),
                MESSAGE,
                body.isUncounted() ? 0 : 7,
                Content.CHAIN_START,
                1_700_000_000_000L,
                new Content.DeviceListMark(1, filled(8, 0xe5)),
                body);
    }

    private static Bytes filled(int size, int value) {
        byte[] array = new byte[size];
        Arrays.fill(array, (byte) value);
        return Bytes.copyOf(array);
    }
}
