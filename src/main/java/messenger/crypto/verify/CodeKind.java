package messenger.crypto.verify;

import java.util.Locale;

/** What a code that people copy is for; it stands in front of the code and in its checksum. */
public enum CodeKind {
    /** Links a new device to the account ({@link LinkCode}); whoever gets it accepted becomes a device. */
    LINK(1),
    /** Invites to a server, a team or a room. */
    INVITE(2),
    /** The account itself ({@link RecoveryCode}). */
    RECOVERY(3);

    private final int code;

    CodeKind(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    /** The word in front of the code: {@code link}, {@code invite} or {@code recovery}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
