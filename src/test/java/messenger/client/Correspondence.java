package messenger.client;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import messenger.client.StoredMessage.Times;
import messenger.crypto.Bytes;
import messenger.protocol.content.Content;
import messenger.protocol.content.ConversationId;
import messenger.protocol.content.MessageId;

/** The rows of a conversation with somebody, as the core writes them. */
public final class Correspondence {
    private final ConversationId id;
    private final OwnAccount self;
    private final OwnAccount peer;
    private final Instant now;
    private final List<VaultChange> rows = new ArrayList<>();
    private long last;

    /** One between these two, without messages. */
    public Correspondence(OwnAccount self, OwnAccount peer, Instant now) {
        this.id = ConversationId.direct(self.id(), peer.id());
        this.self = self;
        this.peer = peer;
        this.now = now;
    }

    /** With a message, or a line about something missing, at a position. */
    public Correspondence with(long position, MessageState state) {
        MessageId message = new MessageId(Bytes.hex("%032x".formatted(position)));
        rows.add(new StoredMessage(id, position, message, Times.own(now), state, false, 0, "text " + position).put());
        last = Math.max(last, position);
        return this;
    }

    /** The rows, where so much of it was read. */
    public List<VaultChange> read(long upTo, int unread, Long... late) {
        List<VaultChange> all = new ArrayList<>(rows);
        all.add(self.put());
        all.add(Contact.met(peer.name(), peer.chain(), Contact.Standing.ACCEPTED)
                .put());
        all.add(new Conversation(
                        id, peer.id(), last, upTo, unread, List.of(late), 0, Content.CHAIN_START, Instant.EPOCH, "")
                .put());
        return all;
    }
}
