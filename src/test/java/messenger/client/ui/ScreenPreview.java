package messenger.client.ui;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import messenger.client.term.ChatTerminal;
import messenger.client.term.Depth;
import messenger.client.term.TermLoop;
import messenger.client.term.Theme;
import messenger.client.term.Themes;
import messenger.client.term.Tty;

/**
 * The screen with a scripted core behind it, to look at: {@code ScreenPreview
 * [first|register|unlock|trust|changed|chat|people|empty|flood] [THEME]}.
 */
final class ScreenPreview {
    private final TermLoop loop;
    private int sent;

    private ScreenPreview(Themes themes, Theme theme) throws Tty.NoTerminalException {
        this.loop = new TermLoop(
                ChatTerminal.on(Tty.open(System.getenv())),
                themes,
                theme,
                ZoneId.systemDefault(),
                this::on,
                Clock.systemUTC());
    }

    public static void main(String[] arguments)
            throws IOException, Tty.NoTerminalException, Theme.BrokenThemeException {
        String mode = arguments.length > 0 ? arguments[0] : "chat";
        String theme = arguments.length > 1 ? arguments[1] : Theme.DEFAULT;
        Themes themes = new Themes(Path.of("themes"), Depth.of(System.getenv()));
        ScreenPreview preview = new ScreenPreview(themes, themes.load(theme));
        preview.begin(mode);
        preview.loop.run();
    }

    private void begin(String mode) {
        switch (mode) {
            case "first" -> loop.post(new News.FirstStart("127.0.0.1:1315", ""));
            case "people" -> {
                Samples.chat(Instant.now()).forEach(loop::post);
                loop.post(TrustSamples.contacts());
            }
            case "register" -> loop.post(new News.AccountNeeded("127.0.0.1:1315", "", ""));
            case "unlock" -> loop.post(new News.Locked("127.0.0.1:1315", "alice", ""));
            case "trust" -> loop.post(new News.ServerUnknown("chat.example.org:1315", Samples.FINGERPRINT));
            case "changed" ->
                loop.post(new News.ServerKeyChanged(
                        "chat.example.org:1315", Samples.FINGERPRINT, Samples.FINGERPRINT.replace('4', '7')));
            case "empty" -> {
                loop.post(new News.Opened("alice", "127.0.0.1:1315"));
                loop.post(new News.Connection(new Link.Online()));
                loop.post(new News.People(Samples.people(Instant.now())));
            }
            default -> {
                Samples.chat(Instant.now()).forEach(loop::post);
                if (mode.equals("flood")) {
                    later(1_000, () -> chatter(1));
                } else if (!mode.equals("still")) {
                    later(4_000, () -> chatter(4_000));
                }
            }
        }
    }

    private static void later(int millis, Runnable task) {
        CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS).execute(task);
    }

    private void chatter(int every) {
        later(every, () -> chatter(every));
        sent++;
        ConversationId id = Samples.BOB;
        String text = "line " + sent + " of something bob has to say about the deployment";
        loop.post(new News.MessageShown(Samples.from("bob", id, "c" + sent, Instant.now(), text)));
    }

    private void on(Command command) {
        TrustPreview.answer(command).forEach(news -> later(600, () -> loop.post(news)));
        if (command instanceof Command.Unlock || command instanceof Command.TrustServer) {
            later(1_000, () -> Samples.chat(Instant.now()).forEach(loop::post));
        } else if (command instanceof Command.Register register) {
            loop.post(new News.ServerUnknown(register.server(), Samples.FINGERPRINT));
        } else if (command instanceof Command.Send send) {
            send(send);
        } else if (command instanceof Command.LoadLatest load) {
            loop.post(new News.HistoryPage(load.conversation(), List.of(), News.More.BEGINNING));
        } else if (command instanceof Command.LoadOlder load) {
            later(300, () -> older(load));
        } else if (command instanceof Command.StartConversation start) {
            ConversationId id = new ConversationId("d-" + start.user());
            loop.post(new News.ConversationStarted(
                    new Conversation(id, start.user(), Conversation.Kind.DIRECT, 0, 0, Instant.EPOCH, "")));
        }
    }

    private void older(Command.LoadOlder load) {
        Instant from = Instant.now().minus(Duration.ofDays(2));
        List<Message> page = new ArrayList<>();
        for (int i = 0; i < load.count(); i++) {
            page.add(Samples.from("bob", load.conversation(), "o" + i, from.plusSeconds(60L * i), "old line " + i));
        }
        loop.post(new News.HistoryPage(load.conversation(), page, News.More.BEGINNING));
    }

    private void send(Command.Send send) {
        sent++;
        Message pending = new Message(
                send.conversation(),
                new MessageId("m" + sent),
                "alice",
                Instant.now(),
                Instant.now(),
                send.text(),
                new Delivery.Pending());
        loop.post(new News.MessageShown(pending));
        later(700, () -> loop.post(new News.MessageShown(pending.with(new Delivery.Stored()))));
        later(1_500, () -> loop.post(new News.MessageShown(pending.with(new Delivery.Delivered()))));
    }
}
