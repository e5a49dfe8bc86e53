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
    /** The server does not know this device, and is given the device lists that it may have forgotten. */
    REMINDING,
    /** Login was sent. */
    LOGGING_IN,
    /** The server knows this device. */
    ONLINE
}
