package messenger.transport;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;

/**
 * Reads a certificate chain and its key from the files that an authority's tools left, and says plainly what is wrong
 * with them: otherwise it would be noticed by the clients.
 */
final class CertifiedIdentity {
    /** A chain is three certificates of 2 KB. */
    static final int FILE_BYTES_MAX = 256 * 1024;
    /** RFC 5280 sets none; the public authorities have two or three. */
    static final int CHAIN_MAX = 10;
    /** What authorities ask for today (CA/Browser Forum baseline requirements 6.1.5). */
    static final int RSA_BITS_MIN = 2048;

    private static final int P256_BITS = 256;
    private static final int P384_BITS = 384;

    private CertifiedIdentity() {}

    static ServerIdentity read(Path certificateFile, Path keyFile, Instant now) throws IOException {
        List<X509Certificate> chain = chain(certificateFile);
        checkDates(certificateFile, chain.get(0), now);
        checkOrder(certificateFile, chain);
        byte[] pkcs8 = pkcs8(keyFile);
        try {
            PublicKey verifying = chain.get(0).getPublicKey();
            String algorithm = algorithm(certificateFile, verifying);
            PrivateKey signing = KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            if (!isPair(algorithm, signing, verifying)) {
                throw doesNotFit(certificateFile, keyFile);
            }
            return ServerIdentity.of(signing, chain);
        } catch (GeneralSecurityException e) {
            throw doesNotFit(certificateFile, keyFile, e);
        } finally {
            Arrays.fill(pkcs8, (byte) 0);
        }
    }

    private static List<X509Certificate> chain(Path file) throws IOException {
        byte[] bytes = bytes(file, "tls.certificate");
        List<X509Certificate> chain;
        try {
            chain = Pem.decodeAll(Pem.CERTIFICATE, bytes).stream()
                    .map(SelfSigned::parse)
                    .toList();
        } catch (IllegalArgumentException e) {
            throw new DamagedIdentityException(file + " (tls.certificate) holds something that is no certificate.", e);
        }
        if (chain.isEmpty() || chain.size() > CHAIN_MAX) {
            throw new DamagedIdentityException(file + " (tls.certificate) must hold 1 to " + CHAIN_MAX
                    + " certificates in PEM, the server's first; it holds " + chain.size() + ".");
        }
        return chain;
    }

    private static void checkDates(Path file, X509Certificate leaf, Instant now) throws DamagedIdentityException {
        try {
            leaf.checkValidity(Date.from(now));
        } catch (CertificateExpiredException e) {
            throw new DamagedIdentityException(
                    file + " (tls.certificate) expired on " + leaf.getNotAfter().toInstant()
                            + ". Renew it with the authority that issued it.",
                    e);
        } catch (CertificateNotYetValidException e) {
            throw new DamagedIdentityException(
                    file + " (tls.certificate) is not valid before "
                            + leaf.getNotBefore().toInstant() + ". Is this machine's clock right?",
                    e);
        }
    }

    private static void checkOrder(Path file, List<X509Certificate> chain) throws DamagedIdentityException {
        for (int i = 0; i + 1 < chain.size(); i++) {
            try {
                chain.get(i).verify(chain.get(i + 1).getPublicKey());
            } catch (GeneralSecurityException e) {
                throw new DamagedIdentityException(
                        file + " (tls.certificate): certificate " + (i + 1) + " is not signed by the one after it."
                                + " The server's comes first, then that of its issuer, and so on.",
                        e);
            }
        }
    }

    private static byte[] pkcs8(Path file) throws IOException {
        byte[] bytes = bytes(file, "tls.key");
        try {
            List<byte[]> keys = Pem.decodeAll(Pem.PRIVATE_KEY, bytes);
            if (keys.size() == 1) {
                return keys.get(0);
            }
            String text = new String(bytes, StandardCharsets.US_ASCII);
            for (String other : List.of("EC PRIVATE KEY", "RSA PRIVATE KEY", "ENCRYPTED PRIVATE KEY")) {
                if (text.contains(Pem.begin(other))) {
                    throw new DamagedIdentityException(file + " (tls.key) holds an " + other
                            + ". Convert it with: openssl pkcs8 -topk8 -nocrypt -in OLD -out NEW");
                }
            }
            throw new DamagedIdentityException(file + " (tls.key) must hold one PRIVATE KEY in PEM.");
        } catch (IllegalArgumentException e) {
            throw new DamagedIdentityException(file + " (tls.key) is damaged.", e);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static byte[] bytes(Path file, String setting) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new DamagedIdentityException(
                    "There is no file " + file + ", which " + setting + " names in the configuration.");
        }
        if (Files.size(file) > FILE_BYTES_MAX) {
            throw new DamagedIdentityException(file + " (" + setting + ") is too large to be what it should be.");
        }
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new DamagedIdentityException(
                    file + " (" + setting + ") cannot be read (" + e.getMessage()
                            + "). May this server's user read it?",
                    e);
        }
    }

    /** Those that every TLS 1.3 client takes. */
    private static String algorithm(Path file, PublicKey key) throws DamagedIdentityException {
        if (key instanceof ECPublicKey ec) {
            int bits = ec.getParams().getCurve().getField().getFieldSize();
            if (bits == P256_BITS || bits == P384_BITS) {
                return "EC";
            }
        }
        if (key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() >= RSA_BITS_MIN) {
            return "RSA";
        }
        throw new DamagedIdentityException(
                file + " (tls.certificate) is for a kind of key that not every client takes (" + key.getAlgorithm()
                        + "). Have one made for P-256, P-384, or RSA of at least " + RSA_BITS_MIN + " bits.");
    }

    private static boolean isPair(String algorithm, PrivateKey signing, PublicKey verifying)
            throws GeneralSecurityException {
        byte[] probe = "messenger/1 is this key of that certificate".getBytes(StandardCharsets.US_ASCII);
        String name = algorithm.equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
        Signature signer = Signature.getInstance(name);
        signer.initSign(signing);
        signer.update(probe);
        byte[] signed = signer.sign();
        Signature verifier = Signature.getInstance(name);
        verifier.initVerify(verifying);
        verifier.update(probe);
        return verifier.verify(signed);
    }

    private static DamagedIdentityException doesNotFit(Path certificateFile, Path keyFile) {
        return new DamagedIdentityException(fit(certificateFile, keyFile));
    }

    private static DamagedIdentityException doesNotFit(Path certificateFile, Path keyFile, Throwable cause) {
        return new DamagedIdentityException(fit(certificateFile, keyFile), cause);
    }

    private static String fit(Path certificateFile, Path keyFile) {
        return keyFile + " (tls.key) is not the key of the first certificate in " + certificateFile
                + " (tls.certificate). Name the two that belong together.";
    }
}
