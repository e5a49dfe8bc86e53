package messenger.sim;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Worlds in which devices come and go in every kind of fault; a failure says which seed replays it. */
final class DeviceStormTest {
    @Test
    void nothingIsLostOrDoubledWhileDevicesComeAndGo() {
        long first = Long.getLong("sim.seed", 7000);
        int worlds = Long.getLong("sim.seed") == null ? 4 : 1;
        for (long seed = first; seed < first + worlds; seed++) {
            new DeviceStorm(seed).run();
        }
    }

    @Test
    @Tag("slow")
    void nothingIsLostOrDoubledInManyWorlds() {
        for (long seed = 8000; seed < 8200; seed++) {
            new DeviceStorm(seed).run();
        }
    }
}
