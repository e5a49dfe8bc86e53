package messenger.client.ui;

import java.util.Set;
import messenger.client.ui.Field.Role;

/** The forms there are, empty. */
final class Forms {
    private Forms() {}

    /** {@code server} and {@code user} are only shown. */
    static Form unlock(String server, String user, String problem) {
        return Form.of(
                FormKind.UNLOCK,
                problem,
                Field.fixed(Role.SERVER, server),
                Field.fixed(Role.USER, user),
                Field.hidden(Role.PASSWORD));
    }

    static Form register(String server, String user, String problem, Set<News.Extra> extras) {
        Form form = Form.of(
                FormKind.REGISTER,
                problem,
                Field.plain(Role.SERVER, server),
                Field.plain(Role.USER, user),
                Field.hidden(Role.PASSWORD),
                Field.hidden(Role.AGAIN));
        Form more = form;
        if (extras.contains(News.Extra.INVITE)) {
            more = more.plus(Field.plain(Role.INVITE, ""));
        }
        if (extras.contains(News.Extra.ACCESS_PASSWORD)) {
            more = more.plus(Field.hidden(Role.ACCESS));
        }
        return new Form(more.kind(), more.fields(), form.focus(), more.problem());
    }

    static Form link(String server, String problem) {
        return Form.of(FormKind.LINK, problem, Field.plain(Role.SERVER, server));
    }

    static Form devicePassword(String user, String problem) {
        return Form.of(
                FormKind.DEVICE_PASSWORD,
                problem,
                Field.fixed(Role.USER, user),
                Field.hidden(Role.PASSWORD),
                Field.hidden(Role.AGAIN));
    }

    static Form recover(String server, String user, String problem) {
        return Form.of(
                FormKind.RECOVER,
                problem,
                Field.plain(Role.SERVER, server),
                Field.plain(Role.USER, user),
                Field.hidden(Role.PASSWORD),
                Field.copied(Role.CODE),
                Field.hidden(Role.FRESH),
                Field.hidden(Role.AGAIN));
    }

    static Form recoveryKept() {
        return Form.of(FormKind.RECOVERY_KEPT, "", Field.copied(Role.FIRST_GROUP));
    }

    static Form changePassword() {
        return Form.of(
                FormKind.CHANGE_PASSWORD,
                "",
                Field.hidden(Role.PASSWORD),
                Field.hidden(Role.FRESH),
                Field.hidden(Role.AGAIN));
    }

    static Form deleteAccount() {
        return Form.of(FormKind.DELETE_ACCOUNT, "", Field.plain(Role.USER, ""), Field.hidden(Role.PASSWORD));
    }

    static Form showRecovery() {
        return Form.of(FormKind.SHOW_RECOVERY, "", Field.hidden(Role.PASSWORD));
    }

    static Form linkDevice() {
        return Form.of(FormKind.LINK_DEVICE, "", Field.copied(Role.LINK_CODE), Field.hidden(Role.PASSWORD));
    }
}
