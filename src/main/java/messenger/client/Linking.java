package messenger.client;

import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.MalformedException;
import messenger.crypto.RejectedKeyException;
import messenger.crypto.identity.Days;
import messenger.crypto.identity.Device;
import messenger.crypto.identity.DeviceId;
import messenger.crypto.verify.LinkAcceptor;
import messenger.crypto.verify.LinkChannel;
import messenger.crypto.verify.LinkCode;
import messenger.protocol.ClientFrame;
import messenger.protocol.Refusal;
import messenger.protocol.ServerFrame;
import messenger.protocol.content.LinkMessages;

/**
 * Taking devices into the account and out of it, on the device that has the account's key (PROTOCOL 1.13). The new
 * device's side is {@code client.enrol.LinkEnrolment}.
 *
 * <pre>
 *   this device                  rendezvous                   new device
 *   LinkDevice(code)     LinkJoin - - - - - LinkOpen
 *                        <- - - - - - - its public keys        (the code has their hash)
 *   numbers              our public keys - - - - - ->          numbers
 *   LinkCompared         <- - - - - its device, sealed
 *   UpdateDevices        the account, sealed - - - - ->        becomes a device
 *   linked               <- - - - - it is there, sealed
 * </pre>
 */
final class Linking {
    private final Self self;
    private final Contacts contacts;
    private final Decisions decisions;
    private final DeviceUpdates updates;
    private final Probation probation;
    private LinkAcceptor acceptor = LinkAcceptor.FRESH;
    private Optional<Attempt> attempt = Optional.empty();

    /** One attempt, step by step. */
    private static final class Attempt {
        private final LinkCode code;
        private Optional<LinkChannel> channel = Optional.empty();
        private Optional<LinkMessages.Candidate> candidate = Optional.empty();
        private Optional<Device> added = Optional.empty();
        private boolean compared;
        private boolean toldTheAccount;

        private Attempt(LinkCode code) {
            this.code = code;
        }
    }

    Linking(Self self, Contacts contacts, Decisions decisions, DeviceUpdates updates, Probation probation) {
        this.self = self;
        this.contacts = contacts;
        this.decisions = decisions;
        this.updates = updates;
        this.probation = probation;
    }

    void begin(LinkCode code, Requests requests, Step step) {
        if (!self.account().isPrimary()) {
            step.tell(new Notice.PrimaryNeeded());
        } else if (updates.freeId().isEmpty()) {
            step.tell(new Notice.LinkFinished(Notice.LinkOutcome.TOO_MANY_DEVICES));
        } else if (code.isExpired(step.now())) {
            step.tell(new Notice.LinkFinished(Notice.LinkOutcome.NOBODY_WAITS));
        } else {
            attempt = Optional.of(new Attempt(code));
            step.transmit(
                    Route.MEMBER, new ClientFrame.LinkJoin(requests.add(new Requests.Rendezvous()), code.rendezvous()));
        }
    }

    void take(ServerFrame frame, Step step, SecureRandom random) {
        if (attempt.isEmpty()) {
            return;
        }
        Attempt now = attempt.get();
        if (frame instanceof ServerFrame.LinkEnded) {
            finish(Notice.LinkOutcome.BROKEN_OFF, step);
        } else if (frame instanceof ServerFrame.LinkSaid said) {
            try {
                if (now.channel.isEmpty()) {
                    meet(now, said.message(), step, random);
                } else if (now.candidate.isEmpty()) {
                    LinkChannel.Opened opened = now.channel.get().open(said.message());
                    now.channel = Optional.of(opened.next());
                    now.candidate = Optional.of(LinkMessages.Candidate.decode(opened.plaintext()));
                    addOnceCompared(now, step);
                } else if (now.toldTheAccount) {
                    LinkMessages.Joined.decode(
                            now.channel.get().open(said.message()).plaintext());
                    lives(now.added.orElseThrow().id(), step, random);
                    finish(Notice.LinkOutcome.LINKED, step);
                } else {
                    finish(Notice.LinkOutcome.REFUSED, step);
                }
            } catch (MalformedException | RejectedKeyException | AuthenticationFailedException e) {
                finish(Notice.LinkOutcome.REFUSED, step);
            }
        }
    }

    private void meet(Attempt now, Bytes publicKeys, Step step, SecureRandom random)
            throws AuthenticationFailedException {
        LinkAcceptor.Accepted accepted = acceptor.accept(now.code, publicKeys, step.now(), random);
        acceptor = accepted.next();
        now.channel = Optional.of(accepted.channel());
        step.transmit(Route.MEMBER, new ClientFrame.LinkSay(accepted.reply()));
        step.tell(new Notice.LinkNumbers(accepted.channel().sas()));
    }

    /** The person looked at both screens. */
    void compared(boolean equal, Step step) {
        if (attempt.isEmpty() || attempt.get().channel.isEmpty()) {
            return;
        }
        if (equal) {
            attempt.get().compared = true;
            addOnceCompared(attempt.get(), step);
        } else {
            finish(Notice.LinkOutcome.REFUSED, step);
        }
    }

    private void addOnceCompared(Attempt now, Step step) {
        Optional<DeviceId> id = updates.freeId();
        if (!now.compared || now.candidate.isEmpty() || now.added.isPresent()) {
            return;
        }
        if (id.isEmpty() || updates.isPending()) {
            finish(Notice.LinkOutcome.TOO_MANY_DEVICES, step);
            return;
        }
        Device device = now.candidate.get().device(id.get(), Days.of(step.now()));
        now.added = Optional.of(device);
        probation.begin(device.id(), step);
        updates.add(device, step);
    }

    /** Once the server has the new list, the new device gets the account; one that broke off is looked for. */
    void settle(Requests requests, Step step, SecureRandom random) {
        if (attempt.isPresent()) {
            tellTheAccount(attempt.get(), step);
        } else if (!updates.isPending()) {
            probation.look(self.account(), requests, step);
        }
    }

    private void tellTheAccount(Attempt now, Step step) {
        if (now.added.isEmpty() || now.toldTheAccount) {
            return;
        }
        Device added = now.added.get();
        if (self.account().deviceList().list().devices().contains(added)) {
            Bytes account = new LinkMessages.Membership(
                            self.name(), self.account().deviceList(), added.id(), self.accessKey())
                    .encoded();
            LinkChannel.Sealed sealed = now.channel.orElseThrow().seal(account);
            now.channel = Optional.of(sealed.next());
            now.toldTheAccount = true;
            step.transmit(Route.MEMBER, new ClientFrame.LinkSay(sealed.message()));
        } else if (!updates.isPending()) {
            finish(Notice.LinkOutcome.BROKEN_OFF, step);
        }
    }

    /** A new device is there, and gets to know what the others know. */
    void lives(DeviceId device, Step step, SecureRandom random) {
        probation.end(device, step);
        decisions.sync(List.copyOf(contacts.all()), step, random);
    }

    /** What the server says of a new device whose link broke off: without prekeys, it never came to life. */
    void notFound(DeviceId device, Refusal reason, Step step, SecureRandom random) {
        if (reason == Refusal.NO_PREKEYS && !updates.isPending()) {
            probation.end(device, step);
            updates.remove(device, step, random);
        } else {
            probation.leave(step);
        }
    }

    void remove(DeviceId device, Step step, SecureRandom random) {
        if (!self.account().isPrimary() || device.equals(self.account().device().id())) {
            step.tell(new Notice.PrimaryNeeded());
        } else if (!updates.isPending()
                && self.account().deviceList().list().device(device).isPresent()) {
            updates.remove(device, step, random);
        } else {
            showDevices(step);
        }
    }

    void showDevices(Step step) {
        OwnAccount account = self.account();
        step.tell(new Notice.OwnDevices(
                account.deviceList().list().devices(), account.device().id(), account.isPrimary()));
    }

    void refused(Refusal reason, Step step) {
        if (attempt.isPresent()) {
            finish(
                    reason == Refusal.NOBODY_WAITS ? Notice.LinkOutcome.NOBODY_WAITS : Notice.LinkOutcome.BROKEN_OFF,
                    step);
        }
    }

    void linkDown(Step step) {
        if (attempt.isPresent()) {
            finish(Notice.LinkOutcome.BROKEN_OFF, step);
        }
    }

    private void finish(Notice.LinkOutcome outcome, Step step) {
        attempt = Optional.empty();
        probation.leave(step);
        step.tell(new Notice.LinkFinished(outcome));
    }
}
