package messenger.client.ui;

import java.util.Optional;

/** Ctrl-C: closes what is open, else clears the line, else asks to be pressed again to quit. */
final class CtrlC {
    static final Key KEY = new Key("Ctrl-C");

    private static final String AGAIN = "Press Ctrl-C again to quit.";

    private CtrlC() {}

    static Step run(Model model) {
        Keyboard keyboard = model.keyboard();
        if (keyboard.quit() == Keyboard.QuitState.ARMED || model.gate() instanceof Gate.Stopped) {
            return Update.quit(model);
        }
        if (!(model.dialog() instanceof NoDialog)) {
            return model.dialog().isLeavable() ? model.dialog().closed(model) : armed(model);
        }
        Optional<Form> form = model.form();
        if (form.isPresent() && !form.get().focused().isEmpty()) {
            Form cleared = form.get().with(form.get().focused().emptied());
            return Step.of(model.with(cleared.untroubled()));
        }
        if (!model.isOpen()) {
            return armed(model);
        }
        if (keyboard.overlay() != Keyboard.Overlay.NONE) {
            return Step.of(model.with(keyboard.with(Keyboard.Overlay.NONE, 0)));
        }
        if (keyboard.focus() != Focus.COMPOSER) {
            return Step.of(model.with(keyboard.with(Focus.COMPOSER)));
        }
        if (!model.composer().isEmpty()) {
            return Step.of(model.with(model.composer().clear()));
        }
        return armed(model);
    }

    private static Step armed(Model model) {
        Model armed = model.with(model.keyboard().with(Keyboard.QuitState.ARMED));
        return Step.of(armed.notice(News.Level.INFORMATION, AGAIN));
    }
}
