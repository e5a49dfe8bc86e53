package messenger.client;

import messenger.crypto.Bytes;
import messenger.protocol.ClientFrame;
import messenger.protocol.Limits;
import messenger.protocol.RequestId;
import messenger.protocol.SealedWrap;
import messenger.protocol.ServerFrame;

/**
 * The connection that hands in mail without a login (PROTOCOL 1.6), as the core sees it. It is opened when there is
 * something for it.
 */
final class HandIn {
    private final Requests requests = new Requests();
    private State state = State.CLOSED;

    private enum State {
        CLOSED,
        /** The shell was asked for it. */
        WANTED,
        /** The server was greeted. */
        GREETED,
        /** The server takes mail here. */
        READY
    }

    /** Sends an item; false where there is no connection yet, but now it is wanted. */
    boolean submit(long number, OutboxItem.Sealed sealed, Bytes accessKey, Step step) {
        if (state == State.CLOSED) {
            state = State.WANTED;
            step.connect(Route.HAND_IN);
        }
        if (state != State.READY) {
            return false;
        }
        step.transmit(
                Route.HAND_IN,
                new ClientFrame.SubmitSealed(
                        requests.add(new Requests.Submission(number)),
                        sealed.submission(),
                        sealed.content(),
                        sealed.wraps().stream()
                                .map(wrap -> new SealedWrap(wrap.mailbox(), wrap.message(), accessKey))
                                .toList()));
        return true;
    }

    void linkUp(Step step) {
        state = State.GREETED;
        requests.clear();
        step.transmit(Route.HAND_IN, new ClientFrame.Hello(Limits.PROTOCOL_VERSION, Connection.SOFTWARE));
    }

    /** The shell brings it up again by itself. */
    void linkDown() {
        state = state == State.CLOSED ? State.CLOSED : State.WANTED;
        requests.clear();
    }

    void take(ServerFrame frame, Outbox outbox, Step step) {
        if (frame instanceof ServerFrame.Welcome && state == State.GREETED) {
            step.transmit(Route.HAND_IN, new ClientFrame.HandIn(requests.add(new Requests.MailTaken())));
        } else if (frame instanceof ServerFrame.Done done) {
            if (question(done.request()) instanceof Requests.MailTaken) {
                state = State.READY;
            }
        } else if (frame instanceof ServerFrame.Accepted accepted) {
            if (question(accepted.request()) instanceof Requests.Submission asked) {
                outbox.accepted(asked.outboxNumber(), accepted, step);
            }
        } else if (frame instanceof ServerFrame.Refused refused) {
            if (question(refused.request()) instanceof Requests.Submission asked) {
                outbox.refused(asked.outboxNumber(), refused.reason(), step);
            }
        }
        // Whatever else the server says here was not asked for, and changes nothing.
    }

    private Requests.Question question(RequestId id) {
        return requests.take(id).orElse(new Requests.Nothing());
    }

    /** Done with it, until there is something for it again. */
    void close(Step step) {
        if (state != State.CLOSED) {
            state = State.CLOSED;
            requests.clear();
            step.disconnect(Route.HAND_IN);
        }
    }
}
