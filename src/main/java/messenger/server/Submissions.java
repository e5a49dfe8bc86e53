package messenger.server;

import java.util.List;
import messenger.crypto.Bytes;
import messenger.protocol.ClientFrame;
import messenger.protocol.Refusal;
import messenger.protocol.RequestId;
import messenger.protocol.ServerFrame;
import messenger.protocol.SubmissionId;
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
        if (from.owesAnother(frame.submission())
                || !allowances.submission(session.account(), frame.wraps().size(), step.now())) {
            tooMany(frame.submission(), frame.request(), from, step);
            return;
        }
        append(frame.request(), frame.submission(), frame.content(), posts(frame.wraps()), from, step);
    }

    /** Refuses for rate. */
    void tooMany(SubmissionId submission, RequestId request, Connection from, Step step) {
        from.owes(submission);
        throttle.tooMany(from, request, step);
    }

    /** Hands a submission that is let through to the store. */
    void append(
            RequestId request,
            SubmissionId submission,
            Bytes content,
            List<StoreRequest.Post> posts,
            Connection from,
            Step step) {
        from.settles(submission);
        step.ask(
                from,
                new StoreRequest.AppendMail(submission, content, posts, step.now()),
                (result, later) -> appended(result, request, from, later));
    }

    private static List<StoreRequest.Post> posts(List<Wrap> wraps) {
        return wraps.stream()
                .map(wrap -> new StoreRequest.Post(wrap.mailbox(), wrap.message(), Bytes.EMPTY))
                .toList();
    }

    private static void appended(StoreResult result, RequestId request, Connection from, Step step) {
        if (result instanceof StoreResult.MailAppended appended) {
            step.transmit(
                    from, new ServerFrame.Accepted(request, appended.full(), appended.unknown(), appended.closed()));
        } else if (result instanceof StoreResult.Failed) {
            step.refuse(from, request, Refusal.UNAVAILABLE);
        } else {
            throw Asks.unexpected(result);
        }
    }
}
