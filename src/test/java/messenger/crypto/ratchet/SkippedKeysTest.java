package messenger.crypto.ratchet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import messenger.crypto.Bytes;
import messenger.crypto.CanonicalReader;
import messenger.crypto.CanonicalWriter;
import messenger.crypto.MalformedException;
import messenger.crypto.Secret;
import org.junit.jupiter.api.Test;

/** The keys of overtaken messages: how many, of how many chains, and for how long. */
final class SkippedKeysTest {
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    private static HeaderKey chain(int number) {
        return new HeaderKey(filled(number));
    }

    private static MessageKey key(int number) {
        return new MessageKey(filled(number));
    }

    private static Secret filled(int number) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) (number >> 8);
        bytes[1] = (byte) number;
        return Secret.copyOf(bytes);
    }

    private static List<MessageKey> keys(int count) {
        List<MessageKey> keys = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            keys.add(key(i));
        }
        return keys;
    }

    private static SkippedKeys read(SkippedKeys keys) throws MalformedException {
        CanonicalWriter writer = new CanonicalWriter();
        keys.write(writer);
        CanonicalReader reader = new CanonicalReader(writer.toBytes());
        SkippedKeys read = SkippedKeys.read(reader);
        reader.end();
        return read;
    }

    @Test
    void aKeyIsFoundUnderItsChainAndNumberOnly() {
        SkippedKeys keys = SkippedKeys.NONE.with(chain(1), 7, keys(3), NOW);

        assertEquals(Optional.empty(), keys.find(chain(1), 6));
        assertEquals(Optional.of(key(0)), keys.find(chain(1), 7));
        assertEquals(Optional.of(key(2)), keys.find(chain(1), 9));
        assertEquals(Optional.empty(), keys.find(chain(1), 10));
        assertEquals(Optional.empty(), keys.find(chain(2), 7));
        assertEquals("SkippedKeys(3)", keys.toString());
    }

    @Test
    void aKeyThatWasUsedIsGoneAndTheOthersStay() {
        SkippedKeys keys =
                SkippedKeys.NONE.with(chain(1), 0, keys(1), NOW).aged().with(chain(2), 0, keys(2), NOW);

        SkippedKeys without = keys.without(chain(2), 0);

        assertEquals(2, without.size());
        assertEquals(Optional.empty(), without.find(chain(2), 0));
        assertEquals(Optional.of(key(1)), without.find(chain(2), 1));
        assertEquals(Optional.of(key(0)), without.find(chain(1), 0));
        assertEquals(1, without.without(chain(2), 1).chains().size());
        assertEquals(3, keys.size());
    }

    @Test
    void moreKeysOfTheSameChainJoinIt() {
        SkippedKeys keys = SkippedKeys.NONE.with(chain(1), 0, keys(2), NOW).with(chain(1), 5, keys(2), NOW);

        assertEquals(1, keys.chains().size());
        assertEquals(4, keys.size());
        assertEquals(Optional.of(key(1)), keys.find(chain(1), 6));
        assertSame(keys, keys.with(chain(9), 0, List.of(), NOW));
    }

    @Test
    void theOldestKeysGoFirstWhenThereAreTooMany() {
        int max = SkippedKeys.KEYS_MAX;
        SkippedKeys old = SkippedKeys.NONE.with(chain(1), 0, keys(2), NOW).aged();

        assertEquals(max, old.with(chain(2), 0, keys(max - 2), NOW).size());
        SkippedKeys oneOver = old.with(chain(2), 0, keys(max - 1), NOW);
        assertEquals(max, oneOver.size());
        assertEquals(Optional.empty(), oneOver.find(chain(1), 0));
        assertEquals(Optional.of(key(1)), oneOver.find(chain(1), 1));
        SkippedKeys threeOver = old.with(chain(2), 0, keys(max + 1), NOW);
        assertEquals(max, threeOver.size());
        assertEquals(1, threeOver.chains().size());
        assertEquals(Optional.empty(), threeOver.find(chain(2), 0));
        assertEquals(Optional.of(key(1)), threeOver.find(chain(2), 1));
    }

    @Test
    void aChainIsForgottenAfterFiveOthers() {
        SkippedKeys keys = SkippedKeys.NONE.with(chain(1), 0, keys(1), NOW);
        for (int age = 1; age <= 5; age++) {
            keys = keys.aged();
            assertEquals(age, keys.chains().get(0).age());
        }
        assertEquals(0, keys.aged().size());
    }

    @Test
    void aKeyIsKeptForSevenDays() {
        SkippedKeys keys = SkippedKeys.NONE
                .with(chain(1), 0, keys(1), NOW)
                .with(chain(1), 1, keys(1), NOW.plusMillis(1))
                .with(chain(2), 0, keys(1), NOW);
        Instant end = NOW.plus(Duration.ofDays(7));

        assertSame(keys, keys.expired(end));
        SkippedKeys left = keys.expired(end.plusMillis(1));
        assertEquals(1, left.size());
        assertEquals(Optional.of(key(0)), left.find(chain(1), 1));
        assertEquals(0, keys.expired(end.plusMillis(2)).chains().size());
    }

    @Test
    void whatIsKeptComesBack() throws Exception {
        SkippedKeys keys = SkippedKeys.NONE;
        for (int i = 0; i <= SkippedKeys.OLD_CHAINS_MAX; i++) {
            keys = keys.aged().with(chain(i), i, keys(i + 1), NOW.plusMillis(i));
        }
        assertEquals(keys, read(keys));
        SkippedKeys full = SkippedKeys.NONE.with(chain(1), 0, keys(SkippedKeys.KEYS_MAX), NOW);
        assertEquals(full, read(full));
        assertEquals(SkippedKeys.NONE, read(SkippedKeys.NONE));
    }

    /** One chain of the given age, with keys of these numbers. */
    private static CanonicalWriter chainOf(CanonicalWriter writer, int age, long... numbers) {
        writer.secret(filled(age)).u8(age).u16(numbers.length);
        for (long number : numbers) {
            writer.u32(number).secret(filled(1)).u63(1);
        }
        return writer;
    }

    private static void malformed(CanonicalWriter writer) {
        Bytes encoded = writer.toBytes();
        assertThrows(MalformedException.class, () -> SkippedKeys.read(new CanonicalReader(encoded)));
    }

    @Test
    void whatWasNeverWrittenIsNotRead() throws Exception {
        CanonicalWriter good = chainOf(chainOf(new CanonicalWriter().u8(2), 5, 0, 1), 4, Header.CHAIN_MESSAGES_MAX - 1);
        assertEquals(3, SkippedKeys.read(new CanonicalReader(good.toBytes())).size());

        malformed(chainOf(new CanonicalWriter().u8(1), 6, 0));
        malformed(chainOf(new CanonicalWriter().u8(1), 0));
        malformed(chainOf(chainOf(new CanonicalWriter().u8(2), 3, 0), 3, 0));
        malformed(chainOf(chainOf(new CanonicalWriter().u8(2), 3, 0), 4, 0));
        malformed(chainOf(new CanonicalWriter().u8(1), 0, 1, 1));
        malformed(chainOf(new CanonicalWriter().u8(1), 0, 2, 1));
        malformed(chainOf(new CanonicalWriter().u8(1), 0, Header.CHAIN_MESSAGES_MAX));
        malformed(new CanonicalWriter().u8(7));
    }

    @Test
    void moreKeysThanAreEverKeptAreNotRead() throws Exception {
        long[] numbers = new long[SkippedKeys.KEYS_MAX];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = i;
        }
        malformed(chainOf(chainOf(new CanonicalWriter().u8(2), 1, 0), 0, numbers));
    }

    @Test
    void anMlKemKeyIsDueAfterFiftyMessagesOrADay() throws Exception {
        KemClock clock = KemClock.started(NOW);
        Instant day = NOW.plus(Duration.ofHours(24));

        assertFalse(clock.isDue(day));
        assertTrue(clock.isDue(day.plusMillis(1)));
        for (int i = 0; i < 49; i++) {
            clock = clock.counted();
        }
        assertFalse(clock.isDue(NOW));
        assertTrue(clock.counted().isDue(NOW));
        assertTrue(KemClock.startedDue(NOW).isDue(NOW));
        CanonicalWriter writer = new CanonicalWriter();
        clock.write(writer);
        assertEquals(clock, KemClock.read(new CanonicalReader(writer.toBytes())));
    }
}
