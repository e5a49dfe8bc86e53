package messenger.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import messenger.client.DamagedVaultException;
import messenger.client.store.VaultException;
import messenger.client.store.WrongPasswordException;
import messenger.storage.DamagedStoreException;
import messenger.storage.StorageException;
import messenger.transport.LibraryLogs;
import picocli.CommandLine;

/** Starts the program. */
@CommandLine.Command(
        name = "messenger.jar",
        description = "A post-quantum, end-to-end encrypted messenger for teams who live in terminals.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        subcommands = {
            DemoCommand.class,
            ServerCommand.class,
            AdminCommand.class,
            ClientCommand.class,
            RegisterCommand.class,
            RecoverCommand.class,
            SendCommand.class,
            FetchCommand.class,
            ListenCommand.class,
            UsersCommand.class,
            HistoryCommand.class,
            UnreadableCommand.class,
            RequestsCommand.class,
            VerifyCommand.class,
            TrustCommand.class,
            DevicesCommand.class,
            LinkCommand.class,
            PasswdCommand.class,
            RecoveryCodeCommand.class,
            DeleteAccountCommand.class,
            CommandLine.HelpCommand.class
        },
        footer = {
            "",
            "Exit codes: 0 done, 2 usage, 3 refused or wrong password, 4 no connection,",
            "5 trust (a key changed or nobody decided), 6 a damaged store or vault, 70 our bug."
        })
public final class Main {
    private Main() {}

    /** Runs the command that the arguments name; the client without one. */
    public static void main(String[] args) {
        System.setProperty("java.awt.headless", "true");
        LibraryLogs.detach();
        System.exit(run(args));
    }

    static int run(String[] args) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        boolean named = args.length > 0 && !isClientOption(args[0]);
        CommandLine line = new CommandLine(new Main())
                .setOut(out)
                .setErr(err)
                .setExecutionStrategy(new CommandLine.RunLast())
                .setExecutionExceptionHandler((failure, command, parsed) -> explain(failure, command.getErr()));
        DecideCommand.addTo(line);
        try {
            return line.execute(named ? args : clientArguments(args));
        } catch (Error e) {
            return bug(e, err);
        }
    }

    /** {@code java -jar messenger.jar [client] [options]}: the client is what one gets without naming a command. */
    private static boolean isClientOption(String argument) {
        return argument.startsWith("-")
                && !argument.equals("-h")
                && !argument.equals("--help")
                && !argument.equals("-V")
                && !argument.equals("--version");
    }

    private static String[] clientArguments(String[] args) {
        String[] all = new String[args.length + 1];
        all[0] = "client";
        System.arraycopy(args, 0, all, 1, args.length);
        return all;
    }

    private static int explain(Exception failure, PrintWriter err) {
        if (failure instanceof CommandFailure known) {
            err.println(known.sentence());
            return known.exitCode();
        }
        if (failure instanceof WrongPasswordException wrong) {
            err.println(wrong.getMessage());
            return Exit.REFUSED;
        }
        boolean isDamage = failure instanceof DamagedStoreException
                || failure instanceof DamagedVaultException
                || (failure instanceof VaultException && failure.getCause() instanceof DamagedStoreException);
        if (isDamage) {
            err.println(failure.getMessage());
            return Exit.DAMAGED;
        }
        if (failure instanceof VaultException
                || failure instanceof StorageException
                || failure instanceof UncheckedIOException
                || failure instanceof IOException) {
            err.println(failure.getMessage());
            return Exit.USAGE;
        }
        return bug(failure, err);
    }

    private static int bug(Throwable failure, PrintWriter err) {
        err.println("This is a bug in messenger.jar: " + failure.getClass().getName());
        failure.printStackTrace(err);
        return Exit.BUG;
    }

    /** The version of the jar. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"messenger.jar " + (version == null ? "(not from a jar)" : version)};
        }
    }
}
