package messenger.app;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import messenger.server.store.MapDbStore;
import messenger.server.store.StoreCheck;
import messenger.storage.DamagedStoreException;
import messenger.storage.StorageLimits;
import messenger.storage.StoreLockedException;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Reads all of the store of a server that does not run, or of a backup, and says whether it is whole. */
@CommandLine.Command(
        name = "verify-store",
        description = "Reads all of a stopped server's store, or of a backup, changes nothing, and says whether it is"
                + " whole; ends with 6 where it is not.",
        mixinStandardHelpOptions = true)
final class AdminVerifyStoreCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private AdminOptions options = new AdminOptions();

    @Option(
            names = "--backup",
            paramLabel = "FOLDER",
            description = "Look at this backup, with the key that is in it or else the server's.")
    private Optional<Path> backup = Optional.empty();

    @Option(names = "--json", description = "One JSON object on standard output.")
    private boolean json;

    @Override
    public Integer call() {
        ServerSettings settings = options.settings();
        if (backup.isPresent()) {
            BackupFolder folder = new BackupFolder(backup.get());
            folder.requireWhole();
            print(check(folder.path(), folder.storeKey().orElse(settings.keys().store())));
        } else if (MapDbStore.exists(settings.folder())) {
            print(check(settings.folder(), settings.keys().store()));
        } else {
            throw new CommandFailure(
                    Exit.USAGE,
                    "There is no store in " + settings.folder().toAbsolutePath()
                            + ". Name the server's folder with --data, or its configuration with --config.");
        }
        return Exit.DONE;
    }

    /** @throws CommandFailure with {@link Exit#DAMAGED} and what is to be done, at the first damage */
    static StoreCheck.Contents check(Path folder, Path key) {
        if (Files.notExists(key)) {
            throw new CommandFailure(
                    Exit.DAMAGED,
                    "The key " + key + " is missing, and without it nothing of the store in " + folder
                            + " can be read. Put it back from where the keys are kept, or name its place with"
                            + " keys.store in the configuration.");
        }
        try {
            return StoreCheck.of(folder, key, StorageLimits.SERVER, new SecureRandom());
        } catch (StoreLockedException e) {
            throw new CommandFailure(
                    Exit.REFUSED,
                    "A server runs with the store in " + folder + ", so it was not looked at. Stop it first; or make a"
                            + " backup with  admin backup  and look at that with  --backup.");
        } catch (DamagedStoreException e) {
            throw new CommandFailure(Exit.DAMAGED, e.getMessage() + "\n" + whatToDo());
        }
    }

    private static String whatToDo() {
        return "To go on with the newest backup: move the store's files (mail.*, accounts.*) to another folder, keep"
                + " them, and run  admin restore BACKUP. What came after the backup is lost to the server; clients"
                + " notice, and send again what was not delivered.";
    }

    private void print(StoreCheck.Contents contents) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.line(members(contents)));
            return;
        }
        out.println("The store is whole: every page, record and reference was read.");
        members(contents).forEach((name, value) -> {
            if (!name.equals("whole")) {
                out.println(String.format("%-18s %s", name, value));
            }
        });
        if (contents.replayed() > 0) {
            out.println("The server was not stopped in an orderly way: the next start brings " + contents.replayed()
                    + " commits from the log into the store. That is no damage.");
        }
    }

    private static Map<String, Object> members(StoreCheck.Contents contents) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("whole", true);
        members.put("accounts", contents.accounts());
        members.put("deleted-accounts", contents.deleted());
        members.put("devices", contents.devices());
        members.put("mailboxes", contents.mailboxes());
        members.put("messages", contents.messages());
        members.put("message-bytes", contents.bytes());
        members.put("one-time-prekeys", contents.oneTimePrekeys());
        members.put("invitations", contents.invitations());
        members.put("file-bytes", contents.fileBytes());
        members.put("commits-in-log", contents.replayed());
        return members;
    }
}
