package messenger.app;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import messenger.server.ServerLimits;
import messenger.server.net.ListenerLimits;
import messenger.server.store.MailQuota;
import messenger.transport.KeyExchange;

/** What a server is started with. */
record ServerSettings(
        InetSocketAddress address,
        Path folder,
        Storage storage,
        Tls tls,
        Keys keys,
        ServerLimits limits,
        ListenerLimits listener,
        MailQuota quota) {
    /** Where the server keeps what it must not forget. */
    enum Storage {
        /** In files under the data folder. */
        MAPDB,
        /** Nowhere: it forgets everything at its end. */
        MEMORY
    }

    /** Which certificate new connections are shown. */
    sealed interface Certificate {
        /** The server's own, which it makes and renews. */
        record Own() implements Certificate {}

        /** An authority's, from PEM files that somebody renews. */
        record Files(Path certificate, Path key) implements Certificate {}
    }

    /** The server's certificate, and who may connect. */
    record Tls(Certificate certificate, KeyExchange keyExchange) {}

    /**
     * Files that a stolen data folder is worth nothing without, if they are elsewhere.
     *
     * @param store seals what the store keeps
     * @param password the secrets of the password protocol
     * @param access whose first line newcomers must know
     */
    record Keys(Path store, Path password, Optional<Path> access) {
        /** Relative paths are inside the data folder. */
        Keys in(Path folder) {
            return new Keys(folder.resolve(store), folder.resolve(password), access.map(folder::resolve));
        }
    }
}
