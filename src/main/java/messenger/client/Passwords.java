package messenger.client;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.MalformedException;
import messenger.crypto.RejectedKeyException;
import messenger.crypto.Secret;
import messenger.crypto.identity.AccountKey;
import messenger.crypto.identity.SignedDeviceList;
import messenger.crypto.opaque.Identities;
import messenger.crypto.opaque.LoginBinding;
import messenger.crypto.opaque.OpaqueLogin;
import messenger.crypto.opaque.OpaqueRegistration;
import messenger.protocol.ClientFrame;
import messenger.protocol.Refusal;
import messenger.protocol.ServerFrame;
import messenger.protocol.content.Body;
import messenger.protocol.content.MessageId;

/**
 * What needs the account's password (PROTOCOL 1.16.2): changing it, and deleting the account. One at a time; a lost
 * connection ends it, and the person is told to try again.
 *
 * <pre>
 *   change   PasswordStart - PasswordFinish - RegisterStart - ChangePassword
 *   delete   PasswordStart - PasswordFinish - (farewells, until the server has them) - DeleteAccount
 * </pre>
 */
final class Passwords {
    private final Self self;
    private final Contacts contacts;
    private final Conversations conversations;
    private Optional<Task> task = Optional.empty();

    /** How far it is. */
    private enum Stage {
        STARTED,
        FINISHED,
        EVALUATED,
        FAREWELLS,
        LAST
    }

    /** Who cannot be reached by then learns from the server that the account is gone. */
    static final Duration FAREWELLS_WITHIN = Duration.ofSeconds(30);

    /** What is to be done, and how far it is. */
    private static final class Task {
        private final OpaqueLogin login;
        private final Optional<OpaqueRegistration> fresh;
        private final List<MessageId> farewells = new ArrayList<>();
        private Instant waitsUntil = Instant.MAX;
        private Stage stage = Stage.STARTED;

        private Task(OpaqueLogin login, Optional<OpaqueRegistration> fresh) {
            this.login = login;
            this.fresh = fresh;
        }

        private boolean deletes() {
            return fresh.isEmpty();
        }
    }

    Passwords(Self self, Contacts contacts, Conversations conversations) {
        this.self = self;
        this.contacts = contacts;
        this.conversations = conversations;
    }

    void change(ClientEvent.ChangePassword event, Connection connection, Step step, SecureRandom random) {
        begin(event.old(), Optional.of(OpaqueRegistration.start(event.fresh(), random)), connection, step, random);
        event.fresh().erase();
    }

    void delete(ClientEvent.DeleteAccount event, Connection connection, Step step, SecureRandom random) {
        if (!self.account().isPrimary()) {
            event.password().erase();
            step.tell(new Notice.PrimaryNeeded());
            return;
        }
        begin(event.password(), Optional.empty(), connection, step, random);
    }

    private void begin(
            Secret password,
            Optional<OpaqueRegistration> fresh,
            Connection connection,
            Step step,
            SecureRandom random) {
        if (task.isPresent() || !connection.isOnline()) {
            step.tell(new Notice.PasswordRefused(Refusal.UNAVAILABLE));
        } else {
            Task begun = new Task(OpaqueLogin.start(password, random), fresh);
            task = Optional.of(begun);
            step.transmit(
                    Route.MEMBER,
                    new ClientFrame.PasswordStart(
                            connection.requests().add(new Requests.PasswordStep()), self.name(), begun.login.ke1()));
        }
        password.erase();
    }

    /** The server's answer proves that it knows the record, and lets us prove the password. */
    void challenged(ServerFrame.PasswordAnswer answer, Connection connection, Step step) {
        if (task.isEmpty() || task.get().stage != Stage.STARTED) {
            return;
        }
        try {
            LoginBinding binding = new LoginBinding(connection.serverKeyHash(), Identities.PUBLIC_KEYS);
            Bytes ke3 = task.get()
                    .login
                    .finish(answer.ke2(), binding, connection.stretching())
                    .ke3();
            task.get().stage = Stage.FINISHED;
            step.transmit(
                    Route.MEMBER,
                    new ClientFrame.PasswordFinish(connection.requests().add(new Requests.PasswordStep()), ke3));
        } catch (MalformedException | RejectedKeyException | AuthenticationFailedException e) {
            refused(Refusal.LOGIN, step);
        }
    }

    /** A step is done. */
    void done(Connection connection, Step step, SecureRandom random) {
        if (task.isEmpty()) {
            return;
        }
        Task now = task.get();
        if (now.stage == Stage.FINISHED && now.deletes()) {
            now.stage = Stage.FAREWELLS;
        } else if (now.stage == Stage.FINISHED) {
            now.stage = Stage.EVALUATED;
            step.transmit(
                    Route.MEMBER,
                    new ClientFrame.RegisterStart(
                            connection.requests().add(new Requests.PasswordStep()),
                            self.name(),
                            now.fresh.orElseThrow().request()));
        } else if (now.stage == Stage.LAST) {
            task = Optional.empty();
            step.tell(now.deletes() ? new Notice.AccountDeleted() : new Notice.PasswordChanged());
        }
    }

    /** The server has done its part of the new password. */
    void evaluated(ServerFrame.RegisterAnswer answer, Connection connection, Step step, SecureRandom random) {
        if (task.isEmpty() || task.get().stage != Stage.EVALUATED) {
            return;
        }
        try {
            Bytes record = task.get()
                    .fresh
                    .orElseThrow()
                    .finish(answer.evaluated(), Identities.PUBLIC_KEYS, connection.stretching(), random)
                    .record()
                    .encoded();
            task.get().stage = Stage.LAST;
            step.transmit(
                    Route.MEMBER,
                    new ClientFrame.ChangePassword(connection.requests().add(new Requests.PasswordStep()), record));
        } catch (MalformedException | RejectedKeyException e) {
            refused(Refusal.MALFORMED, step);
        }
    }

    /** The account goes when everybody was told, or could not be. */
    void settle(Connection connection, Outbox outbox, Step step, SecureRandom random) {
        if (task.isEmpty() || task.get().stage != Stage.FAREWELLS) {
            return;
        }
        Task now = task.get();
        if (now.waitsUntil.equals(Instant.MAX)) {
            now.waitsUntil = step.now().plus(FAREWELLS_WITHIN);
            sayFarewell(now, outbox, step, random);
        } else if (now.farewells.stream().noneMatch(outbox::holds) || step.now().isAfter(now.waitsUntil)) {
            now.stage = Stage.LAST;
            AccountKey key = self.account().key().orElseThrow();
            SignedDeviceList last =
                    key.sign(self.account().nextList(List.of(), self.account().accessKey(), step.now()));
            step.transmit(
                    Route.MEMBER,
                    new ClientFrame.DeleteAccount(
                            connection.requests().add(new Requests.PasswordStep()), last.encoded()));
        }
    }

    private void sayFarewell(Task now, Outbox outbox, Step step, SecureRandom random) {
        for (Contact contact : contacts.all()) {
            if (contact.maySend() && contact.hasProfile()) {
                Conversation conversation = conversations.with(contact.account(), step);
                now.farewells.add(outbox.addUnseen(conversation, new Body.Farewell(), step, random));
            }
        }
    }

    void refused(Refusal reason, Step step) {
        if (task.isPresent()) {
            task = Optional.empty();
            step.tell(new Notice.PasswordRefused(reason));
        }
    }

    void linkDown(Step step) {
        refused(Refusal.UNAVAILABLE, step);
    }
}
