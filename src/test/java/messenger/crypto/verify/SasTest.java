package messenger.crypto.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.MalformedException;
import messenger.crypto.Mutations;
import messenger.crypto.RejectedKeyException;
import messenger.crypto.Secret;
import messenger.crypto.SeededRandom;
import messenger.crypto.identity.DeviceId;
import org.junit.jupiter.api.Test;

/** Commit, answer, reveal, compare. */
final class SasTest {
    private final SeededRandom random = new SeededRandom(1);
    private final SasStarter alice = SasStarter.begin(Known.ALICES_PHONE, Known.BOBS_LAPTOP, random);

    private SasResponder bob(Bytes commitment) throws AuthenticationFailedException {
        return SasResponder.answer(Known.BOBS_LAPTOP, Known.ALICES_PHONE, commitment, random);
    }

    @Test
    void bothSeeTheSameDigits() throws AuthenticationFailedException {
        for (int i = 0; i < 100; i++) {
            SasStarter starter = SasStarter.begin(Known.ALICES_PHONE, Known.BOBS_LAPTOP, random);
            SasResponder responder = bob(starter.commitment());
            SasStarter.Reveal reveal = starter.reveal(responder.nonce());
            assertEquals(reveal.sas(), responder.finish(reveal.nonce()));
        }
    }

    /** Made by a Python script over hashlib. */
    @Test
    void theDigitsOfKnownKeysAndNoncesAreKnown() throws AuthenticationFailedException {
        Bytes first = Known.counting(0, 32);
        Bytes second = Known.counting(32, 32);
        SasStarter starter = new SasStarter(Known.ALICES_PHONE, Known.BOBS_LAPTOP, Secret.copyOf(first.toArray()));

        assertEquals(
                "aadb701a0f672220b05dba4c01ed077a29a18429c619fa7597079bc99958ec40",
                starter.commitment().toHex());
        assertEquals(first, starter.reveal(second).nonce());
        assertEquals("4921418", starter.reveal(second).sas().digits());
    }

    @Test
    void digitsAreShownInGroupsAndKeepTheirZeros() {
        assertEquals("123 45 67", new Sas("1234567").toString());
        assertEquals("123 456", new Sas("123456").toString());
        assertEquals("0000000", Sas.of(Bytes.hex("0000000000000000"), 7).digits());
        assertEquals("0000012", Sas.of(Bytes.hex("000000000000000c"), 7).digits());
        assertEquals("000000", Sas.of(Bytes.hex("0000000000989680"), 6).digits());
        assertEquals("4775807", Sas.of(Bytes.hex("7fffffffffffffff"), 7).digits());
        assertEquals("4775807", Sas.of(Bytes.hex("ffffffffffffffff"), 7).digits());
        assertEquals("0000256", Sas.of(Bytes.hex("0000000000000100ff"), 7).digits());
    }

    @Test
    void sixOrSevenDigitsAreAString() {
        for (String digits :
                new String[] {"", "12345", "12345678", "12345a", "123 456", "\u0661\u0661\u0661\u0661\u0661\u0661"}) {
            assertThrows(IllegalArgumentException.class, () -> new Sas(digits));
        }
    }

    @Test
    void noncesAndCommitmentsOfOtherSizesAreRejected() throws AuthenticationFailedException {
        SasResponder responder = bob(alice.commitment());
        for (int size : new int[] {0, 31, 33}) {
            Bytes wrong = Known.counting(0, size);
            assertThrows(AuthenticationFailedException.class, () -> bob(wrong));
            assertThrows(AuthenticationFailedException.class, () -> alice.reveal(wrong));
            assertThrows(AuthenticationFailedException.class, () -> responder.finish(wrong));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new SasStarter(alice.own(), alice.peer(), Secret.copyOf(wrong.toArray())));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new SasResponder(responder.own(), responder.peer(), wrong, responder.nonce()));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new SasResponder(responder.own(), responder.peer(), responder.commitment(), wrong));
        }
    }

    @Test
    void aDeviceDoesNotVerifyItselfButAnotherOfTheSameAccountMay() throws AuthenticationFailedException {
        SasStarter self = SasStarter.begin(Known.ALICES_PHONE, Known.ALICES_PHONE, random);
        assertThrows(IllegalArgumentException.class, self::commitment);

        SasParty other = new SasParty(Known.ALICE, new DeviceId(2));
        SasStarter starter = SasStarter.begin(Known.ALICES_PHONE, other, random);
        SasResponder responder = SasResponder.answer(other, Known.ALICES_PHONE, starter.commitment(), random);
        SasStarter.Reveal reveal = starter.reveal(responder.nonce());
        assertEquals(reveal.sas(), responder.finish(reveal.nonce()));
    }

    @Test
    void bothSidesComeBackFromTheVault() throws Exception {
        SasResponder responder = bob(alice.commitment());

        assertEquals(alice, SasStarter.decode(alice.encoded()));
        assertEquals(responder, SasResponder.decode(responder.encoded()));
    }

    @Test
    void damagedStatesAreRefused() throws Exception {
        Bytes starter = Bytes.copyOf(alice.encoded().expose());
        Bytes responder = Bytes.copyOf(bob(alice.commitment()).encoded().expose());
        Mutations.survives(
                starter,
                1,
                2000,
                input -> assertEquals(
                        input,
                        Bytes.copyOf(SasStarter.decode(Secret.copyOf(input.toArray()))
                                .encoded()
                                .expose())),
                MalformedException.class,
                RejectedKeyException.class);
        Mutations.survives(
                responder,
                2,
                2000,
                input -> assertEquals(
                        input,
                        Bytes.copyOf(SasResponder.decode(Secret.copyOf(input.toArray()))
                                .encoded()
                                .expose())),
                MalformedException.class,
                RejectedKeyException.class);
    }

    @Test
    void statesOfOneselfOrOfDeviceZeroAreMalformed() throws Exception {
        SasStarter self = SasStarter.begin(Known.ALICES_PHONE, Known.ALICES_PHONE, random);
        SasResponder echo = SasResponder.answer(Known.ALICES_PHONE, Known.ALICES_PHONE, alice.commitment(), random);
        assertThrows(MalformedException.class, () -> SasStarter.decode(self.encoded()));
        assertThrows(MalformedException.class, () -> SasResponder.decode(echo.encoded()));

        byte[] zero = alice.encoded().expose();
        assertEquals(1, zero[1 + 33]);
        zero[1 + 33] = 0;
        assertThrows(MalformedException.class, () -> SasStarter.decode(Secret.copyOf(zero)));
    }

    @Test
    void statesDoNotPrintTheirNonces() throws AuthenticationFailedException {
        String printed = alice + " " + bob(alice.commitment());

        assertEquals("SasStarter SasResponder", printed);
        assertFalse(printed.contains(Bytes.copyOf(alice.nonce().expose()).toHex()));
    }
}
