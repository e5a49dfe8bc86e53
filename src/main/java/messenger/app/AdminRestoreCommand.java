package messenger.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import messenger.server.store.StoreCheck;
import messenger.server.store.StoreRestore;
import messenger.storage.StorageLimits;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts a backup where a server has no store. */
@CommandLine.Command(
        name = "restore",
        description = "Puts a backup into a server's folder that has no store, after reading all of it.",
        mixinStandardHelpOptions = true)
final class AdminRestoreCommand implements Callable<Integer> {
    /** Where the store is made ready, inside the server's folder; left behind only by a restore that was cut off. */
    private static final String STAGING = "restore.unfinished";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private AdminOptions options = new AdminOptions();

    @Parameters(paramLabel = "BACKUP", description = "The folder that  admin backup  made.")
    private Path backup = Path.of("");

    @Option(names = "--json", description = "One JSON object on standard output.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        ServerSettings settings = options.settings();
        BackupFolder from = new BackupFolder(backup);
        from.requireWhole();
        refuseWhereStoreIs(settings.folder());
        Map<Path, Path> beside = beside(from, settings);
        for (Map.Entry<Path, Path> file : beside.entrySet()) {
            refuseWhereOther(file.getKey(), file.getValue());
        }
        Path key = from.storeKey().orElse(settings.keys().store());
        StoreCheck.Contents contents = AdminVerifyStoreCommand.check(backup, key);
        restore(from, key, settings.folder(), beside);
        print(contents, settings);
        return Exit.DONE;
    }

    private static void refuseWhereStoreIs(Path folder) {
        for (String name : BackupFolder.STORE_FILES) {
            if (Files.exists(folder.resolve(name))) {
                throw new CommandFailure(
                        Exit.USAGE,
                        folder.resolve(name) + " is there: that folder has a store, and a restore overwrites none."
                                + " Stop the server, move mail.* and accounts.* to another folder and keep them, then"
                                + " restore again; or restore into another folder with --data.");
            }
        }
        if (Files.exists(folder.resolve(STAGING))) {
            throw new CommandFailure(
                    Exit.USAGE,
                    folder.resolve(STAGING) + " is left from a restore that was cut off. Delete it, then restore"
                            + " again.");
        }
    }

    /** What goes where beside the store: from file to file. */
    private static Map<Path, Path> beside(BackupFolder from, ServerSettings settings) {
        Map<Path, Path> files = new LinkedHashMap<>();
        for (String name : from.those(BackupFolder.IDENTITY_FILES)) {
            files.put(from.path().resolve(name), settings.folder().resolve(name));
        }
        for (String name : from.those(List.of(BackupFolder.STORE_KEY))) {
            files.put(from.path().resolve(name), settings.keys().store());
        }
        for (String name : from.those(List.of(BackupFolder.PASSWORD_KEY))) {
            files.put(from.path().resolve(name), settings.keys().password());
        }
        return files;
    }

    private static void refuseWhereOther(Path from, Path to) throws IOException {
        if (Files.exists(to) && Files.mismatch(from, to) >= 0) {
            throw new CommandFailure(
                    Exit.USAGE,
                    to + " is there, and is another one than in the backup. Nothing was changed. Move it to another"
                            + " folder if the backup's is to take its place, then restore again.");
        }
    }

    private static void restore(BackupFolder from, Path key, Path folder, Map<Path, Path> beside) throws IOException {
        Path staging = folder.resolve(STAGING);
        Folders.createPrivately(staging);
        for (String name : BackupFolder.STORE_FILES) {
            Folders.copy(from.path().resolve(name), staging.resolve(name));
        }
        StoreRestore.begin(staging, key, StorageLimits.SERVER, new SecureRandom());
        for (Map.Entry<Path, Path> file : beside.entrySet()) {
            if (Files.notExists(file.getValue())) {
                Folders.copy(file.getKey(), file.getValue());
                Folders.force(file.getValue().toAbsolutePath().resolveSibling("."));
            }
        }
        // Cut off anywhere in here, the server finds one file without another and refuses to start.
        List<String> logsFirst = new ArrayList<>(BackupFolder.STORE_FILES);
        logsFirst.sort((one, other) -> other.substring(other.length() - 2).compareTo(one.substring(one.length() - 2)));
        for (String name : logsFirst) {
            Files.move(staging.resolve(name), folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        }
        Folders.force(folder);
        try (Stream<Path> left = Files.list(staging)) {
            for (Path file : left.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(staging);
    }

    private void print(StoreCheck.Contents contents, ServerSettings settings) {
        PrintWriter out = spec.commandLine().getOut();
        Path passwordKey = settings.keys().password();
        boolean isPasswordKeyThere = Files.exists(passwordKey);
        if (json) {
            Map<String, Object> members = new LinkedHashMap<>();
            members.put("restored", settings.folder().toString());
            members.put("accounts", contents.accounts());
            members.put("messages", contents.messages());
            members.put("password-key", isPasswordKeyThere);
            out.println(Json.line(members));
            return;
        }
        out.println("Restored " + contents.accounts() + " accounts and " + contents.messages() + " messages into "
                + settings.folder() + ".");
        if (!isPasswordKeyThere) {
            out.println("The file " + passwordKey + " is not there, and the server does not start without it. Put it"
                    + " back from where the keys are kept.");
        }
        out.println("Start the server. It has forgotten what came after the backup: clients notice when they connect,"
                + " send again what was not delivered, and publish fresh keys. Whoever registered after the backup has"
                + " to register again, passwords are those of then, and accounts that were deleted since are back.");
    }
}
