package messenger.crypto.opaque;

import java.util.ArrayList;
import java.util.List;
import messenger.crypto.Argon2id;
import messenger.crypto.Bytes;
import messenger.crypto.Secret;
import messenger.crypto.SeededRandom;
import messenger.crypto.Sha256;

/** Alice, a server, and everything that went between them. */
final class World {
    static final PasswordStretching CHEAP =
            PasswordStretching.argon2id(new Argon2id.Cost(Argon2id.Cost.MEMORY_KIB_MIN, 1, 1));
    static final CredentialId ALICE = new CredentialId(Bytes.utf8("alice"));
    static final Identities IDENTITIES = new Identities(Bytes.utf8("alice"), Bytes.utf8("chat.example"));
    static final LoginBinding BINDING = new LoginBinding(Sha256.of(Bytes.utf8("spki")), IDENTITIES);
    static final String PASSWORD = "correct horse battery staple";

    final SeededRandom random;
    final OpaqueServerKeys keys;
    final OpaqueServer server;
    final List<Bytes> seen = new ArrayList<>();

    World(long seed) {
        random = new SeededRandom(seed);
        keys = OpaqueServerKeys.generate(random);
        server = new OpaqueServer(keys);
    }

    static Secret password(String text) {
        return Secret.copyOf(Bytes.utf8(text).toArray());
    }

    OpaqueRegistration registration() {
        return OpaqueRegistration.start(password(PASSWORD), random);
    }

    Registered register(PasswordStretching stretching) throws Exception {
        OpaqueRegistration registration = registration();
        seen.add(registration.request());
        Bytes response = server.registrationResponse(registration.request(), ALICE);
        Registered registered = registration.finish(response, IDENTITIES, stretching, random);
        seen.add(registered.record().encoded());
        return registered;
    }

    Registered register() throws Exception {
        return register(CHEAP);
    }

    OpaqueLogin login(String password) {
        OpaqueLogin login = OpaqueLogin.start(password(password), random);
        seen.add(login.ke1());
        return login;
    }

    OpaqueLogin login() {
        return login(PASSWORD);
    }

    PendingLogin answer(RegistrationRecord record, Bytes ke1) throws Exception {
        return server.loginResponse(record, ke1, ALICE, BINDING, random);
    }

    PendingLogin answerForNobody(Bytes ke1, CredentialId id) throws Exception {
        return server.loginResponseWithoutRecord(ke1, id, BINDING, random);
    }

    /** A whole login; what the server saw is remembered. */
    LoggedIn logIn(Registered registered) throws Exception {
        OpaqueLogin login = login();
        PendingLogin pending = answer(registered.record(), login.ke1());
        LoggedIn loggedIn = login.finish(pending.ke2(), BINDING, CHEAP);
        seen.add(loggedIn.ke3());
        return loggedIn;
    }

    static Bytes flipped(Bytes bytes, int at, int bit) {
        byte[] changed = bytes.toArray();
        changed[at] ^= (byte) (1 << bit);
        return Bytes.copyOf(changed);
    }
}
