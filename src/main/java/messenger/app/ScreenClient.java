package messenger.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import messenger.client.ClientEvent;
import messenger.client.Contact;
import messenger.client.Decision;
import messenger.client.Notice;
import messenger.client.net.LinkEvent;
import messenger.client.net.Trust;
import messenger.client.net.TrustDecision;
import messenger.client.store.Vault;
import messenger.client.ui.Command;
import messenger.client.ui.Link;
import messenger.client.ui.News;
import messenger.protocol.Refusal;

/**
 * Stands between the screen and a {@link ClientRuntime}: the screen's commands become events, and what the runtime
 * tells becomes news. Commands come on the screen's thread and return at once; the vault is opened on a thread of its
 * own, "work".
 */
final class ScreenClient implements Consumer<Command>, Audience {
    private final Path folder;
    private final Preferences preferences;
    private final ExecutorService work = Executors.newSingleThreadExecutor(ScreenClient::workThread);
    private final ScreenChat chat = new ScreenChat(this::tell);
    private final ScreenTrust trust = new ScreenTrust(this::tell);
    private final ScreenAccount account;
    private final ScreenOpening opening;
    private final CompletableFuture<Consumer<News>> screen = new CompletableFuture<>();

    /**
     * A client that has not begun.
     *
     * @param server what the registration form is filled with, may be empty
     * @param user the same
     * @param authorities may vouch for a server that the forms name
     * @param preferences keep what the screen chooses
     */
    ScreenClient(Path folder, String server, String user, Authorities authorities, Preferences preferences) {
        this.folder = folder;
        this.preferences = preferences;
        this.account = new ScreenAccount(folder, this::tell);
        this.opening =
                new ScreenOpening(folder, server, user, authorities, this::tell, chat, trust, this, this::atWork);
    }

    private static Thread workThread(Runnable task) {
        Thread thread = new Thread(task, "work");
        thread.setDaemon(true);
        return thread;
    }

    /** Names the screen, and shows its first form. */
    void begin(Consumer<News> news) {
        screen.complete(news);
        opening.begin();
    }

    /**
     * Names the screen, and opens an account that is still to be registered, without any form; whoever writes to it is
     * let in.
     */
    void beginWith(Accounts.Fresh account, Trust trust, Consumer<News> news) {
        screen.complete(news);
        opening.demo(account, trust);
    }

    private void tell(News news) {
        screen.join().accept(news);
    }

    @Override
    public void accept(Command command) {
        if (command instanceof Command.TrustServer) {
            opening.decide(TrustDecision.Verdict.TRUST);
        } else if (command instanceof Command.DeclineServer) {
            opening.decide(TrustDecision.Verdict.REFUSE);
        } else if (command instanceof Command.KeepTheme keep) {
            atWork(() -> keep(keep.theme()));
        } else if (command instanceof Command.Quit) {
            close();
        } else if (opening.stage() == ScreenOpening.Stage.OPEN) {
            opening.runtime().ifPresent(running -> running(command, running));
        } else {
            atWork(() -> opening.enter(command));
        }
    }

    private void keep(String theme) {
        try {
            preferences.keepTheme(theme);
        } catch (IOException e) {
            tell(new News.Notice(
                    News.Level.WARNING,
                    "The theme is " + theme + " until you leave; it could not be kept for the next time: "
                            + e.getMessage()));
        }
    }

    private void running(Command command, ClientRuntime running) {
        Optional<ClientEvent> event = trust.event(command);
        if (event.isPresent()) {
            running.post(event.get());
        } else if (ScreenAccount.takes(command)) {
            atWork(() -> account.accept(command, running));
        } else if (!(command instanceof Command.RecoveryKept)) {
            chat.accept(command, running);
        }
    }

    /** Whatever goes wrong there is told: the screen waits for an answer. */
    private void atWork(Runnable task) {
        work.execute(() -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                failed(e);
            }
        });
    }

    @Override
    public void told(Notice notice) {
        if (notice instanceof Notice.Rejected rejected) {
            rejected(rejected.reason());
        } else if (notice instanceof Notice.Online) {
            opening.online();
            opening.runtime()
                    .ifPresent(running -> opening.takeRenewal().ifPresent(renewal -> account.renew(renewal, running)));
            tell(new News.Connection(new Link.Online()));
        } else if (notice instanceof Notice.MessageChanged changed) {
            // Nothing of somebody undecided reaches the screen; what was kept is read when they are let in.
            if (!trust.isUndecided(changed.with())) {
                tell(new News.MessageShown(ScreenNews.message(opening.self(), changed.with(), changed.message())));
            }
        } else if (notice instanceof Notice.GapClosed closed) {
            tell(new News.MessageGone(
                    ScreenNews.id(closed.conversation()), ScreenNews.id(closed.conversation(), closed.position())));
        } else if (notice instanceof Notice.ConversationChanged changed) {
            chat.learn(changed.with(), changed.conversation());
            tell(new News.ConversationChanged(ScreenNews.conversation(changed.with(), changed.conversation())));
        } else if (notice instanceof Notice.ConversationOpened opened) {
            chat.learn(opened.with(), opened.conversation());
            tell(new News.ConversationStarted(ScreenNews.conversation(opened.with(), opened.conversation())));
        } else if (notice instanceof Notice.ContactChanged replaced
                && replaced.contact().standing() == Contact.Standing.REPLACED) {
            opening.runtime().ifPresent(running -> chat.retire(replaced.contact(), running));
        } else if (notice instanceof Notice.PersonChanged person) {
            tell(new News.PersonChanged(
                    ScreenNews.person(person.name(), person.online(), person.lastSeen(), person.trust())));
        } else if (notice instanceof Notice.RequestArrived request) {
            requested(request);
        } else if (notice instanceof Notice.AccountDeleted) {
            deleted();
        } else if (!trust.told(notice)
                && !opening.runtime()
                        .map(running -> account.told(notice, running))
                        .orElse(false)) {
            NoticeSentences.of(notice).ifPresent(chat::error);
        }
    }

    /** Who is undecided about, the screen shows by itself. */
    private void requested(Notice.RequestArrived request) {
        if (opening.letsEverybodyIn()) {
            opening.runtime()
                    .ifPresent(running -> running.post(new ClientEvent.Decide(request.from(), new Decision.Accept())));
        }
    }

    /** The account is gone at the server; here goes everything that could open anything. */
    private void deleted() {
        end(() -> {
            Vault.destroy(folder);
            tell(new News.Stopped(
                    "The account is deleted.",
                    "Your contacts are told, and everything on this device was destroyed. Nobody gets the name for"
                            + " three months."));
        });
    }

    private void rejected(Refusal reason) {
        String sentence = Sentences.rejected(reason, opening.where(), opening.self());
        if (opening.stage() == ScreenOpening.Stage.REGISTERING) {
            Set<News.Extra> wanted = reason == Refusal.INVITE
                    ? Set.of(News.Extra.INVITE)
                    : reason == Refusal.ACCESS ? Set.of(News.Extra.ACCESS_PASSWORD) : Set.of();
            end(() -> tell(opening.closed(sentence, wanted)));
        } else {
            tell(new News.Stopped("The server refused this client.", sentence));
            // Else two programs with copies of a vault would push each other out for ever.
            end(() -> {});
        }
    }

    private void backToTheForm(String problem) {
        end(() -> tell(opening.closed(problem, Set.of())));
    }

    /** Ends the runtime, once: what is heard of its end does not take the place of why it ended. */
    private void end(Runnable then) {
        // This is the runtime's own thread: it must not wait for itself.
        atWork(() -> {
            if (opening.runtime().isPresent()) {
                opening.close();
                then.run();
            }
        });
    }

    @Override
    public void linked(LinkEvent event) {
        if (event instanceof LinkEvent.Connecting) {
            tell(new News.Connection(new Link.Connecting()));
        } else if (event instanceof LinkEvent.Disconnected lost) {
            String sentence = Sentences.lost(lost.loss(), opening.where());
            if (opening.stage() == ScreenOpening.Stage.REGISTERING) {
                backToTheForm(sentence);
            } else {
                tell(new News.Connection(new Link.Offline(sentence, lost.retryAt())));
            }
        } else if (event instanceof LinkEvent.Untrusted untrusted) {
            tell(new News.ServerUnknown(opening.where(), untrusted.presented().toString()));
        } else if (event instanceof LinkEvent.PinMismatch mismatch) {
            tell(new News.ServerKeyChanged(
                    opening.where(),
                    mismatch.expected().toString(),
                    mismatch.presented().toString()));
        } else if (event instanceof LinkEvent.Ended
                && opening.isDeclined()
                && opening.stage() == ScreenOpening.Stage.REGISTERING) {
            backToTheForm("You did not trust the server, so nothing was sent to it.");
        }
    }

    @Override
    public void failed(RuntimeException failure) {
        tell(new News.Stopped(
                "The client had to stop: " + failure.getMessage(),
                "Nothing that was shown as sent is lost. Start it again; if it happens again, check the disk."));
    }

    private void close() {
        opening.runtime().ifPresent(running -> running.post(new ClientEvent.Leaving()));
        opening.close();
        work.shutdown();
    }
}
