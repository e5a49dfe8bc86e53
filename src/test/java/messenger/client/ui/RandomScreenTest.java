package messenger.client.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Anything may happen in any order at any size: nothing throws, and every frame is whole. */
final class RandomScreenTest {
    private static final int RUNS = 15;
    private static final int RUNS_LONG = 500;
    private static final int STEPS = 150;

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "hello",
            "\u001B[31m",
            "a\nb\nc",
            "\u4F60\u597D",
            "\uD83D\uDE80 launch",
            "e\u0301",
            "/help",
            "/msg bob hi",
            "/history 3",
            "/nope",
            "/theme",
            "/theme nord",
            "@al",
            "x".repeat(300),
            "\u202Eabc",
            "\uD83D",
            "two words",
            "//",
            "/",
            "@");

    private static final List<String> OTHER_KEYS =
            List.of("F9", "Ctrl-Alt-Q", "Insert", "Shift-Left", "Alt-0", "Esc", "Ctrl-Space");

    @Test
    void randomMessagesAtRandomSizesNeverBreakTheScreen() {
        play(1, RUNS);
    }

    @Test
    @Tag("slow")
    void manyMoreRandomMessagesNeverBreakTheScreen() {
        play(RUNS + 1, RUNS_LONG);
    }

    private static void play(long firstSeed, int runs) {
        for (long seed = firstSeed; seed < firstSeed + runs; seed++) {
            Random random = new Random(seed);
            Model model = Model.start(new Size(80, 24), Driver.NOW, ZoneOffset.UTC, Driver.LOOKS);
            View view = new View();
            for (int step = 0; step < STEPS && !model.leaving(); step++) {
                Msg msg = message(random, model);
                try {
                    model = Update.update(model, msg).model();
                    Frame frame = view.view(model);
                    assertEquals(frame.toString(), new View().view(model).toString());
                    assertTrue(frame.caretX() < model.size().columns()
                            && frame.caretY() < model.size().rows());
                } catch (RuntimeException | AssertionError e) {
                    throw new AssertionError("seed " + seed + ", step " + step + ", " + msg, e);
                }
            }
        }
    }

    @Test
    void theGeneratorKnowsEveryKindOfMessageAndNews() {
        Random random = new Random(1);
        Set<Class<?>> seen = new HashSet<>();
        for (int i = 0; i < 20_000; i++) {
            Msg msg = message(random);
            seen.add(msg.getClass());
            if (msg instanceof Msg.Heard heard) {
                seen.add(heard.news().getClass());
            }
        }
        for (Class<?> family : List.of(Msg.class, News.class)) {
            Stream.of(family.getPermittedSubclasses())
                    .forEach(kind -> assertTrue(seen.contains(kind), kind.toString()));
        }
    }

    @Test
    void everyKindOfDialogIsDrawnWithHostileTextAndReachedByRandomKeys() {
        Set<Class<?>> drawn = new HashSet<>(Set.of(NoDialog.class));
        TrustSamples.dialogs("x").forEach(dialog -> drawn.add(dialog.getClass()));
        assertEquals(Set.of(Dialog.class.getPermittedSubclasses()), drawn);

        Set<Class<?>> reached = new HashSet<>();
        for (long seed = 1; seed <= RUNS * 20; seed++) {
            Random random = new Random(seed);
            Model model = Model.start(new Size(80, 24), Driver.NOW, ZoneOffset.UTC, Driver.LOOKS);
            for (int step = 0; step < STEPS && !model.leaving(); step++) {
                model = Update.update(model, message(random, model)).model();
                reached.add(model.dialog().getClass());
            }
        }
        drawn.removeAll(reached);
        assertEquals(Set.of(), drawn);
    }

    @Test
    void everyKindOfDeliveryLinkPresenceAndGateIsDrawn() {
        assertEquals(9, Delivery.class.getPermittedSubclasses().length);
        assertEquals(3, Link.class.getPermittedSubclasses().length);
        assertEquals(3, Person.Presence.class.getPermittedSubclasses().length);
        assertEquals(6, Gate.class.getPermittedSubclasses().length);
        for (Delivery delivery : deliveries()) {
            Driver alice = Driver.chatting(80, 24);
            alice.hear(new News.MessageShown(Samples.own(Samples.BOB, "x", Driver.NOW, "mine", delivery)));
            assertTrue(alice.frame().toString().contains(Marks.of(delivery).sign() + " mine"), delivery.toString());
        }
    }

    private static List<Delivery> deliveries() {
        return List.of(
                new Delivery.Pending(),
                new Delivery.Stored(),
                new Delivery.Delivered(),
                new Delivery.Read(),
                new Delivery.Missing(),
                new Delivery.Lost(),
                new Delivery.Failed("no"));
    }

    /** Anything at all, and now and then a key that means something here, or what a dialog waits for. */
    private static Msg message(Random random, Model model) {
        boolean covered = !(model.dialog() instanceof NoDialog);
        if (random.nextInt(3) >= (covered ? 2 : 1)) {
            return message(random);
        }
        if (covered && random.nextBoolean()) {
            return new Msg.Heard(TrustSamples.answer(random, model.dialog()));
        }
        List<Key> pressed = model.keyboard().pressed();
        if (model.isOpen() && !covered && pressed.isEmpty()) {
            return new Msg.Pressed(new Key("Ctrl-X"));
        }
        List<Chord> chords = Bindings.following(model.contexts(), pressed).stream()
                .filter(binding -> binding.action() != Action.QUIT && binding.action() != Action.CANCEL)
                .flatMap(binding -> binding.chords().stream())
                .filter(chord -> chord.startsWith(pressed))
                .toList();
        return chords.isEmpty()
                ? message(random)
                : new Msg.Pressed(
                        chords.get(random.nextInt(chords.size())).keys().get(pressed.size()));
    }

    private static Msg message(Random random) {
        int kind = random.nextInt(100);
        if (kind < 30) {
            return new Msg.Pressed(key(random));
        } else if (kind < 50) {
            return new Msg.Typed(random.nextBoolean() ? text(random) : Character.toString('!' + random.nextInt(90)));
        } else if (kind < 54) {
            return new Msg.Pasted(text(random) + "\n" + text(random));
        } else if (kind < 62) {
            return new Msg.Resized(new Size(1 + random.nextInt(250), 1 + random.nextInt(70)));
        } else if (kind < 65) {
            return new Msg.Tick(Driver.NOW.plusSeconds(random.nextInt(10_000)));
        } else if (kind == 66) {
            return new Msg.Looked(new Looks(text(random), List.of(text(random), "nord")));
        } else if (kind == 65 && random.nextInt(20) == 0) {
            return new Msg.Hangup();
        }
        return new Msg.Heard(news(random));
    }

    private static Key key(Random random) {
        if (random.nextInt(6) == 0) {
            return new Key(OTHER_KEYS.get(random.nextInt(OTHER_KEYS.size())));
        }
        List<Chord> chords =
                Bindings.TABLE.get(random.nextInt(Bindings.TABLE.size())).chords();
        List<Key> keys = chords.get(random.nextInt(chords.size())).keys();
        return keys.get(random.nextInt(keys.size()));
    }

    private static News news(Random random) {
        ConversationId id = new ConversationId("c" + random.nextInt(12));
        return switch (random.nextInt(22)) {
            case 0 -> rareGate(random);
            case 11, 12, 13 -> TrustSamples.anyNews(random, text(random));
            case 1 -> new News.Connection(link(random));
            case 2 ->
                new News.People(Stream.generate(() -> person(random))
                        .limit(random.nextInt(40))
                        .toList());
            case 3 -> new News.PersonChanged(person(random));
            case 4 ->
                new News.Conversations(Stream.generate(() -> conversation(random))
                        .limit(random.nextInt(20))
                        .toList());
            case 5 -> new News.ConversationChanged(conversation(random));
            case 6 -> new News.ConversationStarted(conversation(random));
            case 7 ->
                new News.HistoryPage(
                        id,
                        Stream.generate(() -> row(random, id))
                                .limit(random.nextInt(60))
                                .toList(),
                        one(random, News.More.values()));
            case 8 -> new News.Notice(one(random, News.Level.values()), text(random));
            case 9, 10 -> new News.Opened("alice", text(random));
            case 18 -> new News.MessageGone(id, new MessageId("m" + random.nextInt(400)));
            default -> new News.MessageShown(row(random, id));
        };
    }

    private static <T> T one(Random random, T[] all) {
        return List.of(all).get(random.nextInt(all.length));
    }

    private static News rareGate(Random random) {
        String text = text(random);
        return switch (random.nextInt(10)) {
            case 5 -> new News.FirstStart(text, text);
            case 6 -> new News.RecoverNeeded(text, text, text);
            case 7 -> new News.LinkNeeded(text, text);
            case 8 -> new News.DevicePasswordNeeded(text, text);
            case 0 ->
                random.nextBoolean()
                        ? new News.AccountNeeded(text, text, text)
                        : new News.AccountNeeded(text, text, text, Set.of(News.Extra.values()));
            case 1 -> new News.Locked(text, text, text);
            case 2 -> new News.Working(text);
            case 3 -> new News.ServerUnknown(text, text);
            case 4 -> new News.ServerKeyChanged(text, text, text);
            default -> new News.Stopped(text, text);
        };
    }

    private static Link link(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> new Link.Online();
            case 1 -> new Link.Connecting();
            default -> new Link.Offline(text(random), random.nextBoolean() ? Instant.MAX : Driver.NOW);
        };
    }

    private static Person person(Random random) {
        Person.Presence presence =
                switch (random.nextInt(3)) {
                    case 0 -> new Person.Presence.Online();
                    case 1 -> new Person.Presence.LastSeen(random.nextBoolean() ? Instant.MIN : Driver.NOW);
                    default -> new Person.Presence.Unknown();
                };
        return new Person("pat" + random.nextInt(30), presence, one(random, Person.Trust.values()));
    }

    private static Conversation conversation(Random random) {
        int n = random.nextInt(12);
        return new Conversation(
                new ConversationId("c" + n),
                "pat" + n,
                one(random, Conversation.Kind.values()),
                random.nextInt(3) * random.nextInt(2_000),
                random.nextInt(2),
                Instant.MIN,
                text(random));
    }

    private static Message row(Random random, ConversationId id) {
        List<Delivery> all = new ArrayList<>(deliveries());
        all.add(new Delivery.Received());
        Instant sent = random.nextInt(20) == 0 ? Instant.MAX : Driver.NOW.plusSeconds(random.nextInt(1_000_000));
        Instant received = random.nextInt(20) == 0 ? Instant.MIN : Driver.NOW.plusSeconds(random.nextInt(1_000_000));
        MessageId message = new MessageId("m" + random.nextInt(400));
        String text = text(random) + text(random) + text(random);
        Delivery delivery = all.get(random.nextInt(all.size()));
        Set<Message.Note> notes = random.nextInt(5) == 0 ? Set.of(Message.Note.values()) : Set.of();
        return new Message(id, message, text(random), sent, received, text, delivery, random.nextInt(400), notes);
    }

    private static String text(Random random) {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }
}
