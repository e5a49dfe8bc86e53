package messenger.client;

/** How far a connection has come. */
enum LoginState {
    /** There is none. */
    OFFLINE,
    /** The server was greeted; its nonce is awaited. */
    GREETED,
    /** Registration was sent. */
    REGISTERING,
    /** Login was sent. */
    LOGGING_IN,
    /** The server knows this device. */
    ONLINE
}
