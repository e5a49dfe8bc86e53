package messenger.transport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * The certificate authorities that are believed, and the usual check of a chain against them (RFC 5280 6): signatures,
 * dates, what each certificate may be used for, and the host. Revocation is not asked for, as in most clients: it
 * would tell a third party who talks to whom. Immutable.
 *
 * <p>The check is the JDK's, whichever TLS carried the chain: Bouncy Castle's own would fall back to the common name
 * (CVE-2026-59638).
 */
public final class TrustAnchors {
    /** The bundle of a Linux distribution has about 150 certificates in 230 KB. */
    static final int FILE_BYTES_MAX = 4 << 20;

    private static final String PKIX = "PKIX";
    /** TLS 1.3 suites name no kind of key; with this word the JDK takes every kind. */
    private static final String ANY_KEY = "UNKNOWN";

    private final Set<TrustAnchor> anchors;

    private TrustAnchors(Set<TrustAnchor> anchors) {
        this.anchors = Set.copyOf(anchors);
    }

    /** Those that this Java trusts; reads files. */
    public static TrustAnchors system() {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(PKIX);
            factory.init((KeyStore) null);
            return of(List.of(manager(factory).getAcceptedIssuers()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no certificate authorities", e);
        }
    }

    /**
     * Those in a PEM file, and no others.
     *
     * @throws IOException when the file cannot be read or holds no certificate; the message names it
     */
    public static TrustAnchors ofPem(Path file) throws IOException {
        if (Files.size(file) > FILE_BYTES_MAX) {
            throw new IOException(file + " is larger than " + FILE_BYTES_MAX + " bytes, too large for certificates.");
        }
        try {
            List<X509Certificate> issuers = Pem.decodeAll(Pem.CERTIFICATE, Files.readAllBytes(file)).stream()
                    .map(SelfSigned::parse)
                    .toList();
            if (issuers.isEmpty()) {
                throw new IOException(file + " holds no certificate in PEM.");
            }
            return of(issuers);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " holds something that is no certificate: " + e.getMessage() + ".", e);
        }
    }

    private static TrustAnchors of(List<X509Certificate> issuers) {
        Set<TrustAnchor> anchors = new HashSet<>();
        issuers.forEach(issuer -> anchors.add(new TrustAnchor(issuer, null)));
        return new TrustAnchors(anchors);
    }

    /** How many there are. */
    public int size() {
        return anchors.size();
    }

    /**
     * What they say about a server.
     *
     * @param chain as it came, the server's own certificate first
     * @param host as the person wrote it: a name, or an IP address without brackets
     */
    public Certification certify(List<X509Certificate> chain, String host, Instant now) {
        if (chain.isEmpty() || anchors.isEmpty()) {
            return Certification.UNKNOWN_ISSUER;
        }
        X509Certificate leaf = chain.get(0);
        try {
            manager(now).checkServerTrusted(chain.toArray(new X509Certificate[0]), ANY_KEY);
            // The JDK does not look at the dates of a certificate that is an anchor itself.
            leaf.checkValidity(Date.from(now));
        } catch (CertificateException e) {
            return isAboutDates(e) ? Certification.OUT_OF_DATE : Certification.UNKNOWN_ISSUER;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot check certificates", e);
        }
        return HostName.isNamed(host, leaf) ? Certification.CERTIFIED : Certification.OTHER_HOST;
    }

    private X509TrustManager manager(Instant now) throws GeneralSecurityException {
        PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, new X509CertSelector());
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(now));
        TrustManagerFactory factory = TrustManagerFactory.getInstance(PKIX);
        factory.init(new CertPathTrustManagerParameters(parameters));
        return manager(factory);
    }

    private static X509TrustManager manager(TrustManagerFactory factory) {
        return Arrays.stream(factory.getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .map(X509TrustManager.class::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("this Java cannot check certificates"));
    }

    private static boolean isAboutDates(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof java.security.cert.CertificateExpiredException
                    || cause instanceof java.security.cert.CertificateNotYetValidException
                    || (cause instanceof CertPathValidatorException invalid
                            && List.of(BasicReason.EXPIRED, BasicReason.NOT_YET_VALID)
                                    .contains(invalid.getReason()))) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return "TrustAnchors(" + anchors.size() + ")";
    }
}
