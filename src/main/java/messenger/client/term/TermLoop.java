package messenger.client.term;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import messenger.client.ui.Command;
import messenger.client.ui.Msg;
import messenger.client.ui.News;

/**
 * The screen's one thread: takes what happened, updates, draws once, waits. Everything that is drawn belongs to the
 * thread that calls {@link #run}; all others only {@link #post}. While nothing happens it sleeps, but for one tick a
 * minute.
 */
public final class TermLoop {
    /**
     * Events that wait. When full, {@link #post} waits too: the screen drains thousands between two frames, so it is
     * slow only if stuck.
     */
    static final int EVENTS_MAX = 16_384;

    /** Frames are at least this far apart, 60 a second; the first after a rest comes at once. */
    static final int FRAME_MILLIS = 16;

    private final ChatTerminal terminal;
    private final InstantSource clock;
    private final BlockingQueue<Event> events = new ArrayBlockingQueue<>(EVENTS_MAX);
    /** What the loop's own thread posts while it gives a command: it must never wait for itself. */
    private final Deque<Event> ownEvents = new ArrayDeque<>();

    private volatile Thread owner = new Thread("not begun");
    private final AtomicBoolean ended = new AtomicBoolean();
    private final Screen screen;
    private boolean dirty = true;
    private long paintedAt;
    private long inputAt;
    private Instant minute;

    /** What can happen, from any thread. */
    private sealed interface Event {
        /** Bytes of the terminal. */
        final class Input implements Event {
            private final byte[] bytes;

            Input(byte[] bytes) {
                this.bytes = bytes;
            }
        }

        /** News of the client core. */
        record Heard(News news) implements Event {}

        /** The size may have changed. */
        record Resized() implements Event {}

        /** We were stopped and go on. */
        record Continued() implements Event {}

        /** The terminal is gone, or a signal asks us to end. */
        record Ended() implements Event {}
    }

    /**
     * A loop that has not begun.
     *
     * @param themes what can be changed to
     * @param theme the first look
     * @param commands is called on the loop's thread and must neither block nor throw
     * @param clock for times on the screen and the distance of frames
     */
    public TermLoop(
            ChatTerminal terminal,
            Themes themes,
            Theme theme,
            ZoneId zone,
            Consumer<Command> commands,
            InstantSource clock) {
        this.terminal = terminal;
        this.clock = clock;
        this.minute = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        this.screen = new Screen(terminal, themes, theme, zone, commands, clock.instant());
    }

    /**
     * Tells the screen. From any thread; waits only while {@link #EVENTS_MAX} events wait, and does nothing once the
     * loop has ended.
     */
    public void post(News news) {
        put(new Event.Heard(news));
    }

    /** Ends the loop as if the terminal had gone: drafts are saved, {@link Command.Quit} is given. From any thread. */
    public void hangup() {
        put(new Event.Ended());
    }

    /**
     * Draws and reacts until the person leaves, the terminal goes away, or SIGTERM, SIGINT or SIGHUP comes; the last
     * command given is {@link Command.Quit}. The terminal is given back on every way out, also when the JVM is shut
     * down by others. Redirect standard error to a file before: what a library writes there would land on the screen.
     */
    public void run() throws IOException {
        owner = Thread.currentThread();
        Thread hook = new Thread(this::giveBack, "screen-restore");
        Runtime.getRuntime().addShutdownHook(hook);
        List<Runnable> signals = handleSignals();
        try {
            terminal.enter();
            screen.resized();
            startReader();
            loop();
        } catch (InterruptedException e) {
            screen.update(new Msg.Hangup());
            Thread.currentThread().interrupt();
        } finally {
            ended.set(true);
            events.clear();
            signals.forEach(Runnable::run);
            giveBack();
            removeHook(hook);
        }
    }

    private void loop() throws InterruptedException {
        while (!screen.leaving()) {
            paintIfDue();
            if (screen.leaving()) {
                return;
            }
            List<Event> batch = new ArrayList<>();
            Event first = events.poll(ownEvents.isEmpty() ? waitMillis() : 0, TimeUnit.MILLISECONDS);
            batch.addAll(ownEvents);
            ownEvents.clear();
            if (first != null) {
                batch.add(first);
                events.drainTo(batch);
            }
            turn(batch);
        }
    }

    private void turn(List<Event> batch) {
        long now = clock.millis();
        boolean resized = false;
        Instant thisMinute = clock.instant().truncatedTo(tick());
        if (!thisMinute.equals(minute)) {
            minute = thisMinute;
            tell(new Msg.Tick(clock.instant()));
        }
        for (Event event : batch) {
            if (event instanceof Event.Heard heard) {
                tell(new Msg.Heard(heard.news()));
            } else if (event instanceof Event.Input input) {
                inputAt = now;
                Keys.messages(terminal.decode(input.bytes)).forEach(this::tell);
            } else if (event instanceof Event.Ended) {
                tell(new Msg.Hangup());
            } else if (event instanceof Event.Continued) {
                screen.refresh();
                resized = true;
            } else {
                resized = true;
            }
        }
        if (resized) {
            screen.resized();
            dirty = true;
        }
        int patience = terminal.patienceMillis();
        if (patience > 0 && now - inputAt >= patience) {
            Keys.messages(terminal.impatient()).forEach(this::tell);
        }
    }

    private void tell(Msg msg) {
        screen.update(msg);
        dirty = true;
    }

    private void paintIfDue() {
        long now = clock.millis();
        if (dirty && (now - paintedAt >= FRAME_MILLIS || now < paintedAt)) {
            dirty = false;
            paintedAt = now;
            screen.paint();
        }
    }

    /** How fine the time is that the screen shows now. */
    private ChronoUnit tick() {
        return screen.countsDown() ? ChronoUnit.SECONDS : ChronoUnit.MINUTES;
    }

    /** Until the next frame, the end of patience with a cut sequence, or the next tick; whichever comes first. */
    private long waitMillis() {
        long now = clock.millis();
        long wait = minute.truncatedTo(tick()).plus(1, tick()).toEpochMilli() - now;
        if (dirty) {
            wait = Math.min(wait, paintedAt + FRAME_MILLIS - now);
        }
        int patience = terminal.patienceMillis();
        if (patience > 0) {
            wait = Math.min(wait, inputAt + patience - now);
        }
        return Math.max(0, Math.min(wait, TimeUnit.MINUTES.toMillis(1)));
    }

    private void startReader() {
        Thread reader = new Thread(this::readAll, "screen-input");
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Reads until the end of input, or an error: a terminal that went away answers with either (EIO after a hangup).
     */
    private void readAll() {
        try {
            for (byte[] bytes = terminal.read(); bytes.length > 0; bytes = terminal.read()) {
                put(new Event.Input(bytes));
            }
        } catch (IOException e) {
            Screen.LOG.log(System.Logger.Level.DEBUG, "the terminal went away", e);
        }
        put(new Event.Ended());
    }

    private void put(Event event) {
        if (Thread.currentThread() == owner) {
            ownEvents.add(event);
            return;
        }
        try {
            boolean taken = false;
            while (!taken && !ended.get()) {
                taken = events.offer(event, 100, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Catches what matters here; what it returns gives every signal its former effect again. */
    private List<Runnable> handleSignals() {
        List<Runnable> undo = new CopyOnWriteArrayList<>();
        undo.add(Signals.handle("WINCH", () -> events.offer(new Event.Resized())));
        undo.add(Signals.handle("CONT", () -> events.offer(new Event.Continued())));
        for (String name : List.of("TERM", "INT", "HUP")) {
            undo.add(Signals.handle(name, () -> {
                undo.forEach(Runnable::run);
                put(new Event.Ended());
            }));
        }
        return undo;
    }

    private void giveBack() {
        try {
            terminal.leave();
        } catch (IOException e) {
            Screen.LOG.log(System.Logger.Level.DEBUG, "the terminal was gone when it was given back", e);
        }
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            Screen.LOG.log(System.Logger.Level.DEBUG, "shutting down already", e);
        }
    }
}
