package messenger.client;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import messenger.crypto.Argon2id;
import messenger.crypto.Bytes;
import messenger.crypto.MalformedException;
import messenger.crypto.RejectedKeyException;
import messenger.crypto.identity.AccessProof;
import messenger.crypto.identity.LoginProof;
import messenger.crypto.identity.SignedDeviceList;
import messenger.crypto.opaque.Identities;
import messenger.crypto.opaque.OpaqueRegistration;
import messenger.crypto.opaque.PasswordStretching;
import messenger.crypto.opaque.Registered;
import messenger.protocol.ClientFrame;
import messenger.protocol.Limits;
import messenger.protocol.Refusal;
import messenger.protocol.ServerFrame;

/** The connection as the core sees it: greeting, registration or login, and what is asked on it. */
final class Connection {
    static final String SOFTWARE = "messenger";

    /** What a copy of the vault may miss without being noticed as one. */
    static final Duration PROGRESS_EVERY = Duration.ofSeconds(10);

    private final Requests requests = new Requests();
    private final Self self;
    private final Argon2id.Cost passwordCost;
    private LoginState state = LoginState.OFFLINE;
    private Bytes serverKeyHash = Bytes.EMPTY;
    private Bytes nonce = Bytes.EMPTY;
    private Instant nextProgress = Instant.EPOCH;
    private Optional<ClientEvent.Credentials> credentials = Optional.empty();
    private Optional<OpaqueRegistration> blinded = Optional.empty();

    /** Whether the server took a registration whose answer was lost: then its name for us is the right one. */
    private boolean resumed;

    /** Whether the server was given our device lists on this connection. */
    private boolean reminded;

    private boolean clocksCompared;

    Connection(Self self, Argon2id.Cost passwordCost) {
        this.self = self;
        this.passwordCost = passwordCost;
    }

    Requests requests() {
        return requests;
    }

    /** SHA-256 of the key of the server that we are connected to. */
    Bytes serverKeyHash() {
        return serverKeyHash;
    }

    boolean isOnline() {
        return state == LoginState.ONLINE;
    }

    void linkUp(Bytes presentedKeyHash, Step step) {
        serverKeyHash = presentedKeyHash;
        requests.clear();
        reminded = false;
        greet(step);
    }

    private void greet(Step step) {
        state = LoginState.GREETED;
        step.transmit(Route.MEMBER, new ClientFrame.Hello(Limits.PROTOCOL_VERSION, SOFTWARE));
    }

    void linkDown() {
        state = LoginState.OFFLINE;
        requests.clear();
        blinded = Optional.empty();
    }

    /** What a registration needs is here; it goes on, if the server was waiting for it. */
    void credentials(ClientEvent.Credentials given, Step step, SecureRandom random) {
        if (!wantsRegistration()) {
            erase(given);
            return;
        }
        credentials = Optional.of(given);
        if (state == LoginState.WELCOMED) {
            blind(step, random);
        }
    }

    private boolean wantsRegistration() {
        return self.account().registration() == OwnAccount.Registration.WANTED && !resumed;
    }

    private static void erase(ClientEvent.Credentials given) {
        given.password().erase();
        given.accessPassword().erase();
    }

    void welcome(ServerFrame.Welcome welcome, Step step, SecureRandom random) {
        if (state != LoginState.GREETED) {
            return;
        }
        nonce = welcome.nonce();
        compareClocks(Instant.ofEpochMilli(welcome.serverTimeMs()), step);
        if (wantsRegistration()) {
            state = LoginState.WELCOMED;
            if (credentials.isPresent()) {
                blind(step, random);
            }
        } else {
            logIn(step);
        }
    }

    /** Told once: what is shown rests on both clocks, and the person can set only one of them. */
    private void compareClocks(Instant theirs, Step step) {
        Duration ahead = Duration.between(theirs, step.now());
        if (!clocksCompared && ahead.abs().compareTo(StoredMessage.Times.CLOCKS_DIFFER_MAX) > 0) {
            clocksCompared = true;
            step.tell(new Notice.ClocksDiffer(ahead));
        }
    }

    private void logIn(Step step) {
        state = LoginState.LOGGING_IN;
        // Kept before it is used: whoever shows the same number twice runs on a copy (PROTOCOL 1.15, B9).
        OwnAccount account = self.account().withGeneration(self.account().generation() + 1);
        self.become(account, step);
        step.transmit(
                Route.MEMBER,
                new ClientFrame.Login(
                        account.id(),
                        account.device().id(),
                        proof().deviceListVersion(),
                        account.generation(),
                        proof().sign(account.device())));
    }

    private LoginProof proof() {
        OwnAccount account = self.account();
        return new LoginProof(
                serverKeyHash,
                nonce,
                account.id(),
                account.device().id(),
                account.deviceList().list().version());
    }

    private void blind(Step step, SecureRandom random) {
        state = LoginState.REGISTERING;
        OpaqueRegistration started =
                OpaqueRegistration.start(credentials.orElseThrow().password(), random);
        blinded = Optional.of(started);
        step.transmit(
                Route.MEMBER,
                new ClientFrame.RegisterStart(requests.add(new Requests.Evaluation()), self.name(), started.request()));
    }

    /** The server has done its part of the password: registers with what comes of it. */
    void evaluated(ServerFrame.RegisterAnswer answer, Step step, SecureRandom random) {
        if (state != LoginState.REGISTERING || blinded.isEmpty()) {
            return;
        }
        try {
            Registered registered =
                    blinded.get().finish(answer.evaluated(), Identities.PUBLIC_KEYS, stretching(), random);
            step.transmit(
                    Route.MEMBER,
                    new ClientFrame.Register(
                            self.name(),
                            self.account().deviceList().encoded(),
                            self.account().device().id(),
                            proof().sign(self.account().device()),
                            registered.record().encoded(),
                            gate(credentials.orElseThrow())));
        } catch (MalformedException | RejectedKeyException e) {
            step.tell(new Notice.Rejected(Refusal.MALFORMED));
            step.disconnect(Route.MEMBER);
        }
        blinded = Optional.empty();
    }

    private ClientFrame.Gate gate(ClientEvent.Credentials given) {
        Bytes proof = given.accessPassword().size() == 0
                ? Bytes.EMPTY
                : new AccessProof(nonce, self.id())
                        .by(AccessProof.key(given.accessPassword(), serverKeyHash, passwordCost));
        return new ClientFrame.Gate(given.invite(), proof);
    }

    PasswordStretching stretching() {
        return PasswordStretching.argon2id(passwordCost);
    }

    void loggedIn(ServerFrame.LoggedIn answer, Step step) {
        if (state != LoginState.REGISTERING && state != LoginState.LOGGING_IN) {
            return;
        }
        boolean first = state == LoginState.REGISTERING;
        if (self.account().registration() != OwnAccount.Registration.DONE) {
            // Nobody is renamed afterwards: the name is ours, not the server's.
            self.become(self.account().registeredAs(resumed ? answer.name() : self.name()), step);
            credentials.ifPresent(Connection::erase);
            credentials = Optional.empty();
        }
        state = LoginState.ONLINE;
        if (first) {
            step.tell(
                    new Notice.Registered(self.name(), self.id(), self.account().fingerprint()));
        }
        step.tell(new Notice.Online(self.name()));
        if (answer.failedTries() > 0) {
            step.tell(new Notice.FailedTries(answer.failedTries()));
        }
        step.transmit(Route.MEMBER, new ClientFrame.Subscribe());
        step.transmit(Route.MEMBER, new ClientFrame.WatchPresence());
        askForPeople(step);
    }

    /**
     * Tells the server, every now and then while sessions move on, that this vault does: a copy of it that is used one
     * day shows an older number (PROTOCOL 1.15, B9).
     */
    void progress(Sessions sessions, Step step) {
        if (isOnline() && !step.steady().isBefore(nextProgress) && sessions.takeMoved()) {
            nextProgress = step.steady().plus(PROGRESS_EVERY);
            self.become(self.account().withGeneration(self.account().generation() + 1), step);
            step.transmit(Route.MEMBER, new ClientFrame.Progress(self.account().generation()));
        }
    }

    /** Whether the vault was used after the copy was made that it was restored from. */
    boolean isRolledBack(ServerFrame.LoggedIn answer) {
        return state == LoginState.LOGGING_IN
                && answer.lastGeneration() >= self.account().generation();
    }

    /**
     * A server that was restored from a backup may know too few of our device lists to know this device, or to take its
     * word. It gets those that we have, oldest first, one after the other; then it is greeted once more.
     */
    void remind(int left, Step step) {
        if (state != LoginState.REMINDING) {
            return;
        }
        if (left == 0) {
            greet(step);
            return;
        }
        SignedDeviceList list = self.account().chain().lists().get(left - 1);
        step.transmit(
                Route.MEMBER,
                new ClientFrame.UpdateDevices(requests.add(new Requests.Reminder(left - 1)), list.encoded()));
    }

    /** A refusal that answers no request: of the greeting, the registration or the login. */
    void refused(Refusal reason, Step step) {
        if (state == LoginState.REGISTERING && reason == Refusal.ACCOUNT_EXISTS) {
            // The server took the registration, and its answer was lost: log in.
            resumed = true;
            greet(step);
            return;
        }
        boolean mayBeBehind = self.account().deviceList().list().version() > 1;
        if (state == LoginState.LOGGING_IN && reason == Refusal.LOGIN && mayBeBehind && !reminded) {
            reminded = true;
            state = LoginState.REMINDING;
            remind(self.account().chain().lists().size(), step);
            return;
        }
        if (reason != Refusal.RATE && reason != Refusal.UNAVAILABLE) {
            step.tell(new Notice.Rejected(reason));
        }
        step.disconnect(Route.MEMBER);
    }

    void askForPeople(Step step) {
        askForPeople(new Requests.People("", 1), step);
    }

    void askForPeople(Requests.People page, Step step) {
        if (isOnline()) {
            step.transmit(Route.MEMBER, new ClientFrame.ListUsers(requests.add(page), page.after()));
        }
    }
}
