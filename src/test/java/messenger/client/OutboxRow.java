package messenger.client;

import java.util.List;
import java.util.Optional;
import messenger.crypto.Bytes;
import messenger.crypto.MalformedException;
import messenger.crypto.identity.MailboxId;
import messenger.protocol.SubmissionId;
import messenger.protocol.Wrap;
import messenger.protocol.content.Body;
import messenger.protocol.content.MessageId;

/**
 * A row of {@link Table#OUTBOX} as the simulation sees it.
 *
 * @param shown whether its message is in the history of this device
 * @param says whether somebody's history grows by it: a text or a copy of one
 * @param again whether it waits to be sealed once more, on purpose
 * @param submission of what was sealed
 * @param mailboxes it was sealed for
 */
public record OutboxRow(
        long number,
        MessageId message,
        boolean shown,
        boolean says,
        boolean again,
        Optional<SubmissionId> submission,
        List<MailboxId> mailboxes) {
    public static OutboxRow decode(Bytes row) {
        OutboxItem item = item(row);
        OutboxItem.Payload plain = item.payload() instanceof OutboxItem.Sealed sealed ? sealed.plain() : item.payload();
        Optional<OutboxItem.Waiting> waiting =
                plain instanceof OutboxItem.Waiting body ? Optional.of(body) : Optional.empty();
        Optional<OutboxItem.Sealed> sealed =
                item.payload() instanceof OutboxItem.Sealed known ? Optional.of(known) : Optional.empty();
        return new OutboxRow(
                item.number(),
                item.id(),
                item.position() > 0,
                waiting.filter(body -> body.body() instanceof Body.Text || body.body() instanceof Body.Copy)
                        .isPresent(),
                sealed.isEmpty() && waiting.filter(OutboxItem.Waiting::again).isPresent(),
                sealed.map(OutboxItem.Sealed::submission),
                sealed.map(known -> known.wraps().stream().map(Wrap::mailbox).toList())
                        .orElse(List.of()));
    }

    public Bytes rowId() {
        return OutboxItem.rowId(number);
    }

    /** The row as it was before it was sealed. */
    public static Bytes unsealed(Bytes row) {
        OutboxItem item = item(row);
        return item.payload() instanceof OutboxItem.Sealed sealed
                ? ((VaultChange.Put) item.with(sealed.plain()).put()).value()
                : row;
    }

    private static OutboxItem item(Bytes row) {
        try {
            return OutboxItem.decode(row);
        } catch (MalformedException e) {
            throw new DamagedVaultException(Table.OUTBOX, e);
        }
    }
}
