package messenger.client.ui;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import messenger.client.ui.Binding.Context;

/** Everything the screen knows; immutable. {@link Update} makes the next one, {@link View} draws it. */
public record Model(
        Size size,
        Clock clock,
        Gate gate,
        Account account,
        Link link,
        Chats chats,
        Roster people,
        Editor composer,
        Notices notices,
        Keyboard keyboard) {
    /** The time as last heard, and the zone to show it in. */
    public record Clock(Instant now, ZoneId zone) {}

    /** Who we are and where. */
    record Account(String user, String server) {}

    /** The screen before the core has said anything. */
    public static Model start(Size size, Instant now, ZoneId zone) {
        return new Model(
                size,
                new Clock(now, zone),
                new Gate.Starting(),
                new Account("", ""),
                new Link.Connecting(),
                Chats.NONE,
                Roster.NOBODY,
                Editor.EMPTY,
                Notices.NONE,
                Keyboard.FRESH);
    }

    /** Whether the person has left; the loop ends then. */
    public boolean leaving() {
        return keyboard.quit() == Keyboard.QuitState.LEAVING;
    }

    Optional<Conversation> current() {
        return chats.current();
    }

    /** Whether a person is there, as far as we can know: while we are not connected, nobody's presence is known. */
    Person.Presence presence(Person person) {
        return link instanceof Link.Online ? person.presence() : new Person.Presence.Unknown();
    }

    boolean isOpen() {
        return gate instanceof Gate.Open;
    }

    /** Where the keys are looked up, in this order. */
    List<Context> contexts() {
        if (gate instanceof Gate.Filling) {
            return List.of(Context.FORM, Context.EVERYWHERE);
        }
        if (gate instanceof Gate.Asking) {
            return List.of(Context.QUESTION, Context.EVERYWHERE);
        }
        if (!isOpen()) {
            return List.of(Context.EVERYWHERE);
        }
        if (keyboard.overlay() == Keyboard.Overlay.HELP) {
            return List.of(Context.HELP, Context.EVERYWHERE);
        }
        Context pane = keyboard.focus() == Focus.COMPOSER ? Context.COMPOSER : Context.LIST;
        return List.of(pane, Context.CHAT, Context.EVERYWHERE);
    }

    Model with(Size next) {
        return new Model(next, clock, gate, account, link, chats, people, composer, notices, keyboard);
    }

    Model with(Clock next) {
        return new Model(size, next, gate, account, link, chats, people, composer, notices, keyboard);
    }

    Model with(Gate next) {
        return new Model(size, clock, next, account, link, chats, people, composer, notices, keyboard);
    }

    Model with(Account next) {
        return new Model(size, clock, gate, next, link, chats, people, composer, notices, keyboard);
    }

    Model with(Link next) {
        return new Model(size, clock, gate, account, next, chats, people, composer, notices, keyboard);
    }

    Model with(Chats next) {
        return new Model(size, clock, gate, account, link, next, people, composer, notices, keyboard);
    }

    Model with(Roster next) {
        return new Model(size, clock, gate, account, link, chats, next, composer, notices, keyboard);
    }

    Model with(Editor next) {
        return new Model(size, clock, gate, account, link, chats, people, next, notices, keyboard);
    }

    Model with(Notices next) {
        return new Model(size, clock, gate, account, link, chats, people, composer, next, keyboard);
    }

    Model with(Keyboard next) {
        return new Model(size, clock, gate, account, link, chats, people, composer, notices, next);
    }

    Model notice(News.Level level, String text) {
        return with(notices.with(level, text, clock.now()));
    }
}
