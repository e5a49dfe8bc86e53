package messenger.transport;

import java.io.IOException;

/** The server's key or certificate is there but cannot be used; the message says what to do. */
public final class DamagedIdentityException extends IOException {
    private static final long serialVersionUID = 1L;

    DamagedIdentityException(String message) {
        super(message);
    }

    DamagedIdentityException(String message, Throwable cause) {
        super(message, cause);
    }
}
