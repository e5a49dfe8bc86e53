package messenger.client;

import java.util.List;
import messenger.protocol.ClientFrame;

/**
 * What the client's core wants done. The shell does it in order and one after the other; where a commit fails it does
 * nothing more and throws the core away, which may know more than the disk.
 */
public sealed interface ClientEffect {
    /** Make these changes durable, all or none. */
    record Commit(List<VaultChange> changes) implements ClientEffect {
        public Commit {
            changes = List.copyOf(changes);
        }
    }

    /**
     * Hand a frame to the link; where there is none, it is dropped, and the core learns so from {@link
     * ClientEvent.LinkDown}.
     */
    record Transmit(Route route, ClientFrame frame) implements ClientEffect {}

    /**
     * Have this route, too; the shell keeps it up, with pauses, until it is told to close it. {@link Route#MEMBER} is
     * always wanted.
     */
    record Connect(Route route) implements ClientEffect {}

    /** Tell the person, or the script. */
    record Tell(Notice notice) implements ClientEffect {}

    /**
     * Close the link; the shell decides when to try again, {@link Route#HAND_IN} only after another {@link Connect}.
     */
    record Disconnect(Route route) implements ClientEffect {}
}
