package messenger.client;

import java.util.Optional;
import messenger.crypto.Bytes;
import messenger.crypto.CanonicalReader;
import messenger.crypto.CanonicalWriter;
import messenger.crypto.MalformedException;
import messenger.crypto.Sha256;

/**
 * The server where this account lives, and how it is known: by the key it had at the first contact, or, where somebody
 * chose that, by what certificate authorities say at each contact. A pin ends the latter.
 */
public final class HomeServer {
    private static final int VERSION = 1;
    private static final int HOST_BYTES_MAX = 255;

    /** PATH_MAX of Linux. */
    static final int ANCHORS_BYTES_MAX = 4096;

    /** The authorities that the system trusts, instead of those in a file. */
    public static final String SYSTEM_ANCHORS = "";

    /** What stands before the name of the file; without it no authority is asked. */
    private static final String ASKED = ":";

    private static final Bytes ROW_ID = Bytes.EMPTY;

    private final String host;
    private final int port;
    private final Bytes pin;
    private final Optional<String> anchors;

    private HomeServer(String host, int port, Bytes pin, Optional<String> anchors) {
        this.host = host;
        this.port = port;
        this.pin = pin;
        this.anchors = anchors;
    }

    /** A server that was never met. */
    public static HomeServer unmet(String host, int port) {
        return new HomeServer(host, port, Bytes.EMPTY, Optional.empty());
    }

    /** The same server, known by this hash of its key from now on. */
    public HomeServer pinned(Bytes keyHash) {
        return new HomeServer(host, port, keyHash.requireSize(Sha256.BYTES, "a server key hash"), Optional.empty());
    }

    /**
     * The same server, known by the certificate it has at each contact.
     *
     * @param file with the authorities in PEM, absolute, or {@link #SYSTEM_ANCHORS}
     * @throws IllegalArgumentException for a path that no system takes
     */
    public HomeServer certifiedBy(String file) {
        if (Bytes.utf8(file).size() > ANCHORS_BYTES_MAX) {
            throw new IllegalArgumentException("a path of more than " + ANCHORS_BYTES_MAX + " bytes");
        }
        return new HomeServer(host, port, Bytes.EMPTY, Optional.of(file));
    }

    public String host() {
        return host;
    }

    public int port() {
        return port;
    }

    /** SHA-256 of its SubjectPublicKeyInfo. */
    public Optional<Bytes> pin() {
        return pin.size() == 0 ? Optional.empty() : Optional.of(pin);
    }

    /** The file of the authorities that are asked about it, or {@link #SYSTEM_ANCHORS}; empty where none is asked. */
    public Optional<String> anchors() {
        return anchors;
    }

    /** The row of {@link Table#SERVER}. */
    public VaultChange put() {
        Bytes row = new CanonicalWriter()
                .u8(VERSION)
                .prefixed(Bytes.utf8(host))
                .u16(port)
                .prefixed(pin)
                .prefixed(Bytes.utf8(anchors.map(file -> ASKED + file).orElse("")))
                .toBytes();
        return new VaultChange.Put(Table.SERVER, ROW_ID, row);
    }

    /** The server that the vault names. */
    public static HomeServer load(VaultRows rows) {
        try {
            for (Bytes row : rows.all(Table.SERVER).values()) {
                CanonicalReader reader = new CanonicalReader(row);
                if (reader.u8() != VERSION) {
                    throw new MalformedException("a server of another version");
                }
                String host = reader.prefixed(HOST_BYTES_MAX).toText();
                int port = reader.u16();
                Bytes pin = reader.prefixed(Sha256.BYTES);
                String anchors =
                        reader.prefixed(ASKED.length() + ANCHORS_BYTES_MAX).toText();
                reader.end();
                return new HomeServer(host, port, pin, anchors(anchors));
            }
            throw new MalformedException("the vault names no server");
        } catch (MalformedException e) {
            throw new DamagedVaultException(Table.SERVER, e);
        }
    }

    private static Optional<String> anchors(String stored) throws MalformedException {
        if (!stored.isEmpty() && !stored.startsWith(ASKED)) {
            throw new MalformedException("no authorities");
        }
        return stored.isEmpty() ? Optional.empty() : Optional.of(stored.substring(ASKED.length()));
    }
}
