package messenger.transport;

import java.io.IOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** What somebody with an honest certificate for her own host signs with it. */
final class SignedByAServer {
    private SignedByAServer() {}

    static X509Certificate forge(KeyPair signer, X509Certificate issuer, KeyPair victim, String host) {
        try {
            X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                    X500Name.getInstance(issuer.getSubjectX500Principal().getEncoded()),
                    BigInteger.TEN,
                    Date.from(Identities.NOW.minus(Duration.ofDays(1))),
                    Date.from(Identities.NOW.plus(Duration.ofDays(1))),
                    new X500Name("CN=forged"),
                    SubjectPublicKeyInfo.getInstance(victim.getPublic().getEncoded()));
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(new GeneralName(GeneralName.dNSName, host)));
            return SelfSigned.parse(
                    builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer.getPrivate()))
                            .getEncoded());
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }
}
