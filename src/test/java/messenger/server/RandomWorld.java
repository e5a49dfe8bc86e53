package messenger.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import messenger.crypto.identity.SignedDeviceList;
import messenger.protocol.ClientFrame;
import messenger.protocol.RequestId;
import messenger.protocol.ServerFrame;
import messenger.protocol.SubmissionId;

/**
 * A few clients that log in, send, read, acknowledge, stop reading, are cut off and come back, while the store answers
 * when it likes. Each client behaves as a real one does: what was not accepted it hands in again.
 */
final class RandomWorld {
    private static final int CLIENTS = 4;
    private static final int STEPS = 800;
    private static final RequestId UPDATE = new RequestId(1_000_001);
    private static final RequestId LOOK_UP = new RequestId(1_000_003);

    private final Random random;
    private final TestServer server = new TestServer(Tightened.patient());
    private final List<RandomClient> clients = new ArrayList<>();
    private final Set<SubmissionId> accepted = new HashSet<>();
    private final RandomVisitor visitor;
    private int delivered;
    private int heard;

    /** One person, and the connection they are on, if any. */
    private final class RandomClient {
        final Person person;
        final List<SubmissionId> read = new ArrayList<>();
        final Set<SubmissionId> known = new HashSet<>();
        final List<Outgoing> outbox = new ArrayList<>();
        final List<TestConnection> connection = new ArrayList<>();
        final Set<Long> unacknowledged = new HashSet<>();
        SignedDeviceList latest;
        long toldVersion;
        long lastSequence;

        RandomClient(Person person) {
            this.person = person;
            latest = person.list;
        }

        /** The account's next list, with another device beside this one, or without it again. */
        void update() {
            if (!isOnline()) {
                return;
            }
            SignedDeviceList next = latest.list().devices().size() == 1
                    ? person.next(latest, person.device, person.anotherDevice(2 + random.nextInt(200)))
                    : person.next(latest, person.device);
            connection.get(0).say(new ClientFrame.UpdateDevices(UPDATE, next.encoded()));
        }

        /** The server says which list it has; what it is, is asked. */
        private void isTold(long version, TestConnection current) {
            require(version >= toldVersion, "an older device list than before");
            toldVersion = version;
            if (!current.isClosed()) {
                current.say(new ClientFrame.FindAccount(LOOK_UP, person.account(), 0));
            }
        }

        void link() {
            if (isOnline()) {
                visitor.meet(connection.get(0));
            }
        }

        boolean isOnline() {
            return !connection.isEmpty()
                    && !connection.get(0).isClosed()
                    && connection.get(0).isAdmitted();
        }

        void connect() {
            connection.clear();
            unacknowledged.clear();
            lastSequence = 0;
            TestConnection fresh = server.open();
            connection.add(fresh);
            fresh.say(new ClientFrame.Hello(1, "test"));
        }

        void disconnect() {
            if (!connection.isEmpty()) {
                connection.get(0).cut();
                connection.clear();
            }
        }

        void send(RandomClient to) {
            Outgoing outgoing = new Outgoing(SubmissionId.random(server.random), to);
            outbox.add(outgoing);
            submit(outgoing);
        }

        void submit(Outgoing outgoing) {
            if (isOnline()) {
                connection.get(0).submit(outbox.indexOf(outgoing), outgoing.submission, 10, outgoing.to.person);
            }
        }

        void listen() {
            if (connection.isEmpty()) {
                return;
            }
            TestConnection current = connection.get(0);
            for (ServerFrame frame : current.takeHeard()) {
                hear(frame, current);
            }
            if (current.isClosed()) {
                connection.clear();
            }
        }

        private void hear(ServerFrame frame, TestConnection current) {
            heard++;
            if (frame instanceof ServerFrame.Welcome welcome && !current.isClosed()) {
                current.say(person.login(welcome.nonce()));
            } else if (frame instanceof ServerFrame.LoggedIn loggedIn && !current.isClosed()) {
                isTold(loggedIn.deviceListVersion(), current);
                current.say(new ClientFrame.Subscribe());
                current.say(new ClientFrame.WatchPresence());
                outbox.stream().filter(outgoing -> !outgoing.isAccepted).forEach(this::submit);
            } else if (frame instanceof ServerFrame.Accepted answer) {
                Outgoing outgoing = outbox.get((int) answer.request().value());
                outgoing.isAccepted = true;
                accepted.add(outgoing.submission);
            } else if (frame instanceof ServerFrame.Done) {
                isTold(toldVersion + 1, current);
            } else if (frame instanceof ServerFrame.DevicesChanged changed) {
                isTold(changed.deviceListVersion(), current);
            } else if (frame instanceof ServerFrame.UserFound found) {
                latest = LoginCheck.trusted(
                        found.deviceLists().get(found.deviceLists().size() - 1));
            } else if (frame instanceof ServerFrame.Deliver deliver) {
                take(deliver);
            }
        }

        private void take(ServerFrame.Deliver deliver) {
            require(deliver.sequence() > lastSequence, "out of order or twice on one connection");
            lastSequence = deliver.sequence();
            unacknowledged.add(deliver.sequence());
            require(
                    unacknowledged.size() <= ServerLimits.DEFAULT.window().messages(),
                    "more than a window is under way");
            delivered++;
            if (known.add(deliver.submission())) {
                read.add(deliver.submission());
            }
        }

        void acknowledge() {
            if (!connection.isEmpty() && !connection.get(0).isClosed() && !unacknowledged.isEmpty()) {
                connection.get(0).say(new ClientFrame.Acknowledge(List.copyOf(unacknowledged)));
                unacknowledged.clear();
            }
        }
    }

    private static final class Outgoing {
        final SubmissionId submission;
        final RandomClient to;
        boolean isAccepted;

        Outgoing(SubmissionId submission, RandomClient to) {
            this.submission = submission;
            this.to = to;
        }
    }

    RandomWorld(long seed) {
        random = new Random(seed);
        for (int i = 0; i < CLIENTS; i++) {
            Person person = server.person("user" + i);
            server.registered(person).cut();
            clients.add(new RandomClient(person));
        }
        visitor = new RandomVisitor(
                server, random, clients.stream().map(client -> client.person).toList());
    }

    int updates() {
        return clients.stream().mapToInt(client -> (int) client.toldVersion - 1).sum();
    }

    int handedIn() {
        return visitor.accepted().size();
    }

    int delivered() {
        return delivered;
    }

    void run() {
        server.holdStore();
        for (int i = 0; i < STEPS; i++) {
            step(clients.get(random.nextInt(CLIENTS)));
        }
        heal();
        everythingAcceptedHasArrived();
        everybodyLeaves();
    }

    private void step(RandomClient client) {
        switch (random.nextInt(16)) {
            case 0 -> client.connect();
            case 1 -> {
                if (random.nextInt(4) == 0) {
                    client.disconnect();
                }
            }
            case 2, 3, 4 -> client.send(clients.get(random.nextInt(CLIENTS)));
            case 5 -> client.listen();
            case 6 -> client.acknowledge();
            case 7 -> server.settle();
            case 9, 10 -> visitor.step();
            case 11 -> client.link();
            case 12 -> client.update();
            case 8 -> server.pass(Duration.ofMillis(random.nextInt(1000)));
            default -> answerSome();
        }
    }

    private void answerSome() {
        for (int i = random.nextInt(8); i > 0 && server.held() > 0; i--) {
            server.releaseOne();
        }
    }

    /** Everybody is connected and reads; the store answers; until nothing moves any more. */
    private void heal() {
        server.releaseStore();
        visitor.leave();
        listenAll();
        clients.stream().filter(RandomClient::isOnline).forEach(this::knowsTheNewestList);
        server.pass(Duration.ofHours(1));
        for (RandomClient client : clients) {
            client.disconnect();
            client.connect();
        }
        listenAll();
    }

    private void listenAll() {
        int before;
        do {
            before = heard;
            clients.forEach(RandomClient::listen);
            clients.forEach(RandomClient::acknowledge);
        } while (heard != before);
    }

    private void knowsTheNewestList(RandomClient client) {
        int lists = server.store.deviceLists(client.person.account()).size();
        require(client.toldVersion == lists, "a device does not know of the newest list");
    }

    private void everythingAcceptedHasArrived() {
        for (RandomClient sender : clients) {
            for (Outgoing outgoing : sender.outbox) {
                require(outgoing.isAccepted, "a message was never accepted");
                require(outgoing.to.known.contains(outgoing.submission), "an accepted message is lost");
            }
        }
        for (RandomClient client : clients) {
            knowsTheNewestList(client);
            visitor.accepted()
                    .forEach((submission, to) -> require(
                            !to.equals(client.person) || client.known.contains(submission),
                            "a sealed message is lost"));
            require(server.store.mail(client.person.mailbox()).isEmpty(), "acknowledged mail stays");
        }
    }

    /** Some were left behind half-open; the deadlines take care of them. */
    private void everybodyLeaves() {
        clients.forEach(RandomClient::disconnect);
        server.pass(Duration.ofDays(366));
        server.tick();
        server.settle();
        require(server.server.size() == 0, "the core remembers " + server.server.size());
        require(server.watched.isEmpty(), "somebody is still watched");
    }

    private static void require(boolean condition, String what) {
        if (!condition) {
            throw new AssertionError(what);
        }
    }
}
