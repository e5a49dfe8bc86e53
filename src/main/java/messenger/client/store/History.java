package messenger.client.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import messenger.client.StoredMessage;
import messenger.client.Table;
import messenger.client.VaultChange;
import messenger.crypto.Bytes;
import messenger.crypto.CanonicalReader;
import messenger.crypto.CanonicalWriter;
import messenger.crypto.MalformedException;
import messenger.crypto.identity.Days;
import messenger.protocol.content.ConversationId;

/**
 * The messages, under one erasable key for each group: those of one conversation and one day whose positions lie in the
 * same {@value #GROUP_POSITIONS}. So a conversation or a day is destroyed by overwriting a few cells, and a message by
 * writing the rest of its group under another key. A row of {@link Table#HISTORY} says that a group has a key, and is
 * itself sealed under it.
 */
final class History {
    /** What deleting one message may have to write again: 4 MB at most, with texts of 60,000 bytes. */
    static final int GROUP_POSITIONS = 64;

    /** A commit waits on the heap: this many groups of the longest messages are 31 MB. */
    static final int SHRED_GROUPS_MAX = 8;

    private final SealedRows rows;
    private final ErasableKeys erasable;
    private final Set<Group> torn = new LinkedHashSet<>();

    private record Group(ConversationId conversation, int day, long part) {
        static Group of(StoredMessage message) {
            return new Group(message.conversation(), Days.of(message.received()), message.position() / GROUP_POSITIONS);
        }

        static Group read(Bytes id) throws MalformedException {
            CanonicalReader reader = new CanonicalReader(id);
            ConversationId conversation = new ConversationId(reader.bytes(ConversationId.BYTES));
            Group group = new Group(conversation, (int) reader.u32(), reader.u63());
            reader.end();
            return group;
        }

        Bytes id() {
            return new CanonicalWriter()
                    .bytes(conversation.value())
                    .u32(Integer.toUnsignedLong(day))
                    .u63(part)
                    .toBytes();
        }
    }

    History(SealedRows rows, ErasableKeys erasable) {
        this.rows = rows;
        this.erasable = erasable;
    }

    /** Messages of a conversation, oldest first: those of the highest positions under {@code before}. */
    List<StoredMessage> page(ConversationId conversation, long before, int countMax) {
        List<StoredMessage> page = new ArrayList<>();
        for (Map.Entry<byte[], byte[]> entry : rows.sealed(place(conversation, 0), place(conversation, before))
                .descendingMap()
                .entrySet()) {
            if (page.size() == countMax) {
                break;
            }
            page.add(0, StoredMessage.decode(rows.open(Table.MESSAGE, entry).value()));
        }
        return page;
    }

    void put(VaultChange.Put change) {
        StoredMessage message = StoredMessage.decode(change.value());
        if (!change.id().equals(StoredMessage.rowId(message.conversation(), message.position()))) {
            throw new IllegalArgumentException("a message's row id is its conversation and position");
        }
        Group group = Group.of(message);
        Optional<Integer> known = rows.cellAt(place(group));
        int cell = known.isPresent() ? known.get() : erasable.take();
        if (known.isEmpty()) {
            rows.put(Table.HISTORY, place(group), new TableKeys.Row(group.id(), Bytes.EMPTY), cell);
        }
        Bytes place = place(message.conversation(), message.position());
        rows.put(Table.MESSAGE, place, new TableKeys.Row(change.id(), change.value()), cell);
    }

    /** Removes one message; {@link #finish} destroys it. */
    void delete(Bytes id) {
        Bytes place = rows.keys().place(Table.MESSAGE, id);
        rows.find(Table.MESSAGE, place).ifPresent(row -> {
            torn.add(Group.of(StoredMessage.decode(row.value())));
            rows.drop(place);
        });
    }

    /** Gives every group that lost a message another key. To be called once, before the commit. */
    void finish() {
        torn.forEach(this::renew);
        torn.clear();
    }

    private void renew(Group group) {
        rows.cellAt(place(group)).ifPresent(old -> {
            List<Bytes> left = members(group, old);
            if (left.isEmpty()) {
                rows.drop(place(group));
            } else {
                int cell = erasable.take();
                for (Bytes place : left) {
                    rows.find(Table.MESSAGE, place).ifPresent(row -> rows.put(Table.MESSAGE, place, row, cell));
                }
                rows.put(Table.HISTORY, place(group), new TableKeys.Row(group.id(), Bytes.EMPTY), cell);
            }
            erasable.release(old);
        });
    }

    /** Does most of a large shredding, in commits of its own. */
    void prepare(VaultChange.Shred shred, Runnable commit) {
        List<Group> groups = groups(shred);
        for (int at = 0; groups.size() - at > SHRED_GROUPS_MAX; at += SHRED_GROUPS_MAX) {
            groups.subList(at, at + SHRED_GROUPS_MAX).forEach(this::destroy);
            commit.run();
        }
    }

    /** Removes the messages and releases their keys. */
    void shred(VaultChange.Shred shred) {
        groups(shred).forEach(this::destroy);
    }

    private void destroy(Group group) {
        rows.cellAt(place(group)).ifPresent(cell -> {
            members(group, cell).forEach(rows::drop);
            rows.drop(place(group));
            erasable.release(cell);
        });
    }

    private List<Group> groups(VaultChange.Shred shred) {
        List<Group> found = new ArrayList<>();
        Bytes prefix = rows.keys().prefix(Table.HISTORY, shred.conversation().value());
        for (Map.Entry<byte[], byte[]> entry : rows.beginningWith(prefix).entrySet()) {
            try {
                Group group = Group.read(rows.open(Table.HISTORY, entry).id());
                if (group.day() < shred.beforeDay()) {
                    found.add(group);
                }
            } catch (MalformedException e) {
                throw new VaultException("The vault's list of days holds what this version cannot read.", e);
            }
        }
        found.sort(Comparator.comparingInt(Group::day).thenComparingLong(Group::part));
        return found;
    }

    /** Where the messages of a group lie. */
    private List<Bytes> members(Group group, int cell) {
        Bytes from = place(group.conversation(), group.part() * GROUP_POSITIONS);
        Bytes to = place(group.conversation(), (group.part() + 1) * GROUP_POSITIONS);
        List<Bytes> places = new ArrayList<>();
        for (Map.Entry<byte[], byte[]> entry : rows.sealed(from, to).entrySet()) {
            if (TableKeys.Head.of(entry.getValue()).cell() == cell) {
                places.add(Bytes.copyOf(entry.getKey()));
            }
        }
        return places;
    }

    private Bytes place(ConversationId conversation, long position) {
        return rows.keys().place(Table.MESSAGE, StoredMessage.rowId(conversation, position));
    }

    /** The day is hidden, too: who lacks the password learns of no dates. */
    private Bytes place(Group group) {
        Bytes conversation =
                rows.keys().prefix(Table.HISTORY, group.conversation().value());
        return Bytes.concat(conversation, rows.keys().hidden(Table.HISTORY, group.id()));
    }
}
