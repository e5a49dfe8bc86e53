package messenger.client.term;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.Consumer;
import messenger.client.ui.Command;
import messenger.client.ui.Frame;
import messenger.client.ui.Looks;
import messenger.client.ui.Model;
import messenger.client.ui.Msg;
import messenger.client.ui.News;
import messenger.client.ui.Size;
import messenger.client.ui.Step;
import messenger.client.ui.Update;
import messenger.client.ui.View;

/**
 * The model and its picture on the terminal. Whatever goes wrong in drawing is logged and shown; it never ends the
 * client.
 */
final class Screen {
    static final System.Logger LOG = System.getLogger("messenger.screen");

    private static final String TROUBLE =
            "Something went wrong inside the screen; the log has the details. Ctrl-L draws it again.";

    private final ChatTerminal terminal;
    private final Themes themes;
    private final OutputStage stage;
    private final Consumer<Command> commands;
    private final View view = new View();
    private Model model;

    Screen(ChatTerminal terminal, Themes themes, Theme theme, ZoneId zone, Consumer<Command> commands, Instant now) {
        this.terminal = terminal;
        this.themes = themes;
        this.stage = new OutputStage(theme);
        this.commands = commands;
        this.model = Model.start(Size.USUAL, now, zone, new Looks(theme.name(), themes.names()));
    }

    boolean leaving() {
        return model.leaving();
    }

    /** Whether what is shown changes each second. */
    boolean countsDown() {
        return model.countsDown();
    }

    void update(Msg msg) {
        Step step = step(msg);
        model = step.model();
        step.commands().forEach(commands);
        wish(step.shell());
    }

    private void wish(Step.Shell shell) {
        if (shell instanceof Step.Shell.Redraw) {
            stage.forget();
        } else if (shell instanceof Step.Shell.Suspend) {
            suspend();
        } else if (shell instanceof Step.Shell.Look look) {
            look(look.theme());
        } else if (!(shell instanceof Step.Shell.Nothing)) {
            throw new AssertionError("unknown wish " + shell);
        }
    }

    /** Changes the theme; one that cannot be used changes nothing but is told. */
    private void look(String name) {
        try {
            Theme theme = themes.load(name);
            stage.look(theme);
            update(new Msg.Looked(new Looks(theme.name(), themes.names())));
            commands.accept(new Command.KeepTheme(theme.name()));
        } catch (Theme.BrokenThemeException e) {
            String text = "The theme stays " + model.looks().theme() + ": " + e.getMessage() + ".";
            update(new Msg.Heard(new News.Notice(News.Level.WARNING, text)));
        }
    }

    private Step step(Msg msg) {
        try {
            return Update.update(model, msg);
        } catch (RuntimeException | StackOverflowError e) {
            LOG.log(Level.ERROR, "the screen could not take " + msg.getClass().getSimpleName(), e);
            return Update.update(model, new Msg.Heard(new News.Notice(News.Level.ERROR, TROUBLE)));
        }
    }

    /** Draws what changed. */
    void paint() {
        byte[] bytes;
        try {
            bytes = stage.paint(view.view(model));
        } catch (RuntimeException | StackOverflowError e) {
            LOG.log(Level.ERROR, "the screen could not be drawn", e);
            stage.forget();
            bytes = stage.paint(Frame.message(model.size(), TROUBLE));
        }
        write(bytes);
    }

    private void write(byte[] bytes) {
        try {
            terminal.raw(bytes);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "the terminal cannot be written to", e);
            hangup();
        }
    }

    /** Asks for the size and draws everything. */
    void resized() {
        try {
            update(new Msg.Resized(terminal.size()));
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the terminal's size cannot be read", e);
        }
        stage.forget();
    }

    /** After somebody else had the terminal. */
    void refresh() {
        try {
            terminal.refresh();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the terminal cannot be set up again", e);
        }
    }

    private void suspend() {
        try {
            terminal.suspend();
            resized();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "the terminal went away while we were stopped", e);
            hangup();
        }
    }

    private void hangup() {
        Step step = step(new Msg.Hangup());
        model = step.model();
        step.commands().forEach(commands);
    }
}
