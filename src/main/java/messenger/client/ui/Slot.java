package messenger.client.ui;

import java.util.Locale;

/** What a cell means; a theme says how it looks. The name in a theme file is the constant's, small, with dots. */
public enum Slot {
    FG,
    DIM,
    ACCENT,
    BORDER,
    BORDER_FOCUS,
    TITLE,
    STATUS,
    STATUS_ALERT,
    LIST_SEL,
    LIST_UNREAD,
    LIST_MENTION,
    MSG_SELF,
    MSG_OTHER,
    MSG_TIME,
    MSG_MENTION,
    MSG_SYSTEM,
    MSG_ERROR,
    LINK,
    CRYPTO_OK,
    CRYPTO_WARN,
    CRYPTO_BAD,
    TRANSFER_BAR,
    TRANSFER_DONE,
    SEARCH_HIT,
    FIELD,
    KEY,
    QR;

    /** The name in a theme file: {@code LIST_SEL} is {@code list.sel}. */
    public String property() {
        return name().toLowerCase(Locale.ROOT).replace('_', '.');
    }
}
