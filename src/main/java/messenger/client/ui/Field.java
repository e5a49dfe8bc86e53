package messenger.client.ui;

/** One field of a form. */
sealed interface Field {
    /** Longest entry, in UTF-16 units; longer than any name, address or passphrase that is meant. */
    int CHARS_MAX = 256;

    /** What stands before it. */
    String label();

    boolean isEmpty();

    /** A field whose text is shown. */
    record Plain(String label, Editor editor) implements Field {
        @Override
        public boolean isEmpty() {
            return editor.isEmpty();
        }
    }

    /** A field whose text is not. */
    record Hidden(String label, Password password) implements Field {
        @Override
        public boolean isEmpty() {
            return password.length() == 0;
        }
    }

    static Field plain(String label, String text) {
        return new Plain(label, Editor.of(Printable.line(text)));
    }

    static Field hidden(String label) {
        return new Hidden(label, Password.empty());
    }

    /** The text as given, for the core: empty for a hidden one. */
    default String text() {
        return this instanceof Plain plain ? plain.editor().text().strip() : "";
    }

    /** The same field with typed or pasted text added; controls and line breaks are left out. */
    default Field typed(String text) {
        if (this instanceof Hidden hidden) {
            String clean = text.codePoints()
                    .filter(c -> !Character.isISOControl(c) && (c < 0xD800 || c > 0xDFFF))
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            boolean tooLong = hidden.password.length() + clean.length() > CHARS_MAX;
            return tooLong ? this : new Hidden(hidden.label, hidden.password.plus(clean));
        }
        Plain plain = (Plain) this;
        Editor next = plain.editor().insert(Printable.line(text.strip()));
        return next.text().length() > CHARS_MAX ? this : new Plain(plain.label, next);
    }

    /** The same field after an editing action; a hidden one knows only erasing. */
    default Field edited(Action action) {
        if (this instanceof Plain plain) {
            return new Plain(plain.label, Editing.apply(action, plain.editor()));
        }
        Hidden hidden = (Hidden) this;
        return switch (action) {
            case ERASE -> new Hidden(hidden.label, hidden.password.withoutLast());
            case KILL_START, ERASE_WORD -> new Hidden(hidden.label, Password.empty());
            default -> this;
        };
    }
}
