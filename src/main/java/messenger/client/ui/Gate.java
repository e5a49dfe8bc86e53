package messenger.client.ui;

/** Where we are on the way to the chat. */
sealed interface Gate {
    /** Nothing heard from the core yet. */
    record Starting() implements Gate {}

    /** A form to fill in. */
    record Filling(Form form) implements Gate {}

    /** The core is busy, for instance deriving the key from the password. */
    record Working(String what) implements Gate {}

    /** First contact with a server. */
    record Asking(String server, String fingerprint) implements Gate {}

    /** The chat is open. */
    record Open() implements Gate {}

    /** Only quitting is left: the headline and what to know, in lines. */
    record Stopped(String headline, String text) implements Gate {}
}
