package messenger.app;

import picocli.CommandLine;

/** What whoever runs a server asks of it while it runs, on the same machine and as the same user. */
@CommandLine.Command(
        name = "admin",
        description = "Speaks to the server that runs on this machine, as the same user.",
        mixinStandardHelpOptions = true,
        subcommands = {AdminInviteCommand.class, AdminPingCommand.class})
final class AdminCommand {}
