package messenger.sim;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import messenger.client.ClientEvent;
import messenger.client.Table;
import messenger.client.VaultChange;
import messenger.crypto.Bytes;
import messenger.crypto.CanonicalWriter;
import messenger.crypto.MalformedException;
import messenger.crypto.RejectedKeyException;
import messenger.crypto.identity.Prekey;
import messenger.protocol.ClientFrame;
import messenger.server.ServerLimits;
import messenger.server.ServerSecrets;
import messenger.server.store.FallibleStore;
import messenger.server.store.MailQuota;

/**
 * Where worlds begin: what is durable in a world that was prepared once. To register, to meet and to link devices for
 * each world anew would take most of its time.
 */
final class Beginning {
    /** Above what makes a device publish more; fewer pairs make a client start faster. */
    private static final int ONE_TIME_PAIRS = 24;

    private final ServerSecrets secrets;
    private final FallibleStore store;
    private final Map<String, SimVault> vaults = new LinkedHashMap<>();

    private Beginning(World world) {
        this.secrets = world.server.secrets();
        this.store = world.server.store.engine().copy(MailQuota.DEFAULT);
        world.people.forEach((key, person) -> vaults.put(key, person.vault.copy()));
    }

    /** Three people who know each other's names, and have never written. */
    static Beginning strangers() {
        return new Beginning(known(new FewPairs()));
    }

    /** Three people who have written to each other. */
    static Beginning friends() {
        FewPairs pairs = new FewPairs();
        World world = known(pairs);
        greet(world);
        return new Beginning(world);
    }

    /** Two people with two devices each, who have written to each other. */
    static Beginning devices() {
        FewPairs pairs = new FewPairs();
        World world = world(3, pairs);
        List<SimPerson> primaries = List.of(world.online("alice"), world.online("bob"));
        greet(world);
        SimDevices devices = new SimDevices(world, world.random);
        primaries.forEach(person -> devices.link(person, person.name + "/2"));
        world.rest();
        greet(world);
        world.people.values().forEach(pairs::forget);
        return new Beginning(world);
    }

    private static World world(long seed, FewPairs pairs) {
        World world = new World(SeededRandom.of(seed), ServerLimits.DEFAULT);
        world.evil = pairs;
        return world;
    }

    private static World known(FewPairs pairs) {
        World world = world(2, pairs);
        List.of("alice", "bob", "carol").forEach(world::online);
        for (SimPerson from : world.people.values()) {
            for (SimPerson to : world.people.values()) {
                if (from != to) {
                    world.on(from, new ClientEvent.Open(to.name), SimPerson.Fate.LIVES);
                    world.settle();
                }
            }
        }
        world.rest();
        world.people.values().forEach(pairs::forget);
        return world;
    }

    private static void greet(World world) {
        for (SimPerson from : List.copyOf(world.people.values())) {
            world.people.values().stream()
                    .map(person -> person.name)
                    .distinct()
                    .filter(name -> !name.equals(from.name))
                    .forEach(name -> world.say(from, name, "hello " + name));
            world.rest();
        }
        world.rest();
    }

    /** A world with all of that, and nobody connected. */
    World world(SecureRandom random, ServerLimits limits, MailQuota quota, Planted planted) {
        return new World(random, limits, secrets, store.copy(quota), planted);
    }

    /** Lets everybody start. */
    List<SimPerson> inhabit(World world) {
        List<SimPerson> devices = new ArrayList<>();
        vaults.forEach((key, vault) -> devices.add(world.join(key, new SimPerson(vault, world.now(), world.random))));
        return devices;
    }

    /** Publishes fewer one-time pairs than a device makes, and forgets the others. */
    private static final class FewPairs implements EvilServer {
        private final Map<SimPerson, List<Bytes>> unpublished = new HashMap<>();

        @Override
        public List<ClientFrame> hears(SimPerson from, ClientFrame frame) {
            if (!(frame instanceof ClientFrame.PublishPrekeys all)
                    || all.oneTime().size() <= ONE_TIME_PAIRS) {
                return List.of(frame);
            }
            List<Bytes> oneTime = all.oneTime();
            unpublished.put(from, oneTime.subList(ONE_TIME_PAIRS, oneTime.size()));
            return List.of(
                    new ClientFrame.PublishPrekeys(all.request(), all.signed(), oneTime.subList(0, ONE_TIME_PAIRS)));
        }

        void forget(SimPerson person) {
            List<VaultChange> changes = new ArrayList<>();
            for (Bytes prekey : unpublished.getOrDefault(person, List.of())) {
                Bytes id = new CanonicalWriter().u32(id(prekey)).toBytes();
                changes.add(new VaultChange.Delete(Table.PREKEY, id));
            }
            person.vault.commit(changes);
        }

        private static long id(Bytes prekey) {
            try {
                return Prekey.decode(prekey).id();
            } catch (MalformedException | RejectedKeyException e) {
                throw new AssertionError("a device published what is no prekey", e);
            }
        }
    }
}
