package messenger.crypto.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import messenger.crypto.Bytes;
import messenger.crypto.identity.SafetyFingerprint;
import messenger.crypto.verify.SafetyNumber.Comparison;
import org.junit.jupiter.api.Test;

/** What two people see and scan of each other. */
final class SafetyNumberTest {
    private static final String ALICE_HASH = "a7280151589c96c9630f304001f7342d72675d43bfede5200aa6822a8d650f67";
    private static final String BOB_HASH = "e44b921d9c3c09f552f6d6725595cca516420ed36dc0fea844bb9eb07afb398b";

    private final SafetyNumber alices = SafetyNumber.of(Known.ALICE, Known.BOB);
    private final SafetyNumber bobs = SafetyNumber.of(Known.BOB, Known.ALICE);

    /** Made by a Python script over hashlib. */
    @Test
    void theNumberOfKnownKeysIsKnown() {
        assertEquals("105241026212876317634995650299" + "134327867100852050276967497925", alices.digits());
        assertEquals("10524 10262 12876 31763 49956 50299 13432 78671 00852 05027 69674 97925", alices.toString());
        assertEquals("01" + ALICE_HASH + BOB_HASH, alices.qrContent().toHex());
        assertEquals("01" + BOB_HASH + ALICE_HASH, bobs.qrContent().toHex());
    }

    @Test
    void bothSeeTheSameDigits() {
        assertEquals(alices.digits(), bobs.digits());
        assertNotEquals(
                alices.digits(), SafetyNumber.of(Known.ALICE, Known.MALLORY).digits());
        assertNotEquals(
                alices.digits(), SafetyNumber.of(Known.MALLORY, Known.BOB).digits());
    }

    @Test
    void eachOthersCodesMatch() {
        assertEquals(Comparison.MATCH, alices.compare(bobs.qrContent()));
        assertEquals(Comparison.MATCH, bobs.compare(alices.qrContent()));
    }

    /** Mallory sits in between: to each she is the other. */
    @Test
    void keysOfSomebodyInBetweenDoNotMatch() {
        SafetyNumber bobSeesMallory = SafetyNumber.of(Known.BOB, Known.MALLORY);
        SafetyNumber aliceSeesMallory = SafetyNumber.of(Known.ALICE, Known.MALLORY);

        assertEquals(Comparison.MISMATCH, aliceSeesMallory.compare(bobSeesMallory.qrContent()));
        assertEquals(Comparison.MISMATCH, alices.compare(bobSeesMallory.qrContent()));
        assertEquals(Comparison.OTHER_PERSON, aliceSeesMallory.compare(bobs.qrContent()));
    }

    @Test
    void whoeverElseHasOurRightKeyIsAnotherPerson() {
        SafetyNumber mallorys = SafetyNumber.of(Known.MALLORY, Known.ALICE);

        assertEquals(Comparison.OTHER_PERSON, alices.compare(mallorys.qrContent()));
    }

    @Test
    void ourOwnCodeIsNotTheirs() {
        assertEquals(Comparison.OTHER_PERSON, alices.compare(alices.qrContent()));
    }

    @Test
    void somethingElseIsNotACode() {
        Bytes code = bobs.qrContent();
        assertEquals(SafetyNumber.QR_BYTES, code.size());

        assertEquals(Comparison.NOT_A_CODE, alices.compare(Bytes.EMPTY));
        assertEquals(Comparison.NOT_A_CODE, alices.compare(code.slice(0, code.size() - 1)));
        assertEquals(Comparison.NOT_A_CODE, alices.compare(Bytes.concat(code, Bytes.hex("00"))));
        assertEquals(
                Comparison.NOT_A_CODE, alices.compare(Bytes.concat(Bytes.hex("02"), code.slice(1, code.size() - 1))));
    }

    @Test
    void everyBitOfACodeCounts() {
        for (int bit = 8; bit < SafetyNumber.QR_BYTES * 8; bit++) {
            byte[] changed = bobs.qrContent().toArray();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertNotEquals(Comparison.MATCH, alices.compare(Bytes.copyOf(changed)));
        }
    }

    /** Where both halves are the same there is no order to get wrong. */
    @Test
    void theOrderOfTheHalvesIsThatOfTheirDigits() {
        SafetyFingerprint low = new SafetyFingerprint(Bytes.copyOf(new byte[32]));
        SafetyFingerprint high = new SafetyFingerprint(Known.counting(1, 32));

        String expected = low.digits() + high.digits();
        assertEquals(expected, new SafetyNumber(low, high).digits());
        assertEquals(expected, new SafetyNumber(high, low).digits());
        assertEquals("0".repeat(60), new SafetyNumber(low, low).digits());
    }
}
