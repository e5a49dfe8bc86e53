package messenger.client.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import messenger.client.ui.Field.Role;

/**
 * Fields to fill in, with the one that has the focus and what was wrong the last time. {@link FormKind} says what it
 * is for, {@link FormRules} what may be handed in.
 */
record Form(FormKind kind, List<Field> fields, int focus, String problem) {
    Form {
        fields = List.copyOf(fields);
    }

    /** A form with the focus in the first field that is to be filled. */
    static Form of(FormKind kind, String problem, Field... fields) {
        Form form = new Form(kind, List.of(fields), 0, Printable.text(problem));
        for (int i = 0; i < fields.length; i++) {
            if (!(fields[i] instanceof Field.Fixed) && fields[i].isEmpty()) {
                return new Form(kind, form.fields, i, form.problem);
            }
        }
        return form.isTypable(0) ? form : form.moved(1);
    }

    Field focused() {
        return fields.get(focus);
    }

    Form with(Field field) {
        List<Field> next = new ArrayList<>(fields);
        next.set(focus, field);
        return new Form(kind, next, focus, problem);
    }

    /** The same form with trouble in one of its fields, where the focus goes. */
    Form with(String trouble, Role role) {
        return new Form(kind, fields, indexOf(role), trouble);
    }

    /** The same form without trouble. */
    Form untroubled() {
        return new Form(kind, fields, focus, "");
    }

    /** With a field more, in which the focus is; the same form if it has such a field. */
    Form plus(Field field) {
        if (find(field.role()).isPresent()) {
            return this;
        }
        List<Field> next = new ArrayList<>(fields);
        next.add(field);
        return new Form(kind, next, fields.size(), problem);
    }

    private boolean isTypable(int index) {
        return !(fields.get(index) instanceof Field.Fixed);
    }

    /** The focus moved by one field, around the ends; what is only shown is passed over. */
    Form moved(int by) {
        int next = focus;
        for (int i = 0; i < fields.size(); i++) {
            next = Math.floorMod(next + by, fields.size());
            if (isTypable(next)) {
                return new Form(kind, fields, next, problem);
            }
        }
        return this;
    }

    /** The next field, if what is in this one can stand: a bad name is said at once and not after the password. */
    Form entered() {
        Optional<String> trouble = FormRules.early(this);
        return trouble.isPresent()
                ? with(trouble.get(), focused().role())
                : untroubled().moved(1);
    }

    /** The fields to show; what is only shown and not known is left out. */
    List<Field> shown() {
        return fields.stream()
                .filter(field -> !(field instanceof Field.Fixed) || !field.isEmpty())
                .toList();
    }

    boolean inLastField() {
        return focus == fields.size() - 1;
    }

    Optional<Field> find(Role role) {
        return fields.stream().filter(field -> field.role() == role).findFirst();
    }

    private int indexOf(Role role) {
        return find(role).map(fields::indexOf).orElse(focus);
    }

    String text(Role role) {
        return find(role).map(Field::text).orElse("");
    }

    Password secret(Role role) {
        return find(role).map(Field::secret).orElseGet(Password::empty);
    }

    /** The same form after the other side refused it: what was secret is to be typed again. */
    Form refused(String trouble) {
        List<Field> next = fields.stream()
                .map(field -> field instanceof Field.Hidden ? Field.hidden(field.role()) : field)
                .map(field -> field instanceof Field.Copied ? Field.copied(field.role()) : field)
                .toList();
        return of(kind, trouble, next.toArray(Field[]::new));
    }

    /** Overwrites what is secret; the form is not used any more. */
    void erase() {
        fields.forEach(field -> field.secret().clear());
    }
}
