package messenger.client;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import messenger.crypto.Bytes;
import messenger.crypto.CanonicalReader;
import messenger.crypto.CanonicalWriter;
import messenger.crypto.MalformedException;
import messenger.crypto.identity.AccountId;
import messenger.crypto.identity.DeviceId;
import messenger.crypto.identity.MailboxId;
import messenger.protocol.Limits;
import messenger.protocol.SubmissionId;
import messenger.protocol.Wrap;
import messenger.protocol.content.Body;
import messenger.protocol.content.BodyCodec;
import messenger.protocol.content.Content;
import messenger.protocol.content.ConversationId;
import messenger.protocol.content.MessageId;

/**
 * Something that is not yet safe at the server.
 *
 * @param number in the order in which things are sent, from 1
 * @param at when it was written
 * @param position of the message in its conversation's history, 0 for what is not shown there
 * @param only the one device that gets it; empty for all of the recipient's
 */
record OutboxItem(
        long number,
        ConversationId conversation,
        AccountId to,
        MessageId id,
        long position,
        Instant at,
        List<DeviceId> only,
        Payload payload) {
    private static final int VERSION = 1;

    /** What is sent, before or after sealing. */
    sealed interface Payload {}

    /**
     * Still to be sealed: keys may be missing, or the server was away.
     *
     * @param parents what its writer saw, as {@link messenger.protocol.content.Content} names it
     * @param again whether it was sealed before, for devices that were no longer there
     */
    record Waiting(Body body, List<Bytes> parents, boolean again) implements Payload {
        Waiting {
            parents = List.copyOf(parents);
        }

        Waiting(Body body, List<Bytes> parents) {
            this(body, parents, false);
        }

        Waiting onceMore() {
            return new Waiting(body, parents, true);
        }
    }

    /** Still to be sealed, and empty: it lets the ratchet turn. */
    record Heartbeat() implements Payload {}

    /**
     * Sealed, and so to be sent with exactly these bytes, however often.
     *
     * @param plain what was sealed; it may have to be sealed once more, for other devices
     */
    record Sealed(SubmissionId submission, Bytes content, List<Wrap> wraps, Payload plain) implements Payload {
        Sealed {
            wraps = List.copyOf(wraps);
        }
    }

    OutboxItem {
        only = List.copyOf(only);
    }

    OutboxItem numbered(long next) {
        return new OutboxItem(next, conversation, to, id, position, at, only, payload);
    }

    OutboxItem with(Payload next) {
        return new OutboxItem(number, conversation, to, id, position, at, only, next);
    }

    /** To be sealed once more, for other devices than it was sealed for. */
    OutboxItem toSealAgain(Payload plain) {
        return with(plain instanceof Waiting waiting ? waiting.onceMore() : plain);
    }

    static Bytes rowId(long number) {
        return new CanonicalWriter().u63(number).toBytes();
    }

    VaultChange put() {
        CanonicalWriter row = new CanonicalWriter()
                .u8(VERSION)
                .u63(number)
                .bytes(conversation.value())
                .bytes(to.value())
                .bytes(id.value())
                .u63(position)
                .u63(at.toEpochMilli())
                .u8(only.size());
        only.forEach(device -> row.u8(device.value()));
        write(payload, row);
        return new VaultChange.Put(Table.OUTBOX, rowId(number), row.toBytes());
    }

    private static void write(Payload payload, CanonicalWriter row) {
        if (payload instanceof Waiting waiting) {
            row.u8(0).u8(waiting.again() ? 1 : 0).u8(waiting.parents().size());
            waiting.parents().forEach(row::bytes);
            BodyCodec.write(waiting.body(), row);
        } else if (payload instanceof Heartbeat) {
            row.u8(1);
        } else if (payload instanceof Sealed sealed) {
            row.u8(2).bytes(sealed.submission().value()).prefixed(sealed.content());
            row.u16(sealed.wraps().size());
            sealed.wraps().forEach(wrap -> row.bytes(wrap.mailbox().value()).prefixed(wrap.message()));
            write(sealed.plain(), row);
        } else {
            throw new AssertionError("no encoding for " + payload.getClass());
        }
    }

    static OutboxItem decode(Bytes encoded) throws MalformedException {
        CanonicalReader reader = new CanonicalReader(encoded);
        if (reader.u8() != VERSION) {
            throw new MalformedException("an outbox item of another version");
        }
        OutboxItem item = new OutboxItem(
                reader.u63(),
                new ConversationId(reader.bytes(ConversationId.BYTES)),
                AccountId.read(reader),
                new MessageId(reader.bytes(MessageId.BYTES)),
                reader.u63(),
                Instant.ofEpochMilli(reader.u63()),
                reader.count(1) == 1 ? List.of(new DeviceId(reader.u8())) : List.of(),
                payload(reader));
        reader.end();
        return item;
    }

    private static Payload payload(CanonicalReader reader) throws MalformedException {
        int kind = reader.u8();
        return switch (kind) {
            case 0 -> {
                boolean again = reader.u8() == 1;
                List<Bytes> parents = new ArrayList<>();
                for (int left = reader.count(Content.PARENTS_MAX); left > 0; left--) {
                    parents.add(reader.bytes(Content.PARENT_BYTES));
                }
                yield new Waiting(BodyCodec.read(reader), parents, again);
            }
            case 1 -> new Heartbeat();
            case 2 -> sealed(reader);
            default -> throw new MalformedException("an outbox payload of kind " + kind);
        };
    }

    private static Sealed sealed(CanonicalReader reader) throws MalformedException {
        SubmissionId submission = new SubmissionId(reader.bytes(SubmissionId.BYTES));
        Bytes content = reader.prefixed(Limits.CONTENT_BYTES_MAX);
        int count = reader.u16();
        List<Wrap> wraps = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            MailboxId mailbox = new MailboxId(reader.bytes(MailboxId.BYTES));
            wraps.add(new Wrap(mailbox, reader.prefixed(Limits.RATCHET_BYTES_MAX)));
        }
        Payload plain = payload(reader);
        if (plain instanceof Sealed) {
            throw new MalformedException("an outbox item that was sealed twice");
        }
        return new Sealed(submission, content, wraps, plain);
    }
}
