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

    /** In this world, a message that waits for a device list was once overtaken by the next of the same sender. */
    @Test
    void whatWaitsForADeviceListIsNotOvertaken() {
        new DeviceStorm(8103).run();
    }

    @Test
    @Tag("slow")
    void nothingIsLostOrDoubledInManyWorlds() {
        for (long seed = 8000; seed < 8200; seed++) {
            new DeviceStorm(seed).run();
        }
    }
}
