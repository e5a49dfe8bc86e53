package messenger.sim;

import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import messenger.client.Route;
import messenger.protocol.ClientFrame;
import messenger.protocol.ServerFrame;
import messenger.server.Effect;
import messenger.server.Event;

/** The links between people and the server, and whatever moves on them, is lost with them, or stands still. */
final class Network {
    private final World world;
    private final SimServer server;
    private final Links links;

    Network(World world, SimServer server, Links links) {
        this.world = world;
        this.server = server;
        this.links = links;
    }

    private void note(Object who, String does, Object what) {
        world.trace.note(world.now(), who, does, what);
    }

    void connect(SimEnd person) {
        connect(person, Route.MEMBER);
    }

    private void connect(SimEnd person, Route route) {
        SimLink link = links.open(person, route, world.now());
        note(link, "connects", "");
        server.tell(new Event.Opened(link.id, "192.0.2." + link.id.value() % 250));
        person.connect(link, SimServer.KEY, world.now());
    }

    /** Cuts a person's links; what was under way is lost, and the server hears of it. */
    void cut(SimEnd person) {
        for (SimLink link : links.of(person)) {
            note(link, "is cut", "");
            person.cut(link.route, world.now());
            closed(link);
        }
    }

    /** A person's links end, and the server does not hear of it. */
    void vanish(SimEnd person) {
        for (SimLink link : links.of(person)) {
            note(link, "is lost by the person alone", "");
            losePart(link.upstream);
            link.isLostByPerson = true;
            person.cut(link.route, world.now());
        }
    }

    /** The server loses a person's links, and the person does not hear of it. */
    void strand(SimEnd person) {
        for (SimLink link : links.of(person)) {
            note(link, "is lost by the server alone", "");
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
        for (int lost = world.random.nextInt(frames.size() + 1); lost > 0; lost--) {
            frames.removeLast();
        }
    }

    /** A link has ended at a person's side: the server still gets an ordered prefix of what was sent on it. */
    void closed(SimLink link) {
        links.remove(link);
        losePart(link.upstream);
        while (!link.upstream.isEmpty() && !link.isLostByServer) {
            heard(link, link.upstream.remove());
        }
        closedAtServer(link);
    }

    /** The server process dies: what was not durable is gone, and every link with it. */
    void crashServer() {
        note("server", "dies", "");
        server.restart();
        world.watch.serverStarts();
        links.takeAll().stream()
                .filter(link -> !link.isLostByPerson)
                .forEach(link -> link.person.cut(link.route, world.now()));
    }

    /** The same, and nobody hears of it. */
    void crashServerSilently() {
        note("server", "vanishes", "");
        server.restart();
        world.watch.serverStarts();
        for (SimLink link : links.all()) {
            losePart(link.downstream);
            link.isLostByServer = true;
        }
    }

    /** What a link does by itself: it pings, and where nothing moves for too long, it ends. */
    void beat(SimLink link) {
        boolean standsStill = link.isLostByServer || world.now().isBefore(link.downstreamFrom);
        if (standsStill && link.isSilent(world.now())) {
            note(link, "is given up", "");
            link.person.cut(link.route, world.now());
            closed(link);
        } else {
            link.upstream.add(new ClientFrame.Ping());
        }
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
            if (!link.upstream.isEmpty() && server.reads() && !world.now().isBefore(link.upstreamFrom)) {
                possible.add(() -> heard(link, link.upstream.remove()));
            }
            if (!link.downstream.isEmpty() && !world.now().isBefore(link.downstreamFrom)) {
                possible.add(() -> arrive(link, fate));
            }
        }
        if (server.store.hasFailed() && (possible.isEmpty() || world.random.nextInt(3) == 0)) {
            // The shell ends the process then; some of what it was about to say has left.
            possible = List.of(this::crashServer);
        }
        if (possible.isEmpty()) {
            return false;
        }
        possible.get(world.random.nextInt(possible.size())).run();
        return true;
    }

    private void storeStep() {
        server.store.step(world.now(), world.random);
        if (server.store.hasFailed()) {
            note("store", "fails", "");
        }
    }

    private void heard(SimLink link, ClientFrame frame) {
        if (link.isLostByServer) {
            return;
        }
        note("server", "hears from " + link + ":", frame);
        if (world.planted == Planted.SERVER_ACCEPTS_AND_DROPS && Plants.drops(link, frame, world.random)) {
            return;
        }
        if (link.route == Route.MEMBER) {
            world.membersWords.add(frame);
        }
        List<ClientFrame> heard =
                link.person instanceof SimPerson from ? world.evil.hears(from, frame) : List.of(frame);
        heard.forEach(next -> {
            world.watch.hears(link, next);
            server.tell(new Event.Received(link.id, next));
        });
    }

    private void arrive(SimLink link, SimPerson.Fate fate) {
        if (world.planted == Planted.LINK_SWAPS_FRAMES) {
            Plants.swap(link, world.random);
        }
        ServerFrame frame = link.downstream.remove();
        boolean isDeaf = link.isLostByPerson && world.planted != Planted.HEARS_THE_LINK_OF_ITS_LAST_LIFE;
        if (isDeaf || link.person.link(link.route).isEmpty()) {
            return;
        }
        link.heardAt = world.now();
        note(link, "hears:", frame);
        if (fate != SimPerson.Fate.LIVES) {
            note(link, "and its process:", fate);
        }
        world.watch.arrives(link, frame);
        observe(link.person, () -> link.person.arrived(link.route, frame, world.now(), fate));
    }

    private void serverStep() {
        for (Effect effect : server.step(world.now())) {
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
            note("server", "says to " + link + ":", frame);
            world.watch.says(link, frame);
            link.downstream.addAll(link.person instanceof SimPerson to ? world.evil.says(to, frame) : List.of(frame));
        }
    }

    /** What was queued before a close still arrives. */
    private void closeAtServer(SimLink link) {
        links.remove(link);
        note("server", "closes", link);
        while (link.person.link(link.route).equals(Optional.of(link)) && !link.downstream.isEmpty()) {
            ServerFrame frame = link.downstream.remove();
            world.watch.arrives(link, frame);
            link.person.arrived(link.route, frame, world.now(), SimPerson.Fate.LIVES);
        }
        if (link.person.link(link.route).equals(Optional.of(link))) {
            link.person.cut(link.route, world.now());
        }
    }
}
