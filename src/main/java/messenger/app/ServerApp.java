package messenger.app;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import messenger.crypto.Argon2id;
import messenger.crypto.Secret;
import messenger.crypto.identity.AccessProof;
import messenger.crypto.identity.MailboxId;
import messenger.crypto.opaque.OpaqueServerKeys;
import messenger.server.Server;
import messenger.server.ServerSecrets;
import messenger.server.StoreRequest;
import messenger.server.Ticket;
import messenger.server.net.AuditPort;
import messenger.server.net.EventQueue;
import messenger.server.net.ServerListener;
import messenger.server.net.ServerShell;
import messenger.server.net.StorePort;
import messenger.server.store.MapDbStore;
import messenger.server.store.MemoryStore;
import messenger.server.store.Store;
import messenger.storage.StorageLimits;
import messenger.transport.ServerIdentity;
import messenger.transport.ServerKeyHash;

/** A running server: store, identity, core and listener, wired here and nowhere else. */
final class ServerApp implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ServerApp.class.getName());

    /** How long a stop may take to say goodbye and to send what is queued. */
    private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

    private final Store store;
    private final ExecutorService storeThread;
    private final ServerListener listener;
    private final AdminDoor admin;
    private final ServerShell shell;
    private final ServerKeyHash fingerprint;
    private final CompletableFuture<Void> ended;

    private ServerApp(
            Store store,
            ExecutorService storeThread,
            ServerListener listener,
            AdminDoor admin,
            ServerShell shell,
            ServerKeyHash fingerprint,
            CompletableFuture<Void> storeFailed) {
        this.store = store;
        this.storeThread = storeThread;
        this.listener = listener;
        this.admin = admin;
        this.shell = shell;
        this.fingerprint = fingerprint;
        this.ended = CompletableFuture.anyOf(shell.ended(), storeFailed).thenApply(first -> null);
    }

    /** Opens the store, makes or reads the server's identity, and listens. */
    static ServerApp start(ServerSettings settings, AuditPort audit) throws IOException {
        return start(settings, audit, InstantSource.system(), new SecureRandom());
    }

    static ServerApp start(ServerSettings settings, AuditPort audit, InstantSource clock, SecureRandom random)
            throws IOException {
        Folders.createPrivately(settings.folder());
        Certificates certificates = Certificates.open(settings, clock.instant(), random);
        ServerIdentity identity = certificates.identity();
        OpaqueServerKeys passwords = passwords(settings, random);
        ExecutorService storeThread = Executors.newSingleThreadExecutor(task -> new Thread(task, "store"));
        CompletableFuture<Void> storeFailed = new CompletableFuture<>();
        Store store = open(settings, storeThread, random, storeFailed);
        try {
            EventQueue queue = new EventQueue();
            ServerListener listener = ServerListener.open(
                    settings.address(), certificates.endpoint(identity), settings.listener(), queue);
            Server core = Server.create(
                    identity.keyHash().value(),
                    store.incarnation(),
                    secrets(settings, passwords, identity.keyHash()),
                    settings.limits(),
                    random);
            AdminRequests administrators =
                    new AdminRequests(queue::post, identity.keyHash(), new BackupJob(inFiles(store), settings, clock));
            Store.Line line = store.connect(queue::post);
            ServerShell shell = ServerShell.start(
                    new ServerShell.Ports(
                            certificates.before(core::on, listener), listener, port(line), audit, administrators),
                    queue,
                    clock,
                    STOP_WITHIN);
            AdminDoor admin = AdminDoor.open(settings.folder(), administrators);
            return new ServerApp(store, storeThread, listener, admin, shell, identity.keyHash(), storeFailed);
        } catch (IOException | RuntimeException e) {
            store.close();
            storeThread.shutdown();
            throw e;
        }
    }

    /** Before the store: a store without them is one that lost them. */
    private static OpaqueServerKeys passwords(ServerSettings settings, SecureRandom random) throws IOException {
        boolean stored = settings.storage() == ServerSettings.Storage.MAPDB && MapDbStore.exists(settings.folder());
        return PasswordKeyFile.openOrCreate(
                settings.keys().password(),
                stored ? PasswordKeyFile.Accounts.SOME : PasswordKeyFile.Accounts.NONE,
                random);
    }

    private static ServerSecrets secrets(ServerSettings settings, OpaqueServerKeys passwords, ServerKeyHash server)
            throws IOException {
        ServerSecrets secrets = ServerSecrets.of(passwords);
        if (settings.keys().access().isEmpty()) {
            return secrets;
        }
        Secret password = Passwords.fromFile(settings.keys().access().get());
        try {
            return secrets.withAccessKey(AccessProof.key(password, server.value(), Argon2id.Cost.STANDARD));
        } finally {
            password.erase();
        }
    }

    private static Store open(
            ServerSettings settings,
            ExecutorService storeThread,
            SecureRandom random,
            CompletableFuture<Void> storeFailed) {
        if (settings.storage() == ServerSettings.Storage.MEMORY) {
            return new MemoryStore(settings.quota(), storeThread);
        }
        return MapDbStore.open(
                settings.folder(), settings.keys().store(), settings.quota(), StorageLimits.SERVER, random, failure -> {
                    LOG.log(System.Logger.Level.ERROR, "the store failed, and the server stops", failure);
                    storeFailed.completeExceptionally(failure);
                });
    }

    private static Optional<MapDbStore> inFiles(Store store) {
        return store instanceof MapDbStore files ? Optional.of(files) : Optional.empty();
    }

    private static StorePort port(Store.Line line) {
        return new StorePort() {
            @Override
            public void ask(Ticket ticket, StoreRequest request) {
                line.submit(ticket, request);
            }

            @Override
            public void watch(MailboxId mailbox) {
                line.watch(mailbox);
            }

            @Override
            public void unwatch(MailboxId mailbox) {
                line.unwatch(mailbox);
            }
        };
    }

    InetSocketAddress address() {
        return listener.address();
    }

    ServerKeyHash fingerprint() {
        return fingerprint;
    }

    /** Done when the server has ended; exceptionally where a fault ended it. */
    CompletableFuture<Void> ended() {
        return ended;
    }

    /** Tells everybody, sends what is queued, makes everything durable, and ends. */
    @Override
    public void close() {
        admin.close();
        shell.stop();
        shell.ended()
                .orTimeout(STOP_WITHIN.multipliedBy(3).toSeconds(), TimeUnit.SECONDS)
                .exceptionally(late -> null)
                .join();
        store.close();
        storeThread.shutdown();
    }
}
