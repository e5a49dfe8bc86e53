package messenger.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whether the worlds would notice: each fault that is planted at a seam of the simulation is caught within a few of
 * them, and without it the same worlds are green.
 */
final class PlantedFaultsTest {
    private static final long FIRST = 300_000;
    private static final int WORLDS = 60;

    @Test
    void withoutAFaultTheseWorldsAreGreen() {
        assertEquals(List.of(), Worlds.run(FIRST, WORLDS, Planted.NOTHING, done -> {}));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NOTHING")
    void thisOneIsCaught(Planted fault) {
        assertFalse(Worlds.firstFailure(FIRST, WORLDS, fault).isEmpty(), fault + " is not caught");
    }
}
