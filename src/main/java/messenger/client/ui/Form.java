package messenger.client.ui;

import java.util.ArrayList;
import java.util.List;
import messenger.protocol.UserName;

/** The unlock form or the register form, with the field that has the focus and what was wrong the last time. */
record Form(Kind kind, List<Field> fields, int focus, String problem) {
    /** What the form is for. */
    enum Kind {
        UNLOCK,
        REGISTER
    }

    private static final String NAME_RULE =
            "Choose a name that others will see: 3 to 32 of the characters a-z 0-9 _ . -";

    private static final int SERVER = 0;
    private static final int USER = 1;
    private static final int PASSWORD = 2;
    private static final int AGAIN = 3;

    Form {
        fields = List.copyOf(fields);
    }

    /** {@code server} and {@code user} are only shown. */
    static Form unlock(String server, String user, String problem) {
        List<Field> fields =
                List.of(Field.plain("Server", server), Field.plain("Your name", user), Field.hidden("Password"));
        return new Form(Kind.UNLOCK, fields, PASSWORD, Printable.text(problem));
    }

    static Form register(String server, String user, String problem) {
        List<Field> fields = List.of(
                Field.plain("Server", server),
                Field.plain("Your name", user),
                Field.hidden("Password"),
                Field.hidden("Once more"));
        int focus = 0;
        while (focus < PASSWORD && !fields.get(focus).isEmpty()) {
            focus++;
        }
        return new Form(Kind.REGISTER, fields, focus, Printable.text(problem));
    }

    Field focused() {
        return fields.get(focus);
    }

    Form with(Field field) {
        List<Field> next = new ArrayList<>(fields);
        next.set(focus, field);
        return new Form(kind, next, focus, problem);
    }

    Form with(String trouble, int field) {
        return new Form(kind, fields, field, trouble);
    }

    /** The focus moved by one field, around the ends; the unlock form has only one to type in. */
    Form moved(int by) {
        if (kind == Kind.UNLOCK) {
            return this;
        }
        return new Form(kind, fields, Math.floorMod(focus + by, fields.size()), problem);
    }

    /** The next field, if what is in this one can stand: a bad name is said at once and not after the password. */
    Form entered() {
        boolean badName = focus == USER && !UserName.isValid(user());
        return badName ? with(NAME_RULE, USER) : with("", focus).moved(1);
    }

    /** The fields to show; what an unlock form cannot know it does not show. */
    List<Field> shown() {
        return fields.stream()
                .filter(field -> kind == Kind.REGISTER || field.equals(focused()) || !field.isEmpty())
                .toList();
    }

    boolean inLastField() {
        return focus == fields.size() - 1;
    }

    String server() {
        return fields.get(SERVER).text();
    }

    String user() {
        return fields.get(USER).text();
    }

    private Password hidden(int index) {
        return ((Field.Hidden) fields.get(index)).password();
    }

    Password password() {
        return hidden(PASSWORD);
    }

    /** The same form with what is missing, or the same form without a problem if it can be handed in. */
    Form checked() {
        if (kind == Kind.UNLOCK) {
            return password().length() == 0 ? with("Type your password.", PASSWORD) : with("", PASSWORD);
        }
        if (server().isEmpty()) {
            return with("Which server? For example chat.example.org or 127.0.0.1:1315.", SERVER);
        }
        if (!UserName.isValid(user())) {
            return with(NAME_RULE, USER);
        }
        if (password().length() == 0) {
            return with("Choose a password; it locks your keys and messages on this device.", PASSWORD);
        }
        if (!password().matches(hidden(AGAIN))) {
            return with("The two passwords differ. Type the second one again.", AGAIN);
        }
        return with("", focus);
    }
}
