package messenger.app;

import messenger.client.enrol.EnrolEffect;

/** How linking and recovering end, for people: what happened, what it means, what to do. */
final class EnrolmentSentences {
    private EnrolmentSentences() {}

    static String of(EnrolEffect.Outcome outcome, String server) {
        return switch (outcome) {
            case DONE -> "This is a device of the account now.";
            case BROKEN_OFF -> "The connection was lost, or the other device left. Nothing has changed; try again.";
            case NOT_GENUINE ->
                "Somebody may be in between, so nothing was done. Try again on a network that you trust; if it happens"
                        + " again, ask whoever runs " + server + ".";
            case LOGIN -> "The name or the password is wrong.";
            case LOCKED ->
                "Too many wrong passwords were tried, so this way in is shut for some minutes. Devices of the account"
                        + " are not affected. Try again later.";
            case WRONG_CODE ->
                "The password is right, but this recovery code belongs to another account. Look for the one that"
                        + " was shown when this account was made.";
            case NOT_AGREED -> "Nothing was changed.";
            case NO_DEVICE_LEFT -> "This account has had as many devices as an account can have. It takes no other.";
            case CONFLICT ->
                "Another device of the account changed it at the same moment, so it was not taken. Try again.";
            case UNCONFIRMED ->
                "The connection was lost before the server answered. The vault is there: start the client, and if the"
                        + " server does not know this device, run recover again.";
            case RATE -> "The server " + server + " wants fewer tries. Wait a minute and try again.";
            case UNAVAILABLE -> "The server " + server + " is stopping or full. Try again in a moment.";
            case VERSION ->
                "The server " + server + " speaks another version of the protocol. Use the messenger.jar that it runs.";
            case REFUSED -> "The server " + server + " refused. Nothing has changed.";
        };
    }

    static int exit(EnrolEffect.Outcome outcome) {
        return switch (outcome) {
            case DONE -> Exit.DONE;
            case BROKEN_OFF, UNCONFIRMED -> Exit.NO_CONNECTION;
            case NOT_GENUINE -> Exit.TRUST;
            case LOGIN, LOCKED, WRONG_CODE, NOT_AGREED, NO_DEVICE_LEFT, CONFLICT, RATE, UNAVAILABLE, VERSION, REFUSED ->
                Exit.REFUSED;
        };
    }

    /** Ends the command unless it is done. */
    static void require(EnrolEffect.End end, String server) {
        if (end.outcome() != EnrolEffect.Outcome.DONE) {
            throw new CommandFailure(exit(end.outcome()), of(end.outcome(), server));
        }
    }
}
