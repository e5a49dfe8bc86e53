package messenger.client;

import messenger.crypto.Bytes;
import messenger.crypto.identity.LoginProof;
import messenger.protocol.ClientFrame;
import messenger.protocol.Limits;
import messenger.protocol.Refusal;
import messenger.protocol.ServerFrame;

/** The connection as the core sees it: greeting, registration or login, and what is asked on it. */
final class Connection {
    private static final String SOFTWARE = "messenger";

    private final Requests requests = new Requests();
    private OwnAccount account;
    private LoginState state = LoginState.OFFLINE;
    private Bytes serverKeyHash = Bytes.EMPTY;

    /** Whether the server took a registration whose answer was lost: then its name for us is the right one. */
    private boolean resumed;

    Connection(OwnAccount account) {
        this.account = account;
    }

    OwnAccount account() {
        return account;
    }

    Requests requests() {
        return requests;
    }

    boolean isOnline() {
        return state == LoginState.ONLINE;
    }

    void linkUp(Bytes presentedKeyHash, Step step) {
        serverKeyHash = presentedKeyHash;
        requests.clear();
        greet(step);
    }

    private void greet(Step step) {
        state = LoginState.GREETED;
        step.transmit(new ClientFrame.Hello(Limits.PROTOCOL_VERSION, SOFTWARE));
    }

    void linkDown() {
        state = LoginState.OFFLINE;
        requests.clear();
    }

    void welcome(ServerFrame.Welcome welcome, Step step) {
        if (state != LoginState.GREETED) {
            return;
        }
        LoginProof proof = new LoginProof(
                serverKeyHash,
                welcome.nonce(),
                account.id(),
                account.device().id(),
                account.deviceList().list().version());
        if (account.registration() == OwnAccount.Registration.WANTED && !resumed) {
            state = LoginState.REGISTERING;
            step.transmit(new ClientFrame.Register(
                    account.name(),
                    account.deviceList().encoded(),
                    account.device().id(),
                    proof.sign(account.device())));
        } else {
            state = LoginState.LOGGING_IN;
            step.transmit(new ClientFrame.Login(
                    account.id(), account.device().id(), proof.deviceListVersion(), proof.sign(account.device())));
        }
    }

    void loggedIn(ServerFrame.LoggedIn answer, Step step) {
        if (state != LoginState.REGISTERING && state != LoginState.LOGGING_IN) {
            return;
        }
        boolean first = state == LoginState.REGISTERING;
        if (account.registration() == OwnAccount.Registration.WANTED) {
            // Nobody is renamed afterwards: the name is ours, not the server's.
            account = account.registeredAs(resumed ? answer.name() : account.name());
            step.change(account.put());
        }
        state = LoginState.ONLINE;
        if (first) {
            step.tell(new Notice.Registered(account.name(), account.id(), account.fingerprint()));
        }
        step.tell(new Notice.Online(account.name()));
        step.transmit(new ClientFrame.Subscribe());
        step.transmit(new ClientFrame.WatchPresence());
        askForPeople(step);
    }

    /** A refusal that answers no request: of the greeting, the registration or the login. */
    void refused(Refusal reason, Step step) {
        if (state == LoginState.REGISTERING && reason == Refusal.ACCOUNT_EXISTS) {
            // The server took the registration, and its answer was lost: log in.
            resumed = true;
            greet(step);
            return;
        }
        if (reason != Refusal.RATE && reason != Refusal.UNAVAILABLE) {
            step.tell(new Notice.Rejected(reason));
        }
        step.disconnect();
    }

    void askForPeople(Step step) {
        askForPeople(new Requests.People("", 1), step);
    }

    void askForPeople(Requests.People page, Step step) {
        if (isOnline()) {
            step.transmit(new ClientFrame.ListUsers(requests.add(page), page.after()));
        }
    }
}
