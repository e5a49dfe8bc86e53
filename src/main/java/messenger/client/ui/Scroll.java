package messenger.client.ui;

/** What part of a conversation is on the screen. */
sealed interface Scroll {
    /** The newest messages, following what arrives. */
    record Bottom() implements Scroll {}

    /**
     * That row of that message is the first one shown; what is added above or below moves nothing. Rows count from
     * the first one of its text; the separators before it have negative numbers.
     */
    record At(MessageId top, int row) implements Scroll {}
}
