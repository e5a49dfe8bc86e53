package messenger.server;

import messenger.protocol.ClientFrame;
import messenger.protocol.Refusal;
import messenger.protocol.ServerFrame;

/** Mail that is handed in. "Accepted" is said when the store says that it is durable, and never before. */
final class Submissions {
    private final Allowances allowances;
    private final Throttle throttle;

    Submissions(Allowances allowances, Throttle throttle) {
        this.allowances = allowances;
        this.throttle = throttle;
    }

    void submit(ClientFrame.Submit frame, Connection from, Session session, Step step) {
        if (!allowances.submission(session.account(), frame.wraps().size(), step.now())) {
            throttle.tooMany(from, frame.request(), step);
            return;
        }
        step.ask(
                from,
                new StoreRequest.AppendMail(frame.submission(), frame.content(), frame.wraps(), step.now()),
                (result, later) -> appended(result, frame, from, later));
    }

    private static void appended(StoreResult result, ClientFrame.Submit frame, Connection from, Step step) {
        if (result instanceof StoreResult.MailAppended appended) {
            step.transmit(from, new ServerFrame.Accepted(frame.request(), appended.full(), appended.unknown()));
        } else if (result instanceof StoreResult.Failed) {
            step.refuse(from, frame.request(), Refusal.UNAVAILABLE);
        } else {
            throw Asks.unexpected(result);
        }
    }
}
