package messenger.server.store;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import messenger.crypto.MalformedException;
import messenger.crypto.identity.AccountId;
import messenger.crypto.identity.DeviceId;
import messenger.crypto.identity.MailboxId;
import messenger.protocol.Incarnation;
import messenger.server.StoreRequest;
import messenger.server.StoreResult;

/**
 * Applies requests in order. There is no rollback beneath it, so everything is checked before the first change.
 * Owned by the engine's thread.
 */
final class StoreState {
    /** What is too old is looked for so often. */
    static final Duration PURGED_EVERY = Duration.ofDays(1);

    /** Of what is too old, so much goes at a time, so that a commit stays small. */
    static final int PURGED_MAX = 1000;

    /** One-time pairs that one request drops, about: at most 80 MiB of pages. */
    static final int DROPPED_MAX = 10_000;

    private final Accounts accounts;
    private final AccountChanges changes;
    private final Names names;
    private final Invitations invitations;
    private final Logins logins;
    private final Prekeys prekeys;
    private final Mailboxes mailboxes;
    private final Lives lives;
    private final Deque<AccountRecord.Active> restoring = new ArrayDeque<>();
    private Instant purgedAt = Instant.EPOCH;

    private StoreState(
            Accounts accounts,
            Names names,
            Invitations invitations,
            Logins logins,
            Prekeys prekeys,
            Mailboxes mailboxes,
            Lives lives) {
        this.accounts = accounts;
        this.changes = new AccountChanges(accounts, names, invitations, logins, prekeys, mailboxes);
        this.names = names;
        this.invitations = invitations;
        this.logins = logins;
        this.prekeys = prekeys;
        this.mailboxes = mailboxes;
        this.lives = lives;
    }

    /**
     * What lies in these tables, by their names, and records of mail. Mail that nobody has any more, because the
     * process died before it was erased, waits for {@link #flushRemovals}.
     *
     * @throws MalformedException if one is not what was written
     */
    static StoreState load(Function<String, Table> tables, Records mail, MailQuota quota) throws MalformedException {
        Names names = new Names(tables.apply("reserved"));
        DeviceLists lists = new DeviceLists(tables.apply("lists"));
        Accounts accounts = new Accounts(tables.apply("accounts"), tables.apply("seen"), lists, names);
        return new StoreState(
                accounts,
                names,
                new Invitations(tables.apply("invitations")),
                new Logins(tables.apply("logins")),
                new Prekeys(tables.apply("prekeys")),
                Mailboxes.load(mail, accounts.load(), quota),
                new Lives(tables.apply("lives")));
    }

    /** @throws MalformedException if what is kept cannot be read; the engine must stop then */
    StoreResult apply(StoreRequest request) throws MalformedException {
        if (request instanceof StoreRequest.AppendMail append) {
            return mailboxes.append(append);
        } else if (request instanceof StoreRequest.FetchMail fetch) {
            return mailboxes.fetch(fetch);
        } else if (request instanceof StoreRequest.DeleteMail delete) {
            return mailboxes.delete(delete);
        } else if (request instanceof StoreRequest.FindByName find) {
            return accounts.find(find);
        } else if (request instanceof StoreRequest.FindAccount find) {
            return accounts.find(find);
        } else if (request instanceof StoreRequest.ListAccounts list) {
            return accounts.page(list);
        } else if (request instanceof StoreRequest.RecordSeen seen) {
            return accounts.seen(seen);
        } else if (request instanceof StoreRequest.PublishPrekeys publish) {
            return publish(publish);
        } else if (request instanceof StoreRequest.TakeBundle take) {
            return take(take);
        } else if (request instanceof StoreRequest.UpdateDevices update) {
            return changes.update(update);
        } else if (request instanceof StoreRequest.SetPassword set) {
            return setPassword(set);
        } else if (request instanceof StoreRequest.BeginPasswordTry begin) {
            return beginTry(begin);
        } else if (request instanceof StoreRequest.ForgivePasswordTry forgive) {
            return forgive(forgive);
        } else if (request instanceof StoreRequest.NoteProgress progress) {
            return note(progress);
        } else if (request instanceof StoreRequest.ExpireMail expire) {
            return mailboxes.expire(expire);
        } else if (request instanceof StoreRequest.MarkRestored restored) {
            return restored(restored);
        }
        return applyWithTime(request);
    }

    /** Those that come now and then, write, and tell the time. */
    private StoreResult applyWithTime(StoreRequest request) throws MalformedException {
        if (request instanceof StoreRequest.NoteLogin login) {
            purge(login.at());
            return note(login);
        } else if (request instanceof StoreRequest.CreateAccount create) {
            purge(create.at());
            return changes.create(create);
        } else if (request instanceof StoreRequest.DeleteAccount delete) {
            purge(delete.at());
            return changes.delete(delete);
        } else if (request instanceof StoreRequest.CreateInvite invite) {
            purge(invite.at());
            invitations.create(invite);
            return new StoreResult.Done();
        }
        throw new AssertionError(request.getClass());
    }

    private void purge(Instant at) throws MalformedException {
        boolean clockWasSetBack = at.isBefore(purgedAt);
        if (clockWasSetBack || !at.isBefore(purgedAt.plus(PURGED_EVERY))) {
            int purged = invitations.purge(at, PURGED_MAX);
            purged += names.purge(at, PURGED_MAX - purged);
            purgedAt = purged < PURGED_MAX ? at : purgedAt;
        }
    }

    private StoreResult publish(StoreRequest.PublishPrekeys request) throws MalformedException {
        return isDevice(request.account(), request.device())
                ? prekeys.publish(request)
                : new StoreResult.NoSuchAccount();
    }

    private boolean isDevice(AccountId account, DeviceId device) throws MalformedException {
        return accounts.active(account).filter(active -> active.has(device)).isPresent();
    }

    private StoreResult take(StoreRequest.TakeBundle request) throws MalformedException {
        Optional<AccountRecord.Active> account = accounts.active(request.account());
        return account.isEmpty()
                ? new StoreResult.NoSuchAccount()
                : prekeys.take(request, account.get().devices().encoded());
    }

    private StoreResult setPassword(StoreRequest.SetPassword request) throws MalformedException {
        Optional<AccountRecord.Active> account = accounts.active(request.account());
        if (account.isEmpty()) {
            return new StoreResult.NoSuchAccount();
        }
        accounts.replacePassword(account.get(), request.passwordRecord());
        return new StoreResult.Done();
    }

    private StoreResult beginTry(StoreRequest.BeginPasswordTry request) throws MalformedException {
        Optional<AccountRecord.Active> account = accounts.active(request.name());
        if (account.isEmpty()) {
            return logins.countTry(request) ? new StoreResult.NoSuchAccount() : new StoreResult.Locked();
        }
        return logins.countTry(account.get().account(), request)
                ? new StoreResult.PasswordTry(
                        accounts.stored(account.get()), account.get().passwordRecord())
                : new StoreResult.Locked();
    }

    private StoreResult forgive(StoreRequest.ForgivePasswordTry request) throws MalformedException {
        if (accounts.active(request.account()).isPresent()) {
            logins.forgiveTry(request.account());
        }
        return new StoreResult.Done();
    }

    private StoreResult note(StoreRequest.NoteProgress request) throws MalformedException {
        if (isDevice(request.account(), request.device())) {
            logins.note(request);
        }
        return new StoreResult.Done();
    }

    private StoreResult note(StoreRequest.NoteLogin request) throws MalformedException {
        if (!isDevice(request.account(), request.device())) {
            return new StoreResult.NoSuchAccount();
        }
        LoginRecord before = logins.note(request);
        return new StoreResult.LoginNoted(
                prekeys.count(request.account(), request.device()),
                before.generation(request.device()),
                before.failed());
    }

    private StoreResult restored(StoreRequest.MarkRestored request) throws MalformedException {
        if (restoring.isEmpty()) {
            restoring.addAll(accounts.active());
        }
        int dropped = 0;
        while (!restoring.isEmpty() && dropped < DROPPED_MAX) {
            dropped += prekeys.dropOneTime(restoring.remove());
        }
        if (!restoring.isEmpty()) {
            return new StoreResult.Unfinished();
        }
        lives.begin(request.incarnation());
        return new StoreResult.Done();
    }

    /** Which life of the store this is; the first, begun with this call, where there was none. */
    Incarnation incarnation(SecureRandom random) throws MalformedException {
        return lives.current(random);
    }

    /** Whether mailboxes were removed whose accounts change with this batch. */
    boolean hasRemovals() {
        return mailboxes.hasRemovals();
    }

    /** Writes new mailboxes only, and leaves the rest to {@link #flush}. */
    void flushNewMailboxes() {
        mailboxes.flushNewMailboxes();
    }

    /** Writes what is only on the heap; the engine commits then. */
    void flush() {
        mailboxes.flush();
    }

    /** Erases a part of the mail of removed mailboxes; false if there is none left. The engine commits then. */
    boolean flushRemovals() {
        return mailboxes.flushRemovals();
    }

    /** The mailboxes that got mail since the last call. */
    List<MailboxId> takeArrivals() {
        return mailboxes.takeArrivals();
    }
}
