package messenger.sim;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
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
import messenger.crypto.Secret;
import messenger.crypto.opaque.OpaqueServerKeys;
import messenger.protocol.ClientFrame;
import messenger.protocol.ServerFrame;
import messenger.protocol.UserName;
import messenger.server.Effect;
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

    /** What becomes of the next commit of the server's store, of how many requests at most. */
    FallibleStore.Fate commit = FallibleStore.Fate.DURABLE;

    int batchMax = 1;

    /** Before that, nothing more can be written to the server's disk. */
    Instant diskFullUntil = Instant.MIN;

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
        observe(newcomer, () -> newcomer.on(event, now));
    }

    void die(SimNewcomer newcomer) {
        observe(newcomer, newcomer::die);
    }

    void connect(SimEnd person) {
        connect(person, Route.MEMBER);
    }

    private void connect(SimEnd person, Route route) {
        SimLink link = links.open(person, route, now);
        trace.note(now, link, "connects", "");
        server.tell(new Event.Opened(link.id, "192.0.2." + link.id.value() % 250));
        person.connect(link, SimServer.KEY, now);
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
        for (SimLink link : links.of(person)) {
            trace.note(now, link, "is cut", "");
            person.cut(link.route, now);
            closed(link);
        }
    }

    /** A person's links end, and the server does not hear of it. */
    void vanish(SimEnd person) {
        for (SimLink link : links.of(person)) {
            trace.note(now, link, "is lost by the person alone", "");
            losePart(link.upstream);
            link.isLostByPerson = true;
            person.cut(link.route, now);
        }
    }

    /** The server loses a person's links, and the person does not hear of it. */
    void strand(SimEnd person) {
        for (SimLink link : links.of(person)) {
            trace.note(now, link, "is lost by the server alone", "");
            losePart(link.downstream);
            closedAtServer(link);
        }
    }

    private void closedAtServer(SimLink link) {
        if (!link.isLostByServer) {
            link.isLostByServer = true;
            server.tell(new Event.Closed(link.id));
        }
    }

    private void losePart(Deque<?> frames) {
        for (int lost = random.nextInt(frames.size() + 1); lost > 0; lost--) {
            frames.removeLast();
        }
    }

    /** A link has ended at a person's side: the server still gets an ordered prefix of what was sent on it. */
    private void closed(SimLink link) {
        links.remove(link);
        losePart(link.upstream);
        while (!link.upstream.isEmpty() && !link.isLostByServer) {
            heard(link, link.upstream.remove());
        }
        closedAtServer(link);
    }

    void crash(SimPerson person) {
        List<SimLink> before = links.of(person);
        trace.note(now, person, "crashes", "");
        person.crash(now);
        before.forEach(this::closed);
    }

    /** The server process dies: what was not durable is gone, and every link with it. */
    void crashServer() {
        trace.note(now, "server", "dies", "");
        server.restart();
        watch.serverStarts();
        links.takeAll().stream().filter(link -> !link.isLostByPerson).forEach(link -> link.person.cut(link.route, now));
    }

    /** The same, and nobody hears of it. */
    void crashServerSilently() {
        trace.note(now, "server", "vanishes", "");
        server.restart();
        watch.serverStarts();
        for (SimLink link : links.all()) {
            losePart(link.downstream);
            link.isLostByServer = true;
        }
    }

    void pass(Duration time) {
        now = now.plus(time);
        trace.note(now, "time", "passes", time);
        server.tell(new Event.Tick());
        for (SimPerson person : List.copyOf(people.values())) {
            for (SimLink link : links.of(person)) {
                beat(link);
            }
            on(person, new ClientEvent.Tick(), SimPerson.Fate.LIVES);
        }
        for (SimNewcomer newcomer : newcomers) {
            links.of(newcomer).forEach(this::beat);
            observe(newcomer, () -> newcomer.tick(now));
        }
    }

    /** What a link does by itself: it pings, and where nothing moves for too long, it ends. */
    private void beat(SimLink link) {
        boolean standsStill = link.isLostByServer || now.isBefore(link.downstreamFrom);
        if (standsStill && link.isSilent(now)) {
            trace.note(now, link, "is given up", "");
            link.person.cut(link.route, now);
            closed(link);
        } else {
            link.upstream.add(new ClientFrame.Ping());
        }
    }

    void on(SimPerson person, ClientEvent event, SimPerson.Fate fate) {
        observe(person, () -> person.on(event, now, fate));
    }

    /** Lets something happen at one end, and sees what became of its links. */
    void observe(SimEnd end, Runnable event) {
        List<SimLink> before = links.of(end);
        event.run();
        // A crash, or a core that gave its link up.
        for (SimLink link : before) {
            if (links.isThere(link)
                    && !link.isLostByPerson
                    && !end.link(link.route).equals(Optional.of(link))) {
                closed(link);
            }
        }
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
        if (server.canStep()) {
            possible.add(this::serverStep);
        }
        if (!server.store.isIdle()) {
            possible.add(this::storeStep);
        }
        for (SimLink link : links.all()) {
            if (!link.upstream.isEmpty() && server.reads() && !now.isBefore(link.upstreamFrom)) {
                possible.add(() -> heard(link, link.upstream.remove()));
            }
            if (!link.downstream.isEmpty() && !now.isBefore(link.downstreamFrom)) {
                possible.add(() -> arrive(link, fate));
            }
        }
        if (server.store.hasFailed() && (possible.isEmpty() || random.nextInt(3) == 0)) {
            // The shell ends the process then; some of what it was about to say has left.
            possible = List.of(this::crashServer);
        }
        if (possible.isEmpty()) {
            return false;
        }
        possible.get(random.nextInt(possible.size())).run();
        return true;
    }

    private void storeStep() {
        FallibleStore.Fate fate = now.isBefore(diskFullUntil) ? FallibleStore.Fate.LOST : commit;
        int most = batchMax == 1 ? 1 : 1 + random.nextInt(batchMax);
        trace.note(now, "store", "takes", most);
        server.store.work(most, fate);
        if (server.store.hasFailed()) {
            trace.note(now, "store", "fails:", fate);
            commit = FallibleStore.Fate.DURABLE;
        }
    }

    private void heard(SimLink link, ClientFrame frame) {
        if (link.isLostByServer) {
            return;
        }
        trace.note(now, "server", "hears from " + link + ":", frame);
        if (planted == Planted.SERVER_ACCEPTS_AND_DROPS && Plants.drops(link, frame, random)) {
            return;
        }
        if (link.route == Route.MEMBER) {
            membersWords.add(frame);
        }
        List<ClientFrame> heard = link.person instanceof SimPerson from ? evil.hears(from, frame) : List.of(frame);
        heard.forEach(next -> {
            watch.hears(link, next);
            server.tell(new Event.Received(link.id, next));
        });
    }

    private void arrive(SimLink link, SimPerson.Fate fate) {
        if (planted == Planted.LINK_SWAPS_FRAMES) {
            Plants.swap(link, random);
        }
        ServerFrame frame = link.downstream.remove();
        boolean isDeaf = link.isLostByPerson && planted != Planted.HEARS_THE_LINK_OF_ITS_LAST_LIFE;
        if (isDeaf || link.person.link(link.route).isEmpty()) {
            return;
        }
        link.heardAt = now;
        trace.note(now, link, "hears:", frame);
        if (fate != SimPerson.Fate.LIVES) {
            trace.note(now, link, "and its process:", fate);
        }
        watch.arrives(link, frame);
        observe(link.person, () -> link.person.arrived(link.route, frame, now, fate));
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
        for (Effect effect : server.step(now)) {
            if (effect instanceof Effect.Transmit transmit) {
                links.find(transmit.connection()).ifPresent(link -> say(link, transmit.frame()));
            } else if (effect instanceof Effect.Close close) {
                links.find(close.connection()).ifPresent(this::closeAtServer);
                server.tell(new Event.Closed(close.connection()));
            } else {
                server.store.perform(effect);
            }
        }
    }

    private void say(SimLink link, ServerFrame frame) {
        if (!link.isLostByServer) {
            trace.note(now, "server", "says to " + link + ":", frame);
            watch.says(link, frame);
            link.downstream.addAll(link.person instanceof SimPerson to ? evil.says(to, frame) : List.of(frame));
        }
    }

    /** What was queued before a close still arrives. */
    private void closeAtServer(SimLink link) {
        links.remove(link);
        trace.note(now, "server", "closes", link);
        while (link.person.link(link.route).equals(Optional.of(link)) && !link.downstream.isEmpty()) {
            ServerFrame frame = link.downstream.remove();
            watch.arrives(link, frame);
            link.person.arrived(link.route, frame, now, SimPerson.Fate.LIVES);
        }
        if (link.person.link(link.route).equals(Optional.of(link))) {
            link.person.cut(link.route, now);
        }
    }
}
