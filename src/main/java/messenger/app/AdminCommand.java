package messenger.app;

import picocli.CommandLine;

/** What whoever runs a server asks of it while it runs, on the same machine and as the same user. */
@CommandLine.Command(
        name = "admin",
        description = "For whoever runs a server, on the same machine and as the same user.",
        mixinStandardHelpOptions = true,
        subcommands = {
            AdminInviteCommand.class,
            AdminPingCommand.class,
            AdminBackupCommand.class,
            AdminRestoreCommand.class,
            AdminVerifyStoreCommand.class
        })
final class AdminCommand {}
