package messenger.sim;

import java.security.SecureRandom;
import java.util.List;
import messenger.server.store.FallibleStore;

/** Backups of a world's server, and what follows when it is put back to one. */
record Restores(World world, SecureRandom random) {
    /** A moment to which the server's store can be put back. */
    FallibleStore backup() {
        world.settle();
        return world.server.store.backup();
    }

    /** The server dies, and starts with the store that it had at a backup. */
    void restore(FallibleStore backup) {
        world.server.store.restore(backup, random);
        world.crashServer();
    }

    /** Everybody comes back, until nothing more happens. */
    void everybodyConnects() {
        for (int round = 0; round < 4; round++) {
            for (SimPerson person : List.copyOf(world.people.values())) {
                if (person.connection().isEmpty()) {
                    world.connect(person);
                }
            }
            world.rest();
        }
    }
}
