package messenger.client.ui;

/** What stands before the chat: the forms, the server's fingerprint, waiting, and the end. */
final class GateView {
    private static final int FOOTER_ROWS = 1;

    private GateView() {}

    static void draw(Canvas canvas, Model model) {
        Size size = model.size();
        if (model.dialog() instanceof NoDialog) {
            SheetView.draw(canvas, sheet(model.gate(), size));
        }
        FooterView.draw(canvas, model, new Rect(0, size.rows() - FOOTER_ROWS, size.columns(), FOOTER_ROWS));
    }

    private static Sheet sheet(Gate gate, Size size) {
        if (gate instanceof Gate.Filling filling) {
            return Sheet.of(filling.form(), size);
        } else if (gate instanceof Gate.Asking asking) {
            return asking(asking, size);
        } else if (gate instanceof Gate.Working working) {
            return said("messenger", Slot.BORDER, size, working.what() + "\u2026", Slot.FG);
        } else if (gate instanceof Gate.Stopped stopped) {
            return said(stopped.headline(), Slot.MSG_ERROR, size, stopped.text(), Slot.FG);
        }
        return said("messenger", Slot.BORDER, size, "Starting\u2026", Slot.DIM);
    }

    private static Sheet said(String title, Slot border, Size size, String text, Slot slot) {
        return Sheet.of(title, border, size).gap().essential(text, slot).gap();
    }

    private static Sheet asking(Gate.Asking asking, Size size) {
        return Sheet.of("Is this your server?", Slot.BORDER_FOCUS, size)
                .gap()
                .explaining("This device has not met " + asking.server() + " before. Its key has this fingerprint:")
                .gap()
                .essential(asking.fingerprint(), Slot.ACCENT)
                .gap()
                .essential(
                        "The server prints it when it starts. If it is the same, press y; from then on nobody can take"
                                + " the server's place unnoticed. If it differs or you do not know it, press n.",
                        Slot.FG)
                .gap();
    }
}
