package messenger.client;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import messenger.crypto.Bytes;
import messenger.crypto.CanonicalReader;
import messenger.crypto.CanonicalWriter;
import messenger.crypto.MalformedException;
import messenger.crypto.ratchet.PeerDevice;
import messenger.protocol.content.Content;
import messenger.protocol.content.ConversationId;

/**
 * What of a conversation decides the order of its messages (PROTOCOL 1.12): a message names those that its writer saw
 * last, its parents, and none is shown before them. One whose parents are not here yet is shown at once, with room
 * before it.
 *
 * <p>Whatever comes while there is room, and names nothing that stands after the room, was written without knowing what
 * stands there: it may be what leads to a missing parent, and goes into the room as well.
 *
 * @param recent the newest messages; at most {@value #RECENT_MAX}. What is not among them counts as not here
 * @param heads messages that no other one here names, by position: the parents of the next; at most {@value
 *     Content#PARENTS_MAX}, and always the last of this device among them, so that its own keep their order
 * @param rooms at most {@value #ROOMS_MAX}, the lowest first
 */
record Order(ConversationId conversation, List<Known> recent, List<Head> heads, List<Room> rooms) {
    static final int RECENT_MAX = 32;
    static final int ROOMS_MAX = 4;

    /** Positions that are left free before a message: more than its parents, for theirs may be missing, too. */
    static final int ROOM = 16;

    private static final int VERSION = 1;

    Order {
        recent = List.copyOf(recent);
        heads = List.copyOf(heads);
        rooms = List.copyOf(rooms);
    }

    /**
     * A message, by the prefix of its id.
     *
     * @param device which wrote it, as {@link #tag} says
     */
    record Known(Bytes prefix, long position, Bytes device) {}

    private static final int TAG_BYTES = 4;

    /** The device itself has this one. */
    private static final Bytes OWN = Bytes.copyOf(new byte[TAG_BYTES]);

    /** A message that no other one here names. */
    record Head(Bytes prefix, long position, Writer writer) {}

    /** Whose a message is. */
    enum Writer {
        THIS_DEVICE,
        ANOTHER
    }

    /**
     * Free positions before a message.
     *
     * @param first the lowest that is free
     * @param end where that message stands, or one that went into the room
     * @param awaited parents that are not here
     */
    record Room(long first, long end, List<Bytes> awaited) {
        Room {
            awaited = List.copyOf(awaited);
        }

        /** Once it is forgotten what stands there, it is not known either what came after it. */
        private boolean isKnown(List<Known> recent) {
            return recent.stream().anyMatch(known -> known.position() == end);
        }

        private Room without(Bytes prefix) {
            return new Room(first, end, others(awaited, List.of(prefix)));
        }
    }

    /** Where a message goes, and what follows. */
    record Placed(Order next, long position, boolean late) {}

    static Order none(ConversationId conversation) {
        return new Order(conversation, List.of(), List.of(), List.of());
    }

    /** A message of this device comes after all that is here. */
    Order written(Bytes prefix, long position) {
        Head head = new Head(prefix, position, Writer.THIS_DEVICE);
        return new Order(conversation, remembering(prefix, position, OWN), List.of(head), rooms);
    }

    /** What a message names that is written now. */
    List<Bytes> parents() {
        return heads.stream().map(Head::prefix).toList();
    }

    /** Tells the devices of a conversation from each other; two that look alike only keep each other in order. */
    private static Bytes tag(PeerDevice from) {
        Bytes account = from.account().value().slice(0, TAG_BYTES - 1);
        return Bytes.concat(
                account, new CanonicalWriter().u8(from.device().value()).toBytes());
    }

    /**
     * A message comes from elsewhere.
     *
     * @param parents that it names
     * @param last the highest position so far
     */
    Placed arrived(Bytes prefix, List<Bytes> parents, PeerDevice from, Place place, long last) {
        Bytes device = tag(from);
        // What was sealed once more has a later number than it had: its old one does not say where it belongs.
        if (place.position() > 0 && keepsOrder(place.position(), parents, device)) {
            return new Placed(at(prefix, parents, place.position(), device), place.position(), true);
        }
        List<Bytes> missing =
                parents.stream().filter(parent -> positionOf(parent).isEmpty()).toList();
        long after = recent.stream()
                .filter(known -> parents.contains(known.prefix())
                        || (!place.late() && known.device().equals(device)))
                .mapToLong(Known::position)
                .reduce(place.after(), Math::max);
        boolean awaited = rooms.stream().anyMatch(room -> room.awaited().contains(prefix));
        Optional<Room> room = rooms.stream()
                .filter(free -> free.isKnown(recent))
                .filter(free -> Math.max(free.first(), after + 1) < free.end())
                .findFirst();
        if (room.isPresent() && (awaited || missing.isEmpty())) {
            return into(room.get(), prefix, parents, missing, after, device);
        }
        long position = missing.isEmpty() ? last + 1 : last + 1 + ROOM;
        Order next = at(prefix, parents, position, device);
        return new Placed(
                missing.isEmpty() ? next : next.with(new Room(last + 1, position, missing)),
                position,
                awaited || place.late());
    }

    private Placed into(Room room, Bytes prefix, List<Bytes> parents, List<Bytes> missing, long after, Bytes device) {
        long first = Math.max(room.first(), after + 1);
        // What it waits for itself goes before it: so it takes the last place, and the room ends there.
        long position = missing.isEmpty() ? first : room.end() - 1;
        List<Bytes> awaited = new ArrayList<>(others(room.awaited(), missing));
        awaited.addAll(missing);
        Room left = missing.isEmpty()
                ? new Room(position + 1, room.end(), room.awaited())
                : new Room(first, position, awaited);
        List<Room> next = new ArrayList<>(rooms);
        next.set(next.indexOf(room), left);
        Order order = new Order(conversation, recent, heads, next).at(prefix, parents, position, device);
        return new Placed(order, position, true);
    }

    /** A message took a position; what somebody waits for is named by that one, and so is no head. */
    private Order at(Bytes prefix, List<Bytes> parents, long position, Bytes device) {
        boolean awaited = rooms.stream().anyMatch(room -> room.awaited().contains(prefix));
        List<Known> known = remembering(prefix, position, device);
        List<Room> left = rooms.stream()
                .map(room -> room.without(prefix))
                .filter(room -> !room.awaited().isEmpty() && room.isKnown(known))
                .toList();
        List<Head> next = new ArrayList<>(heads);
        next.removeIf(head -> parents.contains(head.prefix()));
        if (!awaited) {
            next.add(new Head(prefix, position, Writer.ANOTHER));
        }
        next.sort(Comparator.comparingLong(Head::position));
        if (next.size() > Content.PARENTS_MAX) {
            next.remove(next.get(0).writer() == Writer.THIS_DEVICE ? 1 : 0);
        }
        return new Order(conversation, known, next, left);
    }

    private Order with(Room room) {
        List<Room> next = new ArrayList<>(rooms);
        next.add(room);
        int from = Math.max(0, next.size() - ROOMS_MAX);
        return new Order(conversation, recent, heads, next.subList(from, next.size()));
    }

    /** Whether nothing that the writing device names of its own stands after this position. */
    private boolean keepsOrder(long position, List<Bytes> parents, Bytes device) {
        return recent.stream()
                .filter(known -> known.position() > position)
                .noneMatch(known -> known.device().equals(device) && parents.contains(known.prefix()));
    }

    private Optional<Long> positionOf(Bytes prefix) {
        return recent.stream()
                .filter(known -> known.prefix().equals(prefix))
                .map(Known::position)
                .findFirst();
    }

    private List<Known> remembering(Bytes prefix, long position, Bytes device) {
        List<Known> next = new ArrayList<>(recent);
        next.add(new Known(prefix, position, device));
        return next.subList(Math.max(0, next.size() - RECENT_MAX), next.size());
    }

    private static List<Bytes> others(List<Bytes> all, List<Bytes> without) {
        return all.stream().filter(prefix -> !without.contains(prefix)).toList();
    }

    VaultChange.Put put() {
        CanonicalWriter row =
                new CanonicalWriter().u8(VERSION).bytes(conversation.value()).u8(recent.size());
        recent.forEach(known -> row.bytes(known.prefix()).u63(known.position()).bytes(known.device()));
        row.u8(heads.size());
        heads.forEach(
                head -> row.bytes(head.prefix()).u63(head.position()).u8(head.writer() == Writer.THIS_DEVICE ? 0 : 1));
        row.u8(rooms.size());
        rooms.forEach(room -> write(room.awaited(), row.u63(room.first()).u63(room.end())));
        return new VaultChange.Put(Table.ORDER, conversation.value(), row.toBytes());
    }

    private static void write(List<Bytes> prefixes, CanonicalWriter row) {
        row.u8(prefixes.size());
        prefixes.forEach(row::bytes);
    }

    static Order decode(Bytes row) throws MalformedException {
        CanonicalReader reader = new CanonicalReader(row);
        if (reader.u8() != VERSION) {
            throw new MalformedException("an order of another version");
        }
        ConversationId conversation = new ConversationId(reader.bytes(ConversationId.BYTES));
        List<Known> recent = new ArrayList<>();
        for (int left = reader.count(RECENT_MAX); left > 0; left--) {
            recent.add(new Known(reader.bytes(Content.PARENT_BYTES), reader.u63(), reader.bytes(TAG_BYTES)));
        }
        List<Head> heads = new ArrayList<>();
        for (int left = reader.count(Content.PARENTS_MAX); left > 0; left--) {
            Bytes prefix = reader.bytes(Content.PARENT_BYTES);
            long position = reader.u63();
            heads.add(new Head(prefix, position, reader.u8() == 0 ? Writer.THIS_DEVICE : Writer.ANOTHER));
        }
        List<Room> rooms = new ArrayList<>();
        for (int left = reader.count(ROOMS_MAX); left > 0; left--) {
            rooms.add(new Room(reader.u63(), reader.u63(), prefixes(reader)));
        }
        reader.end();
        return new Order(conversation, recent, heads, rooms);
    }

    private static List<Bytes> prefixes(CanonicalReader reader) throws MalformedException {
        List<Bytes> prefixes = new ArrayList<>();
        for (int left = reader.u8(); left > 0; left--) {
            prefixes.add(reader.bytes(Content.PARENT_BYTES));
        }
        return prefixes;
    }
}
