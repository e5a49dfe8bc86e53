package messenger.server;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import messenger.crypto.Bytes;
import messenger.crypto.identity.AccountId;
import messenger.crypto.identity.DeviceId;
import messenger.protocol.UserName;

/** What accounts and addresses may still do: the token buckets that outlive a connection. */
final class Allowances {
    /** One of an account's devices. */
    record DeviceAddress(AccountId account, DeviceId device) {}

    private record Pair(AccountId requester, DeviceAddress target) {}

    private enum Everybody {
        EVERYBODY
    }

    /** What a try at a password takes of the core's time, in evaluations of a new one (measured). */
    static final int PASSWORD_TRY_COST = 5;

    /** What one address may put into the audit log, so that nobody can fill the disk with refusals. */
    private static final Rate AUDIT_LINES = new Rate(20, 600);

    private final TokenBuckets<AccountId> submissions;
    private final TokenBuckets<AccountId> recipients;
    private final TokenBuckets<AccountId> lookups;
    private final TokenBuckets<AccountId> publications;
    private final TokenBuckets<String> loginTries;
    private final TokenBuckets<AccountId> logins;
    private final TokenBuckets<String> registrations;
    private final TokenBuckets<Everybody> registrationsInAll;
    private final TokenBuckets<Pair> bundlesPerPair;
    private final TokenBuckets<DeviceAddress> bundlesPerDevice;
    private final TokenBuckets<String> passwordTries;
    private final TokenBuckets<String> evaluations;
    private final TokenBuckets<Everybody> passwordsInAll;
    private final TokenBuckets<UserName> evaluationsPerName;
    private final TokenBuckets<String> linkOpens;
    private final TokenBuckets<String> handIns;
    private final TokenBuckets<String> handInRecipients;
    private final TokenBuckets<Bytes> accessKeys;
    private final TokenBuckets<String> auditLines = new TokenBuckets<>(AUDIT_LINES);

    Allowances(ServerLimits limits) {
        ServerLimits.Rates rates = limits.rates();
        passwordTries = new TokenBuckets<>(limits.passwords().triesPerAddress());
        passwordsInAll = new TokenBuckets<>(limits.passwords().inAll());
        evaluations = new TokenBuckets<>(limits.passwords().evaluationsPerAddress());
        evaluationsPerName = new TokenBuckets<>(limits.passwords().evaluationsPerName());
        linkOpens = new TokenBuckets<>(limits.linking().opensPerAddress());
        handIns = new TokenBuckets<>(limits.handIns().submissionsPerAddress());
        handInRecipients = new TokenBuckets<>(limits.handIns().recipientsPerAddress());
        accessKeys = new TokenBuckets<>(limits.handIns().perAccessKey());
        submissions = new TokenBuckets<>(rates.submissions());
        recipients = new TokenBuckets<>(rates.recipients());
        lookups = new TokenBuckets<>(rates.lookups());
        publications = new TokenBuckets<>(rates.publications());
        loginTries = new TokenBuckets<>(rates.loginTries());
        logins = new TokenBuckets<>(rates.logins());
        registrations = new TokenBuckets<>(rates.registrations());
        registrationsInAll = new TokenBuckets<>(rates.registrationsInAll());
        bundlesPerPair = new TokenBuckets<>(rates.bundlesPerPair());
        bundlesPerDevice = new TokenBuckets<>(rates.bundlesPerDevice());
    }

    boolean submission(AccountId sender, int wraps, Instant now) {
        return recipients.has(sender, wraps, now)
                && submissions.take(sender, now)
                && recipients.take(sender, wraps, now);
    }

    boolean lookup(AccountId account, Instant now) {
        return lookups.take(account, now);
    }

    boolean publication(AccountId account, Instant now) {
        return publications.take(account, now);
    }

    boolean loginTry(String address, Instant now) {
        return loginTries.take(address, now);
    }

    /** Only for a login whose proof was good: counting others would let strangers lock the account's owner out. */
    boolean login(AccountId account, Instant now) {
        return logins.take(account, now);
    }

    boolean registration(String address, Instant now) {
        return registrationsInAll.has(Everybody.EVERYBODY, 1, now)
                && registrations.take(address, now)
                && registrationsInAll.take(Everybody.EVERYBODY, now);
    }

    /** Whether a requester gets a one-time pair of a device, or only its last-resort key (PROTOCOL 1.2, A9). */
    StoreRequest.OneTime bundle(AccountId requester, DeviceAddress target, Instant now) {
        boolean allowed = bundlesPerDevice.has(target, 1, now)
                && bundlesPerPair.take(new Pair(requester, target), now)
                && bundlesPerDevice.take(target, now);
        return allowed ? StoreRequest.OneTime.ONE_PAIR : StoreRequest.OneTime.NONE;
    }

    boolean passwordTry(String address, Instant now) {
        return passwordsInAll.has(Everybody.EVERYBODY, PASSWORD_TRY_COST, now)
                && passwordTries.take(address, now)
                && passwordsInAll.take(Everybody.EVERYBODY, PASSWORD_TRY_COST, now);
    }

    /**
     * Whether a stranger may have a new password evaluated for this name. Limited by name as tries are: who has begun
     * to log in under a name that is taken could check guesses by the evaluation, past the count of tries.
     */
    boolean evaluation(String address, UserName name, Instant now) {
        return evaluationsPerName.has(name, 1, now)
                && passwordsInAll.has(Everybody.EVERYBODY, 1, now)
                && evaluations.take(address, now)
                && passwordsInAll.take(Everybody.EVERYBODY, now)
                && evaluationsPerName.take(name, now);
    }

    boolean linkOpen(String address, Instant now) {
        return linkOpens.take(address, now);
    }

    /**
     * Whether a submission by nobody in particular may go to so many mailboxes.
     *
     * @param keyHashes of the access keys that came with it, each once
     */
    boolean handIn(String address, int wraps, Set<Bytes> keyHashes, Instant now) {
        if (!handInRecipients.has(address, wraps, now)
                || !keyHashes.stream().allMatch(hash -> accessKeys.has(hash, 1, now))
                || !handIns.take(address, now)) {
            return false;
        }
        handInRecipients.take(address, wraps, now);
        keyHashes.forEach(hash -> accessKeys.take(hash, 1, now));
        return true;
    }

    boolean auditLine(String address, Instant now) {
        return auditLines.take(address, now);
    }

    void purge(Instant now) {
        all().forEach(buckets -> buckets.purge(now));
    }

    int size() {
        return all().stream().mapToInt(TokenBuckets::size).sum();
    }

    private List<TokenBuckets<?>> all() {
        return List.of(
                submissions,
                recipients,
                lookups,
                publications,
                loginTries,
                logins,
                registrations,
                registrationsInAll,
                bundlesPerPair,
                bundlesPerDevice,
                passwordTries,
                evaluations,
                passwordsInAll,
                evaluationsPerName,
                linkOpens,
                handIns,
                handInRecipients,
                accessKeys,
                auditLines);
    }
}
