package messenger.app;

/** A configuration that cannot be used; the message names file and line, what is wrong, and what is allowed. */
final class ConfigException extends Exception {
    private static final long serialVersionUID = 1L;

    ConfigException(String message) {
        super(message);
    }
}
