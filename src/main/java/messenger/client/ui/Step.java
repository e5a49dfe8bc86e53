package messenger.client.ui;

import java.util.ArrayList;
import java.util.List;

/** What follows from one message: the next model, what the core shall do, and what the terminal shall do. */
public record Step(Model model, List<Command> commands, Shell shell) {
    /** Something only the terminal's owner can do. */
    public sealed interface Shell {
        Shell NOTHING = new Nothing();

        /** Nothing besides drawing what changed. */
        record Nothing() implements Shell {}

        /** Draw everything again. */
        record Redraw() implements Shell {}

        /** Back to the shell, and return. */
        record Suspend() implements Shell {}

        /** Another theme, from now on and at the next start; answered with {@link Msg.Looked} or a notice. */
        record Look(String theme) implements Shell {}
    }

    public Step {
        commands = List.copyOf(commands);
    }

    static Step of(Model model) {
        return new Step(model, List.of(), Shell.NOTHING);
    }

    static Step of(Model model, Command command) {
        return new Step(model, List.of(command), Shell.NOTHING);
    }

    /** This step and then the next, which began with this one's model. */
    Step then(Step next) {
        List<Command> all = new ArrayList<>(commands);
        all.addAll(next.commands);
        return new Step(next.model, all, next.shell instanceof Shell.Nothing ? shell : next.shell);
    }

    Step and(List<Command> more) {
        List<Command> all = new ArrayList<>(commands);
        all.addAll(more);
        return new Step(model, all, shell);
    }
}
