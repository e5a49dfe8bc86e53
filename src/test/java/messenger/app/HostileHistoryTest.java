package messenger.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import messenger.client.MessageState;
import messenger.client.StoredMessage;
import messenger.client.ui.Driver;
import messenger.client.ui.Message;
import messenger.client.ui.News;
import messenger.client.ui.Printable;
import messenger.crypto.Bytes;
import messenger.crypto.CanonicalWriter;
import messenger.protocol.UserName;
import messenger.protocol.content.ConversationId;
import messenger.protocol.content.MessageId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What was kept as it was sent, and is shown again later, from the vault and in a page of history (H1, H2). */
final class HostileHistoryTest {
    private static final UserName ALICE = new UserName("alice");
    private static final UserName BOB = new UserName("bob");
    private static final ConversationId CONVERSATION = new ConversationId(Bytes.hex("0c".repeat(16)));
    private static final MessageId MESSAGE = new MessageId(Bytes.hex("0d".repeat(16)));

    /** As an older version, or a copied vault, may hold it: row bytes, not our own writer's. */
    private static StoredMessage stored(String text, int state) {
        Bytes row = new CanonicalWriter()
                .u8(1)
                .bytes(CONVERSATION.value())
                .u63(1)
                .bytes(MESSAGE.value())
                .u63(Driver.NOW.toEpochMilli())
                .u63(Driver.NOW.toEpochMilli())
                .u63(Driver.NOW.toEpochMilli())
                .u8(state)
                .u8(1)
                .u63(0)
                .prefixed(Bytes.utf8(text))
                .toBytes();
        return StoredMessage.decode(row);
    }

    private static List<StoredMessage> stored(String text) {
        List<StoredMessage> all = new ArrayList<>();
        StoredMessage.Times times = new StoredMessage.Times(Instant.EPOCH, Driver.NOW, Driver.NOW);
        for (MessageState state : MessageState.values()) {
            if (!state.isGap()) {
                all.add(new StoredMessage(CONVERSATION, 1, MESSAGE, times, state, false, 0, text));
            }
        }
        all.add(stored(text, 0));
        return all;
    }

    static Stream<String> steering() {
        return Stream.of(
                "\u001B[2J\u001B[H\u001B]52;c;aGk=\u0007",
                "\u001B]8;;http://evil\u0007click\u001B]8;;\u0007",
                "\u001BP1$r\u001B\\ \u001B[21t",
                "C1 \u009B31m \u0085 \u0080 \u009D0;title\u009C",
                "bidi \u202Eevil\u202C \u2066x\u2069 \u200F",
                "zero\u200Bwidth\u200D\uFEFF",
                "ok\r14:02 carol   forged",
                "bell \u0007 back \b\b tab\t. nul \u0000 del \u007F",
                "zalgo e\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301");
    }

    @ParameterizedTest
    @MethodSource("steering")
    void h2AStoredTextPassesTheFilterWhenItIsShownAgain(String text) {
        for (StoredMessage message : stored(text)) {
            Message shown = ScreenNews.message(ALICE, BOB, message);
            assertEquals(Printable.text(text), shown.text());
            assertTrue(steersNothing(shown.text()), shown.text());

            Driver screen = Driver.chatting(80, 24);
            screen.hear(new News.HistoryPage(shown.conversation(), List.of(shown), News.More.BEGINNING));
            screen.hear(new News.MessageShown(shown));
            for (int y = 0; y < 24; y++) {
                assertTrue(steersNothing(screen.frame().row(y)), "row " + y);
                assertFalse(screen.frame().row(y).startsWith(" 14:02 carol"), "row " + y);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("steering")
    void h2AStoredTextIsOneMessageForWhoeverReadsTheCommandsOutput(String text) {
        for (StoredMessage message : stored("first\n" + text)) {
            List<String> plain = printed(message);
            assertTrue(plain.stream().allMatch(HostileHistoryTest::steersNothing), plain + "");
            assertTrue(plain.stream().skip(1).allMatch(line -> line.startsWith("    ")), plain + "");

            List<String> json = printed(message, "--json");
            assertEquals(1, json.size());
            assertTrue(json.get(0).codePoints().allMatch(c -> c >= ' ' && c < 0x7F), json + "");
        }
    }

    private static List<String> printed(StoredMessage message, String... options) {
        StringWriter out = new StringWriter();
        ClientOptions parsed = new ClientOptions();
        new CommandLine(parsed).parseArgs(options);
        new MessagePrinter(new PrintWriter(out), parsed, ALICE).print(BOB, message);
        return out.toString().lines().toList();
    }

    private static boolean steersNothing(String text) {
        return text.codePoints().allMatch(c -> c == '\n' || (!Character.isISOControl(c) && !isInvisible(c)));
    }

    private static boolean isInvisible(int c) {
        return Character.getType(c) == Character.FORMAT && c != 0x200D;
    }
}
