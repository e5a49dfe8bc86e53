package messenger.client.ui;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Moving between panes, conversations and rows. */
final class Navigation {
    private Navigation() {}

    static Step run(Model model, Binding binding) {
        return switch (binding.action()) {
            case NEXT_UNREAD -> nextUnread(model);
            case NEXT_CONVERSATION -> neighbour(model, 1);
            case PREVIOUS_CONVERSATION -> neighbour(model, -1);
            case LAST_CONVERSATION -> last(model);
            case GO_TO_CONVERSATION -> numbered(model, binding.argument());
            case NEXT_PANE -> pane(model, 1);
            case PREVIOUS_PANE -> pane(model, -1);
            case CONVERSATIONS -> toggled(model, Focus.CONVERSATIONS);
            case PEOPLE -> toggled(model, Focus.PEOPLE);
            case BACK -> focused(model, Focus.COMPOSER);
            case PAGE_UP, PAGE_DOWN, TOP, BOTTOM -> scrolled(model, binding.action());
            case OLDER -> older(model, Sending.PAGE);
            case CLEAR -> cleared(model);
            case WRITE_TO -> Step.of(focused(model, Focus.COMPOSER).model().with(Editor.of("/msg ")));
            case LIST_UP -> cursor(model, -1);
            case LIST_DOWN -> cursor(model, 1);
            case LIST_FIRST -> cursor(model, Integer.MIN_VALUE / 2);
            case LIST_LAST -> cursor(model, Integer.MAX_VALUE / 2);
            case OPEN -> open(model);
            default -> help(model, binding.action());
        };
    }

    private static Step help(Model model, Action action) {
        Keyboard keyboard = model.keyboard();
        int page = Math.max(1, model.size().rows() - 4);
        return switch (action) {
            case HELP -> helpAt(model, 0);
            case CLOSE_HELP -> Step.of(model.with(keyboard.with(Keyboard.Overlay.NONE, 0)));
            case HELP_UP -> helpAt(model, keyboard.helpRow() - 1);
            case HELP_DOWN -> helpAt(model, keyboard.helpRow() + 1);
            case HELP_PAGE_UP -> helpAt(model, keyboard.helpRow() - page);
            case HELP_PAGE_DOWN -> helpAt(model, keyboard.helpRow() + page);
            default -> throw new AssertionError("nothing does " + action);
        };
    }

    private static Step helpAt(Model model, int row) {
        int last = Math.max(0, HelpText.lines(model).size() - HelpText.visibleRows(model.size()));
        int bounded = Math.max(0, Math.min(row, last));
        return Step.of(model.with(model.keyboard().with(Keyboard.Overlay.HELP, bounded)));
    }

    /** The focus moved on by one pane; the composer is one of them. */
    static Step pane(Model model, int by) {
        List<Focus> panes = List.of(Focus.values());
        int next = Math.floorMod(panes.indexOf(model.keyboard().focus()) + by, panes.size());
        return focused(model, panes.get(next));
    }

    private static Step toggled(Model model, Focus focus) {
        return focused(model, model.keyboard().focus() == focus ? Focus.COMPOSER : focus);
    }

    private static Step focused(Model model, Focus focus) {
        Model next = model.with(model.keyboard().with(focus));
        Optional<Conversation> current = model.current();
        if (focus == Focus.CONVERSATIONS && current.isPresent()) {
            Chats chats = model.chats();
            next = next.with(chats.selecting(chats.indexOf(current.get().id())));
        }
        return Step.of(next);
    }

    /** The next conversation with something unread: mentions first, then people, then rooms. */
    private static Step nextUnread(Model model) {
        List<Predicate<Conversation>> ranks = List.of(
                c -> c.mentions() > 0,
                c -> c.unread() > 0 && c.kind() == Conversation.Kind.DIRECT,
                c -> c.unread() > 0);
        List<Conversation> list = model.chats().list();
        int from = model.current().map(c -> model.chats().indexOf(c.id())).orElse(-1);
        for (Predicate<Conversation> rank : ranks) {
            for (int i = 1; i <= list.size(); i++) {
                Conversation candidate = list.get(Math.floorMod(from + i, list.size()));
                if (rank.test(candidate)) {
                    return Requests.open(model, candidate.id());
                }
            }
        }
        return Step.of(model.notice(News.Level.INFORMATION, "Nothing unread."));
    }

    private static Step neighbour(Model model, int by) {
        List<Conversation> list = model.chats().list();
        if (list.isEmpty()) {
            return Step.of(model);
        }
        int from = model.current().map(c -> model.chats().indexOf(c.id())).orElse(by > 0 ? -1 : 0);
        return Requests.open(
                model, list.get(Math.floorMod(from + by, list.size())).id());
    }

    private static Step last(Model model) {
        List<ConversationId> opened = model.chats().opened();
        return opened.size() < 2 ? Step.of(model) : Requests.open(model, opened.get(1));
    }

    private static Step numbered(Model model, int number) {
        List<Conversation> list = model.chats().list();
        if (number > list.size()) {
            return Step.of(model.notice(News.Level.INFORMATION, "There is no conversation " + number + "."));
        }
        return Requests.open(model, list.get(number - 1).id());
    }

    private static Step scrolled(Model model, Action action) {
        Optional<Conversation> current = model.current();
        Layout layout = Layout.of(model);
        if (current.isEmpty() || layout.history().isEmpty()) {
            return Step.of(model);
        }
        ConversationId id = current.get().id();
        History history = model.chats().history(id);
        Rect area = layout.history();
        Transcript transcript =
                new Transcript(history, area.width(), model.clock().zone(), Transcript::rows);
        int page = Math.max(1, area.height() - 1);
        Scroll next =
                switch (action) {
                    case PAGE_UP -> transcript.up(page, area.height());
                    case PAGE_DOWN -> transcript.down(page, area.height());
                    case TOP -> transcript.up(Integer.MAX_VALUE / 2, area.height());
                    default -> new Scroll.Bottom();
                };
        Model moved = model.with(model.chats().with(id, history.with(next)));
        boolean up = action == Action.PAGE_UP || action == Action.TOP;
        boolean atTop = transcript.top(area.height()).equals(new Transcript.Place(0, 0));
        return up && atTop ? older(moved, Sending.PAGE) : Step.of(moved);
    }

    /** Asks for older messages, unless that was done, or there are none. */
    static Step older(Model model, int count) {
        Optional<Conversation> current = model.current();
        if (current.isEmpty()) {
            return Step.of(model);
        }
        if (model.isRequest(current.get())) {
            return Requests.ask(model, current.get());
        }
        ConversationId id = current.get().id();
        History history = model.chats().history(id);
        if (!history.canLoadOlder()) {
            boolean full = history.more() == News.More.OLDER_EXIST
                    && history.messages().size() >= History.LOADED_MAX;
            String text = full
                    ? "The screen holds " + History.LOADED_MAX + " messages; the history command shows older ones."
                    : "There is nothing older.";
            boolean waiting = history.loading() == History.Loading.UNDERWAY;
            return Step.of(waiting ? model : model.notice(News.Level.INFORMATION, text));
        }
        Command load = history.oldest().isEmpty()
                ? new Command.LoadLatest(id, count)
                : new Command.LoadOlder(id, history.oldest().get(0), count);
        return Step.of(model.with(model.chats().with(id, history.with(History.Loading.UNDERWAY))), load);
    }

    private static Step cleared(Model model) {
        Optional<Conversation> current = model.current();
        if (current.isEmpty()) {
            return Step.of(model);
        }
        ConversationId id = current.get().id();
        Chats chats = model.chats().with(id, model.chats().history(id).cleared());
        return Step.of(model.with(chats)
                .notice(News.Level.INFORMATION, "Cleared here; nothing was deleted. /history brings it back."));
    }

    private static Step cursor(Model model, int by) {
        if (model.keyboard().focus() == Focus.CONVERSATIONS) {
            Chats chats = model.chats();
            return Step.of(model.with(chats.selecting(chats.selected() + by)));
        }
        Roster people = model.people();
        return Step.of(model.with(people.selecting(people.selected() + by)));
    }

    private static Step open(Model model) {
        if (model.keyboard().focus() == Focus.CONVERSATIONS) {
            List<Conversation> list = model.chats().list();
            return list.isEmpty()
                    ? Step.of(model)
                    : Requests.open(model, list.get(model.chats().selected()).id());
        }
        Optional<Person> person = model.people().underCursor();
        if (person.isEmpty()) {
            return Step.of(model);
        }
        String name = person.get().name();
        Optional<Conversation> known = model.chats().with(name);
        Model writing = focused(model, Focus.COMPOSER).model();
        return known.isPresent()
                ? Requests.open(writing, known.get().id())
                : Step.of(writing, new Command.StartConversation(name));
    }
}
