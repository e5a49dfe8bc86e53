package messenger.app;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import messenger.crypto.Bytes;
import messenger.crypto.MalformedException;
import messenger.server.AdminRequest;
import messenger.transport.ServerKeyHash;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes an invitation: with it a newcomer finds the server, knows its key, and may register. */
@CommandLine.Command(
        name = "invite",
        description = "Makes an invitation: the server's address, its fingerprint, and a code that lets one in.",
        mixinStandardHelpOptions = true)
final class AdminInviteCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private AdminOptions options = new AdminOptions();

    @Option(
            names = "--address",
            required = true,
            paramLabel = "HOST[:PORT]",
            description = "Where newcomers reach the server; it goes into the invitation.")
    private String address = "";

    @Option(
            names = "--uses",
            paramLabel = "N",
            description = "How many may register with it, 1 to " + AdminRequest.Invite.USES_MAX + ". Default: 1.")
    private int uses = 1;

    @Option(names = "--days", paramLabel = "N", description = "How long it is good, 1 to 365. Default: 7.")
    private int days = 7;

    @Option(names = "--json", description = "One JSON object on standard output.")
    private boolean json;

    @Override
    public Integer call() {
        AdminRequest.Invite request = request();
        // Checked before the server is asked: a code that reaches nobody would stay there until it ends.
        requireAddress();
        AdminReply reply = AdminReply.of(options.socket().ask(line(request)), "invited");
        print(invitation(reply));
        return Exit.DONE;
    }

    private AdminRequest.Invite request() {
        try {
            return new AdminRequest.Invite(uses, Duration.ofDays(days));
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(
                    Exit.USAGE,
                    "--uses takes 1 to " + AdminRequest.Invite.USES_MAX + ", and --days takes 1 to "
                            + AdminRequest.Invite.VALID_FOR_MAX.toDays() + ".");
        }
    }

    private void requireAddress() {
        if (!Invitation.isServer(where())) {
            throw new CommandFailure(
                    Exit.USAGE, "--address takes HOST, HOST:PORT or [IPV6]:PORT, of letters, digits and . : % _ -");
        }
    }

    /** With the port, whatever the default is where it is read. */
    private String where() {
        return ServerNames.parse(address).toString();
    }

    private static String line(AdminRequest.Invite request) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("request", "invite");
        members.put("uses", request.uses());
        members.put("minutes", Math.toIntExact(request.validFor().toMinutes()));
        return Json.line(members);
    }

    private Invitation invitation(AdminReply reply) {
        try {
            return new Invitation(
                    where(), ServerKeyHash.parse(reply.text("server")).value(), Bytes.hex(reply.text("code")));
        } catch (MalformedException | IllegalArgumentException e) {
            throw new CommandFailure(
                    Exit.REFUSED, "The server's answer is no invitation. Use the messenger.jar that it runs.");
        }
    }

    private void print(Invitation invitation) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Map<String, Object> members = new LinkedHashMap<>();
            members.put("invitation", invitation.text());
            members.put("server", invitation.server());
            members.put("uses", uses);
            members.put("days", days);
            out.println(Json.line(members));
            return;
        }
        out.println(invitation.text());
        spec.commandLine()
                .getErr()
                .println("Good for " + counted(uses, "registration") + " within " + counted(days, "day")
                        + ". Give it only to whom it is for: whoever has it can register.\n"
                        + "The newcomer runs  register --invite CODE --user NAME  with it, or starts the client, makes"
                        + " an account there, and pastes it into the field that Ctrl-O shows. It names the server and"
                        + " its fingerprint, so nothing else has to be compared.");
    }

    private static String counted(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
