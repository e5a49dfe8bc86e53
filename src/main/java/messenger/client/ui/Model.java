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
        Contacts contacts,
        Editor composer,
        Notices notices,
        Dialog dialog,
        Keyboard keyboard,
        Looks looks) {
    /** The time as last heard, and the zone to show it in. */
    public record Clock(Instant now, ZoneId zone) {}

    /** Who we are and where. */
    record Account(String user, String server) {}

    /** The screen before the core has said anything. */
    public static Model start(Size size, Instant now, ZoneId zone, Looks looks) {
        return new Model(
                size,
                new Clock(now, zone),
                new Gate.Starting(),
                new Account("", ""),
                new Link.Connecting(),
                Chats.NONE,
                Roster.NOBODY,
                Contacts.NONE,
                Editor.EMPTY,
                Notices.NONE,
                NoDialog.NONE,
                Keyboard.FRESH,
                looks);
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

    /** What is known about a person's key. */
    Person.Trust trust(String name) {
        return contacts.find(name)
                .map(Contact::trust)
                .or(() -> people.find(name).map(Person::trust))
                .orElse(Person.Trust.UNVERIFIED);
    }

    /** What was decided about the other side of a conversation; a room has nobody to decide about. */
    Contact.Standing standing(Conversation conversation) {
        return conversation.kind() == Conversation.Kind.DIRECT
                ? contacts.find(conversation.title()).map(Contact::standing).orElse(Contact.Standing.ACCEPTED)
                : Contact.Standing.ACCEPTED;
    }

    /** Whether nothing of it may be shown before the person decides. */
    boolean isRequest(Conversation conversation) {
        return standing(conversation) == Contact.Standing.REQUESTED;
    }

    /** Whether what is shown changes each second. */
    public boolean countsDown() {
        return dialog instanceof LinkCode;
    }

    boolean isOpen() {
        return gate instanceof Gate.Open;
    }

    /** Where the keys are looked up, in this order. */
    List<Context> contexts() {
        if (!(dialog instanceof NoDialog)) {
            return List.of(dialog.context(), Context.EVERYWHERE);
        }
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
        return new Model(
                next, clock, gate, account, link, chats, people, contacts, composer, notices, dialog, keyboard, looks);
    }

    Model with(Clock next) {
        return new Model(
                size, next, gate, account, link, chats, people, contacts, composer, notices, dialog, keyboard, looks);
    }

    Model with(Gate next) {
        return new Model(
                size, clock, next, account, link, chats, people, contacts, composer, notices, dialog, keyboard, looks);
    }

    Model with(Account next) {
        return new Model(
                size, clock, gate, next, link, chats, people, contacts, composer, notices, dialog, keyboard, looks);
    }

    Model with(Link next) {
        return new Model(
                size, clock, gate, account, next, chats, people, contacts, composer, notices, dialog, keyboard, looks);
    }

    Model with(Chats next) {
        return new Model(
                size, clock, gate, account, link, next, people, contacts, composer, notices, dialog, keyboard, looks);
    }

    Model with(Roster next) {
        return new Model(
                size, clock, gate, account, link, chats, next, contacts, composer, notices, dialog, keyboard, looks);
    }

    Model with(Contacts next) {
        return new Model(
                size, clock, gate, account, link, chats, people, next, composer, notices, dialog, keyboard, looks);
    }

    Model with(Editor next) {
        return new Model(
                size, clock, gate, account, link, chats, people, contacts, next, notices, dialog, keyboard, looks);
    }

    Model with(Notices next) {
        return new Model(
                size, clock, gate, account, link, chats, people, contacts, composer, next, dialog, keyboard, looks);
    }

    Model with(Dialog next) {
        return new Model(
                size, clock, gate, account, link, chats, people, contacts, composer, notices, next, keyboard, looks);
    }

    Model with(Keyboard next) {
        return new Model(
                size, clock, gate, account, link, chats, people, contacts, composer, notices, dialog, next, looks);
    }

    Model with(Looks next) {
        return new Model(
                size, clock, gate, account, link, chats, people, contacts, composer, notices, dialog, keyboard, next);
    }

    /** The form that takes what is typed: a dialog's, or the one before the chat. */
    Optional<Form> form() {
        if (!(dialog instanceof NoDialog)) {
            return dialog.form();
        }
        return gate instanceof Gate.Filling filling ? Optional.of(filling.form()) : Optional.empty();
    }

    /** With the form of {@link #form} filled in further. */
    Model with(Form next) {
        return dialog instanceof NoDialog ? with(new Gate.Filling(next)) : with(dialog.with(next));
    }

    Model notice(News.Level level, String text) {
        return with(notices.with(level, text, clock.now()));
    }
}
