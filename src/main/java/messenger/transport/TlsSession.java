package messenger.transport;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What was agreed when TLS came up.
 *
 * @param group the key exchange as in the IANA registry, {@code X25519MLKEM768} unless the other end cannot
 * @param peerCertificates as the server showed them, its own first; none on the server, for clients show none
 */
public record TlsSession(String group, List<X509Certificate> peerCertificates) {
    /** The hybrid of X25519 and ML-KEM-768 (draft-ietf-tls-ecdhe-mlkem). */
    public static final String POST_QUANTUM_GROUP = "X25519MLKEM768";

    public TlsSession {
        peerCertificates = List.copyOf(peerCertificates);
    }

    /** The keys of the certificates; of the first one the other end proved that it has the private key. */
    public List<ServerKeyHash> peerKeys() {
        return peerCertificates.stream()
                .map(certificate -> ServerKeyHash.of(certificate.getPublicKey()))
                .toList();
    }
}
