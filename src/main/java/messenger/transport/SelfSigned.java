package messenger.transport;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PrivateKeyInfoFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.bouncycastle.jcajce.provider.asymmetric.util.ECUtil;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcECContentSignerBuilder;

/** A P-256 key and the certificates it signs for itself. P-256 because every TLS stack takes it. */
final class SelfSigned {
    /** Nothing checks the dates but people with openssl; two years keep those from worrying. */
    static final Duration VALID = Duration.ofDays(730);
    /** A certificate is valid from before now, for clocks that are behind. */
    static final Duration CLOCK_SKEW = Duration.ofDays(1);

    private static final X500Name NAME = new X500Name("CN=messenger server");
    /** RFC 5280 4.1.2.2: at most 20 bytes and positive. */
    private static final int SERIAL_BITS = 127;

    private final ECPrivateKeyParameters signing;
    private final PrivateKey privateKey;
    private final SubjectPublicKeyInfo publicKey;

    private SelfSigned(ECPrivateKeyParameters signing, PrivateKey privateKey, SubjectPublicKeyInfo publicKey) {
        this.signing = signing;
        this.privateKey = privateKey;
        this.publicKey = publicKey;
    }

    /** A new private key, PKCS#8. */
    static byte[] newKey(SecureRandom random) {
        ECKeyPairGenerator generator = new ECKeyPairGenerator();
        generator.init(new ECKeyGenerationParameters(
                new ECNamedDomainParameters(
                        SECObjectIdentifiers.secp256r1, ECUtil.getNamedCurveByOid(SECObjectIdentifiers.secp256r1)),
                random));
        try {
            return PrivateKeyInfoFactory.createPrivateKeyInfo(
                            generator.generateKeyPair().getPrivate())
                    .getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException("a new key that cannot be encoded", e);
        }
    }

    /**
     * The key of a PKCS#8 encoding; {@link IllegalArgumentException} for anything that is not a private key on P-256.
     */
    static SelfSigned ofKey(byte[] pkcs8) {
        try {
            if (!(PrivateKeyFactory.createKey(pkcs8) instanceof ECPrivateKeyParameters signing)
                    || !(signing.getParameters() instanceof ECNamedDomainParameters curve)
                    || !curve.getName().equals(SECObjectIdentifiers.secp256r1)) {
                throw new IllegalArgumentException("not a private key on P-256");
            }
            ECPublicKeyParameters verifying = new ECPublicKeyParameters(
                    new FixedPointCombMultiplier().multiply(curve.getG(), signing.getD()), curve);
            return new SelfSigned(
                    signing,
                    KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(pkcs8)),
                    SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(verifying));
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            // Bouncy Castle's parser throws unchecked exceptions of many kinds, RuntimeException itself among them.
            throw new IllegalArgumentException("not a private key on P-256", e);
        }
    }

    /** The certificate of a DER encoding; {@link IllegalArgumentException} if it is none. */
    static X509Certificate parse(byte[] der) {
        try {
            ByteArrayInputStream in = new ByteArrayInputStream(der);
            X509Certificate certificate =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
            if (in.available() > 0) {
                throw new IllegalArgumentException(in.available() + " bytes after the certificate");
            }
            return certificate;
        } catch (CertificateException e) {
            throw new IllegalArgumentException("not a certificate", e);
        }
    }

    /** A new certificate for this key, DER. */
    byte[] newCertificate(Instant now, SecureRandom random) {
        AlgorithmIdentifier signature = new DefaultSignatureAlgorithmIdentifierFinder().find("SHA256withECDSA");
        AlgorithmIdentifier digest = new DefaultDigestAlgorithmIdentifierFinder().find(signature);
        X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                NAME,
                new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS - 1),
                Date.from(now.minus(CLOCK_SKEW)),
                Date.from(now.plus(VALID)),
                NAME,
                publicKey);
        try {
            return builder.build(new BcECContentSignerBuilder(signature, digest)
                            .setSecureRandom(random)
                            .build(signing))
                    .getEncoded();
        } catch (OperatorCreationException | IOException e) {
            throw new IllegalStateException("a certificate that cannot be made", e);
        }
    }

    PrivateKey privateKey() {
        return privateKey;
    }

    /** The SubjectPublicKeyInfo, DER. */
    byte[] publicKeyInfo() {
        try {
            return publicKey.getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException("a public key that cannot be encoded", e);
        }
    }
}
