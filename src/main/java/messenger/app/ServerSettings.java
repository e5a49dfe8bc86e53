package messenger.app;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import messenger.server.ServerLimits;
import messenger.server.net.ListenerLimits;
import messenger.server.store.MailQuota;

/** What a server is started with. */
record ServerSettings(
        InetSocketAddress address,
        Path folder,
        Storage storage,
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

    /** The defaults, at this address and in this folder. */
    static ServerSettings standard(InetSocketAddress address, Path folder, Storage storage) {
        return new ServerSettings(
                address, folder, storage, ServerLimits.DEFAULT, ListenerLimits.DEFAULT, MailQuota.DEFAULT);
    }
}
