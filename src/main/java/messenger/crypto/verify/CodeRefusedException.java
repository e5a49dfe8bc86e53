package messenger.crypto.verify;

/**
 * A text that is not the code that was asked for. The message is for the person who typed it and holds nothing of the
 * text.
 */
public final class CodeRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** What is wrong. */
    public enum Reason {
        /** It begins with none of the words for codes, or is too short or too long for one. */
        NOT_A_CODE,
        /** It is a link code where another kind was asked for. */
        IS_A_LINK,
        /** It is an invitation where another kind was asked for. */
        IS_AN_INVITE,
        /** It is a recovery code where another kind was asked for. */
        IS_A_RECOVERY,
        /** A character is wrong, missing or too many. */
        MISTYPED
    }

    private CodeRefusedException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    static CodeRefusedException notACode() {
        return new CodeRefusedException(
                Reason.NOT_A_CODE, "This is not a code: codes begin with link, invite or recovery. Copy all of it.");
    }

    static CodeRefusedException mistyped() {
        return new CodeRefusedException(
                Reason.MISTYPED, "This code is incomplete or has a wrong character. Check it, or copy it again.");
    }

    static CodeRefusedException isA(CodeKind kind) {
        return switch (kind) {
            case LINK ->
                new CodeRefusedException(
                        Reason.IS_A_LINK,
                        "This is a link code: it would give another device full access to your account. "
                                + "If somebody sent it to you, they are trying to take the account over.");
            case INVITE -> new CodeRefusedException(Reason.IS_AN_INVITE, "This is an invitation. Use it with join.");
            case RECOVERY ->
                new CodeRefusedException(
                        Reason.IS_A_RECOVERY,
                        "This is a recovery code: it is your account itself. Never give it to anybody.");
        };
    }

    public Reason reason() {
        return reason;
    }
}
