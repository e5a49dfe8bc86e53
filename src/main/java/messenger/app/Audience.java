package messenger.app;

import messenger.client.Notice;
import messenger.client.net.LinkEvent;

/** Whom a {@link ClientRuntime} serves; called on its thread, so that it must hand on and return. */
interface Audience {
    /** The core says something. */
    void told(Notice notice);

    /** The link says something; frames never come here. */
    void linked(LinkEvent event);

    /** The client had to stop; nothing comes after this. */
    void failed(RuntimeException failure);
}
