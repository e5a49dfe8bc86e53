package messenger.sim;

import java.security.SecureRandom;
import java.util.List;
import messenger.protocol.ClientFrame;
import messenger.protocol.RequestId;
import messenger.protocol.ServerFrame;

/** What faults do that are planted between the server and a client. */
final class Plants {
    private Plants() {}

    /** Now and then says "accepted" to a submission that goes nowhere. */
    static boolean drops(SimLink link, ClientFrame frame, SecureRandom random) {
        boolean isMail = frame instanceof ClientFrame.Submit || frame instanceof ClientFrame.SubmitSealed;
        if (!isMail || random.nextInt(8) > 0) {
            return false;
        }
        RequestId request = frame.request();
        link.downstream.add(new ServerFrame.Accepted(request, List.of(), List.of(), List.of()));
        return true;
    }

    /** Now and then lets one frame overtake another. */
    static void swap(SimLink link, SecureRandom random) {
        if (link.downstream.size() > 1 && random.nextInt(4) == 0) {
            ServerFrame first = link.downstream.remove();
            ServerFrame second = link.downstream.remove();
            link.downstream.addFirst(first);
            link.downstream.addFirst(second);
        }
    }
}
