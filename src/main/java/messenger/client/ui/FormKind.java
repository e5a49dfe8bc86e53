package messenger.client.ui;

/** What a form is for, and the words around it. */
enum FormKind {
    UNLOCK(
            "messenger \u00B7 unlock",
            "unlock",
            "Welcome back. Your password opens the keys and messages kept on this device.",
            ""),
    REGISTER(
            "messenger \u00B7 new account",
            "make the account",
            "Welcome. Fill in these lines to make an account on a server; Enter goes to the next one.",
            "The password never leaves this device: it locks your keys and messages here. Nobody can"
                    + " reset it for you, so keep it safe."),
    LINK(
            "messenger \u00B7 link this device",
            "show the code",
            "This device joins an account that you have on another device. Keep that one at hand.",
            "Earlier messages do not come along; those from now on reach both devices."),
    DEVICE_PASSWORD(
            "messenger \u00B7 a password for this device",
            "finish",
            "The numbers are equal. Choose the password that opens your keys and messages on this device.",
            "It may be the one of your other device, or another one."),
    RECOVER(
            "messenger \u00B7 recover an account",
            "recover",
            "Your password and the recovery code that you wrote down bring your account to this device.",
            "All your other devices will be signed out.",
            "Messages kept only there do not come back. Leave the new password empty to keep the old one."),
    RECOVERY_KEPT(
            "Write down your recovery code",
            "done",
            "It brings your account back if you lose this device. Nobody else has it, and nobody can"
                    + " replace it. Write it on paper, and type its first group to show that you have it:",
            "With your password, /recovery shows it again."),
    CHANGE_PASSWORD(
            "Change your password",
            "change it",
            "The new password holds at the server and on this device at once.",
            "Your other devices keep the password that opens them."),
    DELETE_ACCOUNT(
            "Delete your account",
            "delete everything",
            "Your account, your name's record, your keys and the mail that waits for you go from the server; your"
                    + " keys and messages go from this device; your contacts are told.",
            "This cannot be undone.",
            "What others received from you stays with them."),
    SHOW_RECOVERY(
            "Show the recovery code",
            "show it",
            "Whoever has the code and your password can take your account. Look around before you go on.",
            ""),
    LINK_DEVICE(
            "Link a device",
            "look for it",
            "Start messenger on the new device, choose \"link this device\", and type or paste its code here."
                    + " Do this only with a device in your hands: whoever you link reads all that you receive.",
            "");

    private final String title;
    private final String ahead;
    private final String intro;
    private final String warning;
    private final String note;

    FormKind(String title, String ahead, String intro, String note) {
        this(title, ahead, intro, "", note);
    }

    FormKind(String title, String ahead, String intro, String warning, String note) {
        this.title = title;
        this.ahead = ahead;
        this.intro = intro;
        this.warning = warning;
        this.note = note;
    }

    String title() {
        return title;
    }

    /** What Enter does in the last field. */
    String ahead() {
        return ahead;
    }

    String intro() {
        return intro;
    }

    /** What nobody may miss however small the screen is, or empty. */
    String warning() {
        return warning;
    }

    /** What else is worth knowing, or empty. */
    String note() {
        return note;
    }
}
