package messenger.app;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import messenger.client.HomeServer;
import messenger.client.OwnAccount;
import messenger.client.net.Trust;
import messenger.client.net.TrustDecision;
import messenger.client.store.Vault;
import messenger.client.store.VaultException;
import messenger.client.ui.Command;
import messenger.client.ui.News;
import messenger.crypto.Secret;
import messenger.protocol.UserName;

/**
 * The way into the chat: unlocking the vault, registering, linking or recovering, and the forms that come back where
 * one of these fails. What it does runs on the screen's "work" thread; what the client is at the moment is read by all.
 */
final class ScreenOpening {
    private final Path folder;
    private final String server;
    private final String user;
    private final Authorities authorities;
    private final SecureRandom random = new SecureRandom();
    private final Consumer<News> tell;
    private final ScreenChat chat;
    private final ScreenTrust trust;
    private final Audience audience;
    private final ScreenEnrolment enrolment;
    private volatile Optional<ClientRuntime> runtime = Optional.empty();
    private volatile CompletableFuture<TrustDecision.Verdict> verdict = new CompletableFuture<>();
    private volatile Stage stage = Stage.CLOSED;
    private volatile boolean letsEverybodyIn;
    private volatile String where = "";
    private volatile String self = "";

    /** How far the client is. */
    enum Stage {
        /** The vault is closed. */
        CLOSED,
        /** The account is being made at the server. */
        REGISTERING,
        /** The chat is open, connected or not. */
        OPEN
    }

    /**
     * Nothing has begun.
     *
     * @param server what the forms are filled with, may be empty
     * @param user the same
     * @param authorities may vouch for a server that the forms name
     * @param audience of the runtime
     * @param work runs what takes a while
     */
    ScreenOpening(
            Path folder,
            String server,
            String user,
            Authorities authorities,
            Consumer<News> tell,
            ScreenChat chat,
            ScreenTrust trust,
            Audience audience,
            Consumer<Runnable> work) {
        this.folder = folder;
        this.server = server;
        this.user = user;
        this.authorities = authorities;
        this.tell = tell;
        this.chat = chat;
        this.trust = trust;
        this.audience = audience;
        this.enrolment =
                new ScreenEnrolment(folder, authorities, tell, password -> work.accept(() -> open(password)), random);
    }

    /** The first form. */
    void begin() {
        tell(Vault.exists(folder) ? closed(Vault.occupied(folder).orElse("")) : new News.FirstStart(server, user));
    }

    /** Registers an account without any form; whoever writes to it is let in. */
    void demo(Accounts.Fresh account, Trust whom) {
        tell(new News.Working("Opening the demo"));
        stage = Stage.REGISTERING;
        letsEverybodyIn = true;
        start(account.vault(), whom);
        register(account.password());
        account.password().erase();
    }

    private void tell(News news) {
        tell.accept(news);
    }

    /** The client, while there is one. */
    Optional<ClientRuntime> runtime() {
        return runtime;
    }

    Stage stage() {
        return stage;
    }

    /** Whether whoever writes is let in unasked. */
    boolean letsEverybodyIn() {
        return letsEverybodyIn;
    }

    /** The server, for people. */
    String where() {
        return where;
    }

    /** Our own name. */
    UserName self() {
        return new UserName(self);
    }

    void decide(TrustDecision.Verdict decision) {
        verdict.complete(decision);
    }

    /** Whether the person said that this is not the right server. */
    boolean isDeclined() {
        return verdict.isDone() && verdict.getNow(TrustDecision.Verdict.TRUST) == TrustDecision.Verdict.REFUSE;
    }

    /** The server has logged this device in; the chat opens where it was not open. */
    void online() {
        if (stage == Stage.REGISTERING) {
            stage = Stage.OPEN;
            runtime.ifPresent(this::showRecovery);
            runtime.ifPresent(this::showChat);
        }
    }

    /** The other password that is still to be set, once. */
    Optional<PasswordRenewal> takeRenewal() {
        return enrolment.takeRenewal();
    }

    /** Ends the client, if there is one. */
    void close() {
        enrolment.abandon();
        Optional<ClientRuntime> running = runtime;
        runtime = Optional.empty();
        running.ifPresent(ClientRuntime::close);
    }

    News closed(String problem) {
        return closed(problem, Set.of());
    }

    News closed(String problem, Set<News.Extra> wanted) {
        return Vault.exists(folder) && !isUnregistered(problem)
                ? new News.Locked(where, self, problem)
                : new News.AccountNeeded(
                        where.isEmpty() ? server : where, self.isEmpty() ? user : self, problem, wanted);
    }

    /** After a registration that failed, the form comes again, although the vault is there. */
    private boolean isUnregistered(String problem) {
        return stage == Stage.REGISTERING && !problem.isEmpty();
    }

    /** What is wanted before the chat is open. */
    void enter(Command command) {
        if (command instanceof Command.Unlock unlock) {
            open(Passwords.of(unlock.password().chars()));
        } else if (command instanceof Command.Register register) {
            register(register);
        } else if (command instanceof Command.BeginLink link) {
            enrolment.link(link, decision());
        } else if (command instanceof Command.Recover recover) {
            enrolment.recover(recover, decision());
        } else if (command instanceof Command.LinkCompared compared) {
            enrolment.compared(compared.verdict() == Command.Verdict.EQUAL);
        } else if (command instanceof Command.SetDevicePassword set) {
            enrolment.lock(Passwords.of(set.password().chars()));
        } else if (command instanceof Command.Abandon) {
            enrolment.abandon();
        }
    }

    /** Opens the vault; the password is erased. */
    private void open(Secret password) {
        tell(new News.Working("Opening the vault"));
        try {
            startOrClose(Vault.open(folder, password, random), password);
        } catch (VaultException e) {
            tell(closed(String.valueOf(e.getMessage())));
        } catch (CommandFailure e) {
            tell(closed(e.sentence()));
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

    /** The demo's account is gone with it. */
    private void showRecovery(ClientRuntime running) {
        if (!letsEverybodyIn) {
            var unused = running.look(view -> ScreenAccount.code(view.client().account()))
                    .thenAccept(
                            code -> code.ifPresent(text -> tell(new News.RecoveryCodeShown(text, News.Occasion.NEW))));
        }
    }

    private void showChat(ClientRuntime running) {
        var unused = running.look(view -> {
            UserName name = view.client().account().name();
            tell(new News.Opened(name.value(), where));
            view.client().contacts().forEach(trust::learn);
            tell(new News.Contacts(view.client().contacts().stream()
                    .flatMap(contact -> ScreenNews.contact(contact).stream())
                    .toList()));
            tell(new News.Conversations(view.client().conversations().stream()
                    .map(conversation -> chat.row(view.client(), conversation))
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
            Newcomer newcomer = Newcomer.of(register);
            UserName name = Accounts.name(register.user());
            tell(new News.Working("Making your keys"));
            Vault vault = Accounts.make(folder, name, authorities.home(newcomer.address()), password, random);
            newcomer.pin().ifPresentOrElse(pin -> start(vault, new Trust.Pinned(pin)), () -> start(vault));
            runtime.ifPresent(running -> running.post(newcomer.credentials(password)));
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
        start(vault, Authorities.trust(HomeServer.load(vault), decision()));
    }

    private void start(Vault vault, Trust whom) {
        HomeServer home = HomeServer.load(vault);
        where = home.host() + ":" + home.port();
        self = OwnAccount.load(vault).name().value();
        runtime = Optional.of(ClientRuntime.start(vault, whom, audience, random));
    }

    /** What the person says about a server that is not known. */
    private TrustDecision decision() {
        CompletableFuture<TrustDecision.Verdict> asked = new CompletableFuture<>();
        verdict = asked;
        return presented -> asked;
    }
}
