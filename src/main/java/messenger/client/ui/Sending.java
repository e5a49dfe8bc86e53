package messenger.client.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Enter in the composer: a message, or a slash command. What cannot be done stays in the composer, with a notice. */
final class Sending {
    /** Messages asked for by /history without a number. */
    static final int PAGE = 100;

    private Sending() {}

    static Step send(Model model) {
        String text = model.composer().text().strip();
        if (text.isEmpty()) {
            return Step.of(model.with(model.notices().dismissed()));
        }
        boolean literal = text.startsWith("//");
        if (text.startsWith("/") && !literal) {
            return command(model, text);
        }
        Optional<Conversation> current = model.current();
        if (current.isEmpty()) {
            return warned(model, "Nobody to send this to yet: press F3, choose a person and press Enter.");
        }
        if (Barrier.stands(model, current.get())) {
            return Barrier.explained(model, current.get());
        }
        ConversationId id = current.get().id();
        Step sent = emptied(model, id, new Command.Send(id, literal ? text.substring(1) : text));
        History history =
                sent.model().chats().history(id).with(new Scroll.Bottom()).withNew(0);
        Model shown = sent.model().with(sent.model().chats().with(id, history));
        return new Step(shown, sent.commands(), sent.shell());
    }

    private static Step emptied(Model model, ConversationId id, Command command) {
        List<Command> commands = new ArrayList<>(List.of(command));
        if (model.chats().hasDraft(id)) {
            commands.add(new Command.SaveDraft(id, ""));
        }
        Chats chats = model.chats().with(id, Editor.EMPTY);
        Model next = emptied(model).with(chats).with(model.notices().dismissed());
        return new Step(next, commands, Step.Shell.NOTHING);
    }

    private static Model emptied(Model model) {
        return model.with(new Editor("", 0, model.composer().cut()));
    }

    private static Step command(Model model, String text) {
        String[] words = text.split("\\s+", 2);
        String rest = words.length > 1 ? words[1].strip() : "";
        Optional<Binding> binding = Bindings.command(words[0]);
        if (binding.isEmpty()) {
            return warned(model, "There is no command " + Columns.fit(words[0], 24) + ". /help shows all of them.");
        }
        if (binding.get().arguments().isEmpty() && !rest.isEmpty()) {
            return warned(model, words[0] + " takes nothing after it.");
        }
        return switch (binding.get().action()) {
            case WRITE_TO -> message(model, rest);
            case THEME -> Looks.named(emptied(model), rest);
            case OLDER -> history(model, rest);
            case VERIFY, TRUST_KEY, ACCEPT, DECLINE_PERSON, BLOCK, UNBLOCK ->
                PersonUpdate.run(emptied(model), binding.get().action(), named(rest));
            case PEOPLE -> Navigation.run(emptied(model), binding.get()).and(List.of(new Command.RefreshPeople()));
            default -> ActionUpdate.run(emptied(model), binding.get());
        };
    }

    private static Step message(Model model, String rest) {
        String[] words = rest.split("\\s+", 2);
        if (words[0].isEmpty()) {
            return warned(model, "Write /msg NAME TEXT, for example /msg bob hello.");
        }
        String user = named(words[0]);
        if (user.equals(model.account().user())) {
            return warned(model, "That is you. /msg needs somebody else's name.");
        }
        Model next = emptied(model).with(model.notices().dismissed());
        Optional<Conversation> known = next.chats().with(user);
        Step step = known.isPresent() ? Requests.open(next, known.get().id()) : Step.of(next);
        if (words.length > 1 && known.isPresent() && Barrier.stands(model, known.get())) {
            return Barrier.explained(Reading.open(model, known.get().id()).model(), known.get());
        }
        if (words.length < 2) {
            return known.isPresent() ? step : step.and(List.of(new Command.StartConversation(user)));
        }
        Command send =
                known.isPresent() ? new Command.Send(known.get().id(), words[1]) : new Command.SendTo(user, words[1]);
        return step.and(List.of(send));
    }

    private static String named(String word) {
        return word.startsWith("@") ? word.substring(1) : word;
    }

    private static Step history(Model model, String rest) {
        int count = PAGE;
        if (!rest.isEmpty()) {
            count = rest.matches("[0-9]{1,5}") ? Integer.parseInt(rest) : 0;
            if (count < 1 || count > History.LOADED_MAX) {
                return warned(model, "Write /history or /history COUNT, from 1 to " + History.LOADED_MAX + ".");
            }
        }
        return Navigation.older(emptied(model), count);
    }

    private static Step warned(Model model, String text) {
        return Step.of(model.notice(News.Level.WARNING, text));
    }
}
