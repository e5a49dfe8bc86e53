package messenger.app;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import messenger.client.ClientEvent;
import messenger.client.Contact;
import messenger.client.Decision;
import messenger.client.Notice;
import messenger.client.ui.Command;
import messenger.client.ui.News;
import messenger.client.ui.OwnDevice;
import messenger.crypto.identity.AccountId;
import messenger.crypto.identity.Device;
import messenger.crypto.identity.DeviceId;
import messenger.protocol.UserName;

/** The screen's dialogs about people's keys and the own devices, between the screen and the core. */
final class ScreenTrust {
    private static final long SECONDS_A_DAY = 86_400;

    private final Consumer<News> tell;

    /** The accounts whose safety numbers are on the screen; it names them by their text. */
    private final Map<String, AccountId> shown = new ConcurrentHashMap<>();

    /** Who waits for a decision. */
    private final Set<UserName> undecided = ConcurrentHashMap.newKeySet();

    ScreenTrust(Consumer<News> tell) {
        this.tell = tell;
    }

    /** Takes a command of this kind; empty for others. */
    Optional<ClientEvent> event(Command command) {
        if (command instanceof Command.Decide decide) {
            return Optional.of(new ClientEvent.Decide(new UserName(decide.user()), decision(decide.decision())));
        } else if (command instanceof Command.ShowSafety show) {
            return Optional.of(new ClientEvent.ShowSafety(new UserName(show.user())));
        } else if (command instanceof Command.ConfirmSafety confirm) {
            return Optional.ofNullable(shown.get(confirm.account()))
                    .map(account ->
                            new ClientEvent.Decide(new UserName(confirm.user()), new Decision.Verified(account)));
        } else if (command instanceof Command.CompareNumbers compare) {
            return Optional.of(new ClientEvent.CompareNumbers(new UserName(compare.user())));
        } else if (command instanceof Command.NumbersCompared compared) {
            return Optional.of(new ClientEvent.NumbersCompared(
                    new UserName(compared.user()), compared.verdict() == Command.Verdict.EQUAL));
        } else if (command instanceof Command.LinkCompared compared) {
            return Optional.of(new ClientEvent.LinkCompared(compared.verdict() == Command.Verdict.EQUAL));
        } else if (command instanceof Command.ShowDevices) {
            return Optional.of(new ClientEvent.ShowDevices());
        } else if (command instanceof Command.RemoveDevice remove) {
            return Optional.of(new ClientEvent.RemoveDevice(new DeviceId(Integer.parseInt(remove.id()))));
        }
        return Optional.empty();
    }

    private static Decision decision(Command.Decision decision) {
        return switch (decision) {
            case ACCEPT -> new Decision.Accept();
            case DECLINE -> new Decision.Decline();
            case BLOCK -> new Decision.Block();
            case UNBLOCK -> new Decision.Unblock();
            case ACCEPT_IDENTITY -> new Decision.AcceptIdentity();
            case UNVERIFY -> new Decision.Unverify();
        };
    }

    /** Whether it was a notice of this kind. */
    boolean told(Notice notice) {
        if (notice instanceof Notice.ContactChanged changed) {
            learn(changed.contact());
            ScreenNews.contact(changed.contact()).ifPresent(contact -> tell.accept(new News.ContactChanged(contact)));
        } else if (notice instanceof Notice.SafetyShown safety) {
            safety(safety);
        } else if (notice instanceof Notice.NumbersWanted wanted) {
            tell.accept(new News.ComparisonWanted(wanted.from().value()));
        } else if (notice instanceof Notice.NumbersShown numbers) {
            tell.accept(new News.ComparisonShown(
                    numbers.with().value(), numbers.numbers().toString()));
        } else if (notice instanceof Notice.NumbersEnded ended) {
            tell.accept(new News.ComparisonEnded(
                    ended.with().value(), News.Outcome.valueOf(ended.outcome().name())));
        } else {
            return devices(notice);
        }
        return true;
    }

    /** Remembers whether somebody is undecided about. */
    void learn(Contact contact) {
        if (contact.standing() == Contact.Standing.REQUESTED) {
            undecided.add(contact.name());
        } else {
            undecided.remove(contact.name());
        }
    }

    /** Whether the person has yet to decide about somebody. */
    boolean isUndecided(UserName name) {
        return undecided.contains(name);
    }

    private void safety(Notice.SafetyShown safety) {
        shown.put(safety.account().toString(), safety.account());
        tell.accept(new News.SafetyShown(
                safety.with().value(),
                safety.number().toString(),
                safety.number().qrContent().toHex().toUpperCase(Locale.ROOT),
                safety.account().toString(),
                safety.replaces() ? News.Whose.RIVAL : News.Whose.PINNED));
    }

    private boolean devices(Notice notice) {
        if (notice instanceof Notice.PeerDevicesChanged changed) {
            tell.accept(new News.PeerDevicesChanged(
                    changed.name().value(), names(changed.added()), names(changed.removed())));
        } else if (notice instanceof Notice.OwnDevices own) {
            tell.accept(new News.Devices(
                    own.devices().stream().map(device -> row(device, own)).toList()));
        } else if (notice instanceof Notice.LinkNumbers numbers) {
            tell.accept(new News.LinkNumbersShown(numbers.numbers().toString()));
        } else if (notice instanceof Notice.LinkFinished finished) {
            String sentence = Sentences.linked(finished.outcome());
            boolean done = finished.outcome() == Notice.LinkOutcome.LINKED;
            tell.accept(done ? new News.Done(sentence) : new News.Refused(sentence));
        } else if (notice instanceof Notice.PrimaryNeeded) {
            tell.accept(new News.Refused(Sentences.primaryNeeded()));
        } else {
            return false;
        }
        return true;
    }

    private static List<String> names(List<DeviceId> devices) {
        return devices.stream().map(device -> String.valueOf(device.value())).toList();
    }

    /** The primary device knows of itself that it is; others take the oldest for it. */
    private static OwnDevice row(Device device, Notice.OwnDevices own) {
        boolean isThis = device.id().equals(own.self());
        boolean oldest = own.devices().stream()
                .allMatch(other -> other.id().value() >= device.id().value());
        boolean isPrimary = own.isPrimary() ? isThis : oldest && !isThis;
        return new OwnDevice(
                String.valueOf(device.id().value()),
                Instant.ofEpochSecond(device.createdDay() * SECONDS_A_DAY),
                isThis,
                isPrimary);
    }
}
