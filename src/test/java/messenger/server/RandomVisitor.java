package messenger.server;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import messenger.crypto.Bytes;
import messenger.crypto.opaque.OpaqueLogin;
import messenger.protocol.ClientFrame;
import messenger.protocol.Limits;
import messenger.protocol.RequestId;
import messenger.protocol.SealedWrap;
import messenger.protocol.ServerFrame;
import messenger.protocol.SubmissionId;
import messenger.protocol.UserName;

/**
 * Somebody who never logs in: hands in mail without a name, waits at rendezvous, guesses passwords, and is cut off in
 * the middle of it.
 */
final class RandomVisitor {
    private record Asked(SubmissionId submission, Person to) {}

    private static final int PLACES = 3;
    private static final Bytes KE1 =
            OpaqueLogin.start(TestPasswords.secret("guess"), SeededRandom.of(3)).ke1();

    private final TestServer server;
    private final Random random;
    private final List<Person> people;
    private final List<TestConnection> nobody = new ArrayList<>();
    private final List<TestConnection> stranger = new ArrayList<>();
    private final Map<Long, Asked> asked = new HashMap<>();
    private final Map<SubmissionId, Person> accepted = new HashMap<>();
    private long lastRequest;

    RandomVisitor(TestServer server, Random random, List<Person> people) {
        this.server = server;
        this.random = random;
        this.people = people;
    }

    /** What was accepted for whom, and so must arrive. */
    Map<SubmissionId, Person> accepted() {
        return accepted;
    }

    /** Somebody who is logged in joins whoever waits, if anybody does. */
    void meet(TestConnection member) {
        member.say(new ClientFrame.LinkJoin(new RequestId(1_000_002), place(random)));
        member.say(new ClientFrame.LinkSay(Bytes.utf8("link")));
    }

    private static Bytes place(Random random) {
        byte[] place = new byte[Limits.RENDEZVOUS_BYTES];
        place[0] = (byte) random.nextInt(PLACES);
        return Bytes.copyOf(place);
    }

    void step() {
        switch (random.nextInt(10)) {
            case 0 -> beNobody();
            case 1, 2, 3, 4 -> handIn();
            case 5 -> beStrange();
            case 6 -> say(stranger, new ClientFrame.LinkOpen(place(random)));
            case 7 -> say(stranger, new ClientFrame.LinkSay(Bytes.utf8("link")));
            case 8 -> guess();
            default -> leave(random.nextBoolean() ? nobody : stranger);
        }
        listen();
    }

    private void beNobody() {
        leave(nobody);
        nobody.add(server.open("198.51.100.1"));
        say(nobody, new ClientFrame.HandIn(new RequestId(++lastRequest)));
    }

    private void beStrange() {
        leave(stranger);
        stranger.add(server.open("198.51.100.2"));
        say(stranger, new ClientFrame.Hello(1, "visitor"));
    }

    private void handIn() {
        if (nobody.isEmpty()) {
            return;
        }
        Person to = people.get(random.nextInt(people.size()));
        Bytes key = random.nextInt(4) == 0 ? people.get(0).accessKey : to.accessKey;
        SubmissionId submission = SubmissionId.random(server.random);
        lastRequest++;
        asked.put(lastRequest, new Asked(submission, to));
        var wrap = new SealedWrap(to.mailbox(), Bytes.utf8("wrap"), key);
        say(
                nobody,
                new ClientFrame.SubmitSealed(
                        new RequestId(lastRequest), submission, Bytes.utf8("sealed"), List.of(wrap)));
    }

    private void guess() {
        if (random.nextInt(4) == 0) {
            UserName name = random.nextBoolean()
                    ? people.get(random.nextInt(people.size())).name
                    : new UserName("nobody" + random.nextInt(3));
            say(stranger, new ClientFrame.PasswordStart(new RequestId(1), name, KE1));
        } else {
            say(
                    stranger,
                    new ClientFrame.PasswordFinish(
                            new RequestId(2), Bytes.copyOf(new byte[Limits.PASSWORD_KE3_BYTES])));
        }
    }

    private static void say(List<TestConnection> connection, ClientFrame frame) {
        if (!connection.isEmpty() && !connection.get(0).isClosed()) {
            connection.get(0).say(frame);
        }
    }

    void listen() {
        for (TestConnection connection : nobody) {
            for (ServerFrame frame : connection.takeHeard()) {
                if (frame instanceof ServerFrame.Accepted answer
                        && answer.closed().isEmpty()) {
                    Asked sealed = Optional.ofNullable(
                                    asked.get(answer.request().value()))
                            .orElseThrow();
                    accepted.put(sealed.submission(), sealed.to());
                }
            }
        }
        stranger.forEach(TestConnection::takeHeard);
    }

    void leave() {
        listen();
        leave(nobody);
        leave(stranger);
    }

    private void leave(List<TestConnection> connection) {
        listen();
        connection.stream().filter(open -> !open.isClosed()).forEach(TestConnection::cut);
        connection.clear();
    }
}
