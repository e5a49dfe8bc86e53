package messenger.app;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import messenger.client.ClientEvent;
import messenger.client.Notice;
import messenger.client.OwnAccount;
import messenger.client.store.Vault;
import messenger.client.ui.Command;
import messenger.client.ui.News;
import messenger.client.ui.Password;
import messenger.crypto.Argon2id;
import messenger.crypto.MalformedException;
import messenger.crypto.Secret;
import messenger.crypto.verify.CodeKind;
import messenger.crypto.verify.CodeRefusedException;
import messenger.crypto.verify.LinkCode;
import messenger.crypto.verify.RecoveryCode;
import messenger.crypto.verify.TypedCode;
import messenger.protocol.Refusal;

/**
 * The screen's dialogs that ask for the password of an open account: they run on the screen's work thread, for
 * stretching a password takes a while.
 */
final class ScreenAccount {
    private final Path folder;
    private final Consumer<News> tell;
    private final AtomicBoolean changing = new AtomicBoolean();

    /** Whether the change under way is the one of a recovery, of which the person thinks that it is done. */
    private volatile boolean renewing;

    ScreenAccount(Path folder, Consumer<News> tell) {
        this.folder = folder;
        this.tell = tell;
    }

    /** Whether it is a command of this kind. */
    static boolean takes(Command command) {
        return command instanceof Command.ChangePassword
                || command instanceof Command.DeleteAccount
                || command instanceof Command.ShowRecovery
                || command instanceof Command.LinkDevice;
    }

    /** Does what such a command says. */
    void accept(Command command, ClientRuntime running) {
        if (command instanceof Command.ChangePassword change) {
            change(change, running);
        } else if (command instanceof Command.DeleteAccount delete) {
            running.post(
                    new ClientEvent.DeleteAccount(Passwords.of(delete.password().chars())));
        } else if (command instanceof Command.ShowRecovery show) {
            showRecovery(show, running);
        } else if (command instanceof Command.LinkDevice link) {
            link(link, running);
        } else {
            throw new AssertionError("no handling of " + command.getClass());
        }
    }

    private void change(Command.ChangePassword change, ClientRuntime running) {
        Secret old = Passwords.of(change.old().chars());
        Secret fresh = Passwords.of(change.fresh().chars());
        try {
            if (!Vault.checkPassword(folder, old)) {
                tell.accept(new News.Refused("That is not the password of this vault. Nothing was changed."));
                return;
            }
            if (!changing.compareAndSet(false, true)) {
                tell.accept(new News.Refused("A change of the password is under way. Wait for its end."));
                return;
            }
            prepare(fresh, running).join();
            running.post(new ClientEvent.ChangePassword(ClientOptions.copy(old), ClientOptions.copy(fresh)));
        } catch (CompletionException e) {
            tell.accept(new News.Refused("The password was not changed: " + e.getCause()));
        } finally {
            old.erase();
            fresh.erase();
        }
    }

    /** Until the server has answered, both passwords open the vault: so it opens whatever happens in between. */
    private static CompletableFuture<Vault> prepare(Secret fresh, ClientRuntime running) {
        return running.look(view -> {
            view.vault().changePassword(fresh, Argon2id.Cost.STANDARD);
            return view.vault();
        });
    }

    /**
     * Sets the password that was chosen while the account was recovered. Called on the client's own thread, so it does
     * not wait.
     */
    void renew(PasswordRenewal renewal, ClientRuntime running) {
        renewing = true;
        var unused = prepare(renewal.fresh(), running).whenComplete((vault, failure) -> {
            if (failure == null) {
                running.post(new ClientEvent.ChangePassword(renewal.old(), renewal.fresh()));
            } else {
                renewal.erase();
            }
        });
    }

    private void showRecovery(Command.ShowRecovery show, ClientRuntime running) {
        Secret password = Passwords.of(show.password().chars());
        try {
            if (!Vault.checkPassword(folder, password)) {
                tell.accept(new News.Refused("That is not the password of this vault."));
                return;
            }
            var unused = running.look(view -> view.client().account()).thenAccept(account -> code(account)
                    .ifPresentOrElse(
                            code -> tell.accept(new News.RecoveryCodeShown(code, News.Occasion.ASKED)),
                            () -> tell.accept(new News.Refused(Sentences.primaryNeeded()))));
        } finally {
            password.erase();
        }
    }

    /** The account's recovery code, on the device that has its key. */
    static Optional<Password> code(OwnAccount account) {
        return account.key()
                .map(key -> Password.of(
                        RecoveryCode.of(key).text().replace('-', ' ').toCharArray()));
    }

    private void link(Command.LinkDevice link, ClientRuntime running) {
        Secret password = Passwords.of(link.password().chars());
        Secret typed = Passwords.of(link.code().chars());
        try {
            if (!Vault.checkPassword(folder, password)) {
                tell.accept(new News.Refused("That is not the password of this vault. No device was linked."));
                return;
            }
            String text = text(typed);
            LinkCode code = LinkCode.decode(TypedCode.read(CodeKind.LINK, text).payload());
            running.post(new ClientEvent.LinkDevice(code));
        } catch (CodeRefusedException e) {
            tell.accept(new News.Refused(e.getMessage() + " No device was linked."));
        } catch (MalformedException e) {
            tell.accept(new News.Refused(
                    "This code is of another version of messenger.jar. Use the same one on both devices."));
        } finally {
            password.erase();
            typed.erase();
        }
    }

    /** The text of typed bytes; codes are read as text, which the heap then keeps for a while. */
    static String text(Secret typed) {
        return new String(typed.expose(), StandardCharsets.UTF_8);
    }

    /** Whether it was a notice of this kind. */
    boolean told(Notice notice, ClientRuntime running) {
        if (notice instanceof Notice.PasswordChanged) {
            changing.set(false);
            var unused = running.look(view -> {
                changed(view.vault());
                return view;
            });
        } else if (notice instanceof Notice.PasswordRefused refused) {
            changing.set(false);
            var unused = running.look(view -> {
                refused(view.vault(), refused.reason());
                return view;
            });
        } else if (notice instanceof Notice.FailedTries tries) {
            tell.accept(new News.FailedTries(tries.count()));
        } else if (notice instanceof Notice.VaultRolledBack) {
            tell.accept(new News.VaultRestored());
        } else {
            return false;
        }
        return true;
    }

    private void changed(Vault vault) {
        renewing = false;
        if (vault.passwordChangePending()) {
            vault.confirmPasswordChange();
        }
        tell.accept(new News.Done("The password is changed, at the server and on this device."
                + " Other devices keep their own until you change it there."));
    }

    private void refused(Vault vault, Refusal reason) {
        if (reason != Refusal.UNAVAILABLE) {
            vault.abandonPasswordChange();
        }
        String sentence = Sentences.passwordRefused(reason);
        tell.accept(new News.Refused(renewing ? Sentences.renewalRefused(sentence) : sentence));
        renewing = false;
    }
}
