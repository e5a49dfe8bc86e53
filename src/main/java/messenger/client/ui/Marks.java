package messenger.client.ui;

import java.util.List;

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
    static final Mark UNKNOWN = new Mark("?", "Not known, as we are not connected", Slot.DIM);
    static final Mark VERIFIED = new Mark("\u2713 verified", "You compared their safety number", Slot.CRYPTO_OK);
    static final Mark NEW_KEY = new Mark("! new key", "Their key changed; sending is blocked", Slot.CRYPTO_BAD);

    static final List<Mark> ALL =
            List.of(PENDING, STORED, DELIVERED, READ, FAILED, ONLINE, OFFLINE, UNKNOWN, VERIFIED, NEW_KEY);

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
        }
        throw new AssertionError("unknown delivery " + delivery);
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
