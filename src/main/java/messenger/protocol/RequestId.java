package messenger.protocol;

/** Pairs an answer with its question on one connection; the client counts them up from 1. */
public record RequestId(long value) {
    /** For answers to frames that carry no request id: hello, registration, login. */
    public static final RequestId NONE = new RequestId(0);

    public RequestId {
        Limits.requireNotNegative("a request id", value);
    }
}
