package messenger.server;

import messenger.crypto.identity.AccountId;

/**
 * Lines for the audit log. What strangers can cause at will is limited per address, so that it cannot fill the disk.
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
