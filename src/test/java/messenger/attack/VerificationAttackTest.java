package messenger.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.SeededRandom;
import messenger.crypto.identity.AccountKey;
import messenger.crypto.identity.AccountPublic;
import messenger.crypto.identity.DeviceId;
import messenger.crypto.verify.Sas;
import messenger.crypto.verify.SasParty;
import messenger.crypto.verify.SasResponder;
import messenger.crypto.verify.SasStarter;
import org.junit.jupiter.api.Test;

/** Mallory sits between Alice and Bob: to each of them the server has introduced her as the other. */
final class VerificationAttackTest {
    private final SeededRandom random = new SeededRandom(1);
    private final SasParty alice = party();
    private final SasParty bob = party();
    private final SasParty mallory = party();

    private SasParty party() {
        return new SasParty(new AccountPublic(AccountKey.generate(random).publicKey()), DeviceId.FIRST);
    }

    /** She runs one honest verification with each; the digits agree no more often than chance lets them. */
    @Test
    void digitsOnBothScreensDifferWhereSomebodyIsInBetween() throws AuthenticationFailedException {
        for (int i = 0; i < 2000; i++) {
            SasStarter starter = SasStarter.begin(alice, mallory, random);
            SasResponder hers = SasResponder.answer(mallory, alice, starter.commitment(), random);
            SasStarter.Reveal reveal = starter.reveal(hers.nonce());
            SasStarter toBob = SasStarter.begin(mallory, bob, random);
            SasResponder responder = SasResponder.answer(bob, mallory, toBob.commitment(), random);
            Sas bobs = responder.finish(toBob.reveal(responder.nonce()).nonce());

            assertNotEquals(reveal.sas(), bobs, "run " + i);
        }
    }

    /** Forwarding everything unchanged does not help her: the keys that each side believes in are hashed as well. */
    @Test
    void passingEverythingOnIsRejectedAtTheCommitment() throws AuthenticationFailedException {
        SasStarter starter = SasStarter.begin(alice, mallory, random);
        SasResponder responder = SasResponder.answer(bob, mallory, starter.commitment(), random);
        SasStarter.Reveal reveal = starter.reveal(responder.nonce());

        assertThrows(AuthenticationFailedException.class, () -> responder.finish(reveal.nonce()));
    }

    /**
     * As starter towards Bob she is bound before she sees his nonce: the digits that Alice's screen shows are one value
     * of ten million, and of all nonces only the one that she committed to is taken.
     */
    @Test
    void whoCommittedCannotChooseAfterSeeing() throws AuthenticationFailedException {
        SasStarter toBob = SasStarter.begin(mallory, bob, random);
        SasResponder responder = SasResponder.answer(bob, mallory, toBob.commitment(), random);

        for (int i = 0; i < 2000; i++) {
            Bytes other = SasStarter.begin(mallory, bob, random)
                    .reveal(responder.nonce())
                    .nonce();
            assertThrows(AuthenticationFailedException.class, () -> responder.finish(other));
        }
        assertEquals(
                toBob.reveal(responder.nonce()).sas(),
                responder.finish(toBob.reveal(responder.nonce()).nonce()));
    }

    /**
     * As responder towards Alice she answers before Alice's nonce is revealed. What she would gain without that: given
     * the nonce, she finds wanted digits by trying, here their last two within a few hundred tries.
     */
    @Test
    void whoAnswersKnowsNothingYet() throws AuthenticationFailedException {
        SasStarter starter = SasStarter.begin(alice, mallory, random);
        String wanted = "42";
        int tries = 0;
        boolean found = false;
        while (!found && tries < 5000) {
            Bytes nonce = SasResponder.answer(mallory, alice, starter.commitment(), random)
                    .nonce();
            found = starter.reveal(nonce).sas().digits().endsWith(wanted);
            tries++;
        }
        assertTrue(found, "with the nonce known, digits can be had by trying");

        // Without it: the commitment is all she has, and it does not depend on anything that she could try out.
        assertEquals(starter.commitment(), starter.commitment());
        assertNotEquals(
                starter.commitment(), SasStarter.begin(alice, mallory, random).commitment());
    }

    /** The server plays Alice's messages back to her, as if Bob had started a verification himself. */
    @Test
    void aCommitmentThrownBackIsRejected() throws AuthenticationFailedException {
        SasStarter starter = SasStarter.begin(alice, bob, random);
        SasResponder echo = SasResponder.answer(alice, bob, starter.commitment(), random);
        SasStarter.Reveal reveal = starter.reveal(echo.nonce());

        assertThrows(AuthenticationFailedException.class, () -> echo.finish(reveal.nonce()));
    }

    @Test
    void anotherDeviceOfTheSameAccountIsAnotherEnd() throws AuthenticationFailedException {
        SasParty tablet = new SasParty(bob.account(), new DeviceId(2));
        SasStarter starter = SasStarter.begin(alice, bob, random);
        SasResponder responder = SasResponder.answer(tablet, alice, starter.commitment(), random);

        assertThrows(
                AuthenticationFailedException.class,
                () -> responder.finish(starter.reveal(responder.nonce()).nonce()));
    }

    @Test
    void aChangedNonceOrCommitmentGivesOtherDigitsOrNone() throws AuthenticationFailedException {
        SasStarter starter = SasStarter.begin(alice, bob, random);
        SasResponder responder = SasResponder.answer(bob, alice, starter.commitment(), random);
        SasStarter.Reveal reveal = starter.reveal(responder.nonce());
        for (int bit = 0; bit < 256; bit++) {
            Bytes nonce = flipped(reveal.nonce(), bit);
            assertThrows(AuthenticationFailedException.class, () -> responder.finish(nonce));
            SasResponder bent = SasResponder.answer(bob, alice, flipped(starter.commitment(), bit), random);
            assertThrows(AuthenticationFailedException.class, () -> bent.finish(reveal.nonce()));
            assertNotEquals(
                    reveal.sas(),
                    starter.reveal(flipped(responder.nonce(), bit)).sas());
        }
    }

    private static Bytes flipped(Bytes bytes, int bit) {
        byte[] changed = bytes.toArray();
        changed[bit / 8] ^= (byte) (1 << bit % 8);
        return Bytes.copyOf(changed);
    }
}
