package messenger.client.term;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.input.KeyType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import messenger.client.ui.Command;
import messenger.client.ui.Driver;
import messenger.client.ui.News;
import messenger.client.ui.Samples;
import messenger.client.ui.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class TermLoopTest {
    private static final Themes THEMES = new Themes(Path.of("no-such-folder"), Depth.SIXTEEN);
    private static final Theme ANSI = Theme.named("ansi", Depth.SIXTEEN);

    /** Counts what is done to the tty. */
    private static final class FakeHost implements Host {
        private final List<String> done = new ArrayList<>();

        @Override
        public Size size() {
            return new Size(80, 24);
        }

        @Override
        public void raw() {
            done.add("raw");
        }

        @Override
        public void restore() {
            done.add("restore");
        }

        @Override
        public void suspend() {
            done.add("suspend");
        }
    }

    private final FakeHost host = new FakeHost();
    private final BlockingQueue<Command> commands = new LinkedBlockingQueue<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private TermLoop loop(InputStream in, OutputStream to) {
        ChatTerminal terminal = ChatTerminal.on(in, to, host);
        return new TermLoop(terminal, THEMES, ANSI, ZoneOffset.UTC, commands::add, Clock.systemUTC());
    }

    private String written() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void whatIsTypedBecomesACommandAndTheEndOfInputQuits() throws IOException {
        PipedOutputStream keys = new PipedOutputStream();
        TermLoop loop = loop(new PipedInputStream(keys), out);
        Samples.chat(Driver.NOW).forEach(loop::post);
        keys.write("hello\rdraft".getBytes(StandardCharsets.UTF_8));
        keys.close();
        loop.run();

        assertTrue(commands.contains(new Command.Send(Samples.BOB, "hello")), commands.toString());
        List<Command> all = List.copyOf(commands);
        assertEquals(
                List.of(new Command.SaveDraft(Samples.BOB, "draft"), new Command.Quit()),
                all.subList(all.size() - 2, all.size()));
    }

    @Test
    void theTerminalIsGivenBackAtTheEnd() throws IOException {
        loop(new ByteArrayInputStream(new byte[0]), out).run();

        assertEquals(List.of("raw", "restore"), host.done);
        assertTrue(written().startsWith("\u001B[?1049h"), written());
        assertTrue(written().contains("\u001B[?2004h") && written().contains("\u001B[?2004l"));
        assertTrue(written().endsWith("\u001B[?1049l"), written());
        assertTrue(written().lastIndexOf("\u001B[?25h") > written().lastIndexOf("\u001B[?25l"));
    }

    @Test
    void ctrlZGivesTheTerminalBackStopsAndDrawsAgain() throws IOException {
        loop(new ByteArrayInputStream(new byte[] {0x1A}), out).run();

        assertEquals(List.of("raw", "restore", "suspend", "raw", "restore"), host.done);
        assertEquals(3, written().split("\u001B\\[\\?1049h", -1).length);
    }

    @Test
    void aTerminalThatCannotBeWrittenToIsAHangup() throws IOException {
        OutputStream broken = new OutputStream() {
            private int writes;

            @Override
            public void write(int b) throws IOException {
                throw new IOException("EIO");
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                if (++writes > 2) {
                    throw new IOException("EIO");
                }
            }
        };
        PipedOutputStream keys = new PipedOutputStream();
        loop(new PipedInputStream(keys), broken).run();

        assertTrue(commands.contains(new Command.Quit()));
        assertEquals("restore", host.done.get(host.done.size() - 1));
        keys.close();
    }

    @Test
    void postingAfterTheEndDoesNothingAndDoesNotWait() throws IOException {
        TermLoop loop = loop(new ByteArrayInputStream(new byte[0]), out);
        loop.run();
        for (int i = 0; i < TermLoop.EVENTS_MAX * 2; i++) {
            loop.post(new News.Working("x"));
        }
        assertEquals(1, commands.stream().filter(c -> c instanceof Command.Quit).count());
    }

    @Test
    void newsPostedFromWithinACommandNeverWaitForTheLoopItself() throws IOException {
        CompletableFuture<TermLoop> loop = new CompletableFuture<>();
        int[] answered = new int[1];
        Consumer<Command> core = command -> {
            for (int i = 0; command instanceof Command.Send && i < TermLoop.EVENTS_MAX + 1; i++) {
                loop.join().post(new News.Notice(News.Level.INFORMATION, "answer " + i));
                answered[0]++;
            }
        };
        PipedOutputStream keys = new PipedOutputStream();
        ChatTerminal terminal = ChatTerminal.on(new PipedInputStream(keys), out, host);
        loop.complete(new TermLoop(terminal, THEMES, ANSI, ZoneOffset.UTC, core, Clock.systemUTC()));
        Samples.chat(Driver.NOW).forEach(loop.join()::post);
        keys.write("hello\r".getBytes(StandardCharsets.UTF_8));
        keys.close();
        loop.join().run();

        assertEquals(TermLoop.EVENTS_MAX + 1, answered[0]);
    }

    @Test
    void hangupFromAnotherThreadEndsTheLoop() throws IOException, InterruptedException {
        PipedOutputStream keys = new PipedOutputStream();
        TermLoop loop = loop(new PipedInputStream(keys), out);
        Thread other = new Thread(loop::hangup);
        other.start();
        loop.run();
        other.join();

        assertEquals(new Command.Quit(), commands.poll(1, TimeUnit.SECONDS));
        keys.close();
    }

    @Test
    void aFailingTerminalAtTheStartIsReportedAndRestored() {
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("EIO");
            }
        };
        TermLoop loop = loop(new ByteArrayInputStream(new byte[0]), broken);

        assertThrows(IOException.class, loop::run);
        assertEquals(List.of("raw", "restore"), host.done);
    }

    @Test
    void enteringAndLeavingTwiceIsHarmless() throws IOException {
        ChatTerminal terminal = ChatTerminal.on(new ByteArrayInputStream(new byte[0]), out, host);
        terminal.enter();
        terminal.enter();
        terminal.leave();
        int length = out.size();
        terminal.leave();
        terminal.raw(new byte[] {7});

        assertEquals(length, out.size());
        assertEquals(List.of("raw", "restore"), host.done);
    }

    @Test
    void lanternaSeesKeysAndSizeThroughTheSameTerminal() throws IOException {
        byte[] keys = "a\u001B[A\r".getBytes(StandardCharsets.UTF_8);
        ChatTerminal terminal = ChatTerminal.on(new ByteArrayInputStream(keys), out, Host.of(new Size(100, 30)));

        assertEquals(new TerminalSize(100, 30), terminal.getTerminalSize());
        assertEquals('a', terminal.readInput().getCharacter());
        assertEquals(KeyType.ArrowUp, terminal.pollInput().getKeyType());
        assertEquals(KeyType.Enter, terminal.readInput().getKeyType());
        assertEquals(KeyType.EOF, terminal.readInput().getKeyType());
    }

    @Test
    void hostileTextReachesLanternasOwnWritingFiltered() throws IOException {
        ChatTerminal terminal = ChatTerminal.on(new ByteArrayInputStream(new byte[0]), out, host);
        terminal.putString("\u001B[2Jcaf\u00E9 \uD83D\uDE80");
        terminal.flush();

        assertEquals("\uFFFD[2Jcaf\u00E9 \uD83D\uDE80", written());
    }

    @Test
    void withoutAUsableTerminalThereIsOneClearLine() {
        String dumb = refused(Map.of("TERM", "dumb"));
        assertTrue(dumb.contains("TERM=dumb") && !dumb.contains("\n"), dumb);
        assertTrue(refused(Map.of()).contains("not set"));
    }

    private static String refused(Map<String, String> environment) {
        return String.valueOf(assertThrows(Tty.NoTerminalException.class, () -> Tty.open(environment))
                .getMessage());
    }
}
