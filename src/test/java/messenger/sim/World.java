package messenger.sim;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import messenger.client.ClientEvent;
import messenger.client.OwnAccount;
import messenger.client.Route;
import messenger.client.enrol.EnrolEvent;
import messenger.client.enrol.Enrolment;
import messenger.crypto.Bytes;
import messenger.crypto.Secret;
import messenger.crypto.opaque.OpaqueServerKeys;
import messenger.protocol.ClientFrame;
import messenger.protocol.ServerFrame;
import messenger.protocol.UserName;
import messenger.server.ConnectionId;
import messenger.server.Effect;
import messenger.server.Event;
import messenger.server.Server;
import messenger.server.ServerLimits;
import messenger.server.ServerSecrets;

/**
 * A server, people, links and time. What can happen next is a list of things to do; which of them happens, the caller's
 * random source decides, and a fault may come with it.
 */
final class World {
    private static final Bytes SERVER_KEY = Bytes.hex("5e".repeat(32));

    final Map<String, SimPerson> people = new LinkedHashMap<>();
    private final List<SimNewcomer> newcomers = new ArrayList<>();
    private final SecureRandom random;
    private final ServerLimits limits;
    private final ServerSecrets secrets;
    private final Deque<Event> serverEvents = new ArrayDeque<>();
    final SimStore store = new SimStore(serverEvents::add);
    private final Map<ConnectionId, SimLink> links = new LinkedHashMap<>();
    private long lastConnection;
    private Server server;
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");

    /** What arrived of those who are logged in. */
    final List<ClientFrame> membersWords = new ArrayList<>();

    /** What the server does with what it is told and with what it says. */
    EvilServer evil = EvilServer.HONEST;

    World(SecureRandom random, ServerLimits limits) {
        this.random = random;
        this.limits = limits;
        this.secrets = ServerSecrets.of(OpaqueServerKeys.generate(random));
        this.server = Server.create(SERVER_KEY, store.incarnation(), secrets, limits, random);
    }

    Instant now() {
        return now;
    }

    SimPerson join(String name) {
        SimPerson person = new SimPerson(name, now, random);
        people.put(name, person);
        return person;
    }

    /** A further device, whose account is there already. */
    SimPerson join(String key, OwnAccount account) {
        SimPerson person = new SimPerson(account, now, random);
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
        observe(newcomer, () -> newcomer.on(event, now));
    }

    void die(SimNewcomer newcomer) {
        observe(newcomer, newcomer::die);
    }

    void connect(SimEnd person) {
        connect(person, Route.MEMBER);
    }

    private void connect(SimEnd person, Route route) {
        lastConnection++;
        SimLink link = new SimLink(new ConnectionId(lastConnection), route, person);
        links.put(link.id, link);
        serverEvents.add(new Event.Opened(link.id, "192.0.2." + lastConnection % 250));
        person.connect(link, SERVER_KEY, now);
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
        for (SimLink link : linksOf(person)) {
            person.cut(link.route, now);
            closed(link);
        }
    }

    private List<SimLink> linksOf(SimEnd person) {
        return links.values().stream().filter(link -> link.person == person).toList();
    }

    /** A link has ended at a person's side: the server still gets an ordered prefix of what was sent on it. */
    private void closed(SimLink link) {
        links.remove(link.id);
        int arrive = random.nextInt(link.upstream.size() + 1);
        for (int i = 0; i < arrive; i++) {
            serverEvents.add(new Event.Received(link.id, link.upstream.remove()));
        }
        serverEvents.add(new Event.Closed(link.id));
    }

    void crash(SimPerson person) {
        List<SimLink> before = linksOf(person);
        person.crash(now);
        before.forEach(this::closed);
    }

    /** The server process dies: what was not durable is gone, and every link with it. */
    void crashServer() {
        serverEvents.clear();
        List<SimLink> cut = new ArrayList<>(links.values());
        links.clear();
        server = Server.create(SERVER_KEY, store.incarnation(), secrets, limits, random);
        store.reconnect();
        cut.forEach(link -> link.person.cut(link.route, now));
    }

    void pass(Duration time) {
        now = now.plus(time);
        serverEvents.add(new Event.Tick());
        for (SimPerson person : List.copyOf(people.values())) {
            // What the link does by itself.
            linksOf(person).forEach(link -> link.upstream.add(new ClientFrame.Ping()));
            on(person, new ClientEvent.Tick(), SimPerson.Fate.LIVES);
        }
        for (SimNewcomer newcomer : newcomers) {
            linksOf(newcomer).forEach(link -> link.upstream.add(new ClientFrame.Ping()));
            observe(newcomer, () -> newcomer.tick(now));
        }
    }

    void on(SimPerson person, ClientEvent event, SimPerson.Fate fate) {
        observe(person, () -> person.on(event, now, fate));
    }

    private void arrive(SimLink link, SimPerson.Fate fate) {
        var frame = link.downstream.remove();
        observe(link.person, () -> link.person.arrived(link.route, frame, now, fate));
    }

    /** Lets something happen at one end, and sees what became of its links. */
    private void observe(SimEnd end, Runnable event) {
        List<SimLink> before = linksOf(end);
        event.run();
        // A crash, or a core that gave its link up.
        before.stream()
                .filter(link ->
                        links.containsKey(link.id) && !end.link(link.route).equals(Optional.of(link)))
                .forEach(this::closed);
        if (end instanceof SimPerson person
                && person.wantsHandIn
                && person.link(Route.HAND_IN).isEmpty()
                && person.connection().isPresent()) {
            connect(person, Route.HAND_IN);
        }
    }

    /** Does one of the things that can be done now; false where there is nothing. */
    boolean step(SimPerson.Fate fate) {
        List<Runnable> possible = new ArrayList<>();
        if (!serverEvents.isEmpty()) {
            possible.add(this::serverStep);
        }
        if (!store.isIdle()) {
            possible.add(store::work);
        }
        for (SimLink link : links.values()) {
            if (!link.upstream.isEmpty() && serverEvents.isEmpty()) {
                possible.add(() -> arrive(link));
            }
            if (!link.downstream.isEmpty()) {
                possible.add(() -> arrive(link, fate));
            }
        }
        if (possible.isEmpty()) {
            return false;
        }
        possible.get(random.nextInt(possible.size())).run();
        return true;
    }

    private void arrive(SimLink link) {
        ClientFrame frame = link.upstream.remove();
        if (link.route == Route.MEMBER) {
            membersWords.add(frame);
        }
        List<ClientFrame> heard = link.person instanceof SimPerson from ? evil.hears(from, frame) : List.of(frame);
        heard.forEach(next -> serverEvents.add(new Event.Received(link.id, next)));
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

    private void serverStep() {
        for (Effect effect : server.on(serverEvents.remove(), now)) {
            if (effect instanceof Effect.Transmit transmit) {
                SimLink link = links.get(transmit.connection());
                if (link != null) {
                    link.downstream.addAll(
                            link.person instanceof SimPerson to
                                    ? evil.says(to, transmit.frame())
                                    : List.of(transmit.frame()));
                }
            } else if (effect instanceof Effect.Close close) {
                SimLink link = links.remove(close.connection());
                if (link != null) {
                    drain(link);
                    link.person.cut(link.route, now);
                }
                serverEvents.add(new Event.Closed(close.connection()));
            } else {
                store.perform(effect);
            }
        }
    }

    /** What was queued before a close still arrives. */
    private void drain(SimLink link) {
        while (link.person.link(link.route).equals(Optional.of(link)) && !link.downstream.isEmpty()) {
            link.person.arrived(link.route, link.downstream.remove(), now, SimPerson.Fate.LIVES);
        }
    }
}
