package messenger.sim;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import messenger.client.Notice;
import messenger.client.OutboxRow;
import messenger.client.StoredMessage;
import messenger.client.Table;
import messenger.client.VaultChange;
import messenger.crypto.Bytes;
import messenger.crypto.identity.MailboxId;
import messenger.protocol.ClientFrame;
import messenger.protocol.RequestId;
import messenger.protocol.SealedWrap;
import messenger.protocol.ServerFrame;
import messenger.protocol.SubmissionId;
import messenger.protocol.Wrap;
import messenger.server.ConnectionId;

/**
 * What must be true at every moment of a world, checked at the event that could break it: what leaves a client is
 * durable there, what it acknowledges it has, what the server accepts is durable, what it deletes somebody has, and
 * what it delivers comes in order. Of the vaults themselves, {@link Diary} knows.
 */
final class Safety implements Watch {
    private final Texts texts;
    private final Ledger ledger = new Ledger();
    private final Map<SimPerson, Diary> diaries = new HashMap<>();
    private final Map<MailboxId, SimPerson> owners = new HashMap<>();
    private final Map<SimPerson, MailboxId> mailboxes = new HashMap<>();
    private final Map<Asked, Mail> asked = new HashMap<>();
    private final Map<SubmissionId, Bytes> contents = new HashMap<>();
    private final Set<SubmissionId> words = new HashSet<>();
    private final Set<SubmissionId> excused = new HashSet<>();
    private final Map<ConnectionId, Long> delivered = new HashMap<>();
    private boolean everythingIsReadable = true;

    private record Asked(ConnectionId on, RequestId request) {}

    private record Mail(SubmissionId submission, List<MailboxId> mailboxes) {}

    Safety(Texts texts) {
        this.texts = texts;
    }

    /** Devices come and go: something may be sealed for one that does not read it. */
    void devicesChange() {
        everythingIsReadable = false;
    }

    /** From now on a device is looked at; it stays to the end. */
    Diary follow(SimPerson device) {
        MailboxId mailbox = device.account().device().mailbox();
        owners.put(mailbox, device);
        mailboxes.put(device, mailbox);
        return diaries.computeIfAbsent(device, key -> new Diary(device, texts));
    }

    Diary diary(SimPerson device) {
        return Objects.requireNonNull(diaries.get(device));
    }

    @Override
    public void committed(SimPerson by, List<VaultChange> changes) {
        if (!diaries.containsKey(by)) {
            passing(by, changes);
            return;
        }
        for (OutboxRow left : diary(by).committed(changes)) {
            SubmissionId submission = left.submission().orElseThrow();
            boolean isSafe = excused.contains(submission)
                    || left.mailboxes().stream().anyMatch(mailbox -> ledger.isSafe(mailbox, submission));
            require(isSafe, by + " takes out of the outbox what no server has", submission);
        }
    }

    /** What a device keeps that will not be there in the end is kept by its account for all that. */
    private void passing(SimPerson by, List<VaultChange> changes) {
        for (VaultChange change : changes) {
            if (change.table() == Table.MESSAGE && change instanceof VaultChange.Put put) {
                texts.keptBy(by.name, StoredMessage.decode(put.value()).text());
            }
        }
    }

    @Override
    public void transmits(SimPerson from, ClientFrame frame) {
        if (!diaries.containsKey(from)) {
            return;
        }
        mail(frame).ifPresent(mail -> transmits(from, mail.submission(), content(frame)));
        if (frame instanceof ClientFrame.Acknowledge acknowledge) {
            for (long sequence : acknowledge.sequences()) {
                ledger.waiting(Objects.requireNonNull(mailboxes.get(from)), sequence)
                        .ifPresent(submission -> require(
                                isTaken(from, submission), from + " acknowledges what it has not kept", submission));
            }
        }
    }

    private void transmits(SimPerson from, SubmissionId submission, Bytes content) {
        OutboxRow row = diary(from).sealed(submission).orElse(null);
        require(row != null, from + " sends what is not in its outbox", submission);
        if (row != null && row.says()) {
            words.add(submission);
        }
        Bytes before = contents.putIfAbsent(submission, content);
        require(before == null || before.equals(content), from + " sends other bytes under the same id", submission);
    }

    private boolean isTaken(SimPerson device, SubmissionId submission) {
        return device.vault.has(Table.SEEN, submission.value())
                || device.vault.has(Table.UNREADABLE, submission.value())
                || !words.contains(submission);
    }

    private static Optional<Mail> mail(ClientFrame frame) {
        if (frame instanceof ClientFrame.Submit submit) {
            return Optional.of(new Mail(
                    submit.submission(),
                    submit.wraps().stream().map(Wrap::mailbox).toList()));
        } else if (frame instanceof ClientFrame.SubmitSealed submit) {
            return Optional.of(new Mail(
                    submit.submission(),
                    submit.wraps().stream().map(SealedWrap::mailbox).toList()));
        }
        return Optional.empty();
    }

    private static Bytes content(ClientFrame frame) {
        if (frame instanceof ClientFrame.Submit submit) {
            return submit.content();
        }
        return frame instanceof ClientFrame.SubmitSealed submit ? submit.content() : Bytes.EMPTY;
    }

    @Override
    public void told(SimPerson person, Notice notice) {
        require(!(everythingIsReadable && notice instanceof Notice.Unreadable), person + " cannot read", notice);
    }

    @Override
    public void hears(SimLink on, ClientFrame frame) {
        mail(frame).ifPresent(mail -> asked.put(new Asked(on.id, frame.request()), mail));
    }

    @Override
    public void says(SimLink on, ServerFrame frame) {
        if (frame instanceof ServerFrame.Accepted accepted) {
            accepted(on, accepted);
        } else if (frame instanceof ServerFrame.Deliver deliver && on.person instanceof SimPerson to) {
            Optional.ofNullable(mailboxes.get(to))
                    .flatMap(mailbox -> ledger.waiting(mailbox, deliver.sequence()))
                    .ifPresent(waiting -> require(
                            waiting.equals(deliver.submission()),
                            to + " is delivered what is not in its mailbox",
                            deliver.sequence()));
        }
    }

    private void accepted(SimLink on, ServerFrame.Accepted accepted) {
        Mail mail = asked.remove(new Asked(on.id, accepted.request()));
        if (mail == null) {
            throw new AssertionError("accepted without having been asked: " + accepted.request());
        }
        if (!accepted.full().isEmpty() || !accepted.unknown().isEmpty()) {
            excused.add(mail.submission());
        }
        List<MailboxId> missed = Stream.of(accepted.full(), accepted.unknown(), accepted.closed())
                .flatMap(List::stream)
                .toList();
        // A mailbox may go with its device before the answer leaves.
        mail.mailboxes().stream()
                .filter(mailbox -> owners.containsKey(mailbox) && !missed.contains(mailbox))
                .forEach(mailbox -> require(
                        ledger.isSafe(mailbox, mail.submission()), "accepted, and not durable", mail.submission()));
    }

    @Override
    public void arrives(SimLink on, ServerFrame frame) {
        if (frame instanceof ServerFrame.Deliver deliver) {
            Long before = delivered.put(on.id, deliver.sequence());
            require(before == null || before < deliver.sequence(), on + " hears out of order", deliver.sequence());
        }
    }

    @Override
    public void stored(MailboxId mailbox, long sequence, SubmissionId submission) {
        ledger.stored(mailbox, sequence, submission);
    }

    @Override
    public void deleted(MailboxId mailbox, long sequence, SubmissionId submission) {
        ledger.deleted(mailbox, sequence, submission);
        SimPerson owner = owners.get(mailbox);
        require(
                owner == null || isTaken(owner, submission),
                "deleted at the server, and " + owner + " does not have it",
                submission);
    }

    @Override
    public void serverStarts() {
        ledger.serverStarts();
    }

    private static void require(boolean isTrue, String otherwise, Object what) {
        if (!isTrue) {
            throw new AssertionError(otherwise + ": " + what);
        }
    }
}
