package messenger.transport;

import java.util.List;

/**
 * What was agreed when TLS came up.
 *
 * @param group the key exchange as in the IANA registry, {@code X25519MLKEM768} unless the other end cannot
 * @param peerKeys the server's key as a client sees it; none on the server, for clients show no certificate
 */
public record TlsSession(String group, List<ServerKeyHash> peerKeys) {
    /** The hybrid of X25519 and ML-KEM-768 (draft-ietf-tls-ecdhe-mlkem). */
    public static final String POST_QUANTUM_GROUP = "X25519MLKEM768";

    public TlsSession {
        peerKeys = List.copyOf(peerKeys);
    }
}
