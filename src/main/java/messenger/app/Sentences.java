package messenger.app;

import java.util.Optional;
import messenger.client.Notice;
import messenger.client.net.Loss;
import messenger.protocol.Refusal;
import messenger.protocol.UserName;

/** What people read: what happened, what it means, what to do. */
final class Sentences {
    private Sentences() {}

    static String rejected(Refusal reason, String server, UserName name) {
        return switch (reason) {
            case NAME_TAKEN -> "The name " + name + " is taken at " + server + ". Register with another one.";
            case REGISTRATION_CLOSED ->
                "The server " + server + " takes no registrations. Ask whoever runs it for an account.";
            case LOGIN ->
                "The server " + server + " does not know this device. It may have lost its data, or the account"
                        + " was deleted; ask whoever runs it.";
            case VERSION ->
                "The server " + server + " speaks another version of the protocol. Use the messenger.jar that it runs.";
            case REPLACED ->
                "This device connected a second time from elsewhere, so this connection was ended. Two"
                        + " programs must not use copies of one vault.";
            case RATE -> "The server " + server + " wants fewer tries. Wait a minute and try again.";
            case UNAVAILABLE -> "The server " + server + " is stopping or full. Try again in a moment.";
            default -> "The server " + server + " refused this client (" + reason + ").";
        };
    }

    static String recoveryUnfinished(String server) {
        return "Recovering the account was begun here, and the server " + server
                + " did not take it. Run recover again, with the same folder.";
    }

    static String serverChanged(String server, String pinned, String presented) {
        return "The key of " + server + " is not the one that was pinned, so nothing was sent.\n"
                + "  pinned     " + pinned + "\n"
                + "  presented  " + presented + "\n"
                + "Somebody may be in between, or the server was set up anew. Ask whoever runs it before you go on.";
    }

    static String serverUnknown(String server, String presented) {
        return "The server " + server + " is met for the first time. Its fingerprint is\n"
                + "  " + presented + "\n"
                + "Compare it with what whoever runs it tells you, then use --pin with it, or --trust-server.";
    }

    static String lost(Loss loss, String server) {
        return switch (loss) {
            case UNREACHABLE -> "Nobody answers at " + server + ". Is the server running, and is the address right?";
            case NO_TLS -> "Whatever answers at " + server + " does not speak TLS 1.3. Is that the right port?";
            case NOT_POST_QUANTUM ->
                "The server " + server + " takes only connections that are safe against quantum computers"
                        + " (X25519MLKEM768), and this one was not, so nothing was sent. Use the messenger.jar that the"
                        + " server runs; if this is it, something in between meddles with the connection.";
            case LOST -> "The connection to " + server + " was lost.";
            case SILENT -> "The server " + server + " fell silent.";
            case STALLED -> "The server " + server + " stopped taking data.";
            case GARBLED ->
                "Whatever answers at " + server + " speaks another protocol. Is that the right port and version?";
        };
    }

    static String nobody(UserName name) {
        return "Nobody is called " + name + " on this server. Nothing was sent.";
    }

    static String yourself(UserName name) {
        return name + " is your own name, and there are no notes to oneself yet. Nothing was sent.";
    }

    static String changed(UserName name) {
        return "The server presents another identity for " + name
                + " than the one you know, so nothing is sent to it. Ask " + name
                + ", by another way, whether they made a new account.";
    }

    static String tooLong(int bytes, int bytesMax) {
        return "The text has " + bytes + " bytes, and a message takes at most " + bytesMax + ". Send it in parts.";
    }

    /** The sentence for a notice that is for people; empty for what is shown otherwise, or not at all. */
    static Optional<String> of(Notice notice) {
        if (notice instanceof Notice.NobodyThere nobody) {
            return Optional.of(nobody(nobody.name()));
        } else if (notice instanceof Notice.IdentityChanged changed) {
            return Optional.of(changed(changed.name()));
        } else if (notice instanceof Notice.TooLong tooLong) {
            return Optional.of(tooLong(tooLong.bytes(), tooLong.bytesMax()));
        } else if (notice instanceof Notice.WaitsForConnection waits) {
            return Optional.of("You are not connected, and " + waits.name()
                    + " was never met on this device. It is looked up when the connection is back.");
        } else if (notice instanceof Notice.ThatIsYou you) {
            return Optional.of(yourself(you.name()));
        } else if (notice instanceof Notice.TooMuchWaits full) {
            return Optional.of("Too much waits for " + full.name()
                    + " already, so this was not kept. Send it again when the connection is back.");
        } else if (notice instanceof Notice.NoKeys noKeys) {
            return Optional.of("The server has no usable keys of " + noKeys.name()
                    + " now. The message waits and is tried again.");
        } else if (notice instanceof Notice.Unreadable unreadable) {
            return Optional.of(
                    unreadable.count() == 1
                            ? "1 message could not be read. It is kept for a week."
                            : unreadable.count() + " messages could not be read. They are kept for a week.");
        }
        return Optional.empty();
    }
}
