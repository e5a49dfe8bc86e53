package messenger.client;

import java.util.Optional;
import messenger.crypto.Bytes;
import messenger.crypto.CanonicalReader;
import messenger.crypto.CanonicalWriter;
import messenger.crypto.MalformedException;
import messenger.crypto.Sha256;

/** The server where this account lives, and the key by which it is known; none before the first contact. */
public final class HomeServer {
    private static final int VERSION = 1;
    private static final int HOST_BYTES_MAX = 255;
    private static final Bytes ROW_ID = Bytes.EMPTY;

    private final String host;
    private final int port;
    private final Bytes pin;

    private HomeServer(String host, int port, Bytes pin) {
        this.host = host;
        this.port = port;
        this.pin = pin;
    }

    /** A server that was never met. */
    public static HomeServer unmet(String host, int port) {
        return new HomeServer(host, port, Bytes.EMPTY);
    }

    /** The same server, known by this hash of its key from now on. */
    public HomeServer pinned(Bytes keyHash) {
        return new HomeServer(host, port, keyHash.requireSize(Sha256.BYTES, "a server key hash"));
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

    /** The row of {@link Table#SERVER}. */
    public VaultChange put() {
        Bytes row = new CanonicalWriter()
                .u8(VERSION)
                .prefixed(Bytes.utf8(host))
                .u16(port)
                .prefixed(pin)
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
                HomeServer server = new HomeServer(host, reader.u16(), reader.prefixed(Sha256.BYTES));
                reader.end();
                return server;
            }
            throw new MalformedException("the vault names no server");
        } catch (MalformedException e) {
            throw new DamagedVaultException(Table.SERVER, e);
        }
    }
}
