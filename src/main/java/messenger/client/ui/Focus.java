package messenger.client.ui;

/** The pane that takes the keys. */
enum Focus {
    COMPOSER,
    CONVERSATIONS,
    PEOPLE
}
