package messenger.protocol.content;

import java.util.ArrayList;
import java.util.List;
import messenger.crypto.Bytes;
import messenger.crypto.CanonicalReader;
import messenger.crypto.CanonicalWriter;
import messenger.crypto.MalformedException;
import messenger.crypto.Sha256;

/**
 * One content, before padding and sealing (PROTOCOL 1.5, 1.12).
 *
 * @param sequence of the sending device in this conversation, from 1; 0 for what {@link Body#isUncounted}
 * @param previousHash the hash chain over what the device sent before in this conversation, 32 bytes, zero at first
 * @param parents prefixes of the ids of the newest messages that the writer saw, at most {@value #PARENTS_MAX}; only
 *     with what is shown, and then of the conversation in which it is
 * @param sentMs the sender's clock, milliseconds since the epoch
 * @param ownDeviceList the sender's newest device list, so that its contacts notice a stale one
 */
public record Content(
        ConversationId conversation,
        MessageId id,
        long sequence,
        Bytes previousHash,
        List<Bytes> parents,
        long sentMs,
        DeviceListMark ownDeviceList,
        Body body) {
    /** The first byte of every content. */
    public static final int VERSION = 1;

    /** What stands before the first content in the hash chain. */
    public static final Bytes CHAIN_START = Bytes.copyOf(new byte[Sha256.BYTES]);

    /** Of a parent's id. */
    public static final int PARENT_BYTES = 8;

    public static final int PARENTS_MAX = 4;

    private static final int TREE_ROOT_BYTES = 8;

    public Content {
        previousHash.requireSize(Sha256.BYTES, "a previous hash");
        parents = List.copyOf(parents);
        parents.forEach(parent -> parent.requireSize(PARENT_BYTES, "a parent's prefix"));
        if (parents.size() > PARENTS_MAX) {
            throw new IllegalArgumentException(parents.size() + " parents");
        }
        if (sequence < 0 || (sequence == 0) != body.isUncounted() || sentMs < 0) {
            throw new IllegalArgumentException("content " + sequence + " of " + sentMs + " ms");
        }
    }

    /** Version and hash prefix of a device list. */
    public record DeviceListMark(long version, Bytes hashPrefix) {
        public static final int PREFIX_BYTES = 8;

        public DeviceListMark {
            hashPrefix.requireSize(PREFIX_BYTES, "a device list hash prefix");
        }
    }

    /** The next link of the chain: {@code H(previous || SHA-256(C))} (PROTOCOL 1.12). */
    public static Bytes chain(Bytes previousHash, Bytes sealedContent) {
        return Sha256.of(previousHash, Sha256.of(sealedContent));
    }

    /** Without parents. */
    public Content(
            ConversationId conversation,
            MessageId id,
            long sequence,
            Bytes previousHash,
            long sentMs,
            DeviceListMark ownDeviceList,
            Body body) {
        this(conversation, id, sequence, previousHash, List.of(), sentMs, ownDeviceList, body);
    }

    /** How others name a message as a parent. */
    public static Bytes prefix(MessageId id) {
        return id.value().slice(0, PARENT_BYTES);
    }

    /** The canonical encoding. Expiry, tree head and group state are written as absent. */
    public Bytes encoded() {
        CanonicalWriter writer = new CanonicalWriter()
                .u8(VERSION)
                .bytes(conversation.value())
                .bytes(id.value())
                .u63(sequence)
                .bytes(previousHash)
                .u8(parents.size());
        parents.forEach(writer::bytes);
        writer.u63(sentMs)
                .u32(0)
                .u32(ownDeviceList.version())
                .bytes(ownDeviceList.hashPrefix())
                .u63(0)
                .bytes(Bytes.copyOf(new byte[TREE_ROOT_BYTES]))
                .u8(0);
        BodyCodec.write(body, writer);
        return writer.toBytes();
    }

    /** Reads a content; expiry and tree head of newer clients are passed over, group state is refused. */
    public static Content decode(Bytes encoded) throws MalformedException {
        CanonicalReader reader = new CanonicalReader(encoded);
        int version = reader.u8();
        if (version != VERSION) {
            throw new MalformedException("content of version " + version);
        }
        ConversationId conversation = new ConversationId(reader.bytes(ConversationId.BYTES));
        MessageId id = new MessageId(reader.bytes(MessageId.BYTES));
        long sequence = reader.u63();
        Bytes previousHash = reader.bytes(Sha256.BYTES);
        List<Bytes> parents = new ArrayList<>();
        for (int left = reader.count(PARENTS_MAX); left > 0; left--) {
            parents.add(reader.bytes(PARENT_BYTES));
        }
        long sentMs = reader.u63();
        reader.u32();
        DeviceListMark ownDeviceList = new DeviceListMark(reader.u32(), reader.bytes(DeviceListMark.PREFIX_BYTES));
        reader.u63();
        reader.bytes(TREE_ROOT_BYTES);
        if (reader.u8() != 0) {
            throw new MalformedException("group state in a direct conversation");
        }
        Body body = BodyCodec.read(reader);
        reader.end();
        if ((sequence == 0) != body.isUncounted()) {
            throw new MalformedException("content with the sequence number " + sequence);
        }
        return new Content(conversation, id, sequence, previousHash, parents, sentMs, ownDeviceList, body);
    }
}
