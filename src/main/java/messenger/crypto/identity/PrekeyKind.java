package messenger.crypto.identity;

import messenger.crypto.CanonicalReader;
import messenger.crypto.MalformedException;

/** What a prekey is for; part of what is signed, so that one is never taken for the other (PROTOCOL 1.2). */
public enum PrekeyKind {
    /** The signed prekey with the last-resort ML-KEM key: used again and again for a week. */
    SIGNED(0x01),
    /** A one-time pair: given out once, erased with the first message that authenticated under it. */
    ONE_TIME(0x02);

    private final int code;

    PrekeyKind(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    static PrekeyKind read(CanonicalReader reader) throws MalformedException {
        int code = reader.u8();
        for (PrekeyKind kind : values()) {
            if (kind.code == code) {
                return kind;
            }
        }
        throw new MalformedException("a prekey kind of " + code);
    }
}
