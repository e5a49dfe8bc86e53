package messenger.app;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import messenger.client.HomeServer;
import messenger.client.OwnAccount;
import messenger.client.enrol.EnrolEffect;
import messenger.client.enrol.EnrolEvent;
import messenger.client.enrol.Enrolment;
import messenger.client.enrol.LinkEnrolment;
import messenger.client.enrol.RecoveryEnrolment;
import messenger.client.net.LinkEvent;
import messenger.client.net.ServerAddress;
import messenger.client.net.Trust;
import messenger.client.net.TrustDecision;
import messenger.client.store.Vault;
import messenger.client.ui.Command;
import messenger.client.ui.News;
import messenger.crypto.Argon2id;
import messenger.crypto.Secret;
import messenger.crypto.verify.CodeKind;
import messenger.crypto.verify.CodeRefusedException;
import messenger.crypto.verify.LinkCode;
import messenger.crypto.verify.RecoveryCode;
import messenger.crypto.verify.TypedCode;
import messenger.protocol.UserName;

/**
 * This device on its way into an account, as the screen shows it: by a link, or by the recovery code. Begun on the
 * screen's work thread; what is told comes on the enrolment's.
 */
final class ScreenEnrolment {
    private final Path folder;
    private final Authorities authorities;
    private final Consumer<News> tell;
    private final Consumer<Secret> entered;
    private final SecureRandom random;
    private final AtomicReference<Optional<PasswordRenewal>> renewals = new AtomicReference<>(Optional.empty());
    private volatile Optional<Attempt> current = Optional.empty();

    /** @param entered gets the password of the vault that is there now, and erases it; on any thread */
    ScreenEnrolment(
            Path folder, Authorities authorities, Consumer<News> tell, Consumer<Secret> entered, SecureRandom random) {
        this.folder = folder;
        this.authorities = authorities;
        this.tell = tell;
        this.entered = entered;
        this.random = random;
    }

    boolean isRunning() {
        return current.isPresent();
    }

    /** Shows a code for the device that is there already. */
    void link(Command.BeginLink begin, TrustDecision decision) {
        Attempt attempt = new Attempt(problem -> new News.LinkNeeded(begin.server(), problem));
        try {
            ServerAddress address = ServerNames.parse(begin.server());
            attempt.start(
                    LinkEnrolment.create(address.toString(), random),
                    authorities.home(address),
                    decision,
                    attempt::keepWhenLocked);
        } catch (CommandFailure e) {
            attempt.end(e.sentence());
        }
    }

    /** Gets into the account by password and recovery code. */
    void recover(Command.Recover recover, TrustDecision decision) {
        Attempt attempt = new Attempt(problem -> new News.RecoverNeeded(recover.server(), recover.user(), problem));
        Secret password = Passwords.of(recover.password().chars());
        Secret fresh = recover.fresh().length() == 0
                ? Accounts.NO_PASSWORD
                : Passwords.of(recover.fresh().chars());
        Secret typed = Passwords.of(recover.code().chars());
        attempt.lock(password, fresh);
        try {
            UserName name = Accounts.name(recover.user());
            HomeServer home = authorities.home(ServerNames.parse(recover.server()));
            RecoveryCode code = RecoveryCode.parse(ScreenAccount.text(typed));
            tell.accept(new News.Working("Recovering the account"));
            attempt.start(
                    RecoveryEnrolment.create(name, ClientOptions.copy(password), code, Argon2id.Cost.STANDARD, random),
                    home,
                    decision,
                    attempt::keep);
        } catch (CodeRefusedException e) {
            attempt.end(String.valueOf(e.getMessage()));
        } catch (CommandFailure e) {
            attempt.end(e.sentence());
        } finally {
            password.erase();
            typed.erase();
        }
    }

    /** The other password that was wanted for the account that came here, once. */
    Optional<PasswordRenewal> takeRenewal() {
        return renewals.getAndSet(Optional.empty());
    }

    /** The person compared the numbers. */
    void compared(boolean equal) {
        current.ifPresent(attempt -> attempt.post(new EnrolEvent.Compared(equal)));
    }

    /** What locks the vault of this device. */
    void lock(Secret password) {
        current.ifPresentOrElse(attempt -> attempt.locked.complete(password), password::erase);
    }

    /** The person went back. */
    void abandon() {
        Optional<Attempt> left = current;
        current = Optional.empty();
        left.ifPresent(Attempt::abandon);
    }

    /** One try. */
    private final class Attempt implements EnrolmentRuntime.Audience {
        private final Function<String, News> form;
        private final CompletableFuture<Secret> locked = new CompletableFuture<>();
        private volatile Optional<PasswordRenewal> renewal = Optional.empty();
        private final CompletableFuture<EnrolmentRuntime> runtime = new CompletableFuture<>();

        Attempt(Function<String, News> form) {
            this.form = form;
        }

        void start(Enrolment core, HomeServer home, TrustDecision decision, EnrolmentRuntime.Keeping keeping) {
            Trust trust = Authorities.trust(home, decision);
            current = Optional.of(this);
            runtime.complete(EnrolmentRuntime.start(core, home, trust, keeping, this, random));
        }

        /** The vault gets the password that the account has; another one is set when both are there. */
        void lock(Secret password, Secret fresh) {
            locked.complete(ClientOptions.copy(password));
            if (fresh.size() > 0) {
                renewal = Optional.of(new PasswordRenewal(ClientOptions.copy(password), fresh));
            }
        }

        void post(EnrolEvent event) {
            runtime.join().post(event);
        }

        void abandon() {
            locked.completeExceptionally(new IllegalStateException("the person went back"));
            dropRenewal();
            runtime.join().close();
        }

        private boolean isCurrent() {
            return current.filter(this::equals).isPresent();
        }

        /** Back to the form, with what went wrong. */
        void end(String problem) {
            if (isCurrent() || current.isEmpty()) {
                current = Optional.empty();
                dropRenewal();
                tell.accept(form.apply(problem));
            }
        }

        private void dropRenewal() {
            renewal.ifPresent(PasswordRenewal::erase);
            renewal = Optional.empty();
        }

        /** Waits on the enrolment's thread, which has nothing else to do, until the person has chosen a password. */
        private void keepWhenLocked(OwnAccount account, HomeServer home) {
            tell.accept(new News.DevicePasswordNeeded(account.name().value(), ""));
            keep(account, home);
        }

        /** A vault that is there already is one of a recovery that did not come to its end. */
        private void keep(OwnAccount account, HomeServer home) {
            Secret password = locked.join();
            if (Vault.exists(folder)) {
                try (Vault vault = Vault.open(folder, password, random)) {
                    vault.commit(List.of(account.put(), home.put()));
                }
                return;
            }
            Vault.create(folder, password, Argon2id.Cost.STANDARD, List.of(account.put(), home.put()), random)
                    .close();
        }

        @Override
        public void told(EnrolEffect effect) {
            if (!isCurrent()) {
                return;
            }
            if (effect instanceof EnrolEffect.ShowCode show) {
                tell.accept(shown(show.code()));
            } else if (effect instanceof EnrolEffect.CodeExpired) {
                post(new EnrolEvent.NewCode());
            } else if (effect instanceof EnrolEffect.ShowNumbers show) {
                tell.accept(new News.LinkNumbersShown(show.numbers().toString()));
            } else if (effect instanceof EnrolEffect.Confirm) {
                // The form has said that all other devices are signed out.
                post(new EnrolEvent.Confirmed(true));
            } else if (effect instanceof EnrolEffect.End end) {
                ended(end.outcome());
            }
        }

        private void ended(EnrolEffect.Outcome outcome) {
            if (outcome == EnrolEffect.Outcome.DONE) {
                current = Optional.empty();
                renewals.set(renewal);
                entered.accept(locked.join());
            } else {
                end(EnrolmentSentences.of(outcome, runtime.join().where()));
            }
        }

        @Override
        public void linked(LinkEvent event) {
            if (!isCurrent()) {
                return;
            }
            String where = runtime.join().where();
            if (event instanceof LinkEvent.Untrusted untrusted) {
                tell.accept(new News.ServerUnknown(where, untrusted.presented().toString()));
            } else if (event instanceof LinkEvent.Disconnected lost) {
                end(Sentences.lost(lost.loss(), where));
                closeLater();
            } else if (event instanceof LinkEvent.Ended) {
                end("You did not trust the server, so nothing was sent to it.");
                closeLater();
            }
        }

        @Override
        public void failed(RuntimeException failure) {
            end("That did not work: " + failure.getMessage());
        }

        /** This is the runtime's own thread, which must not wait for itself. */
        private void closeLater() {
            Thread closing = new Thread(this::abandon, "enrolment-end");
            closing.setDaemon(true);
            closing.start();
        }
    }

    private static News shown(LinkCode code) {
        String text = new TypedCode(CodeKind.LINK, code.encoded()).text();
        return new News.LinkCodeShown(text.replace('-', ' '), text.toUpperCase(Locale.ROOT), code.expiry());
    }
}
