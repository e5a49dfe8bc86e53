package messenger.app;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import messenger.client.ClientEvent;
import messenger.client.HomeServer;
import messenger.client.OwnAccount;
import messenger.client.store.Vault;
import messenger.client.ui.Printable;
import messenger.crypto.Argon2id;
import messenger.crypto.Bytes;
import messenger.crypto.Secret;
import messenger.protocol.UserName;

/** Makes the vault of a new account, to be registered by the connection that follows. */
final class Accounts {
    /** What a server without an access password, and a registration without an invitation, gets. */
    static final Secret NO_PASSWORD = Secret.copyOf(new byte[0]);

    private Accounts() {}

    /** The vault of an account that is still to be registered, and its password; whoever gets it erases it. */
    record Fresh(Vault vault, Secret password) {}

    /** What the runtime of a vault from {@link #make} must be told after its start. The password is copied. */
    static ClientEvent.Credentials credentials(Secret password) {
        return new ClientEvent.Credentials(ClientOptions.copy(password), Bytes.EMPTY, NO_PASSWORD);
    }

    /** The name that somebody typed. */
    static UserName name(String typed) {
        try {
            return UserName.of(typed);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(
                    Exit.USAGE,
                    "\"" + Printable.line(typed) + "\" is no user name. A name has 3 to 32 of the characters"
                            + " a-z 0-9 _ . -");
        }
    }

    /**
     * A fresh vault, or the one of a registration that did not come to its end: the same keys then, but name and server
     * may be others now.
     *
     * @param home the server, which was never met
     */
    static Vault make(Path folder, UserName name, HomeServer home, Secret password, SecureRandom random) {
        if (!Vault.exists(folder)) {
            OwnAccount account = OwnAccount.create(name, InstantSource.system().instant(), random);
            return Vault.create(folder, password, Argon2id.Cost.STANDARD, List.of(account.put(), home.put()), random);
        }
        Vault vault = Vault.open(folder, password, random);
        OwnAccount account = OwnAccount.load(vault);
        if (account.registration() == OwnAccount.Registration.DONE) {
            vault.close();
            throw new CommandFailure(
                    Exit.USAGE,
                    "The vault in " + folder + " holds the account of " + account.name()
                            + " already. Name another folder with --data.");
        }
        vault.commit(List.of(account.renamed(name).put(), home.put()));
        return vault;
    }
}
