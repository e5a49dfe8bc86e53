package messenger.client.ui;

import java.util.List;
import java.util.Optional;

/** What follows from news of the client core. Unknown ids, repeated news and any order are survived. */
final class NewsUpdate {
    private NewsUpdate() {}

    static Step update(Model model, News news) {
        if (news instanceof News.MessageShown shown) {
            return message(model, shown.message());
        } else if (news instanceof News.MessageGone gone) {
            History history = model.chats().history(gone.conversation());
            return Step.of(model.with(model.chats().with(gone.conversation(), history.without(gone.message()))));
        } else if (news instanceof News.UnreadableShown shown) {
            boolean awaited = model.dialog() instanceof Unreadable;
            return Step.of(awaited ? model.with(new Unreadable(shown.paragraphs(), Unreadable.Stage.SHOWN)) : model);
        } else if (news instanceof News.HistoryPage page) {
            return page(model, page);
        } else if (news instanceof News.Conversations all) {
            return first(model.with(model.chats().withAll(all.conversations())));
        } else if (news instanceof News.ConversationChanged changed) {
            return first(model.with(model.chats().with(changed.conversation())));
        } else if (news instanceof News.ConversationStarted started) {
            Model known = model.with(model.chats().with(started.conversation()));
            return Reading.open(known, started.conversation().id());
        } else if (news instanceof News.People people) {
            return Step.of(model.with(model.people().withAll(people.people())));
        } else if (news instanceof News.PersonChanged changed) {
            return Step.of(model.with(model.people().with(changed.person())));
        } else if (news instanceof News.Connection connection) {
            return connection(model, connection.link());
        } else if (news instanceof News.Notice notice) {
            return Step.of(model.notice(notice.level(), notice.text()));
        }
        Optional<Step> trust = TrustNews.update(model, news);
        return trust.isPresent() ? trust.get() : gate(model, news);
    }

    private static Step gate(Model model, News news) {
        if (news instanceof News.FirstStart first) {
            return Step.of(at(model, new Gate.Starting()).with(new Choice(first.server(), first.user())));
        } else if (news instanceof News.AccountNeeded needed) {
            return filling(model, Forms.register(needed.server(), needed.user(), needed.problem(), needed.extras()));
        } else if (news instanceof News.RecoverNeeded needed) {
            return filling(model, Forms.recover(needed.server(), needed.user(), needed.problem()));
        } else if (news instanceof News.LinkNeeded needed) {
            return filling(model, Forms.link(needed.server(), needed.problem()));
        } else if (news instanceof News.DevicePasswordNeeded needed) {
            return filling(model, Forms.devicePassword(needed.user(), needed.problem()));
        } else if (news instanceof News.LinkCodeShown shown) {
            LinkCode code = new LinkCode(shown.code(), shown.qr(), shown.until(), QrSheet.Face.TEXT);
            return Step.of(model.isOpen() ? model : model.with(code));
        } else if (news instanceof News.Locked locked) {
            return filling(model, Forms.unlock(locked.server(), locked.user(), locked.problem()));
        } else if (news instanceof News.Working working) {
            return Step.of(at(model, new Gate.Working(Printable.line(working.what()))));
        } else if (news instanceof News.ServerUnknown unknown) {
            String fingerprint = unknown.fingerprint();
            return Step.of(at(model, new Gate.Asking(Printable.line(unknown.server()), fingerprint)));
        } else if (news instanceof News.Opened opened) {
            return opened(model, opened);
        } else if (news instanceof News.ServerKeyChanged changed) {
            return Step.of(at(model, keyChanged(changed)));
        } else if (news instanceof News.Stopped stopped) {
            String text = Printable.text(stopped.todo());
            return Step.of(at(model, new Gate.Stopped(Printable.line(stopped.what()), text)));
        }
        throw new AssertionError("unknown news " + news);
    }

    private static Step filling(Model model, Form form) {
        return Step.of(at(model, new Gate.Filling(form)));
    }

    /** At a gate; whatever lay over the screen before is of no use there, and what was secret in it goes. */
    private static Model at(Model model, Gate gate) {
        model.dialog().erase();
        return model.with(gate).with(NoDialog.NONE);
    }

    /** A new recovery code stays until it is on paper; the chat opens behind it. */
    private static Step opened(Model model, News.Opened opened) {
        Model.Account account = new Model.Account(Printable.line(opened.user()), Printable.line(opened.server()));
        boolean stays = model.isOpen() || model.dialog() instanceof NewRecovery;
        Model open = stays ? model.with(new Gate.Open()) : at(model, new Gate.Open());
        return first(open.with(account).with(model.notices().dismissed()));
    }

    private static Gate keyChanged(News.ServerKeyChanged changed) {
        String text = "The key of " + Printable.line(changed.server()) + " is not the one this device knows.\n\n"
                + "known:   " + Printable.line(changed.pinned()) + "\n"
                + "offered: " + Printable.line(changed.offered()) + "\n\n"
                + "Somebody may be between you and the server, or the server was set up anew. Nothing was sent."
                + " Ask whoever runs the server which fingerprint is right, by a way other than this one, before"
                + " you connect again.";
        return new Gate.Stopped("The server's key changed", text);
    }

    /** Opens the first conversation when the chat opens with some, so that a person starts where something is. */
    private static Step first(Model model) {
        if (!model.isOpen()
                || model.current().isPresent()
                || model.chats().list().isEmpty()) {
            return Step.of(model);
        }
        Focus focus = model.keyboard().focus();
        Editor typed = model.composer();
        List<Conversation> list = model.chats().list();
        Conversation start =
                list.stream().filter(c -> !model.isRequest(c)).findFirst().orElse(list.get(0));
        Step opened = Reading.open(model, start.id());
        Model next = typed.isEmpty() ? opened.model() : opened.model().with(typed);
        return new Step(next.with(next.keyboard().with(focus)), opened.commands(), opened.shell());
    }

    private static Step message(Model model, Message message) {
        ConversationId id = message.conversation();
        History history = model.chats().history(id);
        boolean known = history.indexOf(message.id()) >= 0;
        Model next = model.with(model.chats().with(id, history.with(message)));
        Optional<Conversation> current = model.current().filter(c -> c.id().equals(id));
        boolean watched = model.isOpen()
                && current.isPresent()
                && history.loading() == History.Loading.DONE
                && history.scroll() instanceof Scroll.Bottom;
        boolean hidden = current.filter(model::isRequest).isPresent();
        if (known || message.own() || !watched || hidden) {
            return Step.of(next);
        }
        Chats read = next.chats().with(current.get().read());
        return Step.of(next.with(read), new Command.MarkRead(id, message.id()));
    }

    private static Step page(Model model, News.HistoryPage page) {
        ConversationId id = page.conversation();
        History before = model.chats().history(id);
        Optional<Conversation> current = model.current().filter(c -> c.id().equals(id));
        boolean opening = current.isPresent()
                && before.loading() == History.Loading.UNDERWAY
                && before.firstNew().isEmpty();
        History after = before.with(page);
        int unread = current.map(Conversation::unread).orElse(0);
        History marked = opening && unread > 0 ? after.withNew(unread) : after;
        return Step.of(model.with(model.chats().with(id, marked)));
    }

    private static Step connection(Model model, Link link) {
        boolean wasOffline = model.link() instanceof Link.Offline;
        if (wasOffline && link instanceof Link.Connecting) {
            // The next try may fail like the one before: until it succeeds, the person goes on seeing why.
            return Step.of(model);
        }
        Model next = model.with(link);
        if (link instanceof Link.Offline offline) {
            Model alone = next.with(next.people().unknown());
            boolean told = wasOffline || !model.isOpen();
            return Step.of(told ? alone : alone.notice(News.Level.WARNING, notConnected(offline)));
        }
        boolean back = wasOffline && link instanceof Link.Online;
        return Step.of(back ? next.with(next.notices().dismissed()) : next);
    }

    private static String notConnected(Link.Offline offline) {
        String reason = Printable.line(offline.reason());
        return "Not connected. " + reason + " What you send waits here and goes out by itself.";
    }
}
