package messenger.client.ui;

import java.util.Optional;
import messenger.client.ui.Field.Role;
import messenger.protocol.UserName;

/** What may be handed in: for each kind of form the first thing that is missing or cannot be. */
final class FormRules {
    private static final String NAME_RULE =
            "Choose a name that others will see: 3 to 32 of the characters a-z 0-9 _ . -";
    private static final String WHICH_SERVER = "Which server? For example chat.example.org or 127.0.0.1:1315.";
    private static final String DIFFER = "The two passwords differ. Type the second one again.";

    private FormRules() {}

    /** What cannot stand in the focused field, said when it is left. */
    static Optional<String> early(Form form) {
        boolean names = form.kind() == FormKind.REGISTER || form.kind() == FormKind.RECOVER;
        boolean badName = names && form.focused().role() == Role.USER && !UserName.isValid(form.text(Role.USER));
        return badName ? Optional.of(NAME_RULE) : Optional.empty();
    }

    /** The same form with what is missing, or the same form without a problem if it can be handed in. */
    static Form checked(Form form, String ownName) {
        return switch (form.kind()) {
            case UNLOCK, SHOW_RECOVERY -> needed(form, Role.PASSWORD, "Type your password.");
            case REGISTER -> register(form);
            case LINK -> needed(form, Role.SERVER, WHICH_SERVER);
            case DEVICE_PASSWORD -> devicePassword(form);
            case RECOVER -> recover(form);
            case RECOVERY_KEPT -> needed(form, Role.FIRST_GROUP, "Type the first group of the code above.");
            case CHANGE_PASSWORD -> changePassword(form);
            case DELETE_ACCOUNT -> deleteAccount(form, ownName);
            case LINK_DEVICE -> linkDevice(form);
        };
    }

    private static boolean lacks(Form form, Role role) {
        return form.find(role).map(Field::isEmpty).orElse(true);
    }

    private static Form needed(Form form, Role role, String sentence) {
        return lacks(form, role) ? form.with(sentence, role) : form.untroubled();
    }

    private static boolean differ(Form form, Role role) {
        return !form.secret(role).matches(form.secret(Role.AGAIN));
    }

    private static Form register(Form form) {
        if (lacks(form, Role.SERVER)) {
            return form.with(WHICH_SERVER, Role.SERVER);
        }
        if (!UserName.isValid(form.text(Role.USER))) {
            return form.with(NAME_RULE, Role.USER);
        }
        if (lacks(form, Role.PASSWORD)) {
            return form.with("Choose a password; it locks your keys and messages on this device.", Role.PASSWORD);
        }
        return differ(form, Role.PASSWORD) ? form.with(DIFFER, Role.AGAIN) : form.untroubled();
    }

    private static Form devicePassword(Form form) {
        if (lacks(form, Role.PASSWORD)) {
            return form.with("Choose a password; it locks your keys and messages on this device.", Role.PASSWORD);
        }
        return differ(form, Role.PASSWORD) ? form.with(DIFFER, Role.AGAIN) : form.untroubled();
    }

    private static Form recover(Form form) {
        if (lacks(form, Role.SERVER)) {
            return form.with(WHICH_SERVER, Role.SERVER);
        }
        if (!UserName.isValid(form.text(Role.USER))) {
            return form.with("Which name has your account? 3 to 32 of the characters a-z 0-9 _ . -", Role.USER);
        }
        if (lacks(form, Role.PASSWORD)) {
            return form.with("Type the password of the account.", Role.PASSWORD);
        }
        if (lacks(form, Role.CODE)) {
            return form.with("Type the recovery code that you wrote down; blanks do not matter.", Role.CODE);
        }
        return differ(form, Role.FRESH)
                ? form.with("The two new passwords differ. Leave both empty to keep the old one.", Role.AGAIN)
                : form.untroubled();
    }

    private static Form changePassword(Form form) {
        if (lacks(form, Role.PASSWORD)) {
            return form.with("Type the password that you have now.", Role.PASSWORD);
        }
        if (lacks(form, Role.FRESH)) {
            return form.with("Choose a new password.", Role.FRESH);
        }
        return differ(form, Role.FRESH) ? form.with(DIFFER, Role.AGAIN) : form.untroubled();
    }

    private static Form deleteAccount(Form form, String ownName) {
        if (!form.text(Role.USER).equals(ownName)) {
            return form.with("Type your own name, " + ownName + ", to show that you mean this account.", Role.USER);
        }
        return needed(form, Role.PASSWORD, "Type your password.");
    }

    private static Form linkDevice(Form form) {
        if (lacks(form, Role.LINK_CODE)) {
            return form.with("Type or paste the code that the new device shows.", Role.LINK_CODE);
        }
        return needed(form, Role.PASSWORD, "Type your password; linking needs it each time.");
    }
}
