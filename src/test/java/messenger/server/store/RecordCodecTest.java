package messenger.server.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import messenger.crypto.Bytes;
import messenger.crypto.MalformedException;
import messenger.protocol.Limits;
import messenger.protocol.UserName;
import org.junit.jupiter.api.Test;

/** What lies in the files is read as it was written, or refused with the one declared exception. */
final class RecordCodecTest {
    private static final List<MailRecord> MAIL = List.of(
            new MailRecord.Message(
                    Fixture.BOB,
                    3,
                    Fixture.submission(4),
                    Fixture.NOON,
                    0,
                    7,
                    Bytes.utf8("ratchet"),
                    Bytes.utf8("content")),
            new MailRecord.Message(
                    Fixture.BOB, 3, Fixture.submission(4), Fixture.NOON, 77, 9, Bytes.utf8("ratchet"), Bytes.EMPTY),
            new MailRecord.Content(Bytes.utf8("content")),
            new MailRecord.Box(Fixture.BOB, Fixture.account(2), 12));

    private interface Decoder {
        Object decode(byte[] bytes) throws MalformedException;
    }

    private static byte[] account() {
        return new AccountRecord.Active(
                        new UserName("alice"),
                        Fixture.NOON,
                        3,
                        Fixture.devices("alice", 1, 9, Fixture.ALICE, Fixture.BOB),
                        Fixture.passwordOf("alice"))
                .encode();
    }

    private static byte[] goneAccount() {
        return new AccountRecord.Gone(Fixture.account(1), Fixture.listOf("alice", 9)).encode();
    }

    private static byte[] logins() {
        return new LoginRecord(List.of(5L, 5L, 700L), 4, Map.of(1, 12L, 2, Long.MAX_VALUE)).encode();
    }

    private static byte[] invitation() {
        return new Invitations.Left(3, 1_000_000).encode();
    }

    private static byte[] prekeys() {
        DevicePrekeys prekeys = DevicePrekeys.none();
        for (long id : new long[] {1, 2, 3, 9, 5, 100}) {
            prekeys.add(id);
        }
        prekeys.takeOldest();
        return prekeys.encode();
    }

    @Test
    void mailRecordsComeBackAsTheyWere() throws MalformedException {
        for (MailRecord record : MAIL) {
            assertEquals(record, MailRecord.decode(record.encode()));
        }
    }

    @Test
    void otherRecordsComeBackAsTheyWere() throws MalformedException {
        assertArrayEquals(account(), AccountRecord.decode(account()).encode());
        assertArrayEquals(goneAccount(), AccountRecord.decode(goneAccount()).encode());
        assertArrayEquals(logins(), LoginRecord.decode(logins()).encode());
        assertArrayEquals(invitation(), Invitations.Left.decode(invitation()).encode());
        assertArrayEquals(prekeys(), DevicePrekeys.decode(prekeys()).encode());
    }

    @Test
    void asMuchAsIsAllowedIsReadAndNoMore() throws MalformedException {
        for (int lists = Limits.DEVICE_LISTS_MAX - 1; lists <= Limits.DEVICE_LISTS_MAX + 1; lists++) {
            byte[] encoded = accountSince(100 - lists + 1);
            assertRead(lists <= Limits.DEVICE_LISTS_MAX, encoded, AccountRecord::decode);
        }
        for (int tries = LoginRecord.TRIES_MAX - 1; tries <= LoginRecord.TRIES_MAX; tries++) {
            byte[] encoded = new LoginRecord(Collections.nCopies(tries, 1L), 0, Map.of()).encode();
            assertRead(true, encoded, LoginRecord::decode);
        }
        assertRead(false, new Invitations.Left(0, 1).encode(), Invitations.Left::decode);
        assertRead(true, new Invitations.Left(1, 1).encode(), Invitations.Left::decode);
    }

    private static byte[] accountSince(long oldestList) {
        return new AccountRecord.Active(
                        new UserName("alice"),
                        Fixture.NOON,
                        oldestList,
                        Fixture.devices("alice", 1, 100, Fixture.ALICE),
                        Fixture.passwordOf("alice"))
                .encode();
    }

    private static void assertRead(boolean isAllowed, byte[] encoded, Decoder decoder) throws MalformedException {
        if (isAllowed) {
            decoder.decode(encoded);
        } else {
            assertThrows(MalformedException.class, () -> decoder.decode(encoded));
        }
    }

    @Test
    void recordsOfAnotherVersionAreRefused() {
        for (byte[] encoded : new byte[][] {account(), goneAccount()}) {
            encoded[0]--;
            assertThrows(MalformedException.class, () -> AccountRecord.decode(encoded));
        }
        byte[] logins = logins();
        logins[0]++;
        assertThrows(MalformedException.class, () -> LoginRecord.decode(logins));
    }

    @Test
    void nothingOfAnAccountIsInItsText() throws MalformedException {
        String text = AccountRecord.decode(account()).toString();

        assertFalse(text.contains("alice"), text);
    }

    @Test
    void everyShortenedRecordIsRefused() {
        assertEachCutRefused(account(), AccountRecord::decode);
        assertEachCutRefused(goneAccount(), AccountRecord::decode);
        assertEachCutRefused(logins(), LoginRecord::decode);
        assertEachCutRefused(invitation(), Invitations.Left::decode);
        assertEachCutRefused(prekeys(), DevicePrekeys::decode);
        assertEachCutRefused(MAIL.get(0).encode(), MailRecord::decode);
        assertEachCutRefused(MAIL.get(1).encode(), MailRecord::decode);
        assertEachCutRefused(MAIL.get(3).encode(), MailRecord::decode);
    }

    private static void assertEachCutRefused(byte[] record, Decoder decoder) {
        for (int length = 0; length < record.length; length++) {
            byte[] cut = Arrays.copyOf(record, length);
            assertThrows(MalformedException.class, () -> decoder.decode(cut), "cut at " + length);
        }
        byte[] longer = Arrays.copyOf(record, record.length + 1);
        assertThrows(MalformedException.class, () -> decoder.decode(longer));
    }

    @Test
    void aMutatedRecordIsReadOrRefusedAndNothingElse() {
        long seed = new Random().nextInt(1 << 20);
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            mutate(account(), AccountRecord::decode, random, seed);
            mutate(goneAccount(), AccountRecord::decode, random, seed);
            mutate(logins(), LoginRecord::decode, random, seed);
            mutate(invitation(), Invitations.Left::decode, random, seed);
            mutate(prekeys(), DevicePrekeys::decode, random, seed);
            mutate(MAIL.get(i % MAIL.size()).encode(), MailRecord::decode, random, seed);
        }
    }

    private static void mutate(byte[] record, Decoder decoder, Random random, long seed) {
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            record[random.nextInt(record.length)] = (byte) random.nextInt();
        }
        try {
            decoder.decode(record);
        } catch (MalformedException declared) {
            // The one it may throw.
        } catch (RuntimeException e) {
            throw new AssertionError("seed " + seed, e);
        }
    }
}
