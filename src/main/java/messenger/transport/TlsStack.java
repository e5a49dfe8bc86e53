package messenger.transport;

import io.netty.handler.ssl.OpenSsl;

/** Whose TLS 1.3 it is. Both negotiate X25519MLKEM768 and talk to each other. */
public enum TlsStack {
    /** Google's BoringSSL through netty-tcnative: 1 ms of CPU for a handshake, where its native library loads. */
    BORINGSSL,
    /** Bouncy Castle's JSSE, pure Java: 3 to 4 ms for a handshake, everywhere. */
    BOUNCYCASTLE;

    /** Set to {@code bouncycastle} to do without the native library. */
    public static final String PROPERTY = "messenger.tls";

    /** BoringSSL, unless it does not load here or {@value #PROPERTY} says otherwise. */
    public static TlsStack preferred() {
        LibraryLogs.detach();
        boolean forced = "bouncycastle".equalsIgnoreCase(System.getProperty(PROPERTY, ""));
        return !forced && OpenSsl.isAvailable() ? BORINGSSL : BOUNCYCASTLE;
    }
}
