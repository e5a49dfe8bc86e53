package messenger.client;

/** How far a connection has come. */
enum LoginState {
    /** There is none. */
    OFFLINE,
    /** The server was greeted; its nonce is awaited. */
    GREETED,
    /** The nonce is here, and the account is to be registered as soon as the password is here, too. */
    WELCOMED,
    /** Registration has begun. */
    REGISTERING,
    /** Login was sent. */
    LOGGING_IN,
    /** The server knows this device. */
    ONLINE
}
