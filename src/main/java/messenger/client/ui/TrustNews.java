package messenger.client.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What follows from news about people's keys and about the own account: who is known how, and what a dialog gets. */
final class TrustNews {
    /** Removed and added devices named in one line; more are counted. */
    private static final int NAMED_MAX = 3;

    private TrustNews() {}

    /** What follows, or nothing for news of another kind. */
    static Optional<Step> update(Model model, News news) {
        if (news instanceof News.Contacts all) {
            return step(model.with(model.contacts().withAll(all.contacts())));
        } else if (news instanceof News.ContactChanged changed) {
            return step(settled(model.with(model.contacts().with(changed.contact())), changed.contact()));
        } else if (news instanceof News.SafetyShown shown) {
            return step(model.dialog() instanceof Verify verify ? model.with(verify.with(shown)) : model);
        } else if (news instanceof News.ComparisonWanted wanted) {
            return step(wanted(model, wanted.user()));
        } else if (news instanceof News.ComparisonShown shown) {
            return step(shown(model, shown));
        } else if (news instanceof News.ComparisonEnded ended) {
            return step(ended(model.with(model.contacts().notWishing(ended.user())), ended));
        } else if (news instanceof News.Devices devices) {
            return step(model.dialog() instanceof Devices open ? model.with(open.with(devices)) : model);
        } else if (news instanceof News.PeerDevicesChanged changed) {
            return step(remarked(model, changed));
        }
        return account(model, news);
    }

    private static Optional<Step> account(Model model, News news) {
        if (news instanceof News.FailedTries tries) {
            return step(model.notice(News.Level.WARNING, tried(tries.count())));
        } else if (news instanceof News.VaultRestored) {
            return step(model.notice(
                    News.Level.WARNING,
                    "This vault is an older copy. Its sessions were given up and begin anew with the next message;"
                            + " what came after the copy was made is not in it."));
        } else if (news instanceof News.Done done) {
            Model closed = isOver(model.dialog()) ? model.with(NoDialog.NONE) : model;
            return step(closed.notice(News.Level.INFORMATION, done.text()));
        } else if (news instanceof News.Refused refused) {
            return step(refused(model, refused.problem()));
        } else if (news instanceof News.RecoveryCodeShown shown) {
            return step(recovery(model, shown));
        } else if (news instanceof News.LinkNumbersShown shown) {
            return step(linkNumbers(model, shown.numbers()));
        }
        return Optional.empty();
    }

    /** Whether a dialog waited for something to be done, and not only to be shown. */
    private static boolean isOver(Dialog dialog) {
        return dialog instanceof LinkNumbers || (dialog instanceof Ask && dialog.waits());
    }

    private static Optional<Step> step(Model model) {
        return Optional.of(Step.of(model));
    }

    /** A dialog about a person that was decided elsewhere has nothing to ask any more. */
    private static Model settled(Model model, Contact contact) {
        boolean request = model.dialog() instanceof Request asked
                && asked.name().equals(contact.name())
                && contact.standing() != Contact.Standing.REQUESTED;
        boolean changed = model.dialog() instanceof Changed asked
                && asked.name().equals(contact.name())
                && contact.trust() != Person.Trust.CHANGED;
        return request || changed ? model.with(NoDialog.NONE) : model;
    }

    private static Model wanted(Model model, String user) {
        String name = Printable.line(user);
        Model known = model.with(model.contacts().wishing(user));
        boolean here = model.current().filter(c -> c.title().equals(user)).isPresent();
        String how = here ? "Ctrl-X v, then c" : "/verify " + name + ", then c";
        return known.notice(
                News.Level.WARNING, name + " wants to compare short numbers with you, to verify each other: " + how);
    }

    private static Model shown(Model model, News.ComparisonShown shown) {
        return model.dialog() instanceof Compare compare ? model.with(compare.with(shown)) : model;
    }

    private static Model ended(Model model, News.ComparisonEnded ended) {
        if (model.dialog() instanceof Compare compare && compare.name().equals(ended.user())) {
            // The line that called to it has been followed.
            return model.with(compare.with(ended)).with(model.notices().dismissed());
        }
        News.Level level =
                switch (ended.outcome()) {
                    case EQUAL -> News.Level.INFORMATION;
                    case DIFFERENT -> News.Level.ERROR;
                    case GIVEN_UP -> News.Level.WARNING;
                };
        return model.notice(level, Compare.sentence(ended.user(), ended.outcome()));
    }

    private static Model remarked(Model model, News.PeerDevicesChanged changed) {
        Optional<Conversation> conversation = model.chats().with(changed.user());
        if (conversation.isEmpty()
                || (changed.added().isEmpty() && changed.removed().isEmpty())) {
            return model;
        }
        ConversationId id = conversation.get().id();
        History history = model.chats().history(id);
        Message remark = new Message(
                id,
                new MessageId("remark:" + history.messages().size() + ":"
                        + model.clock().now()),
                Marks.REMARK.sign(),
                model.clock().now(),
                model.clock().now(),
                sentence(changed),
                new Delivery.Remark());
        return model.with(model.chats().with(id, history.with(remark)));
    }

    private static String sentence(News.PeerDevicesChanged changed) {
        List<String> parts = new ArrayList<>();
        if (!changed.added().isEmpty()) {
            parts.add("added " + named(changed.added()));
        }
        if (!changed.removed().isEmpty()) {
            parts.add("removed " + named(changed.removed()));
        }
        return Printable.line(changed.user()) + " " + String.join(" and ", parts) + ".";
    }

    private static String named(List<String> ids) {
        if (ids.size() > NAMED_MAX) {
            return ids.size() + " devices";
        }
        String names = String.join(", ", ids.stream().map(Printable::line).toList());
        return (ids.size() == 1 ? "device " : "devices ") + names;
    }

    private static String tried(int count) {
        String tries = count == 1 ? "1 wrong password was" : count + " wrong passwords were";
        return tries + " tried at your account since you were last here. If it was not you, somebody guesses:"
                + " a long password withstands that, /passwd sets one.";
    }

    private static Model refused(Model model, String problem) {
        String text = Printable.line(problem);
        return model.dialog().waits() ? model.with(model.dialog().refused(text)) : model.notice(News.Level.ERROR, text);
    }

    /** A new code comes at once; one that was asked for only while the person still waits for it. */
    private static Model recovery(Model model, News.RecoveryCodeShown shown) {
        if (shown.occasion() == News.Occasion.NEW) {
            model.dialog().erase();
            return model.with(new NewRecovery(shown.code(), Forms.recoveryKept()));
        }
        boolean awaited =
                model.dialog() instanceof Ask ask && ask.waits() && ask.asked().kind() == FormKind.SHOW_RECOVERY;
        if (awaited) {
            return model.with(new Recovery(shown.code()));
        }
        shown.code().clear();
        return model;
    }

    /** The numbers decide something: they appear only where the person waits for them. */
    private static Model linkNumbers(Model model, String numbers) {
        boolean asked =
                model.dialog() instanceof Ask ask && ask.waits() && ask.asked().kind() == FormKind.LINK_DEVICE;
        boolean awaited = asked || model.dialog() instanceof LinkCode || !model.isOpen();
        return awaited ? model.with(new LinkNumbers(Printable.line(numbers), Ask.Progress.FILLING)) : model;
    }
}
