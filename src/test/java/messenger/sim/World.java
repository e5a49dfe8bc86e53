package messenger.sim;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import messenger.client.ClientEvent;
import messenger.client.OwnAccount;
import messenger.client.Route;
import messenger.client.enrol.EnrolEvent;
import messenger.client.enrol.Enrolment;
import messenger.crypto.Secret;
import messenger.crypto.opaque.OpaqueServerKeys;
import messenger.protocol.ClientFrame;
import messenger.protocol.ServerFrame;
import messenger.protocol.UserName;
import messenger.server.Event;
import messenger.server.ServerLimits;
import messenger.server.ServerSecrets;
import messenger.server.store.FallibleStore;
import messenger.server.store.MailQuota;

/**
 * A server, people, links and time. What can happen next is a list of things to do; which of them happens, the caller's
 * random source decides, and a fault may come with it.
 */
final class World {
    static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    final Map<String, SimPerson> people = new LinkedHashMap<>();
    final SimServer server;
    final Links links = new Links();
    final Network network;
    final Trace trace = new Trace(START);
    final SecureRandom random;
    final Planted planted;
    private final List<SimNewcomer> newcomers = new ArrayList<>();
    private Instant now = START;

    /** What arrived of those who are logged in. */
    final List<ClientFrame> membersWords = new ArrayList<>();

    /** What the server does with what it is told and with what it says. */
    EvilServer evil = EvilServer.HONEST;

    /** Who looks on. */
    Watch watch = Watch.NOBODY;

    World(SecureRandom random, ServerLimits limits) {
        this(
                random,
                limits,
                ServerSecrets.of(OpaqueServerKeys.generate(random)),
                FallibleStore.empty(MailQuota.DEFAULT),
                Planted.NOTHING);
    }

    World(SecureRandom random, ServerLimits limits, ServerSecrets secrets, FallibleStore engine, Planted planted) {
        this.random = random;
        this.planted = planted;
        this.server = new SimServer(engine, limits, secrets, planted, random);
        this.network = new Network(this, server, links);
    }

    Instant now() {
        return now;
    }

    SimPerson join(String name) {
        return join(name, new SimPerson(name, now, random));
    }

    /** A further device, whose account is there already. */
    SimPerson join(String key, OwnAccount account) {
        return join(key, new SimPerson(account, now, random));
    }

    SimPerson join(String key, SimPerson person) {
        person.watch = watch;
        person.planted = planted;
        person.vault.planted = planted;
        people.put(key, person);
        return person;
    }

    /** A device that is none yet, connected. */
    SimNewcomer arrive(Enrolment core) {
        SimNewcomer newcomer = new SimNewcomer(core);
        newcomers.add(newcomer);
        connect(newcomer);
        return newcomer;
    }

    /** What a device that is none yet does, or what is done to it. */
    void on(SimNewcomer newcomer, EnrolEvent event) {
        network.observe(newcomer, () -> newcomer.on(event, now));
    }

    void die(SimNewcomer newcomer) {
        network.observe(newcomer, newcomer::die);
    }

    void connect(SimEnd person) {
        network.connect(person);
    }

    /** Somebody who joins and is connected. */
    SimPerson online(String name) {
        SimPerson person = join(name);
        connect(person);
        settle();
        return person;
    }

    /** Somebody writes; nothing has left yet. */
    void say(SimPerson from, UserName to, String text) {
        from.composed.add(text);
        on(from, new ClientEvent.Compose(to, text), SimPerson.Fate.LIVES);
    }

    /** A frame that the server never sent, or not like this. */
    void lie(SimPerson to, ServerFrame frame) {
        on(to, new ClientEvent.Arrived(Route.MEMBER, frame), SimPerson.Fate.LIVES);
    }

    /** From now on the server says that somebody else has a name. */
    void lieAboutNames(UserName name, SimPerson instead) {
        evil = EvilServer.naming(name, instead);
    }

    Secret password(SimPerson person) {
        return SimPerson.password(person.name);
    }

    /** Long enough for receipts, which wait up to five seconds. */
    void rest() {
        for (int i = 0; i < 8; i++) {
            settle();
            pass(Duration.ofSeconds(2));
        }
        settle();
    }

    /** Cuts a person's links; what was under way is lost, and the server hears of it. */
    void cut(SimEnd person) {
        network.cut(person);
    }

    /** The server process dies, and with it every link. */
    void crashServer() {
        network.crashServer();
    }

    void crash(SimPerson person) {
        List<SimLink> before = links.of(person);
        trace.note(now, person, "crashes", "");
        person.crash(now);
        before.forEach(network::closed);
    }

    void pass(Duration time) {
        now = now.plus(time);
        trace.note(now, "time", "passes", time);
        server.tell(new Event.Tick());
        for (SimPerson person : List.copyOf(people.values())) {
            for (SimLink link : links.of(person)) {
                network.beat(link);
            }
            on(person, new ClientEvent.Tick(), SimPerson.Fate.LIVES);
        }
        for (SimNewcomer newcomer : newcomers) {
            links.of(newcomer).forEach(network::beat);
            network.observe(newcomer, () -> newcomer.tick(now));
        }
    }

    void on(SimPerson person, ClientEvent event, SimPerson.Fate fate) {
        network.observe(person, () -> person.on(event, now, fate));
    }

    /** Does one of the things that can be done now; false where there is nothing. */
    boolean step(SimPerson.Fate fate) {
        return network.step(fate);
    }

    /** Until nothing more happens by itself. */
    void settle() {
        int steps = 0;
        while (step(SimPerson.Fate.LIVES)) {
            steps++;
            if (steps > 1_000_000) {
                throw new AssertionError("the world does not come to rest");
            }
        }
    }
}
