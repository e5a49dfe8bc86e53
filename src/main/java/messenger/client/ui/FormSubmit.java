package messenger.client.ui;

import java.util.Optional;
import messenger.client.ui.Field.Role;

/** Enter in a form: the next field, or what the form is for. */
final class FormSubmit {
    private FormSubmit() {}

    static Step submit(Model model) {
        Optional<Form> form = model.form();
        return form.isPresent() ? submit(model, form.get()) : Step.of(model);
    }

    private static Step submit(Model model, Form form) {
        if (!form.inLastField()) {
            return Step.of(model.with(form.entered()));
        }
        Form checked = FormRules.checked(form, model.account().user());
        if (!checked.problem().isEmpty()) {
            return Step.of(model.with(checked));
        }
        if (model.dialog() instanceof NewRecovery code) {
            return code.submit(model);
        }
        if (model.dialog() instanceof Ask ask) {
            return Step.of(model.with(ask.waiting()), overTheChat(checked));
        }
        return beforeTheChat(model, checked);
    }

    private static Command overTheChat(Form form) {
        Password password = form.secret(Role.PASSWORD);
        return switch (form.kind()) {
            case CHANGE_PASSWORD -> new Command.ChangePassword(password, form.secret(Role.FRESH));
            case DELETE_ACCOUNT -> new Command.DeleteAccount(password);
            case SHOW_RECOVERY -> new Command.ShowRecovery(password);
            case LINK_DEVICE -> new Command.LinkDevice(form.secret(Role.LINK_CODE), password);
            default -> throw new AssertionError("no form over the chat: " + form.kind());
        };
    }

    private static Step beforeTheChat(Model model, Form form) {
        Password password = form.secret(Role.PASSWORD);
        String server = form.text(Role.SERVER);
        String user = form.text(Role.USER);
        return switch (form.kind()) {
            case UNLOCK -> working(model, "Unlocking this device", new Command.Unlock(password));
            case REGISTER ->
                working(
                        model,
                        "Making your account",
                        new Command.Register(server, user, password, form.text(Role.INVITE), form.secret(Role.ACCESS)));
            case LINK -> working(model, "Making a code", new Command.BeginLink(server));
            case DEVICE_PASSWORD -> working(model, "Locking your keys", new Command.SetDevicePassword(password));
            case RECOVER ->
                working(
                        model,
                        "Recovering your account",
                        new Command.Recover(server, user, password, form.secret(Role.CODE), form.secret(Role.FRESH)));
            default -> throw new AssertionError("no form before the chat: " + form.kind());
        };
    }

    private static Step working(Model model, String what, Command command) {
        return Step.of(model.with(new Gate.Working(what)), command);
    }

    /** The fields that only some servers ask for. */
    static Step more(Model model) {
        Optional<Form> form = model.form();
        if (form.isEmpty() || form.get().kind() != FormKind.REGISTER) {
            return Step.of(model);
        }
        Form asked = form.get();
        Form more = asked.plus(Field.plain(Role.INVITE, "")).plus(Field.hidden(Role.ACCESS));
        int first = more.equals(asked) ? asked.focus() : asked.fields().size();
        return Step.of(model.with(new Form(more.kind(), more.fields(), first, more.problem())));
    }

    /** Whether there is a first choice to go back to. */
    static boolean hasOtherWay(Form form) {
        return form.kind() == FormKind.REGISTER || form.kind() == FormKind.LINK || form.kind() == FormKind.RECOVER;
    }

    static Step otherWay(Model model) {
        Optional<Form> form = model.form().filter(FormSubmit::hasOtherWay);
        if (form.isEmpty()) {
            return Step.of(model);
        }
        Dialog choice = new Choice(form.get().text(Role.SERVER), form.get().text(Role.USER));
        form.get().erase();
        return Step.of(model.with(new Gate.Starting()).with(choice), new Command.Abandon());
    }
}
