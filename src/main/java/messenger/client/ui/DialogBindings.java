package messenger.client.ui;

import static messenger.client.ui.Binding.Context.CHANGED;
import static messenger.client.ui.Binding.Context.CHAT;
import static messenger.client.ui.Binding.Context.CODE;
import static messenger.client.ui.Binding.Context.CONFIRM;
import static messenger.client.ui.Binding.Context.DEVICES;
import static messenger.client.ui.Binding.Context.FORM;
import static messenger.client.ui.Binding.Context.NOTE;
import static messenger.client.ui.Binding.Context.NUMBERS;
import static messenger.client.ui.Binding.Context.REQUEST;
import static messenger.client.ui.Binding.Context.START;
import static messenger.client.ui.Binding.Context.VERIFY;

import java.util.ArrayList;
import java.util.List;
import messenger.client.ui.Binding.Context;

/** The rows of the table that are about people, devices and the account: what opens a dialog, and its own keys. */
final class DialogBindings {
    private DialogBindings() {}

    static List<Binding> rows() {
        List<Binding> rows = new ArrayList<>();
        rows.addAll(people());
        rows.addAll(account());
        rows.addAll(beforeTheChat());
        rows.addAll(deciding());
        rows.addAll(verifying());
        rows.addAll(devices());
        return rows;
    }

    private static List<Binding> people() {
        return List.of(
                Binding.of(CHAT, Action.VERIFY, "Ctrl-X v", "Safety number with this person")
                        .slash("/verify", "[NAME]"),
                Binding.of(CHAT, Action.TRUST_KEY, "Ctrl-X k", "Their key changed: what now?")
                        .slash("/trust", "[NAME]"),
                Binding.of(CHAT, Action.REQUESTS, "Ctrl-X r", "Who wants to write to you")
                        .slash("/requests", ""),
                Binding.of(CHAT, Action.ACCEPT, "Ctrl-X y", "Accept who wants to write to you")
                        .slash("/accept", "[NAME]"),
                Binding.of(CHAT, Action.DECLINE_PERSON, "Ctrl-X n", "Decline who wants to write to you")
                        .slash("/decline", "[NAME]"),
                Binding.of(CHAT, Action.BLOCK, "Ctrl-X b", "Block this person").slash("/block", "[NAME]"),
                Binding.of(CHAT, Action.UNBLOCK, "Ctrl-X u", "No longer block or decline")
                        .slash("/unblock", "[NAME]"));
    }

    private static List<Binding> account() {
        return List.of(
                Binding.of(CHAT, Action.DEVICES, "Ctrl-X d", "Your devices").slash("/devices", ""),
                Binding.of(CHAT, Action.UNREADABLE, "Ctrl-X e", "What could not be read")
                        .slash("/unreadable", ""),
                Binding.of(CHAT, Action.LINK_DEVICE, "Ctrl-X i", "Link another device to your account")
                        .slash("/link", ""),
                Binding.of(CHAT, Action.PASSWORD, "Ctrl-X p", "Change your password")
                        .slash("/passwd", ""),
                Binding.of(CHAT, Action.RECOVERY, "Ctrl-X R", "Show your recovery code")
                        .slash("/recovery", ""),
                Binding.of(CHAT, Action.DELETE_ACCOUNT, "Ctrl-X D", "Delete your account")
                        .slash("/delete-account", ""));
    }

    private static List<Binding> beforeTheChat() {
        return List.of(
                Binding.of(START, Action.NEW_ACCOUNT, "n", "Make a new account").footer("new account"),
                Binding.of(START, Action.LINK_THIS, "l", "Link this device to an account")
                        .footer("link"),
                Binding.of(START, Action.RECOVER, "r", "Recover an account").footer("recover"),
                Binding.of(FORM, Action.MORE_FIELDS, "Ctrl-O", "Fields for invites and access passwords")
                        .footer("invite code"),
                Binding.of(FORM, Action.OTHER_WAY, "Ctrl-G", "Back to the first choice")
                        .footer("other ways"),
                Binding.of(CODE, Action.TOGGLE_CODE, "Space", "As text or as a QR code")
                        .footer("text/QR"),
                closing(CODE, "back"));
    }

    private static List<Binding> deciding() {
        return List.of(
                Binding.of(REQUEST, Action.TAKE, "a", "Accept: show it, say that it arrived")
                        .footer("accept"),
                Binding.of(REQUEST, Action.REFUSE, "d", "Decline: erase it unseen")
                        .footer("decline"),
                Binding.of(REQUEST, Action.SHUT_OUT, "b", "Block them").footer("block"),
                closing(REQUEST, "later"),
                Binding.of(CONFIRM, Action.YES, "y", "Yes, do it").footer("yes"),
                Binding.of(CONFIRM, Action.NO, "n, q", "No").footer("no"),
                Binding.of(CHANGED, Action.SHOW_NUMBER, "v", "The new key's safety number")
                        .footer("number"),
                Binding.of(CHANGED, Action.TAKE_KEY, "a", "Take the new key without comparing")
                        .footer("accept"),
                Binding.of(CHANGED, Action.CLOSE_DIALOG, "q, k, Enter, Esc", "Go on sending nothing")
                        .footer("keep blocking"));
    }

    private static List<Binding> verifying() {
        return List.of(
                Binding.of(VERIFY, Action.MATCH, "y", "The safety numbers match")
                        .footer("match"),
                Binding.of(VERIFY, Action.DIFFER, "n", "The safety numbers differ")
                        .footer("differ"),
                Binding.of(VERIFY, Action.SHORT_NUMBERS, "c", "Compare short numbers instead")
                        .footer("compare"),
                Binding.of(VERIFY, Action.TOGGLE_QR, "Space", "As digits or as a QR code")
                        .footer("QR"),
                closing(VERIFY, "later"),
                Binding.of(NUMBERS, Action.EQUAL, "y", "Both sides show the same numbers")
                        .footer("same"),
                Binding.of(NUMBERS, Action.UNEQUAL, "n", "The numbers differ").footer("different"),
                closing(NUMBERS, "later"));
    }

    private static List<Binding> devices() {
        return List.of(
                Binding.of(DEVICES, Action.REMOVE_DEVICE, "r", "Remove the device")
                        .footer("remove"),
                Binding.of(DEVICES, Action.ADD_DEVICE, "l", "Link another device")
                        .footer("link"),
                Binding.of(DEVICES, Action.DEVICE_UP, "Up, k", "One row up"),
                Binding.of(DEVICES, Action.DEVICE_DOWN, "Down, j", "One row down"),
                closing(DEVICES, "close"),
                closing(NOTE, "close"));
    }

    private static Binding closing(Context context, String word) {
        return Binding.of(context, Action.CLOSE_DIALOG, "q, Enter, Esc", "Close it; nothing is decided")
                .footer(word);
    }
}
