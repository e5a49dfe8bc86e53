package messenger.server;

import java.util.Optional;
import messenger.crypto.identity.AccountId;

/**
 * Lines for the audit log: {@code registered}, {@code login-refused}, {@code password-refused},
 * {@code password-locked}, {@code password-changed}, {@code devices-changed}, {@code device-removed},
 * {@code account-deleted}, {@code invite-made}, {@code invite-refused}, {@code link-opened}, {@code replaced},
 * {@code rate-limited} and {@code connection-refused}. Each is about an account or an address, which the shell hashes
 * where configured. What strangers can cause at will is limited per address, so that it cannot fill the disk.
 */
final class Audits {
    private final Allowances allowances;

    Audits(Allowances allowances) {
        this.allowances = allowances;
    }

    void write(String event, String subject, Step step) {
        step.add(new Effect.Audit(event, subject));
    }

    void loginRefused(AccountId account, Connection from, Step step) {
        writeSome("login-refused", account.toString(), from.address(), step);
    }

    /**
     * A password was wrong.
     *
     * @param account whose it was; none where nobody has the name
     */
    void passwordRefused(Optional<AccountId> account, Connection from, Step step) {
        writeSome("password-refused", subject(account, from), from.address(), step);
    }

    void passwordLocked(Connection from, Step step) {
        writeSome("password-locked", from.subject(), from.address(), step);
    }

    void inviteRefused(Connection from, Step step) {
        writeSome("invite-refused", from.address(), from.address(), step);
    }

    void linkOpened(Connection from, Step step) {
        writeSome("link-opened", from.address(), from.address(), step);
    }

    private static String subject(Optional<AccountId> account, Connection from) {
        return account.map(AccountId::toString).orElse(from.address());
    }

    void rateLimited(Connection from, Step step) {
        writeSome("rate-limited", from.subject(), from.address(), step);
    }

    void connectionRefused(String address, Step step) {
        writeSome("connection-refused", address, address, step);
    }

    private void writeSome(String event, String subject, String address, Step step) {
        if (allowances.auditLine(address, step.now())) {
            write(event, subject, step);
        }
    }
}
