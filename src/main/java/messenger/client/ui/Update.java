package messenger.client.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The screen's one decision: a model and a message give the next model, commands for the core and a wish to the
 * terminal. Pure.
 */
public final class Update {
    private Update() {}

    /** What follows from {@code msg}. Never throws, whatever the news say; the UI thread or a test calls it. */
    public static Step update(Model model, Msg msg) {
        if (model.leaving()) {
            return Step.of(model);
        }
        Step step = dispatch(model, msg);
        return Reading.settle(step);
    }

    private static Step dispatch(Model model, Msg msg) {
        if (msg instanceof Msg.Pressed pressed) {
            return pressed(model, pressed.key());
        } else if (msg instanceof Msg.Typed typed) {
            return typed(model, typed.text());
        } else if (msg instanceof Msg.Pasted pasted) {
            return pasted(model, pasted.text());
        } else if (msg instanceof Msg.Resized resized) {
            return Step.of(model.with(resized.size()));
        } else if (msg instanceof Msg.Tick tick) {
            Model later = model.with(new Model.Clock(tick.now(), model.clock().zone()));
            return Drafts.saved(later.with(later.notices().at(tick.now())));
        } else if (msg instanceof Msg.Looked looked) {
            return looked.looks().begun(model);
        } else if (msg instanceof Msg.Heard heard) {
            return NewsUpdate.update(model, heard.news());
        } else if (msg instanceof Msg.Hangup) {
            return quit(model);
        }
        throw new AssertionError("unknown message " + msg);
    }

    private static Step pressed(Model model, Key key) {
        Keyboard keyboard = model.keyboard();
        List<Key> keys = new ArrayList<>(keyboard.pressed());
        keys.add(key);
        Optional<Binding> binding = Bindings.find(model.contexts(), keys);
        boolean cancels = key.equals(CtrlC.KEY);
        Model next = cancels ? model : model.with(keyboard.with(Keyboard.QuitState.STAYING));
        if (binding.isPresent()) {
            Model done = next.with(next.keyboard().with(List.of()));
            return ActionUpdate.run(done, binding.get());
        }
        if (!Bindings.following(model.contexts(), keys).isEmpty()) {
            return Step.of(next.with(next.keyboard().with(keys)));
        }
        boolean begun = !keyboard.pressed().isEmpty();
        Model fresh = next.with(next.keyboard().with(List.of()));
        return begun && cancels ? Step.of(fresh) : unbound(fresh, keys, begun);
    }

    private static Step unbound(Model model, List<Key> keys, boolean begun) {
        if (!begun) {
            return Step.of(model);
        }
        String text = new Chord(keys) + " means nothing here. F1 shows all keys.";
        return Step.of(model.notice(News.Level.INFORMATION, text));
    }

    /** Text where text can go; else each character is a key, and what follows is looked at afresh. */
    private static Step typed(Model model, String text) {
        Step step = Step.of(model);
        int i = 0;
        while (i < text.length()) {
            Model now = step.model();
            boolean midChord = !now.keyboard().pressed().isEmpty();
            boolean writes = now.contexts().contains(Binding.Context.COMPOSER)
                    || now.form().isPresent();
            if (writes && !midChord) {
                Model staying = now.with(now.keyboard().with(Keyboard.QuitState.STAYING));
                return step.then(insert(staying, text.substring(i)));
            }
            int c = text.codePointAt(i);
            step = step.then(pressed(now, Key.of(c)));
            i += Character.charCount(c);
        }
        return step;
    }

    /** A paste is text wherever text can go, and never keys. */
    private static Step pasted(Model model, String text) {
        if (model.form().isPresent()) {
            return insert(model, text);
        }
        boolean covered = !(model.dialog() instanceof NoDialog);
        if (!model.isOpen() || covered || model.keyboard().overlay() != Keyboard.Overlay.NONE) {
            return Step.of(model);
        }
        Keyboard writing = model.keyboard().with(Focus.COMPOSER).with(List.of()).with(Keyboard.QuitState.STAYING);
        return insert(model.with(writing), text);
    }

    private static Step insert(Model model, String text) {
        Optional<Form> form = model.form();
        if (form.isPresent()) {
            return Step.of(model.with(form.get().with(form.get().focused().typed(text))));
        }
        Model next = model.with(model.composer().insert(text));
        if (model.composer().overflows(text)) {
            return Step.of(next.notice(
                    News.Level.WARNING,
                    "A message has at most " + Editor.CHARS_MAX + " characters; the end was left out."));
        }
        return Step.of(next);
    }

    /** Saves what was typed and leaves. */
    static Step quit(Model model) {
        model.form().ifPresent(Form::erase);
        model.dialog().erase();
        Step saved = Drafts.saved(model.with(NoDialog.NONE));
        Model left = saved.model().with(saved.model().keyboard().with(Keyboard.QuitState.LEAVING));
        return new Step(left, saved.commands(), Step.Shell.NOTHING).and(List.of(new Command.Quit()));
    }
}
