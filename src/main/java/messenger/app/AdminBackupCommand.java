package messenger.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import messenger.server.store.MapDbStore;
import messenger.server.store.StoreBackup;
import messenger.storage.StorageLimits;
import messenger.storage.StoreLockedException;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a backup of a server, whether it runs or not. */
@CommandLine.Command(
        name = "backup",
        description = "Makes a backup of a server, whether it runs or not, in a folder that is not there yet.",
        mixinStandardHelpOptions = true)
final class AdminBackupCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private AdminOptions options = new AdminOptions();

    @Parameters(paramLabel = "TARGET", description = "The folder to make.")
    private Path target = Path.of("");

    @Option(
            names = "--with-keys",
            description = "Also store.key and password.key: then whoever has the backup can read it.")
    private boolean withKeys;

    @Option(names = "--json", description = "One JSON object on standard output.")
    private boolean json;

    /** What a backup took. */
    private record Made(long bytes, long heldMicros) {}

    @Override
    public Integer call() throws IOException {
        ServerSettings settings = options.settings();
        AdminSocket socket = AdminSocket.in(settings.folder());
        print(socket.isServed() ? online(socket) : offline(settings), settings);
        return Exit.DONE;
    }

    private BackupFolder.Keys keys() {
        return withKeys ? BackupFolder.Keys.INCLUDED : BackupFolder.Keys.LEFT_OUT;
    }

    private Made online(AdminSocket socket) {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("request", "backup");
        request.put("target", target.toAbsolutePath().normalize().toString());
        request.put("keys", withKeys);
        AdminReply reply = AdminReply.of(socket.ask(Json.line(request)), "backing-up");
        while (reply.is("backing-up")) {
            reply = AdminReply.of(socket.ask(Json.line(Map.of("request", "backup-result"))), "backed-up", "backing-up");
        }
        return new Made(reply.number("bytes"), reply.number("heldMicros"));
    }

    private Made offline(ServerSettings settings) throws IOException {
        if (!MapDbStore.exists(settings.folder())) {
            throw new CommandFailure(
                    Exit.USAGE,
                    "There is no store in " + settings.folder().toAbsolutePath()
                            + ". Name the server's folder with --data, or its configuration with --config.");
        }
        SecureRandom random = new SecureRandom();
        try (MapDbStore store = MapDbStore.open(
                settings.folder(), settings.keys().store(), settings.quota(), StorageLimits.SERVER, random, e -> {})) {
            StoreBackup.Copied copied = BackupFolder.write(
                    target.toAbsolutePath().normalize(), store, settings, keys(), InstantSource.system());
            return new Made(copied.bytes(), copied.held().toNanos() / 1000);
        } catch (StoreLockedException e) {
            throw new CommandFailure(
                    Exit.REFUSED,
                    "A server runs with the store in " + settings.folder()
                            + " and does not answer on its admin socket, so no backup was made. See server-0.log there;"
                            + " or stop the server, and make the backup then.");
        }
    }

    private void print(Made made, ServerSettings settings) {
        PrintWriter out = spec.commandLine().getOut();
        boolean ownTls = settings.tls().certificate() instanceof ServerSettings.Certificate.Own;
        if (json) {
            Map<String, Object> members = new LinkedHashMap<>();
            members.put("backup", target.toString());
            members.put("bytes", made.bytes());
            members.put("held-micros", made.heldMicros());
            members.put("keys", withKeys);
            members.put("tls-identity", ownTls);
            out.println(Json.line(members));
            return;
        }
        out.println("Backup made: " + target + ", " + made.bytes() + " bytes; the store was held for "
                + made.heldMicros() / 1000 + " ms in all.");
        out.println("In it: accounts, keys that they published, device lists, invitations, and waiting mail"
                + (ownTls ? "; the server's TLS key and certificate." : "."));
        if (!ownTls) {
            out.println("Not in it: the certificate of your authority and its key (tls.certificate, tls.key).");
        }
        out.println(
                withKeys
                        ? "Also store.key and password.key: whoever has this folder can read it."
                        : "Not in it: store.key and password.key. Without "
                                + settings.keys().store()
                                + " this backup is worth nothing, and without "
                                + settings.keys().password()
                                + " no password works: keep a copy of both, once, in another place.");
        out.println(
                "Not in it: server-config.yaml and the logs. Look at it with: admin verify-store --backup " + target);
    }
}
