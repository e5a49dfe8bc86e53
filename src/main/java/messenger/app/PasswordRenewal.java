package messenger.app;

import messenger.crypto.Secret;

/**
 * The other password that somebody chose while they recovered an account. It is set when the account is online: so
 * account and vault have the same one, whatever happens in between. Whoever sets it erases both.
 */
record PasswordRenewal(Secret old, Secret fresh) {
    void erase() {
        old.erase();
        fresh.erase();
    }
}
