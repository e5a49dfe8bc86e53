package messenger.server;

import messenger.crypto.identity.AccountId;
import messenger.protocol.ClientFrame;
import messenger.protocol.Limits;
import messenger.protocol.Refusal;
import messenger.protocol.RequestId;
import messenger.protocol.ServerFrame;

/** Who there is: what the store knows of users, joined with who is online. */
final class Directory {
    private final Allowances allowances;
    private final Throttle throttle;
    private final Sessions sessions;

    Directory(Allowances allowances, Throttle throttle, Sessions sessions) {
        this.allowances = allowances;
        this.throttle = throttle;
        this.sessions = sessions;
    }

    void findUser(ClientFrame.FindUser frame, Connection from, Session session, Step step) {
        find(new StoreRequest.FindByName(frame.name()), frame.request(), from, session, step);
    }

    /**
     * For who has proved the password of that very name; it is what a recovery goes by, so with every list that is
     * kept: the new device takes no id that another one ever had.
     */
    void findProved(ClientFrame.FindUser frame, AccountId account, Connection from, Step step) {
        if (!allowances.passwordTry(from.address(), step.now())) {
            throttle.tooMany(from, frame.request(), step);
            return;
        }
        step.ask(
                from,
                new StoreRequest.FindAccount(account, 0),
                (result, later) -> found(result, frame.request(), from, later));
    }

    void findAccount(ClientFrame.FindAccount frame, Connection from, Session session, Step step) {
        find(new StoreRequest.FindAccount(frame.account(), frame.since()), frame.request(), from, session, step);
    }

    private void find(StoreRequest question, RequestId request, Connection from, Session session, Step step) {
        if (!allowances.lookup(session.account(), step.now())) {
            throttle.tooMany(from, request, step);
            return;
        }
        step.ask(from, question, (result, later) -> found(result, request, from, later));
    }

    private static void found(StoreResult result, RequestId request, Connection from, Step step) {
        if (result instanceof StoreResult.AccountFound found) {
            step.transmit(
                    from, new ServerFrame.UserFound(request, found.account().name(), found.deviceLists()));
        } else if (result instanceof StoreResult.AccountGone gone) {
            step.transmit(from, new ServerFrame.AccountGone(request, gone.deviceList()));
        } else if (result instanceof StoreResult.NoSuchAccount) {
            step.refuse(from, request, Refusal.UNKNOWN_USER);
        } else if (result instanceof StoreResult.Failed) {
            step.refuse(from, request, Refusal.UNAVAILABLE);
        } else {
            throw Asks.unexpected(result);
        }
    }

    void listUsers(ClientFrame.ListUsers frame, Connection from, Session session, Step step) {
        if (!allowances.lookup(session.account(), step.now())) {
            throttle.tooMany(from, frame.request(), step);
            return;
        }
        step.ask(
                from,
                new StoreRequest.ListAccounts(frame.after(), Limits.USERS_PAGE_MAX),
                (result, later) -> listed(result, frame.request(), from, later));
    }

    private void listed(StoreResult result, RequestId request, Connection from, Step step) {
        if (result instanceof StoreResult.AccountPage page) {
            var users = page.accounts().stream()
                    .map(account -> presence(account, step))
                    .toList();
            step.transmit(from, new ServerFrame.Users(request, users, page.more()));
        } else if (result instanceof StoreResult.Failed) {
            step.refuse(from, request, Refusal.UNAVAILABLE);
        } else {
            throw Asks.unexpected(result);
        }
    }

    private ServerFrame.Presence presence(StoreResult.StoredAccount account, Step step) {
        boolean online = sessions.isOnline(account.account());
        long seenMs = (online ? step.now() : account.lastSeen()).toEpochMilli();
        return new ServerFrame.Presence(account.name(), account.account(), online, seenMs);
    }
}
