package messenger.client.term;

import java.io.IOException;
import messenger.client.ui.Size;

/**
 * What a terminal stands on: a local tty, or a channel that knows its size by other means. Every method may be called
 * again without harm; {@link #restore} also from another thread.
 */
public interface Host {
    /** The size now; asked of the system, never of the terminal, so that no round trip is needed. */
    Size size() throws IOException;

    /** Every key reaches us as it is typed, and nothing is echoed. */
    void raw() throws IOException;

    /** As it was before the first {@link #raw}. */
    void restore() throws IOException;

    /**
     * Stops this job as the shell expects of Ctrl-Z; returns once it goes on, or at once where nobody could continue
     * it.
     */
    void suspend() throws IOException;

    /** A pair of streams without a tty, always of the same size. */
    static Host of(Size size) {
        return new Host() {
            @Override
            public Size size() {
                return size;
            }

            @Override
            public void raw() {}

            @Override
            public void restore() {}

            @Override
            public void suspend() {}
        };
    }
}
