package messenger.client.ui;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import messenger.client.ui.Binding.Context;

/** On the device to be linked: the code that the other device needs, as text and as QR, while it holds. */
record LinkCode(String code, String qr, Instant until, QrSheet.Face face) implements Dialog {
    @Override
    public Sheet sheet(Model model) {
        Sheet sheet = Sheet.of(left(model) + " \u00B7 link this device", Slot.BORDER_FOCUS, model.size());
        if (isOver(model)) {
            return sheet.gap()
                    .essential("The code is too old now. q goes back; then a new one can be made.", Slot.FG)
                    .gap();
        }
        if (face == QrSheet.Face.QR) {
            return QrSheet.of(sheet, qr, model.size());
        }
        return sheet.gap()
                .explaining("On your other device choose /link, and type or paste this code there:")
                .gap()
                .essential(Printable.line(code), Slot.ACCENT)
                .gap()
                .explaining("Show it to nobody: who types it first can ask to be linked. Space shows it as a QR code.")
                .gap();
    }

    private boolean isOver(Model model) {
        return !model.clock().now().isBefore(until);
    }

    private String left(Model model) {
        long seconds = isOver(model)
                ? 0
                : Math.min(3_599, Duration.between(model.clock().now(), until).toSeconds());
        String digits = Long.toString(100 + seconds % 60).substring(1);
        return seconds / 60 + ":" + digits + " left";
    }

    @Override
    public Context context() {
        return Context.CODE;
    }

    @Override
    public Step act(Model model, Action action) {
        return action == Action.TOGGLE_CODE
                ? Step.of(model.with(new LinkCode(code, qr, until, face.other())))
                : Step.of(model);
    }

    /** Back to the first choice; the code must not stay valid at the server. */
    @Override
    public Step closed(Model model) {
        return new Step(model.with(new Choice("", "")), List.of(new Command.Abandon()), Step.Shell.NOTHING);
    }

    /** Without the code. */
    @Override
    public String toString() {
        return "LinkCode[until " + until + "]";
    }
}
