package messenger.app;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import messenger.client.Notice;
import messenger.crypto.identity.DeviceId;

/** The sentences for what the core tells: what happened, what it means, what to do. */
final class NoticeSentences {
    static final String ACCOUNT_DELETED =
            "This account was deleted. What is in this vault stays readable here until you" + " delete its folder.";

    private static final String SERVER_RESTORED =
            "The server was restored from a backup. What you sent and nobody had received yet is sent again by itself;"
                    + " what others sent you comes again when they are online. Nothing is to be done.";

    private NoticeSentences() {}

    /** What a command says beside its work; what its work is about, it says itself. */
    static Optional<String> warning(Notice notice) {
        boolean isWarning = notice instanceof Notice.FailedTries
                || notice instanceof Notice.VaultRolledBack
                || notice instanceof Notice.ServerRestored
                || notice instanceof Notice.DevicesFull
                || notice instanceof Notice.DevicesContradict
                || notice instanceof Notice.PeerDevicesChanged
                || notice instanceof Notice.SomethingMissing
                || notice instanceof Notice.MessagesLost
                || notice instanceof Notice.CopiesLost
                || notice instanceof Notice.CountLost
                || notice instanceof Notice.ClocksDiffer
                || notice instanceof Notice.Unreadable;
        return isWarning ? of(notice) : Optional.empty();
    }

    /** The sentence for a notice that is for people; empty for what is shown otherwise, or not at all. */
    static Optional<String> of(Notice notice) {
        return about(notice)
                .or(() -> ofPerson(notice))
                .or(() -> ofAccount(notice))
                .or(() -> ofMessages(notice))
                .or(() -> ofOrder(notice));
    }

    private static Optional<String> about(Notice notice) {
        if (notice instanceof Notice.NobodyThere nobody) {
            return Optional.of(Sentences.nobody(nobody.name()));
        } else if (notice instanceof Notice.ThatIsYou you) {
            return Optional.of(Sentences.yourself(you.name()));
        } else if (notice instanceof Notice.YouBlocked blocked) {
            return Optional.of(Sentences.blocked(blocked.name()));
        } else if (notice instanceof Notice.IdentityChanged changed) {
            return Optional.of(Sentences.changed(changed.name(), changed.wasVerified()));
        } else if (notice instanceof Notice.VerifyFirst first) {
            return Optional.of(Sentences.verifyFirst(first.name()));
        } else if (notice instanceof Notice.PersonGone gone) {
            return Optional.of(Sentences.gone(gone.name()));
        } else if (notice instanceof Notice.RequestArrived request) {
            return Optional.of(Sentences.request(request.from()));
        }
        return Optional.empty();
    }

    private static Optional<String> ofPerson(Notice notice) {
        if (notice instanceof Notice.NumbersWanted wanted) {
            return Optional.of(wanted.from() + " wants to compare short numbers with you, by voice or side by side."
                    + " Agree with: verify --with " + wanted.from() + " --numbers.");
        } else if (notice instanceof Notice.NumbersEnded ended) {
            return Optional.of(compared(ended));
        } else if (notice instanceof Notice.PeerDevicesChanged changed) {
            return Optional.of(devices(changed));
        } else if (notice instanceof Notice.DevicesContradict contradict) {
            return Optional.of("The device lists of " + contradict.name() + " contradict each other: the key of that"
                    + " account is in two hands. It is not taken as verified any more. Ask " + contradict.name()
                    + ", by another way, before you write anything that matters.");
        }
        return Optional.empty();
    }

    private static String compared(Notice.NumbersEnded ended) {
        return switch (ended.outcome()) {
            case EQUAL -> ended.with() + " is verified: the numbers are equal on both sides.";
            case DIFFERENT ->
                "The numbers differ: somebody may be between you and " + ended.with() + ". " + ended.with()
                        + " is not verified. Do not write anything that matters until you know why.";
            case GIVEN_UP ->
                "Nobody compared the numbers: " + ended.with() + " did not answer in time, called it off, or cannot be"
                        + " written to now. Nothing was changed. Agree on a moment and try again.";
        };
    }

    private static String devices(Notice.PeerDevicesChanged changed) {
        String added = changed.added().isEmpty() ? "" : " added device " + numbers(changed.added());
        String removed = changed.removed().isEmpty() ? "" : " removed device " + numbers(changed.removed());
        String both = added.isEmpty() || removed.isEmpty() ? "" : " and";
        return changed.name() + added + both + removed + ". If that surprises you, ask " + changed.name()
                + " by another way.";
    }

    private static String numbers(List<DeviceId> devices) {
        return devices.stream().map(device -> "" + device.value()).collect(Collectors.joining(", "));
    }

    private static Optional<String> ofAccount(Notice notice) {
        if (notice instanceof Notice.FailedTries tries) {
            return Optional.of("Wrong passwords were tried at your account since the last login: " + tries.count()
                    + ". If that was not you, somebody guesses; choose a long password with: passwd.");
        } else if (notice instanceof Notice.VaultRolledBack) {
            return Optional.of("This vault is an older copy than the one that was used last. Its sessions were dropped,"
                    + " so that no key is used twice; what was sent to you meanwhile may be unreadable. Never use two"
                    + " copies of one vault: link a second device instead.");
        } else if (notice instanceof Notice.ServerRestored) {
            return Optional.of(SERVER_RESTORED);
        } else if (notice instanceof Notice.PrimaryNeeded) {
            return Optional.of(Sentences.primaryNeeded());
        } else if (notice instanceof Notice.LinkFinished finished) {
            return Optional.of(Sentences.linked(finished.outcome()));
        } else if (notice instanceof Notice.PasswordRefused refused) {
            return Optional.of(Sentences.passwordRefused(refused.reason()));
        } else if (notice instanceof Notice.PasswordChanged) {
            return Optional.of("The password is changed.");
        } else if (notice instanceof Notice.AccountDeleted) {
            return Optional.of(ACCOUNT_DELETED);
        }
        return Optional.empty();
    }

    private static Optional<String> ofMessages(Notice notice) {
        if (notice instanceof Notice.TooLong tooLong) {
            return Optional.of(Sentences.tooLong(tooLong.bytes(), tooLong.bytesMax()));
        } else if (notice instanceof Notice.WaitsForConnection waits) {
            return Optional.of("You are not connected, and " + waits.name()
                    + " was never met on this device. It is looked up when the connection is back.");
        } else if (notice instanceof Notice.DevicesFull full) {
            return Optional.of((full.devices() == 1 ? "A device" : full.devices() + " devices") + " of " + full.name()
                    + " did not get the message: no room for more mail there. Their other devices have it. "
                    + full.name() + " makes room by going online with "
                    + (full.devices() == 1 ? "that device." : "those devices."));
        } else if (notice instanceof Notice.TooMuchWaits full) {
            return Optional.of(tooMuchWaits(full));
        } else if (notice instanceof Notice.NoKeys noKeys) {
            return Optional.of("The server has no usable keys of " + noKeys.name()
                    + " now. The message waits and is tried again.");
        } else if (notice instanceof Notice.Unreadable unreadable) {
            String what = unreadable.count() == 1
                    ? "1 message could not be read. It is kept"
                    : unreadable.count() + " messages could not be read. They are kept";
            return Optional.of(
                    what + " for a week, and asked for again when their sender writes. See why with:" + " unreadable.");
        }
        return Optional.empty();
    }

    private static Optional<String> ofOrder(Notice notice) {
        if (notice instanceof Notice.SomethingMissing missing) {
            return Optional.of(
                    "Something that " + missing.from() + " sent has not arrived. It was asked for and is asked"
                            + " for again; the conversation shows where it belongs.");
        } else if (notice instanceof Notice.MessagesLost lost) {
            return Optional.of(Sentences.lost(lost.from(), lost.count()));
        } else if (notice instanceof Notice.CopiesLost) {
            return Optional.of("Something that you wrote or decided on another device of yours did not arrive here, and"
                    + " that device no longer has it. It reached whom you wrote to; look for it on the other device.");
        } else if (notice instanceof Notice.CountLost lost) {
            return Optional.of("A device of " + lost.from() + " lost count of what it sent: it was set back to an older"
                    + " copy, or runs twice. What is shown is genuine, but something of " + lost.from()
                    + " may be missing without a line that says so. Ask " + lost.from() + ".");
        } else if (notice instanceof Notice.ClocksDiffer differ) {
            return Optional.of(clocks(differ.ahead()));
        }
        return Optional.empty();
    }

    private static String clocks(Duration ahead) {
        Duration by = ahead.abs();
        String much = by.toDays() > 1
                ? by.toDays() + " days"
                : by.toHours() > 1 ? by.toHours() + " hours" : by.toMinutes() + " minutes";
        return "Your clock is " + much + (ahead.isNegative() ? " behind" : " ahead of")
                + " the server's. One of the two is wrong; what you send carries your time. Set this computer's clock.";
    }

    static String tooMuchWaits(Notice.TooMuchWaits full) {
        return "Too much waits for " + full.name()
                + " already, so this was not kept. Send it again when the connection is back.";
    }
}
