package messenger.client.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Screens as pictures of text, in {@code src/test/resources/screens}. {@code -Dscreens.update=true} writes them
 * afresh, to be read in the diff before they are committed.
 */
final class GoldenScreenTest {
    private static final Path FOLDER = Path.of("src/test/resources/screens");
    private static final List<Size> SIZES =
            List.of(new Size(40, 10), new Size(80, 24), new Size(100, 30), new Size(140, 40), new Size(200, 60));

    private static Map<String, Function<Size, Driver>> scenes() {
        Map<String, Function<Size, Driver>> scenes = new TreeMap<>();
        scenes.put("chat", size -> Driver.chatting(size.columns(), size.rows()));
        scenes.put("conversations", size -> Driver.chatting(size.columns(), size.rows())
                .press("F2 j"));
        scenes.put(
                "people", size -> Driver.chatting(size.columns(), size.rows()).press("F3 j j"));
        scenes.put("help", size -> Driver.chatting(size.columns(), size.rows()).press("F1"));
        scenes.put("writing", size -> Driver.chatting(size.columns(), size.rows())
                .type("a line that goes on ".repeat(8))
                .press("Ctrl-J")
                .type("and \u4F60\u597D"));
        scenes.put("offline", size -> Driver.chatting(size.columns(), size.rows())
                .hear(new News.Connection(new Link.Offline("The server does not answer.", Driver.NOW.plusSeconds(8)))));
        scenes.put("missing", GoldenScreenTest::missing);
        scenes.put("empty", size -> Driver.alone(size.columns(), size.rows()));
        scenes.put("silent", size -> Driver.alone(size.columns(), size.rows())
                .hear(new News.ConversationStarted(
                        Samples.conversations(Driver.NOW).get(2).read()))
                .hear(new News.HistoryPage(Samples.CAROL, List.of(), News.More.BEGINNING)));
        scenes.put("register", size -> Driver.starting(size.columns(), size.rows())
                .hear(new News.AccountNeeded("127.0.0.1:1315", "", ""))
                .type("alice")
                .press("Enter")
                .type("secret"));
        scenes.put("unlock", size -> Driver.starting(size.columns(), size.rows())
                .hear(new News.Locked("127.0.0.1:1315", "alice", "That is not the password. Try again."))
                .type("12345"));
        scenes.put("trust", size -> Driver.starting(size.columns(), size.rows())
                .hear(new News.ServerUnknown("chat.example.org:1315", Samples.FINGERPRINT)));
        scenes.put("changed", size -> Driver.starting(size.columns(), size.rows())
                .hear(new News.ServerKeyChanged(
                        "chat.example.org:1315", Samples.FINGERPRINT, Samples.FINGERPRINT.replace('4', '7'))));
        scenes.putAll(TrustScenes.all());
        return scenes;
    }

    private static Driver missing(Size size) {
        Driver alice = Driver.chatting(size.columns(), size.rows());
        String lost = "1 message of bob was lost: it did not arrive, and the device it came from no longer has it. Ask"
                + " bob to send it again.";
        String missing = "Something that bob sent before this has not arrived. It is asked for again.";
        return alice.hear(line(11, lost, new Delivery.Lost()))
                .hear(line(12, "and then it works", new Delivery.Received()))
                .hear(line(14, missing, new Delivery.Missing()))
                .hear(line(15, "from tomorrow", new Delivery.Received(), Message.Note.CLOCK))
                .hear(line(13, "late", new Delivery.Received(), Message.Note.LATE));
    }

    private static News line(long order, String text, Delivery delivery, Message.Note... notes) {
        return new News.MessageShown(new Message(
                Samples.BOB,
                new MessageId("late" + order),
                "bob",
                Driver.NOW,
                Driver.NOW,
                text,
                delivery,
                order,
                Set.of(notes)));
    }

    @TestFactory
    Stream<DynamicTest> theScreenLooksAsItDid() {
        return scenes().entrySet().stream().flatMap(scene -> SIZES.stream().map(size -> {
            String name = scene.getKey() + "-" + size.columns() + "x" + size.rows();
            return DynamicTest.dynamicTest(
                    name, () -> compare(name, scene.getValue().apply(size)));
        }));
    }

    private static void compare(String name, Driver driver) throws IOException {
        Frame frame = driver.frame();
        String caret = frame.caretX() < 0 ? "no caret" : "caret " + frame.caretX() + "," + frame.caretY();
        String picture = frame + caret + "\n";
        Path file = FOLDER.resolve(name + ".txt");
        if (Boolean.getBoolean("screens.update")) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, picture);
        }
        assertEquals(Files.readString(file), picture, "differs from " + file);
    }
}
