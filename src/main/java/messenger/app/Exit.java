package messenger.app;

/** Exit codes; part of the contract with scripts. */
final class Exit {
    static final int DONE = 0;

    /** The command line, a file or the configuration is wrong. */
    static final int USAGE = 2;

    /** The server refused, or the password is wrong. */
    static final int REFUSED = 3;

    /** No connection, or none that lasted. */
    static final int NO_CONNECTION = 4;

    /** The server's key or a person's identity is not the one that was pinned, or nobody decided yet. */
    static final int TRUST = 5;

    /** A store, a vault or a backup is damaged. */
    static final int DAMAGED = 6;

    /** Our bug (EX_SOFTWARE of sysexits). */
    static final int BUG = 70;

    private Exit() {}
}
