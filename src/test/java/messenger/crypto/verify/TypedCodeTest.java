package messenger.crypto.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import java.util.Random;
import messenger.crypto.Bytes;
import messenger.crypto.Mutations;
import messenger.crypto.Secret;
import messenger.crypto.SeededRandom;
import messenger.crypto.identity.AccountKey;
import messenger.crypto.verify.CodeRefusedException.Reason;
import org.junit.jupiter.api.Test;

/** What people copy, as they copy it. */
final class TypedCodeTest {
    private static final String HELLO = "link-D1JPR-V3FZ7-5X8";

    /** The seed of RFC 8032 7.1, test 1. */
    private static final String RECOVERY =
            "recovery-KNGV3-7FFZN-D61EM-49BT9-5V1CR-H24KH-B9FCS-6J6BG-7EP06-75EFX-G13N2-5";

    private static Secret secret(Bytes bytes) {
        return Secret.copyOf(bytes.toArray());
    }

    private static TypedCode hello() {
        return new TypedCode(CodeKind.LINK, secret(Bytes.utf8("hello")));
    }

    private static void refused(Reason reason, CodeKind expected, String text) {
        CodeRefusedException refusal =
                assertThrows(CodeRefusedException.class, () -> TypedCode.read(expected, text), text);
        assertEquals(reason, refusal.reason(), text);
    }

    /** Made by a Python script over hashlib. */
    @Test
    void theTextOfKnownBytesIsKnown() throws CodeRefusedException {
        assertEquals(HELLO, hello().text());
        assertEquals(hello(), TypedCode.read(CodeKind.LINK, HELLO));
        assertEquals("invite-D1JPR-V3FBK-WGP", new TypedCode(CodeKind.INVITE, hello().payload()).text());
        assertEquals("invite-01D2J-SG", new TypedCode(CodeKind.INVITE, secret(Bytes.hex("00"))).text());
    }

    @Test
    void aCodeIsReadHoweverItWasCopied() throws CodeRefusedException {
        for (String text : new String[] {
            "LINK-D1JPR-V3FZ7-5X8",
            "link-d1jpr-v3fz7-5x8",
            "linkD1JPRV3FZ75X8",
            "  link - d1jpr\n v3fz7\r\n\t5x8 \u00a0\u2003",
            "Link\u2013DIJPR\u2014V3FZ7\u22125X8",
            "link-dljpr-v3fz7-5x8",
            "l-i-n-k d1j prv 3fz 75x 8"
        }) {
            assertEquals(hello(), TypedCode.read(CodeKind.LINK, text), text);
        }
        TypedCode zero = new TypedCode(CodeKind.INVITE, secret(Bytes.hex("00")));
        assertEquals(zero, TypedCode.read(CodeKind.INVITE, "invite-O1D2J-SG"));
        assertEquals(zero, TypedCode.read(CodeKind.INVITE, "invite-oid2j-sg"));
    }

    /** In Turkish the capital form of i has a dot. */
    @Test
    void aCodeIsTheSameEverywhere() throws CodeRefusedException {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertEquals(HELLO, hello().text());
            assertEquals(hello(), TypedCode.read(CodeKind.LINK, HELLO.toUpperCase(Locale.ROOT)));
            assertEquals("invite", CodeKind.INVITE.word());
        } finally {
            Locale.setDefault(before);
        }
    }

    /** The phisher's way: a link code that is called an invitation. */
    @Test
    void aCodeOfAnotherKindIsRefusedAndNamed() {
        refused(Reason.IS_A_LINK, CodeKind.INVITE, HELLO);
        refused(Reason.IS_A_LINK, CodeKind.RECOVERY, HELLO);
        refused(Reason.IS_AN_INVITE, CodeKind.LINK, "invite-D1JPR-V3FBK-WGP");
        refused(Reason.IS_A_RECOVERY, CodeKind.INVITE, RECOVERY);
        refused(Reason.MISTYPED, CodeKind.INVITE, HELLO.replace("link", "invite"));
        refused(Reason.MISTYPED, CodeKind.LINK, "link-D1JPR-V3FBK-WGP");
    }

    @Test
    void everyKindIsNamedWhenItIsRefused() {
        for (CodeKind kind : CodeKind.values()) {
            CodeRefusedException refusal = CodeRefusedException.isA(kind);
            assertTrue(String.valueOf(refusal.getMessage())
                    .contains(kind == CodeKind.INVITE ? "invitation" : kind.word()));
            assertTrue(refusal.reason().name().endsWith(kind.name()));
        }
    }

    @Test
    void whatBeginsWithNoKindIsNotACode() {
        for (String text :
                new String[] {"", " ", "-", "D1JPR-V3FZ7-5X8", "lin", "hello", "1ink-D1JPR", "\u212a", "xlink-D1JPR"}) {
            refused(Reason.NOT_A_CODE, CodeKind.LINK, text);
        }
    }

    @Test
    void aWrongMissingOrSurplusCharacterIsNoticed() {
        String packed = HELLO.replace("-", "");
        for (int at = 4; at < packed.length(); at++) {
            refused(Reason.MISTYPED, CodeKind.LINK, packed.substring(0, at) + packed.substring(at + 1));
            for (char c : "0123456789ABCDEFGHJKMNPQRSTVWXYZU!\u00e9\uff11".toCharArray()) {
                String changed = packed.substring(0, at) + c + packed.substring(at + 1);
                if (!changed.equals(packed)) {
                    refused(Reason.MISTYPED, CodeKind.LINK, changed);
                }
                refused(Reason.MISTYPED, CodeKind.LINK, packed.substring(0, at) + c + packed.substring(at));
            }
        }
        refused(Reason.MISTYPED, CodeKind.LINK, "link");
        refused(Reason.MISTYPED, CodeKind.LINK, "link-00000");
    }

    @Test
    void neighboursThatChangedPlacesAreNoticed() {
        String packed = HELLO.replace("-", "");
        for (int at = 4; at + 1 < packed.length(); at++) {
            char[] swapped = packed.toCharArray();
            swapped[at] = packed.charAt(at + 1);
            swapped[at + 1] = packed.charAt(at);
            assertNotEquals(packed, new String(swapped));
            refused(Reason.MISTYPED, CodeKind.LINK, new String(swapped));
        }
    }

    @Test
    void aCodeHoldsOneTo512Bytes() throws CodeRefusedException {
        for (int size : new int[] {1, 2, 3, 4, 5, 6, 511, 512}) {
            TypedCode code = new TypedCode(CodeKind.LINK, secret(Known.counting(7, size)));
            assertEquals(code, TypedCode.read(CodeKind.LINK, code.text()));
        }
        for (int size : new int[] {0, 513}) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new TypedCode(CodeKind.LINK, secret(Known.counting(7, size))));
        }
    }

    /** A valid checksum does not help what is empty or too long. */
    @Test
    void codesOfNoneOr513BytesAreMistyped() {
        for (int size : new int[] {0, 513}) {
            Bytes payload = Known.counting(7, size);
            Bytes checksum = messenger.crypto.Sha256.of(Bytes.utf8("messenger/1 typed-code"), Bytes.hex("01"), payload)
                    .slice(0, 3);
            refused(Reason.MISTYPED, CodeKind.LINK, "link-" + Base32.encode(Bytes.concat(payload, checksum)));
        }
    }

    @Test
    void aTextHasAtMost2000Characters() throws CodeRefusedException {
        for (int chars : new int[] {1999, 2000}) {
            assertEquals(hello(), TypedCode.read(CodeKind.LINK, HELLO + " ".repeat(chars - HELLO.length())));
        }
        refused(Reason.NOT_A_CODE, CodeKind.LINK, HELLO + " ".repeat(2001 - HELLO.length()));
        assertTrue(new TypedCode(CodeKind.RECOVERY, secret(Known.counting(0, 512)))
                        .text()
                        .length()
                <= 2000);
    }

    @Test
    void eachByteStringHasOneText() throws Exception {
        for (int size = 1; size < 20; size++) {
            Bytes bytes = Known.counting(250, size);
            String text = Base32.encode(bytes);
            assertEquals((size * 8 + 4) / 5, text.length());
            assertEquals(bytes, Base32.decode(text).orElseThrow());
            boolean isFull = size % 5 == 0;
            assertTrue(!isFull || Base32.decode(text + "0").isEmpty());
            int spare = text.length() * 5 - size * 8;
            for (int bits = 1; bits < 1 << spare; bits++) {
                char last = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
                        .charAt("0123456789ABCDEFGHJKMNPQRSTVWXYZ".indexOf(text.charAt(text.length() - 1)) + bits);
                assertTrue(Base32.decode(text.substring(0, text.length() - 1) + last)
                        .isEmpty());
            }
        }
    }

    /** No exception but the declared one, whatever is pasted; what is read reads the same when written again. */
    @Test
    void damagedTextsAreRefused() {
        long seed = 1;
        Mutations.survives(
                Bytes.utf8(RECOVERY),
                seed,
                5000,
                input -> {
                    TypedCode code = TypedCode.read(CodeKind.RECOVERY, input.toText());
                    assertEquals(code, TypedCode.read(CodeKind.RECOVERY, code.text()));
                },
                CodeRefusedException.class);
        Random dice = new Random(seed);
        for (int i = 0; i < 5000; i++) {
            StringBuilder text = new StringBuilder("link");
            for (int chars = dice.nextInt(40); chars > 0; chars--) {
                text.append((char) dice.nextInt(0x10000));
            }
            assertThrows(CodeRefusedException.class, () -> TypedCode.read(CodeKind.LINK, text.toString()));
        }
    }

    @Test
    void theRecoveryCodeOfAKnownSeedIsKnown() throws CodeRefusedException {
        assertEquals(RECOVERY, RecoveryCode.of(Known.ALICE_KEY).text());
        RecoveryCode parsed = RecoveryCode.parse(RECOVERY);
        assertEquals(Known.ALICE_KEY.seed(), parsed.seed());
        assertEquals(Known.ALICE_KEY.id(), parsed.accountKey().id());
    }

    @Test
    void everyAccountComesBackFromItsRecoveryCode() throws CodeRefusedException {
        SeededRandom random = new SeededRandom(1);
        for (int i = 0; i < 50; i++) {
            AccountKey account = AccountKey.generate(random);
            String text = RecoveryCode.of(account).text().toLowerCase(Locale.ROOT);
            assertEquals(account.id(), RecoveryCode.parse(text).accountKey().id());
        }
    }

    @Test
    void aRecoveryCodeHoldsThirtyTwoBytes() {
        for (int size : new int[] {31, 33}) {
            Secret seed = secret(Known.counting(0, size));
            assertThrows(IllegalArgumentException.class, () -> new RecoveryCode(seed));
            String text = new TypedCode(CodeKind.RECOVERY, seed).text();
            CodeRefusedException refusal = assertThrows(CodeRefusedException.class, () -> RecoveryCode.parse(text));
            assertEquals(Reason.MISTYPED, refusal.reason());
        }
        CodeRefusedException link = assertThrows(CodeRefusedException.class, () -> RecoveryCode.parse(HELLO));
        assertEquals(Reason.IS_A_LINK, link.reason());
    }

    @Test
    void noCodeIsPrintedByAccident() {
        assertEquals("TypedCode(link)", hello().toString());
        assertEquals("RecoveryCode", RecoveryCode.of(Known.ALICE_KEY).toString());
        CodeRefusedException refusal = assertThrows(
                CodeRefusedException.class, () -> TypedCode.read(CodeKind.RECOVERY, RECOVERY.replace('K', 'M')));
        assertFalse(String.valueOf(refusal.getMessage()).contains("NGV3"));
    }
}
