package messenger.sim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import messenger.client.ClientEvent;
import messenger.client.MessageState;
import messenger.protocol.UserName;
import messenger.server.store.FallibleStore;

/**
 * One world full of faults, all drawn from its seed. Safety is checked at every event; at the end everything heals, and
 * then everything that was promised must have arrived.
 */
final class Storm {
    private static final int HEALING_ROUNDS = 60;

    private static final Map<Weather.Place, Beginning> BEGINNINGS = new EnumMap<>(Weather.Place.class);

    private final Random random;
    private final Weather weather;
    private final World world;
    private final Texts texts;
    private final Safety safety;
    private final List<SimPerson> lasting = new ArrayList<>();
    private final DeviceChanges changes;

    private Storm(long seed, Planted planted) {
        // Neighbouring seeds of this generator begin alike.
        this.random = new Random(seed * 0x9e3779b97f4a7c15L);
        this.weather = Weather.of(random);
        // One that was too much for a mailbox may be sent again if the answer was lost, when later ones are there.
        this.texts = new Texts(!weather.hasSmallMailboxes());
        this.safety = new Safety(texts);
        Beginning beginning = beginning(weather.place());
        this.world = beginning.world(SeededRandom.of(seed), weather.limits(), weather.quota(), planted);
        world.watch = safety;
        world.server.store.engine().observe(safety);
        world.server.store.batchMax = weather.batchMax();
        world.server.eventsMax = weather.eventsMax();
        world.server.requestsMax = weather.requestsMax();
        lasting.addAll(beginning.inhabit(world));
        lasting.forEach(safety::follow);
        if (weather.has(Weather.Trouble.DEVICES_CHANGE)) {
            safety.devicesChange();
        }
        this.changes = new DeviceChanges(world, lasting, random);
    }

    private static synchronized Beginning beginning(Weather.Place place) {
        return BEGINNINGS.computeIfAbsent(place, key -> switch (key) {
            case STRANGERS -> Beginning.strangers();
            case FRIENDS -> Beginning.friends();
            case DEVICES -> Beginning.devices();
        });
    }

    /** Lets one world happen; what is wrong in it comes with its seed and its last events. */
    static void run(long seed, Planted planted) {
        Storm storm = new Storm(seed, planted);
        try {
            storm.run();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(
                    e.getMessage() + "\nreplay with -Dsim.seed=" + seed + "; the last events:\n"
                            + String.join("\n", storm.world.trace.lines()),
                    e);
        }
    }

    private void run() {
        lasting.forEach(world::connect);
        for (int i = 0; i < weather.steps(); i++) {
            happen();
        }
        heal();
    }

    private void happen() {
        int dice = random.nextInt(1000);
        for (Map.Entry<Weather.Trouble, Integer> trouble : weather.troubles().entrySet()) {
            dice -= trouble.getValue();
            if (dice < 0) {
                trouble(trouble.getKey(), anybody());
                return;
            }
        }
        if (dice < weather.composing()) {
            compose(anybody());
        } else if (dice < weather.composing() + weather.passing()) {
            world.pass(Duration.ofMillis(200 + random.nextInt(4000)));
        } else if (dice < weather.composing() + weather.passing() + 100) {
            reconnect(anybody());
        } else {
            for (int steps = 1 + random.nextInt(weather.burst()); steps > 0; steps--) {
                world.step(fate());
            }
        }
    }

    private SimPerson anybody() {
        return lasting.get(random.nextInt(lasting.size()));
    }

    private void reconnect(SimPerson person) {
        if (person.connection().isEmpty()) {
            world.connect(person);
        }
    }

    private SimPerson.Fate fate() {
        return random.nextInt(weather.fateOneIn()) == 0
                ? List.of(SimPerson.Fate.values()).get(1 + random.nextInt(3))
                : SimPerson.Fate.LIVES;
    }

    private void trouble(Weather.Trouble trouble, SimPerson person) {
        switch (trouble) {
            case LINK_IS_CUT -> world.cut(person);
            case LINK_STANDS_STILL -> standStill(person);
            case PERSON_LOSES_LINK -> world.network.vanish(person);
            case SERVER_LOSES_LINK -> world.network.strand(person);
            case CLIENT_DIES -> world.crash(person);
            case CLIENT_LOSES_POWER -> {
                world.network.vanish(person);
                world.crash(person);
            }
            case SERVER_DIES -> world.crashServer();
            case SERVER_LOSES_POWER -> world.network.crashServerSilently();
            case COMMIT_FAILS ->
                world.server.store.commit = List.of(
                                FallibleStore.Fate.LOST, FallibleStore.Fate.KEPT, FallibleStore.Fate.TORN)
                        .get(random.nextInt(3));
            case DISK_IS_FULL -> world.server.store.fullUntil = world.now().plus(Weather.aWhile(random));
            case SERVER_CLOCK_JUMPS -> world.server.ahead = Weather.aJump(random);
            case CLIENT_CLOCK_JUMPS -> person.ahead = Weather.aJump(random);
            case DEVICES_CHANGE -> changes.happen(this::fate);
        }
        world.trace.note(world.now(), person, "meets", trouble);
    }

    /** One direction of a link, or both: delays of seconds, and readers that do not read. */
    private void standStill(SimPerson person) {
        int directions = 1 + random.nextInt(3);
        for (SimLink link : world.links.of(person)) {
            if ((directions & 1) != 0) {
                link.upstreamFrom = world.now().plus(Weather.aWhile(random));
            }
            if ((directions & 2) != 0) {
                link.downstreamFrom = world.now().plus(Weather.aWhile(random));
            }
        }
    }

    /** What is durable after the composing must arrive; what died before its commit was never promised. */
    private void compose(SimPerson from) {
        List<UserName> others = lasting.stream()
                .map(person -> person.name)
                .distinct()
                .filter(name -> !name.equals(from.name))
                .toList();
        Texts.Text text = texts.write(from, others.get(random.nextInt(others.size())));
        SimPerson.Fate fate = fate();
        int times = world.planted == Planted.HANDS_A_LINE_OVER_TWICE && random.nextInt(10) == 0 ? 2 : 1;
        for (int i = 0; i < times; i++) {
            world.on(from, new ClientEvent.Compose(text.way().to(), text.words()), fate);
        }
        boolean isKept = safety.diary(from).has(text);
        world.trace.note(world.now(), from, isKept ? "writes" : "loses", text.words());
        if (isKept) {
            texts.promise(text);
        }
    }

    private void heal() {
        world.server.store.commit = FallibleStore.Fate.DURABLE;
        world.server.store.fullUntil = world.now();
        world.trace.note(world.now(), "everything", "heals", "");
        Optional<String> wrong = Optional.of("nothing was done yet");
        for (int i = 0; i < HEALING_ROUNDS && wrong.isPresent(); i++) {
            lasting.forEach(this::reconnect);
            world.pass(Duration.ofSeconds(5));
            // Looked at when nothing is under way any more: else it is a moment before the next refusal comes.
            world.settle();
            wrong = i < 2 ? wrong : wrong();
        }
        wrong.ifPresent(what -> {
            throw new AssertionError(what);
        });
    }

    /** What is not yet as it must be in the end. */
    private Optional<String> wrong() {
        for (SimPerson device : lasting) {
            if (!device.isIdle()) {
                return Optional.of(device + " has something left to send");
            }
        }
        for (Map.Entry<Texts.Way, List<Integer>> promised : texts.promised().entrySet()) {
            Texts.Way way = promised.getKey();
            List<Integer> expected = expected(way, promised.getValue());
            for (SimPerson device : lasting) {
                boolean concerned = device.name.equals(way.to()) || device.name.equals(way.from().name);
                List<Integer> there = concerned ? safety.diary(device).line(way) : expected;
                boolean isComplete = texts.areOrdered() ? there.equals(expected) : hasAll(there, expected);
                if (!isComplete) {
                    return Optional.of(way + ": " + expected + " were sent, and " + device + " has " + there);
                }
            }
        }
        return wrongState().or(() -> weather.has(Weather.Trouble.DEVICES_CHANGE) ? changes.wrong() : Optional.empty());
    }

    private static boolean hasAll(List<Integer> there, List<Integer> expected) {
        return new TreeSet<>(there).containsAll(expected);
    }

    /** What the recipient's mailbox had no room for, its writer knows of, and nobody has. */
    private List<Integer> expected(Texts.Way way, List<Integer> promised) {
        return promised.stream()
                .filter(number -> state(way, number) != MessageState.FAILED_FULL)
                .toList();
    }

    private MessageState state(Texts.Way way, int number) {
        return safety.diary(way.from()).state(texts.text(number)).orElseThrow();
    }

    private Optional<String> wrongState() {
        for (Map.Entry<Texts.Way, List<Integer>> promised : texts.promised().entrySet()) {
            for (int number : promised.getValue()) {
                MessageState state = state(promised.getKey(), number);
                // A receipt too may meet a full mailbox; then a message that arrived is only known to be stored.
                boolean isRight = state == MessageState.DELIVERED
                        || (weather.hasSmallMailboxes()
                                && (state == MessageState.FAILED_FULL || state == MessageState.STORED));
                if (!isRight) {
                    return Optional.of("#" + number + " is " + state + " at " + promised.getKey());
                }
            }
        }
        return Optional.empty();
    }
}
