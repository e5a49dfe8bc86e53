package messenger.server.store;

/** A value on the disk does not open under the key: another key, or somebody changed it. */
final class UnreadableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnreadableException(String where) {
        super("a value of " + where + " does not open: store.key is another server's, or the file was changed");
    }
}
