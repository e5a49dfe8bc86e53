package messenger.app;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import messenger.client.ClientEvent;
import messenger.client.Decision;
import messenger.client.HomeServer;
import messenger.client.Notice;
import messenger.client.OwnAccount;
import messenger.client.net.LinkEvent;
import messenger.client.net.ServerAddress;
import messenger.client.net.Trust;
import messenger.client.net.TrustDecision;
import messenger.client.store.Vault;
import messenger.client.store.VaultException;
import messenger.client.ui.Command;
import messenger.client.ui.Link;
import messenger.client.ui.News;
import messenger.crypto.Secret;
import messenger.protocol.Refusal;
import messenger.protocol.UserName;

/**
 * Stands between the screen and a {@link ClientRuntime}: the screen's commands become events, and what the runtime
 * tells becomes news. Commands come on the screen's thread and return at once; the vault is opened on a thread of its
 * own, "work".
 */
final class ScreenClient implements Consumer<Command>, Audience {
    private final Path folder;
    private final String server;
    private final String user;
    private final SecureRandom random = new SecureRandom();
    private final ExecutorService work = Executors.newSingleThreadExecutor(ScreenClient::workThread);
    private final ScreenChat chat = new ScreenChat(this::tell);
    private final CompletableFuture<Consumer<News>> screen = new CompletableFuture<>();
    private volatile Optional<ClientRuntime> runtime = Optional.empty();
    private volatile CompletableFuture<TrustDecision.Verdict> verdict = new CompletableFuture<>();
    private volatile Stage stage = Stage.CLOSED;
    private volatile boolean letsEverybodyIn;
    private volatile String where = "";
    private volatile String self = "";

    /** How far the client is. */
    private enum Stage {
        /** The vault is closed. */
        CLOSED,
        /** The account is being made at the server. */
        REGISTERING,
        /** The chat is open, connected or not. */
        OPEN
    }

    /**
     * A client that has not begun.
     *
     * @param server what the registration form is filled with, may be empty
     * @param user the same
     */
    ScreenClient(Path folder, String server, String user) {
        this.folder = folder;
        this.server = server;
        this.user = user;
    }

    private static Thread workThread(Runnable task) {
        Thread thread = new Thread(task, "work");
        thread.setDaemon(true);
        return thread;
    }

    /** Names the screen, and shows its first form. */
    void begin(Consumer<News> news) {
        screen.complete(news);
        tell(closed(""));
    }

    /**
     * Names the screen, and opens an account that is still to be registered, without any form; whoever writes to it is
     * let in.
     */
    void beginWith(Accounts.Fresh account, Trust trust, Consumer<News> news) {
        screen.complete(news);
        tell(new News.Working("Opening the demo"));
        stage = Stage.REGISTERING;
        letsEverybodyIn = true;
        start(account.vault(), trust);
        register(account.password());
        account.password().erase();
    }

    private News closed(String problem) {
        return Vault.exists(folder) && !isUnregistered(problem)
                ? new News.Locked(where, self, problem)
                : new News.AccountNeeded(where.isEmpty() ? server : where, self.isEmpty() ? user : self, problem);
    }

    /** After a registration that failed, the form comes again, although the vault is there. */
    private boolean isUnregistered(String problem) {
        return stage == Stage.REGISTERING && !problem.isEmpty();
    }

    private void tell(News news) {
        screen.join().accept(news);
    }

    @Override
    public void accept(Command command) {
        if (command instanceof Command.Unlock unlock) {
            atWork(() -> unlock(unlock));
        } else if (command instanceof Command.Register register) {
            atWork(() -> register(register));
        } else if (command instanceof Command.TrustServer) {
            verdict.complete(TrustDecision.Verdict.TRUST);
        } else if (command instanceof Command.DeclineServer) {
            verdict.complete(TrustDecision.Verdict.REFUSE);
        } else if (command instanceof Command.Quit) {
            close();
        } else {
            runtime.ifPresent(running -> chat.accept(command, running));
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

    private void unlock(Command.Unlock unlock) {
        tell(new News.Working("Opening the vault"));
        Secret password = Passwords.of(unlock.password().chars());
        try {
            startOrClose(Vault.open(folder, password, random), password);
        } catch (VaultException e) {
            tell(closed(String.valueOf(e.getMessage())));
        } finally {
            password.erase();
        }
    }

    /** A vault that cannot be used is closed, so that it is not locked for the next try. */
    private void startOrClose(Vault vault, Secret password) {
        try {
            if (OwnAccount.load(vault).registration() == OwnAccount.Registration.DONE) {
                stage = Stage.OPEN;
                start(vault);
                runtime.ifPresent(this::showChat);
            } else {
                stage = Stage.REGISTERING;
                start(vault);
                register(password);
            }
        } catch (RuntimeException e) {
            vault.close();
            throw e;
        }
    }

    private void showChat(ClientRuntime running) {
        var unused = running.look(view -> {
            UserName name = view.client().account().name();
            tell(new News.Opened(name.value(), where));
            view.client()
                    .conversations()
                    .forEach(conversation -> chat.learn(view.client().nameOf(conversation), conversation));
            tell(new News.Conversations(view.client().conversations().stream()
                    .map(conversation -> ScreenNews.conversation(view.client().nameOf(conversation), conversation))
                    .toList()));
            return name;
        });
    }

    private void register(Command.Register register) {
        self = register.user();
        where = register.server();
        stage = Stage.REGISTERING;
        Secret password = Passwords.of(register.password().chars());
        try {
            UserName name = Accounts.name(register.user());
            ServerAddress address = ServerNames.parse(register.server());
            tell(new News.Working("Making your keys"));
            start(Accounts.make(folder, name, address, password, random));
            register(password);
        } catch (VaultException e) {
            tell(closed(String.valueOf(e.getMessage())));
        } catch (CommandFailure e) {
            tell(closed(e.sentence()));
        } finally {
            password.erase();
        }
    }

    /** What the core needs to register the account of a vault that runs. */
    private void register(Secret password) {
        runtime.ifPresent(running -> running.post(Accounts.credentials(password)));
    }

    private void start(Vault vault) {
        HomeServer home = HomeServer.load(vault);
        verdict = new CompletableFuture<>();
        start(
                vault,
                home.pin().isPresent() ? ClientOptions.pinnedOnly(home) : new Trust.FirstContact(presented -> verdict));
    }

    private void start(Vault vault, Trust trust) {
        HomeServer home = HomeServer.load(vault);
        where = home.host() + ":" + home.port();
        self = OwnAccount.load(vault).name().value();
        runtime = Optional.of(ClientRuntime.start(vault, trust, this, random));
    }

    @Override
    public void told(Notice notice) {
        if (notice instanceof Notice.Rejected rejected) {
            rejected(rejected.reason());
        } else if (notice instanceof Notice.Online) {
            if (stage == Stage.REGISTERING) {
                stage = Stage.OPEN;
                runtime.ifPresent(this::showChat);
            }
            tell(new News.Connection(new Link.Online()));
        } else if (notice instanceof Notice.MessageChanged changed) {
            UserName own = new UserName(self);
            tell(new News.MessageShown(ScreenNews.message(own, changed.with(), changed.message())));
        } else if (notice instanceof Notice.ConversationChanged changed) {
            chat.learn(changed.with(), changed.conversation());
            tell(new News.ConversationChanged(ScreenNews.conversation(changed.with(), changed.conversation())));
        } else if (notice instanceof Notice.ConversationOpened opened) {
            chat.learn(opened.with(), opened.conversation());
            tell(new News.ConversationStarted(ScreenNews.conversation(opened.with(), opened.conversation())));
        } else if (notice instanceof Notice.PersonChanged person) {
            tell(new News.PersonChanged(
                    ScreenNews.person(person.name(), person.online(), person.lastSeen(), person.trust())));
        } else if (notice instanceof Notice.RequestArrived request && letsEverybodyIn) {
            runtime.ifPresent(running -> running.post(new ClientEvent.Decide(request.from(), new Decision.Accept())));
        } else {
            NoticeSentences.of(notice).ifPresent(chat::error);
        }
    }

    private void rejected(Refusal reason) {
        String sentence = Sentences.rejected(reason, where, new UserName(self));
        if (stage == Stage.REGISTERING) {
            backToTheForm(sentence);
        } else {
            tell(new News.Stopped("The server refused this client.", sentence));
            // Else two programs with copies of a vault would push each other out for ever.
            end(() -> {});
        }
    }

    private void backToTheForm(String problem) {
        end(() -> tell(closed(problem)));
    }

    /** Ends the runtime, once: what is heard of its end does not take the place of why it ended. */
    private void end(Runnable then) {
        // This is the runtime's own thread: it must not wait for itself.
        atWork(() -> runtime.ifPresent(running -> {
            running.close();
            runtime = Optional.empty();
            then.run();
        }));
    }

    @Override
    public void linked(LinkEvent event) {
        if (event instanceof LinkEvent.Connecting) {
            tell(new News.Connection(new Link.Connecting()));
        } else if (event instanceof LinkEvent.Disconnected lost) {
            String sentence = Sentences.lost(lost.loss(), where);
            if (stage == Stage.REGISTERING) {
                backToTheForm(sentence);
            } else {
                tell(new News.Connection(new Link.Offline(sentence, lost.retryAt())));
            }
        } else if (event instanceof LinkEvent.Untrusted untrusted) {
            tell(new News.ServerUnknown(where, untrusted.presented().toString()));
        } else if (event instanceof LinkEvent.PinMismatch mismatch) {
            tell(new News.ServerKeyChanged(
                    where, mismatch.expected().toString(), mismatch.presented().toString()));
        } else if (event instanceof LinkEvent.Ended && verdict.isDone() && stage == Stage.REGISTERING) {
            if (verdict.getNow(TrustDecision.Verdict.TRUST) == TrustDecision.Verdict.REFUSE) {
                backToTheForm("You did not trust the server, so nothing was sent to it.");
            }
        }
    }

    @Override
    public void failed(RuntimeException failure) {
        tell(new News.Stopped(
                "The client had to stop: " + failure.getMessage(),
                "Nothing that was shown as sent is lost. Start it again; if it happens again, check the disk."));
    }

    private void close() {
        runtime.ifPresent(running -> {
            running.post(new ClientEvent.Leaving());
            running.close();
        });
        runtime = Optional.empty();
        work.shutdown();
    }
}
