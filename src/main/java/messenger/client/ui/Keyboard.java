package messenger.client.ui;

import java.util.List;

/**
 * Where keys go and what was begun: the pane in focus, the keys of an unfinished chord, how far an open help overlay
 * is scrolled, and whether the next Ctrl-C quits.
 */
record Keyboard(Focus focus, List<Key> pressed, Overlay overlay, int helpRow, QuitState quit) {
    /** What lies over the panes. */
    enum Overlay {
        NONE,
        HELP
    }

    /** How near we are to leaving. */
    enum QuitState {
        STAYING,
        ARMED,
        LEAVING
    }

    static final Keyboard FRESH = new Keyboard(Focus.COMPOSER, List.of(), Overlay.NONE, 0, QuitState.STAYING);

    Keyboard {
        pressed = List.copyOf(pressed);
    }

    Keyboard with(Focus next) {
        return new Keyboard(next, pressed, overlay, helpRow, quit);
    }

    Keyboard with(List<Key> keys) {
        return new Keyboard(focus, keys, overlay, helpRow, quit);
    }

    Keyboard with(Overlay next, int row) {
        return new Keyboard(focus, pressed, next, row, quit);
    }

    Keyboard with(QuitState next) {
        return new Keyboard(focus, pressed, overlay, helpRow, next);
    }
}
