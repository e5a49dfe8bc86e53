package messenger.client.ui;

import java.time.Instant;

/** What can happen to the screen. */
public sealed interface Msg {
    /** A key that is not text: Enter, F1, Ctrl-A. */
    record Pressed(Key key) implements Msg {}

    /** Typed text, usually one code point. */
    record Typed(String text) implements Msg {}

    /** A paste, as one event; may hold line breaks. */
    record Pasted(String text) implements Msg {}

    /** The terminal has this size now. */
    record Resized(Size size) implements Msg {}

    /** The time, at least once a minute. */
    record Tick(Instant now) implements Msg {}

    /** The screen looks so now. */
    record Looked(Looks looks) implements Msg {}

    /** The client core has something to tell. */
    record Heard(News news) implements Msg {}

    /** The terminal went away, or a signal asks us to end. */
    record Hangup() implements Msg {}
}
