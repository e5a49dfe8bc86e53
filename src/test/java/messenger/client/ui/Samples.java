package messenger.client.ui;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A small world for golden screens and for looking at the screen. */
public final class Samples {
    public static final String FINGERPRINT =
            "SHA256:9f2c 41d7 08aa 5b3e 77c1 e640 1d92 f3b8 6a05 c4e1 2b7d 90f6 38ae 5c12 d480 e7b3";
    public static final ConversationId BOB = new ConversationId("d-bob");
    public static final ConversationId OPS = new ConversationId("r-ops");
    public static final ConversationId CAROL = new ConversationId("d-carol");
    public static final ConversationId DANA = new ConversationId("d-dana");

    private Samples() {}

    public static Message from(String sender, ConversationId id, String message, Instant at, String text) {
        return new Message(id, new MessageId(message), sender, at, at, text, new Delivery.Received());
    }

    public static Message own(ConversationId id, String message, Instant at, String text, Delivery delivery) {
        return new Message(id, new MessageId(message), "alice", at, at, text, delivery);
    }

    public static List<Person> people(Instant now) {
        Person.Presence seen = new Person.Presence.LastSeen(now.minus(Duration.ofMinutes(42)));
        Person.Presence away = new Person.Presence.LastSeen(now.minus(Duration.ofDays(3)));
        return List.of(
                new Person("bob", new Person.Presence.Online(), Person.Trust.VERIFIED),
                new Person("carol", new Person.Presence.Online(), Person.Trust.UNVERIFIED),
                new Person("dana", seen, Person.Trust.CHANGED),
                new Person("erin", away, Person.Trust.VERIFIED),
                new Person("bartholomew.the.third", new Person.Presence.Online(), Person.Trust.UNVERIFIED));
    }

    public static List<Conversation> conversations(Instant now) {
        return List.of(
                new Conversation(BOB, "bob", Conversation.Kind.DIRECT, 2, 0, now, ""),
                new Conversation(OPS, "ops", Conversation.Kind.ROOM, 3, 1, now, ""),
                new Conversation(CAROL, "carol", Conversation.Kind.DIRECT, 1, 0, now, ""),
                new Conversation(DANA, "dana", Conversation.Kind.DIRECT, 0, 0, now, "about the release"));
    }

    public static List<Message> talk(Instant now) {
        List<Message> talk = new ArrayList<>();
        Instant yesterday = now.minus(Duration.ofDays(1));
        talk.add(from("bob", BOB, "1", yesterday, "Did the build machine come back?"));
        talk.add(own(
                BOB, "2", yesterday.plusSeconds(70), "Yes. The disk was full, nothing worse.", new Delivery.Read()));
        talk.add(from("bob", BOB, "3", now.minusSeconds(600), "deploy is green \u2705"));
        talk.add(own(
                BOB,
                "4",
                now.minusSeconds(540),
                "Great! I have written down what we changed, so that whoever is on call next can"
                        + " find it without asking:"
                        + " the retention is 14 days now, logs rotate at 100 MB, and the alarm comes at 80 %.",
                new Delivery.Delivered()));
        talk.add(own(BOB, "5", now.minusSeconds(480), "Two lines:\n  one\n  two", new Delivery.Stored()));
        talk.add(from(
                "bob",
                BOB,
                "6",
                now.minusSeconds(120),
                "\u4F60\u597D, \u05E9\u05DC\u05D5\u05DD, caf\u00E9 \uD83D\uDE80 @alice can you check the disk?"));
        talk.add(from("bob", BOB, "7", now.minusSeconds(60), "and \u001B[31mthis\u0007 is hostile \u202Etxt"));
        talk.add(own(BOB, "8", now.minusSeconds(30), "looking at it", new Delivery.Pending()));
        talk.add(own(
                BOB,
                "9",
                now.minusSeconds(20),
                "and this one",
                new Delivery.Failed("dana's key changed; compare safety numbers first")));
        return talk;
    }

    /** The news that open a chat in the middle of things. */
    public static List<News> chat(Instant now) {
        return List.of(
                new News.Opened("alice", "127.0.0.1:1315"),
                new News.Connection(new Link.Online()),
                new News.People(people(now)),
                new News.Conversations(conversations(now)),
                new News.HistoryPage(BOB, talk(now), News.More.OLDER_EXIST));
    }
}
