package messenger.transport;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority of a test: signs whatever it is asked to. */
public final class TestAuthority {
    /** What certificates are for, when nobody says otherwise. */
    public static final Duration VALID = Duration.ofDays(90);

    private final X500Name name;
    private final KeyPair keys;
    private final List<X509Certificate> chain;
    private int issued;

    private TestAuthority(X500Name name, KeyPair keys, List<X509Certificate> chain) {
        this.name = name;
        this.keys = keys;
        this.chain = chain;
    }

    public static TestAuthority root(String name) {
        X500Name subject = new X500Name("CN=" + name);
        KeyPair keys = keys("secp384r1");
        X509Certificate self =
                sign(subject, keys, 1, new Request(subject, keys, List.of(), Identities.NOW), Role.ISSUER);
        return new TestAuthority(subject, keys, List.of(self));
    }

    /** One that this one vouches for. */
    public TestAuthority intermediate(String named) {
        X500Name subject = new X500Name("CN=" + named);
        KeyPair own = keys("secp256r1");
        X509Certificate signed =
                sign(name, keys, ++issued, new Request(subject, own, List.of(), Identities.NOW), Role.ISSUER);
        return new TestAuthority(
                subject,
                own,
                java.util.stream.Stream.concat(java.util.stream.Stream.of(signed), chain.stream())
                        .toList());
    }

    /** {@code secp256r1}, {@code secp384r1}, {@code RSA2048}, {@code Ed25519}. */
    public static KeyPair keys(String kind) {
        try {
            if (kind.startsWith("secp")) {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
                generator.initialize(new ECGenParameterSpec(kind));
                return generator.generateKeyPair();
            } else if (kind.startsWith("RSA")) {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(Integer.parseInt(kind.substring(3)));
                return generator.generateKeyPair();
            }
            return KeyPairGenerator.getInstance(kind).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A server's certificate with what is above it, the root left out; valid from {@code from} on. */
    public List<X509Certificate> issue(KeyPair server, Instant from, String... hosts) {
        X509Certificate leaf = sign(
                name,
                keys,
                ++issued,
                new Request(new X500Name("CN=ignored"), server, List.of(hosts), from),
                Role.SERVER);
        return java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(leaf), chain.subList(0, chain.size() - 1).stream())
                .toList();
    }

    /** Signed properly, and good for TLS clients and nothing else. */
    public List<X509Certificate> issueToClient(KeyPair client, String host) {
        Request request = new Request(new X500Name("CN=client"), client, List.of(host), Identities.NOW);
        return List.of(sign(name, keys, ++issued, request, Role.CLIENT));
    }

    public TrustAnchors anchors(Path folder) throws IOException {
        Path file = folder.resolve("anchors-" + name.hashCode() + ".pem");
        Files.write(file, pem(chain.subList(chain.size() - 1, chain.size())));
        return TrustAnchors.ofPem(file);
    }

    /** An identity through the files that an operator would have. */
    public ServerIdentity identity(Path folder, String keyKind, Instant from, Instant now, String... hosts)
            throws IOException {
        KeyPair server = keys(keyKind);
        return ServerIdentity.certified(
                write(folder, "server.pem", pem(issue(server, from, hosts))),
                write(folder, "server.key", pem(server)),
                now);
    }

    public static Path write(Path folder, String file, byte[] content) throws IOException {
        return Files.write(folder.resolve(file), content);
    }

    public static byte[] pem(List<X509Certificate> certificates) {
        try {
            StringBuilder text = new StringBuilder("made by a test\n");
            for (X509Certificate each : certificates) {
                text.append(new String(
                        Pem.encode(Pem.CERTIFICATE, each.getEncoded()), java.nio.charset.StandardCharsets.US_ASCII));
            }
            return text.toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static byte[] pem(KeyPair pair) {
        return Pem.encode(Pem.PRIVATE_KEY, pair.getPrivate().getEncoded());
    }

    private record Request(X500Name subject, KeyPair pair, List<String> hosts, Instant from) {}

    private enum Role {
        ISSUER,
        SERVER,
        CLIENT
    }

    private static X509Certificate sign(X500Name issuer, KeyPair by, int serial, Request request, Role role) {
        Instant from = request.from().minus(Duration.ofDays(1));
        Duration valid = role == Role.ISSUER ? Duration.ofDays(3650) : VALID;
        X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                issuer,
                BigInteger.valueOf(serial),
                Date.from(from),
                Date.from(request.from().plus(valid)),
                request.subject(),
                SubjectPublicKeyInfo.getInstance(request.pair().getPublic().getEncoded()));
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(role == Role.ISSUER));
            if (role != Role.ISSUER) {
                KeyPurposeId purpose =
                        role == Role.SERVER ? KeyPurposeId.id_kp_serverAuth : KeyPurposeId.id_kp_clientAuth;
                builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
                builder.addExtension(Extension.subjectAlternativeName, false, names(request.hosts()));
            }
            return SelfSigned.parse(builder.build(new JcaContentSignerBuilder("SHA384withECDSA").build(by.getPrivate()))
                    .getEncoded());
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static GeneralNames names(List<String> hosts) {
        return new GeneralNames(hosts.stream()
                .map(host -> new GeneralName(
                        host.matches("[0-9.]+|.*:.*") ? GeneralName.iPAddress : GeneralName.dNSName, host))
                .toArray(GeneralName[]::new));
    }
}
