package messenger.crypto.opaque;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import messenger.crypto.Argon2id;
import messenger.crypto.AuthenticationFailedException;
import org.junit.jupiter.api.Test;

/** A thief has the server's database and all of its keys, and guesses a password at home. */
final class StolenDatabaseTest {
    private final World world = new World(14);

    private LoggedIn guess(Registered stolen, String password, PasswordStretching stretching) throws Exception {
        OpaqueLogin login = world.login(password);
        PendingLogin answer = world.answer(stolen.record(), login.ke1());
        return login.finish(answer.ke2(), World.BINDING, stretching);
    }

    @Test
    void t14AGuessCostsTheArgon2idOfTheOwnerAndNothingCheaperOpensIt() throws Exception {
        Argon2id.Cost standard = Argon2id.Cost.STANDARD;
        assertTrue(standard.memoryKib() >= 64 * 1024, "a guess takes " + standard.memoryKib() + " KiB");
        Registered stolen = world.register(PasswordStretching.STANDARD);

        for (Argon2id.Cost cheaper : List.of(
                new Argon2id.Cost(Argon2id.Cost.MEMORY_KIB_MIN, 1, 1),
                new Argon2id.Cost(standard.memoryKib() / 2, standard.passes(), 1),
                new Argon2id.Cost(standard.memoryKib(), standard.passes() - 1, 1))) {
            assertThrows(
                    AuthenticationFailedException.class,
                    () -> guess(stolen, World.PASSWORD, PasswordStretching.argon2id(cheaper)));
        }
        assertEquals(
                stolen.exportKey(),
                guess(stolen, World.PASSWORD, PasswordStretching.STANDARD).exportKey());
    }
}
