package messenger.app;

/** A command ends without having done its work: what to say to the person, and the exit code for the script. */
final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String sentence;
    private final int exitCode;

    CommandFailure(int exitCode, String sentence) {
        super(sentence);
        this.sentence = sentence;
        this.exitCode = exitCode;
    }

    /** What happened, what it means, what to do. */
    String sentence() {
        return sentence;
    }

    int exitCode() {
        return exitCode;
    }
}
