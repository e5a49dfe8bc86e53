package messenger.client.ui;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Uses the screen as a person and a core would, and keeps what came of it. */
public final class Driver {
    public static final Instant NOW = Instant.parse("2026-11-20T14:02:30Z");
    static final Looks LOOKS = new Looks("ansi", List.of("ansi", "dark", "nord", "monochrome"));
    private static final ZoneId UTC = ZoneOffset.UTC;

    private Model model;
    private final List<Command> commands = new ArrayList<>();
    private final View view = new View();
    private Step.Shell shell = Step.Shell.NOTHING;

    private Driver(Size size) {
        this.model = Model.start(size, NOW, UTC, LOOKS);
    }

    public static Driver starting(int columns, int rows) {
        return new Driver(new Size(columns, rows));
    }

    /** Alice's chat in the middle of things, with nothing asked of the core yet. */
    public static Driver chatting(int columns, int rows) {
        Driver driver = starting(columns, rows);
        Samples.chat(NOW).forEach(driver::hear);
        driver.commands.clear();
        return driver;
    }

    /** A chat open without a single conversation. */
    public static Driver alone(int columns, int rows) {
        Driver driver = starting(columns, rows);
        driver.hear(new News.Opened("alice", "127.0.0.1:1315"));
        driver.hear(new News.Connection(new Link.Online()));
        driver.hear(new News.People(Samples.people(NOW)));
        driver.commands.clear();
        return driver;
    }

    public Driver tell(Msg msg) {
        Step step = Update.update(model, msg);
        model = step.model();
        commands.addAll(step.commands());
        shell = step.shell();
        return this;
    }

    public Driver hear(News news) {
        return tell(new Msg.Heard(news));
    }

    public Driver type(String text) {
        return tell(new Msg.Typed(text));
    }

    /** Presses keys, separated by blanks, for example {@code "Ctrl-X a"}. */
    public Driver press(String keys) {
        for (String key : List.of(keys.split(" ", -1))) {
            boolean plain = key.codePointCount(0, key.length()) == 1;
            tell(plain ? new Msg.Typed(key) : new Msg.Pressed(new Key(key)));
        }
        return this;
    }

    public Frame frame() {
        return view.view(model);
    }

    public Model model() {
        return model;
    }

    Step.Shell shell() {
        return shell;
    }

    /** What the core was asked since the last call. */
    List<Command> commands() {
        List<Command> all = List.copyOf(commands);
        commands.clear();
        return all;
    }

    String composer() {
        return model.composer().text();
    }

    String notice() {
        return model.notices().visible().stream()
                .map(Notices.Entry::text)
                .findFirst()
                .orElse("");
    }

    String current() {
        return model.current().map(Conversation::title).orElse("");
    }
}
