package messenger.crypto.ratchet;

import messenger.crypto.CanonicalReader;
import messenger.crypto.MalformedException;

/** What a session was started for; part of its transcript, so that one kind never passes for another (PROTOCOL 1.3). */
public enum Purpose {
    CONVERSATION(0x01),
    LINK(0x02),
    ROOM_JOIN(0x03);

    private final int code;

    Purpose(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    static Purpose read(CanonicalReader reader) throws MalformedException {
        int code = reader.u8();
        for (Purpose purpose : values()) {
            if (purpose.code == code) {
                return purpose;
            }
        }
        throw new MalformedException("a purpose of " + code);
    }
}
