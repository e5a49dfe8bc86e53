package messenger.app;

import messenger.client.MessageState;
import messenger.client.Notice;
import messenger.client.StoredMessage;
import messenger.client.UnreadableMail;
import messenger.client.net.Loss;
import messenger.protocol.Refusal;
import messenger.protocol.UserName;

/** What people read: what happened, what it means, what to do. */
final class Sentences {
    private Sentences() {}

    /** Why the server refuses this client, at registration or login. */
    static String rejected(Refusal reason, String server, UserName name) {
        return switch (reason) {
            case NAME_TAKEN ->
                "The name " + name + " is taken at " + server + ", or looks too much like one that is. Register with"
                        + " another one.";
            case ACCOUNT_EXISTS ->
                "The server " + server + " has this account already, and did not let this device in. Ask whoever runs"
                        + " it.";
            case REGISTRATION_CLOSED ->
                "The server " + server + " takes no registrations. Ask whoever runs it for an account.";
            case INVITE ->
                "The server " + server + " lets in only who was invited, and there was no invitation, or it is used up"
                        + " or too old. Ask whoever runs it for a fresh one, and register again with --invite CODE.";
            case ACCESS ->
                "The server " + server + " wants its access password from newcomers, and it was missing or wrong. Ask"
                        + " whoever runs it, and register again with --access-password-file FILE.";
            case LOGIN, REMOVED ->
                "The server " + server + " does not know this device (any more). It was removed from the account, the"
                        + " account was deleted, or the server has lost its data. What is in this vault stays readable"
                        + " with history. Look at devices on your other device, or ask whoever runs the server.";
            case VERSION ->
                "The server " + server + " speaks another version of the protocol. Use the messenger.jar that it runs.";
            case REPLACED ->
                "This device connected a second time from elsewhere, so this connection was ended. Two"
                        + " programs must not use copies of one vault.";
            case LOCKED ->
                "Too many wrong passwords were tried at this account, so its password is not taken for some minutes."
                        + " Try again in a quarter of an hour; devices that are logged in are not affected.";
            case RATE -> "The server " + server + " wants fewer tries. Wait a minute and try again.";
            case UNAVAILABLE -> "The server " + server + " is stopping or full. Try again in a moment.";
            case BAD_SIGNATURE, CONFLICT, MALFORMED, NO_PREKEYS, NOBODY_WAITS, UNKNOWN_USER ->
                "The server " + server + " did not take what this client said (" + reason + "). One of the two is of"
                        + " another version, or wrong. Use the messenger.jar that the server runs.";
        };
    }

    /** A line of the history about what of somebody is not there. */
    static String gap(UserName from, StoredMessage line) {
        return line.state() == MessageState.MISSING
                ? "Something that " + from + " sent before this has not arrived. It is asked for again."
                : lost(from, line.missing());
    }

    /** Why a message did not open. */
    static String whyNot(UnreadableMail.Reason reason) {
        return switch (reason) {
            case NO_SESSION ->
                "It belongs to a session that this device does not have, as after a vault was restored from a copy.";
            case KEYS_GONE ->
                "It is a first message for keys that are not on this device any more: they were used, or are too old.";
            case DAMAGED -> "It was changed on the way, comes a second time, or is not for this device.";
            case SENDER_UNKNOWN ->
                "The server does not say which devices its sender has, so nobody can know who that is.";
        };
    }

    /** What can be done about a message that did not open. */
    static String whatNow(UnreadableMail mail) {
        return mail.healed()
                ? "Its sender has sent it again: it stands in its conversation."
                : "Nobody can tell who sent it. When they write the next time, this device notices and asks for it"
                        + " again by itself; or ask whoever you expected to write.";
    }

    /** What somebody sent will not come. */
    static String lost(UserName from, long count) {
        String many = count > 1000 ? "Many" : "Up to " + count;
        String what = count == 1
                ? "1 message of " + from + " was lost: it"
                : many + " messages of " + from + " were lost: what was sent";
        return what + " did not arrive, and the device it came from no longer has it. Ask " + from
                + " to send it again.";
    }

    /** Whether trying again later may help a script. */
    static int exitOf(Refusal reason) {
        return reason == Refusal.RATE || reason == Refusal.UNAVAILABLE ? Exit.NO_CONNECTION : Exit.REFUSED;
    }

    /** Why the server did not take the account's password. */
    static String passwordRefused(Refusal reason) {
        return switch (reason) {
            case LOGIN ->
                "The server does not take this password. Nothing was changed. If the password was changed on another"
                        + " device, use that one.";
            case LOCKED ->
                "Too many wrong passwords were tried at this account, so its password is not taken for some minutes."
                        + " Nothing was changed. Try again in a quarter of an hour; this device stays logged in.";
            case RATE -> "The server wants fewer tries. Nothing was changed. Wait a minute and try again.";
            case UNAVAILABLE -> "The connection was lost in between. Try again when it is back.";
            default -> "The server did not do it (" + reason + "). Nothing was changed. Try again later.";
        };
    }

    /** The account was recovered, and the new password was not taken, for the reason that {@code sentence} gives. */
    static String renewalRefused(String sentence) {
        return "Your account is back, but it still has its old password, on this device too. " + sentence;
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

    static String changed(UserName name, boolean wasVerified) {
        return "The server presents another identity for " + name + " than the one you know"
                + (wasVerified ? " and verified" : "") + ", so nothing is sent to it. Either " + name
                + " made a new account, or somebody pretends to be " + name + ". Ask " + name
                + ", by another way, and look at: trust " + name
                + (wasVerified ? ". Only comparing the new number helps: verify --with " + name + "." : ".");
    }

    static String verifyFirst(UserName name) {
        return name + " was verified, so another identity under this name is taken only once its number was compared:"
                + " verify --with " + name + " --confirm NUMBER.";
    }

    static String request(UserName name) {
        return name + " writes to you for the first time. Nothing of it is shown until you decide: accept " + name
                + ", decline " + name + " or block " + name + ".";
    }

    static String blocked(UserName name) {
        return "You declined or blocked " + name + ". Nothing was sent. To write to them: unblock " + name + ".";
    }

    static String gone(UserName name) {
        return "The account of " + name + " was deleted by its owner. Nothing can be sent to it any more; what was"
                + " written stays here.";
    }

    static String primaryNeeded() {
        return "Only the account's first device, which has its key, can do that. Nothing was done. Do it there.";
    }

    /** How linking a device ended, and what that means. */
    static String linked(Notice.LinkOutcome outcome) {
        return switch (outcome) {
            case LINKED -> "The new device is linked. Your contacts are told.";
            case NOBODY_WAITS ->
                "Nobody waits with that code: it was used, is older than two minutes, or the new device is gone. Begin"
                        + " again on the new device.";
            case REFUSED ->
                "Nothing was linked: what came does not fit the code, or the numbers differ. Somebody may be in"
                        + " between. Begin again on the new device, and take the code only from its screen.";
            case BROKEN_OFF -> "Nothing was linked: the new device or the connection is gone. Begin again.";
            case TOO_MANY_DEVICES ->
                "Nothing was linked: the account has as many devices as it may have. Remove one first, with: devices"
                        + " remove N.";
        };
    }

    static String tooLong(int bytes, int bytesMax) {
        return "The text has " + bytes + " bytes, and a message takes at most " + bytesMax + ". Send it in parts.";
    }
}
