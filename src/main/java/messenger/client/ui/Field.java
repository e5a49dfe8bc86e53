package messenger.client.ui;

/** One field of a form. */
sealed interface Field {
    /** Longest entry, in UTF-16 units; longer than any name, address or passphrase that is meant. */
    int CHARS_MAX = 256;

    /** What a field is for. */
    enum Role {
        SERVER("Server"),
        USER("Your name"),
        PASSWORD("Password"),
        AGAIN("Once more"),
        INVITE("Invite code"),
        ACCESS("Access password"),
        CODE("Recovery code"),
        LINK_CODE("Link code"),
        FRESH("New password"),
        FIRST_GROUP("First group");

        private final String label;

        Role(String label) {
            this.label = label;
        }
    }

    Role role();

    boolean isEmpty();

    /** What stands before it. */
    default String label() {
        return role().label;
    }

    /** Text that is only shown. */
    record Fixed(Role role, String shown) implements Field {
        @Override
        public boolean isEmpty() {
            return shown.isEmpty();
        }
    }

    /** A field whose text is shown. */
    record Plain(Role role, Editor editor) implements Field {
        @Override
        public boolean isEmpty() {
            return editor.isEmpty();
        }
    }

    /** A field whose text is not. */
    record Hidden(Role role, Password password) implements Field {
        @Override
        public boolean isEmpty() {
            return password.length() == 0;
        }
    }

    /** A secret that is copied from paper, so it is shown while it is typed; kept like a password. */
    record Copied(Role role, Password secret) implements Field {
        @Override
        public boolean isEmpty() {
            return secret.length() == 0;
        }
    }

    static Field fixed(Role role, String text) {
        return new Fixed(role, Printable.line(text));
    }

    static Field plain(Role role, String text) {
        return new Plain(role, Editor.of(Printable.line(text)));
    }

    static Field hidden(Role role) {
        return new Hidden(role, Password.empty());
    }

    static Field copied(Role role) {
        return new Copied(role, Password.empty());
    }

    /** The text as given, for the core: empty for a secret. */
    default String text() {
        if (this instanceof Plain plain) {
            return plain.editor().text().strip();
        }
        return this instanceof Fixed fixed ? fixed.shown : "";
    }

    /** The secret as given, for the core: empty for what is none. */
    default Password secret() {
        if (this instanceof Hidden hidden) {
            return hidden.password;
        }
        return this instanceof Copied copied ? copied.secret : Password.empty();
    }

    private Field with(Password next) {
        return this instanceof Hidden ? new Hidden(role(), next) : new Copied(role(), next);
    }

    /** The same field with typed or pasted text added; controls and line breaks are left out. */
    default Field typed(String text) {
        if (this instanceof Plain plain) {
            Editor next = plain.editor().insert(Printable.line(text.strip()));
            return next.text().length() > CHARS_MAX ? this : new Plain(plain.role, next);
        }
        if (this instanceof Fixed) {
            return this;
        }
        String clean = text.codePoints()
                .filter(c -> !Character.isISOControl(c) && (c < 0xD800 || c > 0xDFFF))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return secret().length() + clean.length() > CHARS_MAX ? this : with(secret().plus(clean));
    }

    /** The same field after an editing action; a secret one knows only erasing. */
    default Field edited(Action action) {
        if (this instanceof Plain plain) {
            return new Plain(plain.role, Editing.apply(action, plain.editor()));
        }
        if (this instanceof Fixed) {
            return this;
        }
        return switch (action) {
            case ERASE -> with(secret().withoutLast());
            case KILL_START, ERASE_WORD -> with(Password.empty());
            default -> this;
        };
    }

    /** The same field with nothing in it; a secret is overwritten. */
    default Field emptied() {
        if (this instanceof Plain plain) {
            return plain(plain.role, "");
        }
        if (this instanceof Fixed) {
            return this;
        }
        secret().clear();
        return with(Password.empty());
    }
}
