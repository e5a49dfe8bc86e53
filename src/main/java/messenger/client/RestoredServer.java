package messenger.client;

import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import messenger.crypto.Bytes;
import messenger.crypto.CanonicalReader;
import messenger.crypto.CanonicalWriter;
import messenger.crypto.MalformedException;
import messenger.protocol.Incarnation;
import messenger.protocol.content.Body;

/**
 * Notices that the server was restored from a backup, and does again what it may have forgotten (PROTOCOL A10, B9):
 * everything that it took and nobody is known to have is handed in once more, under the same message ids, so that who
 * has it shows it once; the prekeys are published anew; everybody gets our access key again. What was delivered before
 * and comes a second time is recognised by its submission id.
 */
final class RestoredServer {
    private static final int VERSION = 1;
    private static final Bytes ROW_ID = Bytes.EMPTY;

    private final Self self;
    private final Contacts contacts;
    private final Conversations conversations;
    private final Outbox outbox;
    private final Decisions decisions;
    private final DevicePrekeys prekeys;
    private Optional<Incarnation> known;

    private RestoredServer(
            Self self,
            Contacts contacts,
            Conversations conversations,
            Outbox outbox,
            Decisions decisions,
            DevicePrekeys prekeys,
            Optional<Incarnation> known) {
        this.self = self;
        this.contacts = contacts;
        this.conversations = conversations;
        this.outbox = outbox;
        this.decisions = decisions;
        this.prekeys = prekeys;
        this.known = known;
    }

    static RestoredServer load(
            VaultRows rows,
            Self self,
            Contacts contacts,
            Conversations conversations,
            Outbox outbox,
            Decisions decisions,
            DevicePrekeys prekeys) {
        return new RestoredServer(self, contacts, conversations, outbox, decisions, prekeys, known(rows));
    }

    private static Optional<Incarnation> known(VaultRows rows) {
        Bytes row = rows.all(Table.INCARNATION).get(ROW_ID);
        if (row == null) {
            return Optional.empty();
        }
        try {
            CanonicalReader reader = new CanonicalReader(row);
            if (reader.u8() != VERSION) {
                throw new MalformedException("an incarnation of another version");
            }
            Incarnation incarnation = new Incarnation(reader.bytes(Incarnation.BYTES));
            reader.end();
            return Optional.of(incarnation);
        } catch (MalformedException e) {
            throw new DamagedVaultException(Table.INCARNATION, e);
        }
    }

    /**
     * The server says which life its store lives; whether that is another one than we knew. What is done about it is
     * kept in the same step as the new one, so it is done once.
     */
    boolean loggedIn(Incarnation incarnation, Step step, SecureRandom random) {
        boolean isAnother = known.filter(before -> !before.equals(incarnation)).isPresent();
        if (!known.equals(Optional.of(incarnation))) {
            known = Optional.of(incarnation);
            step.put(
                    Table.INCARNATION,
                    ROW_ID,
                    new CanonicalWriter().u8(VERSION).bytes(incarnation.value()).toBytes());
        }
        if (isAnother) {
            step.tell(new Notice.ServerRestored());
            sayAgain(step, random);
        }
        return isAnother;
    }

    private void sayAgain(Step step, SecureRandom random) {
        prekeys.forgetPublished(step);
        outbox.addFirst(() -> conversations.stored().forEach(message -> sayAgain(message, step)), step);
        contacts.all().forEach(contact -> contacts.keep(contact.withProfile(false), step));
        decisions.sync(List.copyOf(contacts.all()), step, random);
        decisions.giveOwnProfile(step, random);
    }

    /** Not to whom we may not write any more: it would wait for ever. */
    private void sayAgain(StoredMessage message, Step step) {
        conversations
                .find(message.conversation())
                .filter(conversation -> conversations.mayAnswer(conversation.peer()))
                .ifPresent(conversation -> sayAgain(conversation, message, step));
    }

    private void sayAgain(Conversation conversation, StoredMessage message, Step step) {
        outbox.addText(conversation, message, List.of(), step);
        if (!self.account().otherDevices().isEmpty()) {
            Body.Copy copy = new Body.Copy(
                    conversation.peer(), conversations.nameOf(conversation), new Body.Text(message.text()));
            outbox.addCopy(conversations.with(self.id(), step), message.id(), copy, List.of(), step);
        }
    }
}
