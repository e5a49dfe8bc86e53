package messenger.client.ui;

import java.util.List;
import java.util.Optional;

/** The signs that carry a meaning, so that none rests on colour alone; the help explains each. */
final class Marks {
    /** A sign, what it means, and the slot it is drawn in. */
    record Mark(String sign, String meaning, Slot slot) {}

    static final Mark PENDING = new Mark("\u2026", "Waiting here until the server has it", Slot.DIM);
    static final Mark STORED = new Mark("\u2713", "The server keeps it for them", Slot.DIM);
    static final Mark DELIVERED = new Mark("\u2713\u2713", "One of their devices has it", Slot.CRYPTO_OK);
    static final Mark READ = new Mark("\u2713R", "They have read it", Slot.CRYPTO_OK);
    static final Mark FAILED = new Mark("!", "Not sent; the reason stands below it", Slot.MSG_ERROR);
    static final Mark ONLINE = new Mark("\u25CF", "Online", Slot.CRYPTO_OK);
    static final Mark OFFLINE = new Mark("\u25CB", "Not online", Slot.DIM);
    static final Mark UNKNOWN = new Mark("-", "Not known, as we are not connected", Slot.DIM);
    static final Mark UNVERIFIED = new Mark("? not verified", "You have not compared safety numbers", Slot.FG);
    static final Mark VERIFIED = new Mark("v verified", "You compared their safety number", Slot.CRYPTO_OK);
    static final Mark NEW_KEY = new Mark("! new key", "Their key changed; sending is blocked", Slot.CRYPTO_BAD);
    static final Mark ASKS = new Mark("asks", "Wants to write to you; nothing is shown", Slot.LIST_MENTION);
    static final Mark BLOCKED = new Mark("blocked", "You blocked or declined them", Slot.DIM);
    static final Mark GONE = new Mark("gone", "They deleted their account", Slot.DIM);
    static final Mark REMARK = new Mark("\u00B7", "Said by this program, not by a person", Slot.MSG_SYSTEM);
    static final Mark MISSING = new Mark("?", "Something is not here yet; it is asked for", Slot.MSG_SYSTEM);
    static final Mark LOST = new Mark("x", "Something will not come any more", Slot.MSG_ERROR);
    static final Mark LATE = new Mark("~", "Came late, and stands where it belongs", Slot.MSG_SYSTEM);
    static final Mark CLOCK = new Mark("c", "Their clock is wrong; the server's time", Slot.MSG_SYSTEM);

    static final List<Mark> ALL = List.of(
            PENDING,
            STORED,
            DELIVERED,
            READ,
            FAILED,
            ONLINE,
            OFFLINE,
            UNKNOWN,
            UNVERIFIED,
            VERIFIED,
            NEW_KEY,
            ASKS,
            BLOCKED,
            GONE,
            REMARK,
            MISSING,
            LOST,
            LATE,
            CLOCK);

    private Marks() {}

    static Mark of(Delivery delivery) {
        if (delivery instanceof Delivery.Received) {
            return new Mark("", "", Slot.FG);
        } else if (delivery instanceof Delivery.Pending) {
            return PENDING;
        } else if (delivery instanceof Delivery.Stored) {
            return STORED;
        } else if (delivery instanceof Delivery.Delivered) {
            return DELIVERED;
        } else if (delivery instanceof Delivery.Read) {
            return READ;
        } else if (delivery instanceof Delivery.Failed) {
            return FAILED;
        } else if (delivery instanceof Delivery.Remark) {
            return REMARK;
        } else if (delivery instanceof Delivery.Missing) {
            return MISSING;
        } else if (delivery instanceof Delivery.Lost) {
            return LOST;
        }
        throw new AssertionError("unknown delivery " + delivery);
    }

    /** What stands beside a message: how far ours came, and what is to be known of theirs. */
    static Mark of(Message message) {
        if (message.isRemark()) {
            return new Mark("", "", Slot.DIM);
        } else if (message.notes().isEmpty()) {
            return of(message.delivery());
        }
        String late = message.notes().contains(Message.Note.LATE) ? LATE.sign() : "";
        String clock = message.notes().contains(Message.Note.CLOCK) ? CLOCK.sign() : "";
        return new Mark(late + clock, "", Slot.MSG_SYSTEM);
    }

    static Mark of(Person.Trust trust) {
        return switch (trust) {
            case UNVERIFIED -> UNVERIFIED;
            case VERIFIED -> VERIFIED;
            case CHANGED -> NEW_KEY;
        };
    }

    /** What was decided, where it is more than that we know each other. */
    static Optional<Mark> of(Contact.Standing standing) {
        return switch (standing) {
            case REQUESTED -> Optional.of(ASKS);
            case ACCEPTED -> Optional.empty();
            case DECLINED, BLOCKED -> Optional.of(BLOCKED);
            case GONE -> Optional.of(GONE);
        };
    }

    /** The sign alone, where there is no room for its word. */
    static String badge(Person.Trust trust) {
        return of(trust).sign().substring(0, 1);
    }

    static Mark of(Person.Presence presence) {
        if (presence instanceof Person.Presence.Online) {
            return ONLINE;
        } else if (presence instanceof Person.Presence.LastSeen) {
            return OFFLINE;
        } else if (presence instanceof Person.Presence.Unknown) {
            return UNKNOWN;
        }
        throw new AssertionError("unknown presence " + presence);
    }
}
