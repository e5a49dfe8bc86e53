package messenger.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import messenger.crypto.Bytes;
import messenger.crypto.MalformedException;
import messenger.crypto.RejectedKeyException;
import messenger.crypto.SeededRandom;
import messenger.crypto.identity.Prekey;
import messenger.crypto.ratchet.Consumed;
import messenger.crypto.ratchet.ReplayEntry;
import messenger.protocol.ClientFrame;
import messenger.protocol.UserName;
import org.junit.jupiter.api.Test;

/** How long the prekeys of a device live, by what its vault holds (PROTOCOL 1.2). */
final class DevicePrekeysTest {
    private static final Instant START = Instant.parse("2026-06-01T12:00:00Z");
    private static final int ENOUGH = DevicePrekeys.ONE_TIME_REFILL_UNDER;

    private final SeededRandom random = new SeededRandom(1);
    private final OwnAccount account = OwnAccount.create(new UserName("bob"), START, random);
    private final Map<Table, Map<Bytes, Bytes>> vault = new HashMap<>();

    private DevicePrekeys prekeys() {
        return DevicePrekeys.load(table -> vault.getOrDefault(table, Map.of()));
    }

    private static Step stepOnDay(int day) {
        return new Step(START.plus(Duration.ofDays(day)));
    }

    /** What is published on that day by a device that starts, comes online, and keeps what it was told to keep. */
    private Optional<ClientFrame.PublishPrekeys> onlineOnDay(int day, int left) {
        Step step = stepOnDay(day);
        DevicePrekeys prekeys = prekeys();
        Requests requests = new Requests();
        prekeys.maintain(account, left, requests, step, random);
        if (requests.isOpen(new Requests.Publish())) {
            prekeys.published(step);
        }
        return kept(step);
    }

    @Test
    void aPublicationWhoseAnswerWasLostIsRepeated() {
        Step step = stepOnDay(0);
        prekeys().maintain(account, ENOUGH, new Requests(), step, random);
        Prekey first = prekey(kept(step).orElseThrow().signed());

        assertEquals(first, prekey(onlineOnDay(1, ENOUGH).orElseThrow().signed()));
        assertEquals(Optional.empty(), onlineOnDay(2, ENOUGH));
    }

    @Test
    void aServerThatAlwaysSpeaksOfARestoredVaultDoesNotUseUpTheIds() {
        DevicePrekeys prekeys = prekeys();
        for (int login = 0; login < 5_000; login++) {
            Step step = stepOnDay(0);
            prekeys.startAnew(account, step, random);
            kept(step);
        }

        assertTrue(signedOnDay(1) > 0);
    }

    @Test
    void aRestoredVaultPublishesKeysUnderIdsThatItNeverUsed() {
        long before = signedOnDay(0);
        Step step = stepOnDay(1);
        DevicePrekeys prekeys = prekeys();
        prekeys.startAnew(account, step, random);
        prekeys.maintain(account, 0, new Requests(), step, random);
        ClientFrame.PublishPrekeys publish = kept(step).orElseThrow();

        assertTrue(prekey(publish.signed()).id() > before + 100_000);
        assertEquals(50, publish.oneTime().size());
    }

    private Optional<ClientFrame.PublishPrekeys> kept(Step step) {
        Optional<ClientFrame.PublishPrekeys> published = Optional.empty();
        for (ClientEffect effect : step.effects()) {
            if (effect instanceof ClientEffect.Commit commit) {
                commit.changes().forEach(this::keep);
            } else if (effect instanceof ClientEffect.Transmit sent
                    && sent.frame() instanceof ClientFrame.PublishPrekeys publish) {
                published = Optional.of(publish);
            }
        }
        return published;
    }

    private void keep(VaultChange change) {
        Map<Bytes, Bytes> table = vault.computeIfAbsent(change.table(), name -> new HashMap<>());
        if (change instanceof VaultChange.Put put) {
            table.put(put.id(), put.value());
        } else {
            table.remove(change.id());
        }
    }

    private long signedOnDay(int day) {
        return onlineOnDay(day, ENOUGH)
                .map(publish -> prekey(publish.signed()).id())
                .orElseThrow();
    }

    private static Prekey prekey(Bytes encoded) {
        try {
            return Prekey.decode(encoded);
        } catch (MalformedException | RejectedKeyException e) {
            throw new AssertionError("our own prekey", e);
        }
    }

    @Test
    void aSignedPrekeyIsPublishedForSevenDays() {
        long first = signedOnDay(0);

        assertEquals(Optional.empty(), onlineOnDay(5, ENOUGH));
        assertEquals(Optional.empty(), onlineOnDay(6, ENOUGH));
        assertTrue(signedOnDay(7) > first);
        assertEquals(Optional.empty(), onlineOnDay(8, ENOUGH));
    }

    @Test
    void theSecretOfASignedPrekeyIsErasedThirtyDaysAfterItWasReplaced() {
        long first = signedOnDay(0);
        signedOnDay(7);

        for (int day : new int[] {36, 37}) {
            onlineOnDay(day, ENOUGH);
            assertTrue(prekeys().signed(first).isPresent(), "day " + day);
        }
        onlineOnDay(38, ENOUGH);
        assertTrue(prekeys().signed(first).isEmpty());
    }

    /** Mail that was made with it may have come until the day of the return, and waits for 30 days. */
    @Test
    void theSecretOfSomebodyWhoWasAwayIsKeptForThirtyDaysAfterTheReturn() {
        long first = signedOnDay(0);
        signedOnDay(37);

        for (int day : new int[] {66, 67}) {
            onlineOnDay(day, ENOUGH);
            assertTrue(prekeys().signed(first).isPresent(), "day " + day);
        }
        onlineOnDay(68, ENOUGH);
        assertTrue(prekeys().signed(first).isEmpty());
    }

    @Test
    void theNewestSignedPrekeyIsKeptHoweverOldItIs() {
        long first = signedOnDay(0);
        onlineOnDay(400, ENOUGH);

        assertTrue(prekeys().signed(first).isPresent());
    }

    @Test
    void aSignedPrekeyIsValidAsLongAsAnAbsenceAndItsMailMayLast() {
        Prekey signed = prekey(onlineOnDay(0, ENOUGH).orElseThrow().signed());

        assertEquals(37, signed.expiryDay() - signed.createdDay());
    }

    @Test
    void anUnclaimedPairIsValidForNinetyDaysAndErasedThirtyDaysLater() {
        Prekey pair = prekey(onlineOnDay(0, 0).orElseThrow().oneTime().get(0));
        assertEquals(90, pair.expiryDay() - pair.createdDay());

        for (int day : new int[] {119, 120}) {
            onlineOnDay(day, ENOUGH);
            assertTrue(prekeys().oneTime(pair.id()).isPresent(), "day " + day);
        }
        onlineOnDay(121, ENOUGH);
        assertTrue(prekeys().oneTime(pair.id()).isEmpty());
    }

    @Test
    void whatIsRememberedOfASignedPrekeyGoesWithIt() {
        long first = signedOnDay(0);
        ReplayEntry entry = new ReplayEntry(first, first, Bytes.random(32, random));
        Step accepted = stepOnDay(1);
        prekeys().consume(new Consumed.LastResort(entry), accepted);
        assertEquals(Optional.empty(), kept(accepted));
        signedOnDay(7);

        onlineOnDay(37, ENOUGH);
        assertTrue(prekeys().isReplay(entry));
        onlineOnDay(38, ENOUGH);
        assertFalse(prekeys().isReplay(entry));
        assertEquals(Map.of(), vault.get(Table.REPLAY));
    }

    @Test
    void aUsedPairIsErasedAndItsIdNeverUsedAgain() {
        List<Bytes> pairs = onlineOnDay(0, 0).orElseThrow().oneTime();
        long used = prekey(pairs.get(0)).id();
        Step accepted = stepOnDay(1);
        prekeys().consume(new Consumed.OneTimePair(used), accepted);
        assertEquals(Optional.empty(), kept(accepted));

        assertTrue(prekeys().oneTime(used).isEmpty());
        List<Bytes> more = onlineOnDay(2, ENOUGH - 1).orElseThrow().oneTime();
        assertEquals(DevicePrekeys.ONE_TIME_TARGET - (ENOUGH - 1), more.size());
        assertTrue(more.stream().allMatch(pair -> prekey(pair).id() > DevicePrekeys.ONE_TIME_TARGET));
    }
}
