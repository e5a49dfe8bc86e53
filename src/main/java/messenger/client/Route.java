package messenger.client;

/** The two connections of a client. */
public enum Route {
    /** Logged in: everything but what the other one is for. */
    MEMBER,
    /** Without login: hands in mail, so that the server does not learn who writes to whom (PROTOCOL 1.6). */
    HAND_IN
}
