package messenger.server;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import messenger.crypto.Bytes;
import messenger.crypto.Sha256;
import messenger.protocol.ClientFrame;
import messenger.protocol.Limits;
import messenger.protocol.Refusal;
import messenger.protocol.SealedWrap;
import messenger.protocol.ServerFrame;

/**
 * Mail from nobody in particular (PROTOCOL 1.6): connections without login that only hand in, with the access keys that
 * recipients gave to those who may. Nothing about who they are is kept beside the counts per address, and nothing is
 * logged. Owned by the server's core.
 */
final class HandIns {
    private final Connections connections;
    private final Allowances allowances;
    private final Submissions submissions;
    private final int pendingMax;

    HandIns(Connections connections, Allowances allowances, Submissions submissions, int pendingMax) {
        this.connections = connections;
        this.allowances = allowances;
        this.submissions = submissions;
        this.pendingMax = pendingMax;
    }

    /** From now on this connection hands in, and nothing else. */
    void begin(ClientFrame.HandIn frame, Connection from, Step step) {
        if (!connections.admitToHandIn(from)) {
            step.refuse(from, frame.request(), Refusal.UNAVAILABLE);
            step.goodbye(from, Refusal.UNAVAILABLE);
            return;
        }
        step.add(new Effect.Admit(from.id(), Limits.FRAME_BYTES_MAX_HAND_IN));
        step.transmit(from, new ServerFrame.Done(frame.request()));
    }

    /** A key that opens nothing costs what one that opens costs, and only the store finds out (F6). */
    void submit(ClientFrame.SubmitSealed frame, Connection from, Stage.HandingIn stage, Step step) {
        List<StoreRequest.Post> posts =
                frame.wraps().stream().map(HandIns::post).toList();
        if (from.pending() >= pendingMax
                || from.owesAnother(frame.submission())
                || !isAllowed(posts, from, stage, step)) {
            tooMany(frame, from, step);
            return;
        }
        submissions.append(frame.request(), frame.submission(), frame.content(), posts, from, step);
    }

    void tooMany(ClientFrame.SubmitSealed frame, Connection from, Step step) {
        submissions.tooMany(frame.submission(), frame.request(), from, step);
    }

    private boolean isAllowed(List<StoreRequest.Post> posts, Connection from, Stage.HandingIn stage, Step step) {
        Set<Bytes> keyHashes = new HashSet<>();
        posts.forEach(post -> keyHashes.add(post.accessKeyHash()));
        return stage.submissions().has(1, step.now())
                && allowances.handIn(from.address(), posts.size(), keyHashes, step.now())
                && stage.submissions().take(1, step.now());
    }

    private static StoreRequest.Post post(SealedWrap wrap) {
        return new StoreRequest.Post(wrap.mailbox(), wrap.message(), Sha256.of(wrap.accessKey()));
    }
}
