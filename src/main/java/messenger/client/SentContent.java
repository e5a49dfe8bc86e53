package messenger.client;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import messenger.crypto.Bytes;
import messenger.crypto.CanonicalReader;
import messenger.crypto.CanonicalWriter;
import messenger.crypto.MalformedException;
import messenger.crypto.identity.DeviceId;
import messenger.protocol.SubmissionId;
import messenger.protocol.content.Body;
import messenger.protocol.content.BodyCodec;
import messenger.protocol.content.Content;
import messenger.protocol.content.ConversationId;
import messenger.protocol.content.MessageId;

/**
 * A content that this device sealed.
 *
 * @param sequence its number in the conversation
 * @param at when it was written
 * @param sealed when it was sealed
 * @param devices of the recipient, for which it was sealed; no other gets it later
 * @param parents that it named
 * @param body what it said; empty where that is of no use to anybody any more, else one
 */
record SentContent(
        ConversationId conversation,
        long sequence,
        MessageId id,
        Instant at,
        Instant sealed,
        SubmissionId submission,
        List<DeviceId> devices,
        List<Bytes> parents,
        List<Body> body) {
    private static final int VERSION = 1;

    SentContent {
        devices = List.copyOf(devices);
        parents = List.copyOf(parents);
        body = List.copyOf(body);
    }

    /** Nobody needs to know any more what it said. */
    SentContent withoutBody() {
        return new SentContent(conversation, sequence, id, at, sealed, submission, devices, parents, List.of());
    }

    static Bytes rowId(ConversationId conversation, long sequence) {
        return new CanonicalWriter().bytes(conversation.value()).u63(sequence).toBytes();
    }

    Bytes rowId() {
        return rowId(conversation, sequence);
    }

    Bytes encoded() {
        CanonicalWriter row = new CanonicalWriter()
                .u8(VERSION)
                .bytes(conversation.value())
                .u63(sequence)
                .bytes(id.value())
                .u63(at.toEpochMilli())
                .u63(sealed.toEpochMilli())
                .bytes(submission.value())
                .u8(devices.size());
        devices.forEach(device -> row.u8(device.value()));
        row.u8(parents.size());
        parents.forEach(row::bytes);
        row.u8(body.size());
        body.forEach(what -> BodyCodec.write(what, row));
        return row.toBytes();
    }

    static SentContent decode(Bytes row) throws MalformedException {
        CanonicalReader reader = new CanonicalReader(row);
        if (reader.u8() != VERSION) {
            throw new MalformedException("a sent content of another version");
        }
        ConversationId conversation = new ConversationId(reader.bytes(ConversationId.BYTES));
        long sequence = reader.u63();
        MessageId id = new MessageId(reader.bytes(MessageId.BYTES));
        Instant at = Instant.ofEpochMilli(reader.u63());
        Instant sealed = Instant.ofEpochMilli(reader.u63());
        SubmissionId submission = new SubmissionId(reader.bytes(SubmissionId.BYTES));
        List<DeviceId> devices = new ArrayList<>();
        for (int left = reader.count(DeviceId.MAX); left > 0; left--) {
            devices.add(new DeviceId(reader.u8()));
        }
        List<Bytes> parents = new ArrayList<>();
        for (int left = reader.count(Content.PARENTS_MAX); left > 0; left--) {
            parents.add(reader.bytes(Content.PARENT_BYTES));
        }
        List<Body> body = reader.count(1) == 1 ? List.of(BodyCodec.read(reader)) : List.of();
        reader.end();
        return new SentContent(conversation, sequence, id, at, sealed, submission, devices, parents, body);
    }

    /** Without what it said. */
    @Override
    public String toString() {
        return "SentContent(" + sequence + ")";
    }
}
