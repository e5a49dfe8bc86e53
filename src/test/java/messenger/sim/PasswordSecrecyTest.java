package messenger.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import messenger.client.ClientEvent;
import messenger.client.Notice;
import messenger.crypto.Argon2id;
import messenger.crypto.Bytes;
import messenger.crypto.Hmac;
import messenger.crypto.Secret;
import messenger.crypto.Sha256;
import messenger.protocol.ClientFrame;
import messenger.protocol.FrameCodec;
import messenger.protocol.UserName;
import messenger.server.ServerLimits;
import org.junit.jupiter.api.Test;

/** Everything that a client says about its password, from the registration to the account's end (attack F2). */
final class PasswordSecrecyTest {
    private static final UserName ALICE = new UserName("alice");
    private static final int WINDOW = 8;

    private final SecureRandom random = SeededRandom.of(Long.getLong("sim.seed", 37));
    private final World world = new World(random, ServerLimits.DEFAULT);
    private final List<ClientFrame> said = new ArrayList<>();
    private final String password = utf8(SimPerson.password(ALICE));

    private static String utf8(Secret secret) {
        return new String(secret.expose(), StandardCharsets.UTF_8);
    }

    private SimPerson alice() {
        return alice(world);
    }

    private SimPerson alice(World world) {
        world.evil = new EvilServer() {
            @Override
            public List<ClientFrame> hears(SimPerson from, ClientFrame frame) {
                said.add(frame);
                return List.of(frame);
            }
        };
        return world.online("alice");
    }

    private static Secret secret(String text) {
        return Secret.copyOf(text.getBytes(StandardCharsets.UTF_8));
    }

    private void changes(SimPerson person, String old, String fresh) {
        world.on(person, new ClientEvent.ChangePassword(secret(old), secret(fresh)), SimPerson.Fate.LIVES);
        world.rest();
    }

    private <F extends ClientFrame> List<F> said(Class<F> kind) {
        return said.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static boolean contains(Bytes all, Bytes part) {
        return all.toHex().contains(part.toHex());
    }

    /** The password, and what somebody might have thought good enough to send instead of it. */
    private static List<Bytes> equivalents(String password) {
        Bytes plain = Bytes.utf8(password);
        Secret key = secret(password);
        List<Bytes> all = new ArrayList<>(List.of(
                plain,
                plain.slice(0, WINDOW),
                plain.slice(plain.size() - WINDOW, WINDOW),
                Bytes.utf8(plain.toHex()),
                Bytes.utf8(Base64.getEncoder().encodeToString(plain.toArray()).substring(0, WINDOW)),
                Sha256.of(plain),
                Sha256.of(Bytes.utf8(ALICE.value()), plain),
                Sha256.of(plain, Bytes.utf8(ALICE.value())),
                Bytes.copyOf(Hmac.sha256(key, Bytes.utf8(ALICE.value())).expose())));
        Bytes noSalt = Bytes.copyOf(new byte[Argon2id.SALT_BYTES]);
        all.add(Bytes.copyOf(Argon2id.derive(key, noSalt, SimPerson.CHEAP, 32).expose()));
        return all;
    }

    @Test
    void f2NoPasswordAndNoEquivalentLeavesTheClient() {
        SimPerson alice = alice();
        changes(alice, password, "the next password");
        assertTrue(alice.notices.contains(new Notice.PasswordChanged()), alice.notices + "");
        world.on(alice, new ClientEvent.DeleteAccount(secret("the next password")), SimPerson.Fate.LIVES);
        world.rest();
        assertTrue(alice.notices.contains(new Notice.AccountDeleted()), alice.notices + "");

        assertEquals(1, said(ClientFrame.Register.class).size());
        assertEquals(2, said(ClientFrame.RegisterStart.class).size());
        assertEquals(2, said(ClientFrame.PasswordFinish.class).size());
        assertEquals(1, said(ClientFrame.ChangePassword.class).size());
        assertEquals(1, said(ClientFrame.DeleteAccount.class).size());
        List<Bytes> seen = said.stream().map(FrameCodec.CLIENT::encode).toList();
        for (String secret : List.of(password, "the next password")) {
            for (Bytes equivalent : equivalents(secret)) {
                assertTrue(seen.stream().noneMatch(frame -> contains(frame, equivalent)));
            }
        }
    }

    /**
     * A guess is tested by making again what was sent. Under the same password nothing of it comes out the same: of the
     * messages not even towards one server, and of the record not at a server that has other keys. (One server's own
     * records of one password have their masking key in common, RFC 9807 5.1.)
     */
    @Test
    void f2NothingThatIsSentCanBeMadeAgainFromThePassword() {
        SimPerson alice = alice();
        changes(alice, password, password);
        changes(alice, password, password);
        world.on(alice, new ClientEvent.DeleteAccount(secret("wrong")), SimPerson.Fate.LIVES);
        world.rest();

        List<Bytes> sent = new ArrayList<>();
        said(ClientFrame.RegisterStart.class).forEach(frame -> sent.add(frame.blinded()));
        said(ClientFrame.PasswordStart.class).forEach(frame -> sent.add(frame.ke1()));
        said(ClientFrame.PasswordFinish.class).forEach(frame -> sent.add(frame.ke3()));
        assertEquals(8, sent.size(), "values");
        alice(new World(random, ServerLimits.DEFAULT));
        List<ClientFrame.Register> registered = said(ClientFrame.Register.class);
        assertEquals(2, registered.size());
        registered.forEach(frame -> sent.add(frame.passwordRecord()));
        for (int one = 0; one < sent.size(); one++) {
            for (int other = one + 1; other < sent.size(); other++) {
                assertFalse(share(sent.get(one), sent.get(other)), one + " and " + other);
            }
        }
    }

    private static boolean share(Bytes one, Bytes other) {
        String hex = other.toHex();
        for (int at = 0; at + WINDOW <= one.size(); at++) {
            if (hex.contains(one.slice(at, WINDOW).toHex())) {
                return true;
            }
        }
        return false;
    }
}
