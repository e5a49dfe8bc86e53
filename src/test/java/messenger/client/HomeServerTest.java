package messenger.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import java.util.Random;
import messenger.crypto.Bytes;
import org.junit.jupiter.api.Test;

/** What the vault knows about its server comes back as it was. */
final class HomeServerTest {
    private static final Bytes KEY = Bytes.hex("5e".repeat(32));
    private static final HomeServer UNMET = HomeServer.unmet("chat.example", 1315);

    private static Bytes row(HomeServer server) {
        return ((VaultChange.Put) server.put()).value();
    }

    private static HomeServer load(Bytes row) {
        return HomeServer.load(table -> table == Table.SERVER ? Map.of(Bytes.EMPTY, row) : Map.of());
    }

    private static void assertComesBack(HomeServer server) {
        HomeServer loaded = load(row(server));

        assertEquals(server.host(), loaded.host());
        assertEquals(server.port(), loaded.port());
        assertEquals(server.pin(), loaded.pin());
        assertEquals(server.anchors(), loaded.anchors());
    }

    @Test
    void everyWayToKnowAServerComesBack() {
        assertComesBack(UNMET);
        assertComesBack(UNMET.pinned(KEY));
        assertComesBack(UNMET.certifiedBy(HomeServer.SYSTEM_ANCHORS));
        assertComesBack(UNMET.certifiedBy("/etc/ssl/team ca.pem"));
        assertEquals(Optional.empty(), load(row(UNMET)).anchors());
        assertEquals(
                Optional.of(HomeServer.SYSTEM_ANCHORS),
                load(row(UNMET.certifiedBy(HomeServer.SYSTEM_ANCHORS))).anchors());
    }

    @Test
    void aPinEndsTheTrustInAuthorities() {
        HomeServer pinned = UNMET.certifiedBy("/ca.pem").pinned(KEY);

        assertEquals(Optional.of(KEY), pinned.pin());
        assertEquals(Optional.empty(), pinned.anchors());
    }

    @Test
    void aPathOfTheGreatestLengthComesBackAndALongerOneIsRefused() {
        assertComesBack(UNMET.certifiedBy("/" + "a".repeat(HomeServer.ANCHORS_BYTES_MAX - 2)));
        assertComesBack(UNMET.certifiedBy("/" + "a".repeat(HomeServer.ANCHORS_BYTES_MAX - 1)));
        assertThrows(
                IllegalArgumentException.class,
                () -> UNMET.certifiedBy("/" + "a".repeat(HomeServer.ANCHORS_BYTES_MAX)));
    }

    @Test
    void aDamagedRowIsReadOrRefusedAndNothingElse() {
        long seed = Long.getLong("home.seed", 20261120L);
        Random random = new Random(seed);
        byte[] whole = row(UNMET.certifiedBy("/ca.pem")).toArray();
        int refused = 0;
        for (int round = 0; round < 2000; round++) {
            byte[] row = java.util.Arrays.copyOf(whole, random.nextInt(4) == 0 ? random.nextInt(60) : whole.length);
            if (row.length > 0) {
                row[random.nextInt(row.length)] ^= (byte) (1 << random.nextInt(8));
            }
            refused += isRefused(Bytes.copyOf(row), seed) ? 1 : 0;
        }
        assertTrue(refused > 500 && refused < 2000, "refused " + refused);
    }

    private static boolean isRefused(Bytes row, long seed) {
        try {
            load(row);
            return false;
        } catch (DamagedVaultException e) {
            return true;
        } catch (RuntimeException e) {
            throw new AssertionError("replay with -Dhome.seed=" + seed, e);
        }
    }
}
