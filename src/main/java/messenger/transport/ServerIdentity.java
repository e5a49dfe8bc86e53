package messenger.transport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * The server's long-lived key and the certificate that carries it.
 *
 * <p>The key is the identity: clients pin its hash, so it is made once and never replaced. The certificate is
 * paper around it: self-signed and renewed with the same key when it runs out, or an authority's. Who pinned the key
 * does not look at it.
 */
public final class ServerIdentity {
    /** In the data folder: the private key, PKCS#8 in PEM. */
    public static final String KEY_FILE = "server-tls.key";
    /** In the data folder: the certificate in PEM. */
    public static final String CERTIFICATE_FILE = "server-tls.crt";

    /** This close to the certificate's end, it is renewed. */
    static final Duration RENEW_BEFORE = Duration.ofDays(30);

    private final PrivateKey key;
    private final List<X509Certificate> chain;
    private final ServerKeyHash keyHash;

    private ServerIdentity(PrivateKey key, List<X509Certificate> chain) {
        this.key = key;
        this.chain = List.copyOf(chain);
        this.keyHash = ServerKeyHash.of(chain.get(0).getPublicKey());
    }

    /** A key, and the certificates that carry it: its own, then those above it. */
    static ServerIdentity of(PrivateKey key, List<X509Certificate> chain) {
        return new ServerIdentity(key, chain);
    }

    /**
     * A key that an authority has certified: PEM files with the chain, the server's own certificate first, and with
     * the key in PKCS#8. P-256, P-384, or RSA of at least 2,048 bits.
     *
     * @throws DamagedIdentityException when a file is missing, or cannot be used, or has expired, or the two do not
     *     belong together; the message says which, and what to do
     */
    public static ServerIdentity certified(Path certificate, Path key, Instant now) throws IOException {
        return CertifiedIdentity.read(certificate, key, now);
    }

    /**
     * The identity in {@code folder}, made there if there is none. Not for two processes at once: the caller holds
     * the folder.
     *
     * @param random makes the key, the certificate's number and its signature
     * @throws DamagedIdentityException when a file is there but cannot be used; nothing is overwritten
     */
    public static ServerIdentity openOrCreate(Path folder, Instant now, SecureRandom random) throws IOException {
        Path keyFile = folder.resolve(KEY_FILE);
        Path certificateFile = folder.resolve(CERTIFICATE_FILE);
        if (!Files.exists(keyFile)) {
            if (Files.exists(certificateFile)) {
                throw new DamagedIdentityException(keyFile + " is missing, though " + certificateFile
                        + " is there. Restore it from a backup; or remove the certificate too to start with a new key,"
                        + " which every client will refuse until its user accepts the new fingerprint.");
            }
            PrivateFile.create(folder, KEY_FILE, Pem.encode(Pem.PRIVATE_KEY, SelfSigned.newKey(random)));
        }
        SelfSigned paper = readKey(keyFile);
        if (!Files.exists(certificateFile)) {
            // First start, or a stop between the two files: the key alone is the identity.
            PrivateFile.create(
                    folder, CERTIFICATE_FILE, Pem.encode(Pem.CERTIFICATE, paper.newCertificate(now, random)));
        }
        ServerIdentity identity =
                new ServerIdentity(paper.privateKey(), List.of(readCertificate(certificateFile, paper)));
        return identity.isDue(now) ? identity.renewed(folder, now, random) : identity;
    }

    /** Whether the certificate has run out or is about to. */
    boolean isDue(Instant now) {
        return now.isAfter(certificateEnds().minus(RENEW_BEFORE));
    }

    /** The same key with a new certificate of its own, which is in the folder then; the old one is until then. */
    ServerIdentity renewed(Path folder, Instant now, SecureRandom random) throws IOException {
        byte[] encoded = key.getEncoded();
        try {
            byte[] certificate = SelfSigned.ofKey(encoded).newCertificate(now, random);
            PrivateFile.replace(folder, CERTIFICATE_FILE, Pem.encode(Pem.CERTIFICATE, certificate));
            return new ServerIdentity(key, List.of(SelfSigned.parse(certificate)));
        } finally {
            Arrays.fill(encoded, (byte) 0);
        }
    }

    private static SelfSigned readKey(Path file) throws IOException {
        byte[] encoded = readPem(file, Pem.PRIVATE_KEY);
        try {
            return SelfSigned.ofKey(encoded);
        } catch (IllegalArgumentException e) {
            throw damaged(file, "is not a P-256 private key", e);
        } finally {
            Arrays.fill(encoded, (byte) 0);
        }
    }

    private static X509Certificate readCertificate(Path file, SelfSigned paper) throws IOException {
        byte[] encoded = readPem(file, Pem.CERTIFICATE);
        X509Certificate certificate;
        try {
            certificate = SelfSigned.parse(encoded);
        } catch (IllegalArgumentException e) {
            throw damaged(file, "is not an X.509 certificate", e);
        }
        if (!Arrays.equals(certificate.getPublicKey().getEncoded(), paper.publicKeyInfo())) {
            throw new DamagedIdentityException(file + " belongs to another key than " + KEY_FILE
                    + " beside it. Restore both from the same backup; or remove the certificate alone, and the server"
                    + " makes one for the key.");
        }
        return certificate;
    }

    private static byte[] readPem(Path file, String type) throws IOException {
        if (Files.size(file) > Pem.FILE_BYTES_MAX) {
            throw new DamagedIdentityException(
                    file + " is too large to be what it should be. Restore it from a backup.");
        }
        try {
            return Pem.decode(type, Files.readAllBytes(file));
        } catch (IllegalArgumentException e) {
            throw damaged(file, "is damaged", e);
        }
    }

    private static DamagedIdentityException damaged(Path file, String how, IllegalArgumentException cause) {
        return new DamagedIdentityException(
                file + " " + how + ". Restore it from a backup; the server does not replace it by itself.", cause);
    }

    /** What clients pin, and what login proofs are bound to. */
    public ServerKeyHash keyHash() {
        return keyHash;
    }

    /** When the certificate runs out; one of our own is renewed 30 days before. */
    public Instant certificateEnds() {
        return certificate().getNotAfter().toInstant();
    }

    PrivateKey privateKey() {
        return key;
    }

    X509Certificate certificate() {
        return chain.get(0);
    }

    List<X509Certificate> chain() {
        return chain;
    }

    /** Names the key by its hash and nothing else. */
    @Override
    public String toString() {
        return "ServerIdentity(" + keyHash + ")";
    }
}
