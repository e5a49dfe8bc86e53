package messenger.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What may be a name, what typed text becomes one, and which names look alike. */
final class UserNameTest {
    private static void becomes(String typed, String name) {
        assertEquals(new UserName(name), UserName.of(typed));
    }

    private static void isRefused(String typed) {
        assertThrows(IllegalArgumentException.class, () -> UserName.of(typed), typed);
    }

    @Test
    void aNameHasThreeToThirtyTwoCharacters() {
        for (int chars : new int[] {3, 4, 31, 32}) {
            becomes("a".repeat(chars), "a".repeat(chars));
            becomes("\uff21".repeat(chars), "a".repeat(chars));
            assertTrue(UserName.isValid("a".repeat(chars)));
        }
        for (int chars : new int[] {0, 1, 2, 33, 100_000}) {
            isRefused("a".repeat(chars));
            isRefused("\uff41".repeat(chars));
            assertFalse(UserName.isValid("a".repeat(chars)));
            assertThrows(IllegalArgumentException.class, () -> new UserName("a".repeat(chars)));
        }
    }

    @Test
    void capitalsBecomeSmall() {
        becomes("Alice", "alice");
        becomes("BOB_the.Builder-3", "bob_the.builder-3");
        assertThrows(IllegalArgumentException.class, () -> new UserName("Alice"));
    }

    /** In Turkish the small form of I has no dot. */
    @Test
    void capitalsBecomeSmallInTheSameWayEverywhere() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            becomes("IRIS", "iris");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void fullWidthLettersBecomePlain() {
        becomes("\uff21\uff4c\uff49\uff43\uff45\uff10\uff19\uff3f\uff0e\uff0d", "alice09_.-");
        isRefused("\uff01\uff5e\uff20\uff3b");
        isRefused("\uff00\uff00\uff00");
        isRefused("\uff5f\uff5f\uff5f");
    }

    @Test
    void t21WhatOnlyLooksLikeOrFoldsToLatinIsRefused() {
        isRefused("\u0430lice");
        isRefused("\u212aevin");
        isRefused("al\u0131ce");
        isRefused("al\u0130ce");
        isRefused("\ufb01ona");
        isRefused("alice\u0301");
        isRefused("al\u00edce");
        isRefused("\u2460\u2461\u2462");
        isRefused("\ud835\udc1a\ud835\udc1a\ud835\udc1a");
        isRefused("ali\u200dce");
        isRefused("\u202ealice");
        isRefused("stra\u00dfe");
    }

    @Test
    void spacesAndOtherSignsAreRefused() {
        for (String inside : new String[] {" ", "\n", "\0", "@", "/", "\u007f", "\u00a0"}) {
            isRefused("alice" + inside);
            isRefused(inside + "alice");
            isRefused("al" + inside + "ice");
        }
    }

    /** Every character there is: only ASCII letters, digits and three signs get in, plain or wide. */
    @Test
    void noOtherCharacterGetsIn() {
        for (int c = 0; c <= Character.MAX_VALUE; c++) {
            int plain = c >= 0xff01 && c <= 0xff5e ? c - 0xfee0 : c;
            boolean allowed = plain < 128 && ("" + (char) plain).matches("[A-Za-z0-9_.-]");
            String typed = "aa" + (char) c;
            if (allowed) {
                becomes(typed, "aa" + Character.toLowerCase((char) plain));
            } else {
                isRefused(typed);
            }
        }
    }

    private static void alike(String... names) {
        for (String name : names) {
            assertEquals(new UserName(names[0]).skeleton(), new UserName(name).skeleton(), name);
        }
    }

    private static void different(String one, String other) {
        assertNotEquals(new UserName(one).skeleton(), new UserName(other).skeleton());
    }

    @Test
    void namesThatLookAlikeShareTheirSkeleton() {
        alike("bob", "b0b");
        alike("alice", "a1ice", "aiice", "al1ce", "allce", "a11ce");
        alike("susan", "5u5an");
        alike("zoe", "20e");
        alike("mallory", "rnallory", "ma11ory");
        alike("will", "vvill", "vv1ll");
        alike("dave", "clave", "c1ave");
        alike("a_b", "a.b", "a-b");
    }

    /** A letter written as two leaves no choice of where to begin. */
    @Test
    void whereALetterThatLooksLikeTwoBeginsDoesNotMatter() {
        alike("awv", "avw", "avvv");
        alike("arnrn", "amm", "amrn", "arnm");
        alike("acld", "adcl", "add", "ac1cl");
    }

    @Test
    void namesThatDoNotLookAlikeHaveDifferentSkeletons() {
        different("alice", "alicia");
        different("alicia", "alida");
        different("marcia", "marda");
        different("bob", "bab");
        different("anna", "amma");
        different("ab_c", "abc");
        different("a__b", "a_b");
        different("ben", "8en");
        different("nick", "hick");
        different("una", "vna");
        different("gus", "9us");
        different("abc", "cba");
    }

    @Test
    void aNamePrintsAsItself() {
        assertEquals("alice", UserName.of("Alice").toString());
        assertTrue(new UserName("abc").compareTo(new UserName("abd")) < 0);
    }
}
