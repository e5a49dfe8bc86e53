package messenger.server;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import messenger.crypto.Bytes;
import messenger.protocol.ClientFrame;
import messenger.protocol.Limits;
import messenger.protocol.Refusal;
import messenger.protocol.RequestId;
import messenger.protocol.ServerFrame;

/**
 * Where a new device, a stranger yet, and a device of an account meet to link it (PROTOCOL 1.13). What they say is
 * passed on and not kept; there is room for linking and for no more. A rendezvous is good once, for some minutes, and
 * ends with either connection. Owned by the server's core.
 */
final class Rendezvous {
    /** One rendezvous. */
    private static final class Meeting {
        final Bytes place;
        final Connection opener;
        Optional<Connection> joiner = Optional.empty();
        Instant since;
        int messages;
        int bytes;

        Meeting(Bytes place, Connection opener, Instant since) {
            this.place = place;
            this.opener = opener;
            this.since = since;
        }

        /** The other side, once both are there. */
        Optional<Connection> other(Connection side) {
            return joiner.map(other -> other.equals(side) ? opener : other);
        }
    }

    private final ServerLimits.Linking limits;
    private final Connections connections;
    private final Allowances allowances;
    private final Throttle throttle;
    private final Audits audits;
    private final Map<Bytes, Meeting> waiting = new HashMap<>();
    private final Map<Connection, Meeting> present = new HashMap<>();
    private final Tally<String> openedPerAddress = new Tally<>();
    private int open;

    Rendezvous(
            ServerLimits.Linking limits,
            Connections connections,
            Allowances allowances,
            Throttle throttle,
            Audits audits) {
        this.limits = limits;
        this.connections = connections;
        this.allowances = allowances;
        this.throttle = throttle;
        this.audits = audits;
    }

    /** A new device waits. It is no stranger that dawdles: its login deadline waits for the end of the rendezvous. */
    void open(ClientFrame.LinkOpen frame, Connection from, Step step) {
        if (present.containsKey(from)) {
            step.refuse(from, RequestId.NONE, Refusal.MALFORMED);
        } else if (!allowances.linkOpen(from.address(), step.now())) {
            throttle.tooMany(from, RequestId.NONE, step);
        } else if (isFull(from) || waiting.containsKey(frame.rendezvous())) {
            step.refuse(from, RequestId.NONE, Refusal.UNAVAILABLE);
        } else {
            Meeting meeting = new Meeting(frame.rendezvous(), from, step.now());
            waiting.put(meeting.place, meeting);
            present.put(from, meeting);
            openedPerAddress.add(from.address());
            open++;
            from.waitsFor(limits.goodFor(), step.now());
            step.add(new Effect.Admit(from.id(), Limits.FRAME_BYTES_MAX_STRANGER));
            audits.linkOpened(from, step);
        }
    }

    private boolean isFull(Connection from) {
        return open >= limits.total() || openedPerAddress.of(from.address()) >= limits.perAddress();
    }

    void join(ClientFrame.LinkJoin frame, Connection from, Session session, Step step) {
        if (!allowances.lookup(session.account(), step.now())) {
            throttle.tooMany(from, frame.request(), step);
            return;
        }
        Meeting meeting = waiting.get(frame.rendezvous());
        if (meeting == null || present.containsKey(from)) {
            step.refuse(from, frame.request(), Refusal.NOBODY_WAITS);
            return;
        }
        waiting.remove(meeting.place);
        meeting.joiner = Optional.of(from);
        present.put(from, meeting);
        step.transmit(meeting.opener, new ServerFrame.LinkJoined());
        step.transmit(from, new ServerFrame.LinkJoined());
    }

    /** Passes on, in order; what is too much ends the rendezvous. */
    void say(ClientFrame.LinkSay frame, Connection from, Step step) {
        Meeting meeting = present.get(from);
        Optional<Connection> other = meeting == null ? Optional.empty() : meeting.other(from);
        if (meeting == null || other.isEmpty()) {
            step.refuse(from, RequestId.NONE, Refusal.NOBODY_WAITS);
            return;
        }
        meeting.messages++;
        meeting.bytes += frame.message().size();
        if (meeting.messages > limits.messages() || meeting.bytes > limits.bytes()) {
            end(meeting, step);
        } else {
            step.transmit(other.get(), new ServerFrame.LinkSaid(frame.message()));
        }
    }

    /** The connection is gone, and with it the rendezvous it was at. */
    void left(Connection connection, Step step) {
        Meeting meeting = present.get(connection);
        if (meeting != null) {
            end(meeting, step);
        }
    }

    /** Ends those that take too long. */
    void tick(Step step) {
        for (Meeting meeting : List.copyOf(present.values())) {
            // Where the clock was set back, nobody may wait for as long as it was set back.
            meeting.since = meeting.since.isAfter(step.now()) ? step.now() : meeting.since;
            if (present.containsValue(meeting) && !step.now().isBefore(meeting.since.plus(limits.goodFor()))) {
                end(meeting, step);
            }
        }
    }

    boolean isAt(Connection connection) {
        return present.containsKey(connection);
    }

    int size() {
        return waiting.size() + present.size() + openedPerAddress.size() + open;
    }

    private void end(Meeting meeting, Step step) {
        waiting.remove(meeting.place, meeting);
        leave(meeting.opener, step);
        meeting.joiner.ifPresent(joiner -> leave(joiner, step));
        openedPerAddress.remove(meeting.opener.address());
        open--;
        if (meeting.opener.isStrange()) {
            connections.expectLogin(meeting.opener, step);
        }
    }

    private void leave(Connection connection, Step step) {
        present.remove(connection);
        step.transmit(connection, new ServerFrame.LinkEnded());
    }
}
