package messenger.server;

import java.util.List;
import messenger.crypto.Bytes;
import messenger.protocol.ClientFrame;
import messenger.protocol.Refusal;
import messenger.protocol.ServerFrame;
import messenger.protocol.Wrap;

/**
 * Mail that is handed in. "Accepted" is said when the store says that it is durable, and never before. Where one is
 * refused for rate, those behind it are refused as well until it comes again, so that what a client sends stays in
 * order.
 */
final class Submissions {
    private final Allowances allowances;
    private final Throttle throttle;

    Submissions(Allowances allowances, Throttle throttle) {
        this.allowances = allowances;
        this.throttle = throttle;
    }

    void submit(ClientFrame.Submit frame, Connection from, Session session, Step step) {
        if (session.owesAnother(frame.submission())
                || !allowances.submission(session.account(), frame.wraps().size(), step.now())) {
            tooMany(frame, from, session, step);
            return;
        }
        session.settles(frame.submission());
        step.ask(
                from,
                new StoreRequest.AppendMail(frame.submission(), frame.content(), posts(frame.wraps()), step.now()),
                (result, later) -> appended(result, frame, from, later));
    }

    /** Refuses for rate. */
    void tooMany(ClientFrame.Submit frame, Connection from, Session session, Step step) {
        session.owes(frame.submission());
        throttle.tooMany(from, frame.request(), step);
    }

    private static List<StoreRequest.Post> posts(List<Wrap> wraps) {
        return wraps.stream()
                .map(wrap -> new StoreRequest.Post(wrap.mailbox(), wrap.message(), Bytes.EMPTY))
                .toList();
    }

    private static void appended(StoreResult result, ClientFrame.Submit frame, Connection from, Step step) {
        if (result instanceof StoreResult.MailAppended appended) {
            step.transmit(
                    from,
                    new ServerFrame.Accepted(frame.request(), appended.full(), appended.unknown(), appended.closed()));
        } else if (result instanceof StoreResult.Failed) {
            step.refuse(from, frame.request(), Refusal.UNAVAILABLE);
        } else {
            throw Asks.unexpected(result);
        }
    }
}
