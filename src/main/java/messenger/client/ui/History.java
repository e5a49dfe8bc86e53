package messenger.client.ui;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The part of a conversation that the screen holds.
 *
 * @param messages oldest first; never changed in place
 * @param loading whether a page was asked for and has not come yet
 * @param firstNew the message above which "new" is written; empty or one
 * @param senderColumns columns of the widest sender's name
 */
record History(
        List<Message> messages,
        News.More more,
        Loading loading,
        Scroll scroll,
        List<MessageId> firstNew,
        int senderColumns) {
    /** What was asked of the core. */
    enum Loading {
        NEVER,
        UNDERWAY,
        DONE
    }

    /** Messages kept while new ones arrive; enough to scroll back for hours, little enough to copy on each arrival. */
    static final int ARRIVING_MAX = 2_000;

    /** Messages kept when older pages are asked for; beyond it the history command is the better reader. */
    static final int LOADED_MAX = 20_000;

    static final History EMPTY =
            new History(List.of(), News.More.OLDER_EXIST, Loading.NEVER, new Scroll.Bottom(), List.of(), 0);

    int indexOf(MessageId id) {
        for (int i = messages.size() - 1; i >= 0; i--) {
            if (messages.get(i).id().equals(id)) {
                return i;
            }
        }
        return -1;
    }

    /** With this message where its order puts it, or in its place if it is known. */
    History with(Message message) {
        int at = indexOf(message.id());
        int before = at >= 0 ? at : firstAfter(message);
        if (at < 0 && before == 0 && !messages.isEmpty() && more == News.More.OLDER_EXIST) {
            // It comes with the page to which it belongs.
            return this;
        }
        List<Message> next = new ArrayList<>(messages.size() + 1);
        next.addAll(messages);
        if (at >= 0) {
            next.set(at, message);
        } else {
            next.add(before, message);
        }
        int limit = scroll instanceof Scroll.Bottom ? ARRIVING_MAX : LOADED_MAX;
        boolean full = next.size() > limit;
        if (full) {
            next = new ArrayList<>(next.subList(next.size() - limit, next.size()));
        }
        News.More moreNow = full ? News.More.OLDER_EXIST : more;
        return rebuilt(next, moreNow, loading, Columns.of(Printable.line(message.sender())));
    }

    /** The place of the first message that stands after this one; what the core does not know stays where it is. */
    private int firstAfter(Message message) {
        int after = messages.size();
        for (int i = messages.size() - 1; i >= 0 && message.order() > 0; i--) {
            Message other = messages.get(i);
            if (!other.isRemark() && other.order() <= message.order()) {
                break;
            }
            after = other.isRemark() ? after : i;
        }
        return after;
    }

    /** Without this message, if it is here. */
    History without(MessageId id) {
        List<Message> next =
                messages.stream().filter(message -> !message.id().equals(id)).toList();
        return new History(next, more, loading, scroll, firstNew, senderColumns);
    }

    /** With a page: what was unknown goes before what is here, what was known is brought up to date. */
    History with(News.HistoryPage page) {
        Set<MessageId> paged = new HashSet<>();
        List<Message> next = new ArrayList<>(page.messages().size() + messages.size());
        int widest = 0;
        for (Message message : page.messages()) {
            if (paged.add(message.id())) {
                next.add(message);
                widest = Math.max(widest, Columns.of(Printable.line(message.sender())));
            }
        }
        for (Message message : messages) {
            if (!paged.contains(message.id())) {
                next.add(message);
            }
        }
        boolean tooMany = next.size() > LOADED_MAX;
        if (tooMany) {
            next = new ArrayList<>(next.subList(next.size() - LOADED_MAX, next.size()));
        }
        return rebuilt(next, tooMany ? News.More.OLDER_EXIST : page.more(), Loading.DONE, widest);
    }

    private History rebuilt(List<Message> next, News.More moreNow, Loading loaded, int sender) {
        int widest = Math.max(senderColumns, sender);
        return new History(Collections.unmodifiableList(next), moreNow, loaded, scroll, firstNew, widest);
    }

    /** The oldest message that the core knows, empty or one. */
    List<MessageId> oldest() {
        return messages.stream()
                .filter(message -> !message.isRemark())
                .limit(1)
                .map(Message::id)
                .toList();
    }

    /** The newest message that the core knows, empty or one. */
    List<MessageId> newest() {
        for (int i = messages.size() - 1; i >= 0; i--) {
            if (!messages.get(i).isRemark()) {
                return List.of(messages.get(i).id());
            }
        }
        return List.of();
    }

    History with(Scroll next) {
        return new History(messages, more, loading, next, firstNew, senderColumns);
    }

    History with(Loading next) {
        return new History(messages, more, next, scroll, firstNew, senderColumns);
    }

    /** With "new" written above the last {@code count} messages of others; 0 takes the line away. */
    History withNew(int count) {
        List<MessageId> first = List.of();
        int left = count;
        for (int i = messages.size() - 1; i >= 0 && left > 0; i--) {
            if (!messages.get(i).own()) {
                first = List.of(messages.get(i).id());
                left--;
            }
        }
        return new History(messages, more, loading, scroll, first, senderColumns);
    }

    /** Nothing shown; older messages can be loaded again. */
    History cleared() {
        return new History(List.of(), News.More.OLDER_EXIST, Loading.DONE, new Scroll.Bottom(), List.of(), 0);
    }

    boolean canLoadOlder() {
        return loading != Loading.UNDERWAY && more == News.More.OLDER_EXIST && messages.size() < LOADED_MAX;
    }
}
