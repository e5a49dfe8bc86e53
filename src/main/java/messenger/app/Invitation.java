package messenger.app;

import java.util.regex.Pattern;
import messenger.client.net.ServerAddress;
import messenger.crypto.Bytes;
import messenger.crypto.CanonicalReader;
import messenger.crypto.CanonicalWriter;
import messenger.crypto.MalformedException;
import messenger.crypto.Secret;
import messenger.crypto.Sha256;
import messenger.crypto.verify.CodeKind;
import messenger.crypto.verify.CodeRefusedException;
import messenger.crypto.verify.TypedCode;
import messenger.protocol.Limits;

/**
 * What whoever runs a server hands to a newcomer: where the server is, its pin, and the code that lets one in.
 *
 * @param server host and port as people type them, of the characters of host names and addresses
 * @param serverKey the pin: SHA-256 of the server's SubjectPublicKeyInfo, 32 bytes
 * @param code of {@link Limits#INVITE_BYTES}
 */
record Invitation(String server, Bytes serverKey, Bytes code) {
    /** A DNS name of 253, a colon and a port. */
    static final int SERVER_BYTES_MAX = 253 + 1 + 5;

    private static final int VERSION = 1;
    private static final Pattern SERVER = Pattern.compile("[A-Za-z0-9.:_%\\[\\]-]{1," + SERVER_BYTES_MAX + "}");

    Invitation {
        serverKey.requireSize(Sha256.BYTES, "a server key hash");
        code.requireSize(Limits.INVITE_BYTES, "an invite");
        if (!isServer(server)) {
            throw new IllegalArgumentException("not a host and port: " + server.length() + " characters");
        }
    }

    /** Whether it has the characters of a host and a port, and is not too long. */
    static boolean isServer(String text) {
        return SERVER.matcher(text).matches();
    }

    ServerAddress address() {
        return ServerNames.parse(server);
    }

    /** {@code invite-} and groups of letters and digits, to be pasted whole. */
    String text() {
        Bytes payload = new CanonicalWriter()
                .u8(VERSION)
                .prefixed(Bytes.utf8(server))
                .bytes(serverKey)
                .bytes(code)
                .toBytes();
        return new TypedCode(CodeKind.INVITE, Secret.copyOf(payload.toArray())).text();
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws CodeRefusedException for a text that is no invitation, a link code passed off as one included
     * @throws MalformedException for one of another version
     */
    static Invitation parse(String text) throws CodeRefusedException, MalformedException {
        Secret payload = TypedCode.read(CodeKind.INVITE, text).payload();
        CanonicalReader reader = new CanonicalReader(Bytes.copyOf(payload.expose()));
        if (reader.u8() != VERSION) {
            throw new MalformedException("an invitation of another version");
        }
        String server = reader.prefixed(SERVER_BYTES_MAX).toText();
        Bytes serverKey = reader.bytes(Sha256.BYTES);
        Bytes code = reader.bytes(Limits.INVITE_BYTES);
        reader.end();
        try {
            return new Invitation(server, serverKey, code);
        } catch (IllegalArgumentException e) {
            throw new MalformedException("an invitation without a server", e);
        }
    }

    /** Without the code. */
    @Override
    public String toString() {
        return "Invitation(" + server + ")";
    }
}
