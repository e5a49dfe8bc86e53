package messenger.server;

import java.util.List;
import messenger.crypto.Argon2id;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.MalformedException;
import messenger.crypto.RejectedKeyException;
import messenger.crypto.Secret;
import messenger.crypto.opaque.Identities;
import messenger.crypto.opaque.LoggedIn;
import messenger.crypto.opaque.LoginBinding;
import messenger.crypto.opaque.OpaqueLogin;
import messenger.crypto.opaque.OpaqueRegistration;
import messenger.crypto.opaque.OpaqueServerKeys;
import messenger.crypto.opaque.PasswordStretching;
import messenger.protocol.ClientFrame;
import messenger.protocol.RequestId;
import messenger.protocol.ServerFrame;
import messenger.protocol.UserName;

/** The client's side of passwords, with a stretching that costs nothing. */
final class TestPasswords {
    static final OpaqueServerKeys KEYS = OpaqueServerKeys.generate(SeededRandom.of(7));
    static final ServerSecrets SECRETS = ServerSecrets.of(KEYS);
    static final LoginBinding BINDING = new LoginBinding(Person.SERVER_KEY_HASH, Identities.PUBLIC_KEYS);

    /** One that can be kept; of a password that nobody knows. */
    static final Bytes ANY_RECORD = Bytes.concat(point(), Bytes.copyOf(new byte[32 + 32 + 32]));

    private static final PasswordStretching CHEAP = PasswordStretching.argon2id(new Argon2id.Cost(8, 1, 1));

    private TestPasswords() {}

    private static Bytes point() {
        return OpaqueRegistration.start(secret("any"), SeededRandom.of(8)).request();
    }

    static Secret secret(String password) {
        return Secret.copyOf(Bytes.utf8(password).toArray());
    }

    /** The record of a new password, evaluated over this connection. */
    static Bytes record(TestConnection connection, UserName name, String password) {
        OpaqueRegistration registration = OpaqueRegistration.start(secret(password), connection.random());
        connection.takeHeard();
        connection.say(new ClientFrame.RegisterStart(new RequestId(1), name, registration.request()));
        ServerFrame.RegisterAnswer answer =
                (ServerFrame.RegisterAnswer) connection.takeHeard().get(0);
        try {
            return registration
                    .finish(answer.evaluated(), Identities.PUBLIC_KEYS, CHEAP, connection.random())
                    .record()
                    .encoded();
        } catch (MalformedException | RejectedKeyException e) {
            throw new AssertionError(e);
        }
    }

    /** Somebody registers with a password; on their connection from then on. */
    static TestConnection registered(TestServer server, Person person, String password) {
        TestConnection connection = server.open();
        Bytes record = record(connection, person.name, password);
        Bytes nonce = connection.hello();
        connection.say(person.register(nonce, record, ClientFrame.Gate.NONE));
        connection.takeHeard();
        return connection;
    }

    static OpaqueLogin start(TestConnection connection, UserName name, String password) {
        OpaqueLogin login = OpaqueLogin.start(secret(password), connection.random());
        connection.say(new ClientFrame.PasswordStart(new RequestId(2), name, login.ke1()));
        return login;
    }

    /**
     * The last message, as the client that was answered this says it.
     *
     * @throws AuthenticationFailedException where the password is wrong: the client sees it first
     */
    static Bytes ke3(OpaqueLogin login, ServerFrame answer) throws AuthenticationFailedException {
        try {
            LoggedIn done = login.finish(((ServerFrame.PasswordAnswer) answer).ke2(), BINDING, CHEAP);
            return done.ke3();
        } catch (MalformedException | RejectedKeyException e) {
            throw new AssertionError(e);
        }
    }

    /** Proves a password that is right; what was heard last is taken. */
    static void prove(TestConnection connection, UserName name, String password) {
        connection.takeHeard();
        OpaqueLogin login = start(connection, name, password);
        try {
            Bytes ke3 = ke3(login, connection.takeHeard().get(0));
            connection.say(new ClientFrame.PasswordFinish(new RequestId(3), ke3));
        } catch (AuthenticationFailedException e) {
            throw new AssertionError(e);
        }
        if (!connection.takeHeard().equals(List.of(new ServerFrame.Done(new RequestId(3))))) {
            throw new AssertionError("the password was not proved");
        }
    }
}
