package messenger.protocol;

/** Why the server did not do it. The client makes the sentence; no text of the server's reaches a screen. */
public enum Refusal {
    /** The frame is not one, or not one for this moment. */
    MALFORMED(1),
    /** The client speaks another protocol version. */
    VERSION(2),
    /** Registration: somebody has this name. */
    NAME_TAKEN(3),
    /** Registration: this account is registered already. */
    ACCOUNT_EXISTS(4),
    /** Login: unknown account, other device, or a signature that does not verify; never said which. */
    LOGIN(5),
    /** Nobody has this name, or the account is gone. */
    UNKNOWN_USER(6),
    /** The device has published no prekeys yet. */
    NO_PREKEYS(7),
    /** Too many of these in too short a time; try again later. */
    RATE(8),
    /** The server takes no registrations. */
    REGISTRATION_CLOSED(9),
    /** A prekey or device list that does not verify. */
    BAD_SIGNATURE(10),
    /** The server stops or has no room; the client comes back. */
    UNAVAILABLE(11),
    /** Another connection of the same device took over. */
    REPLACED(12),
    /** Too many wrong passwords: this way in is shut for some minutes. Devices log in by their keys all the same. */
    LOCKED(13),
    /** Registration: by invitation only, and there was none, or it was used up or is too old. */
    INVITE(14),
    /** Registration: the server's access password is missing or wrong. */
    ACCESS(15),
    /** The device is no longer one of its account's, or the account is gone. */
    REMOVED(16),
    /** A device list that is not the next one: another device was quicker. */
    CONFLICT(17),
    /** Nobody waits at that rendezvous. */
    NOBODY_WAITS(18);

    private final int code;

    Refusal(int code) {
        this.code = code;
    }

    /** The number on the wire. */
    public int code() {
        return code;
    }

    /** The refusal of a number, or {@link IllegalArgumentException}. */
    public static Refusal of(int code) {
        for (Refusal refusal : values()) {
            if (refusal.code == code) {
                return refusal;
            }
        }
        throw new IllegalArgumentException("no refusal has the code " + code);
    }
}
