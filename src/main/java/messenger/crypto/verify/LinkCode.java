package messenger.crypto.verify;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import messenger.crypto.Bytes;
import messenger.crypto.CanonicalReader;
import messenger.crypto.CanonicalWriter;
import messenger.crypto.Hkdf;
import messenger.crypto.Label;
import messenger.crypto.MalformedException;
import messenger.crypto.Secret;
import messenger.crypto.Sha256;

/**
 * What a new device shows and a person carries to the primary one (PROTOCOL 1.13): where to meet, whose keys to expect
 * there, and a secret that whoever did not see the code does not have.
 *
 * @param server host and port as typed, 1 to {@value #SERVER_CHARS_MAX} characters of host names and addresses
 * @param serverKey the pin: SHA-256 of the server's SubjectPublicKeyInfo, 32 bytes
 * @param keyHash what the new device's public message hashes to, 32 bytes
 * @param secret {@value #SECRET_BYTES} bytes
 * @param expiry in whole seconds
 */
public record LinkCode(String server, Bytes serverKey, Bytes keyHash, Secret secret, Instant expiry) {
    /** A DNS name of 253, a colon and a port. */
    public static final int SERVER_CHARS_MAX = 253 + 1 + 5;

    public static final int SECRET_BYTES = 16;

    /** How long a code is good for: as long as it takes to carry it across a desk. */
    public static final Duration LIFETIME = Duration.ofMinutes(2);

    /** How much the clocks of two devices may differ before a fresh code looks as if it were made to last. */
    public static final Duration CLOCK_SKEW_MAX = Duration.ofMinutes(1);

    public static final int RENDEZVOUS_BYTES = 16;

    /** The longest encoding. */
    public static final int ENCODED_BYTES_MAX = 1 + 2 + SERVER_CHARS_MAX + 2 * Sha256.BYTES + SECRET_BYTES + 4;

    private static final int VERSION = 1;
    private static final long EXPIRY_SECONDS_MAX = 0xffff_ffffL;
    private static final Pattern SERVER = Pattern.compile("[A-Za-z0-9.:_%\\[\\]-]{1," + SERVER_CHARS_MAX + "}");
    private static final Bytes RENDEZVOUS = new Label("link-rendezvous").bytes();

    public LinkCode {
        serverKey.requireSize(Sha256.BYTES, "a server key hash");
        keyHash.requireSize(Sha256.BYTES, "a key hash");
        secret.requireSize(SECRET_BYTES, "the secret of a link code");
        if (!SERVER.matcher(server).matches()) {
            throw new IllegalArgumentException("not a host and port: " + server.length() + " characters");
        }
        boolean isWhole = expiry.getNano() == 0;
        if (!isWhole || expiry.getEpochSecond() < 0 || expiry.getEpochSecond() > EXPIRY_SECONDS_MAX) {
            throw new IllegalArgumentException("a link code that expires at " + expiry);
        }
    }

    /** Whether it is too late, or the code claims to last longer than one does. */
    public boolean isExpired(Instant now) {
        return now.isAfter(expiry) || expiry.isAfter(now.plus(LIFETIME).plus(CLOCK_SKEW_MAX));
    }

    /** Where both devices meet at the server: it tells nothing of the secret, and is used once. */
    public Bytes rendezvous() {
        return Bytes.copyOf(
                Hkdf.derive(Hkdf.NO_SALT, secret, RENDEZVOUS, RENDEZVOUS_BYTES).expose());
    }

    /** What the code that people copy or scan holds. */
    public Secret encoded() {
        Bytes address = Bytes.utf8(server);
        return Secret.copyOf(new CanonicalWriter()
                .u8(VERSION)
                .u16(address.size())
                .bytes(address)
                .bytes(serverKey)
                .bytes(keyHash)
                .secret(secret)
                .u32(expiry.getEpochSecond())
                .toBytes()
                .toArray());
    }

    /** Reads what {@link #encoded} wrote. */
    public static LinkCode decode(Secret encoded) throws MalformedException {
        CanonicalReader reader = new CanonicalReader(Bytes.copyOf(encoded.expose()));
        if (reader.u8() != VERSION) {
            throw new MalformedException("a link code of another version");
        }
        String server = reader.bytes(reader.u16()).toText();
        if (!SERVER.matcher(server).matches()) {
            throw new MalformedException("a link code without a server");
        }
        LinkCode code = new LinkCode(
                server,
                reader.bytes(Sha256.BYTES),
                reader.bytes(Sha256.BYTES),
                reader.secret(SECRET_BYTES),
                Instant.ofEpochSecond(reader.u32()));
        reader.end();
        return code;
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "LinkCode(" + server + ")";
    }
}
