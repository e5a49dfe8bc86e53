package messenger.e2e;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import messenger.client.MessageState;
import messenger.client.Notice;
import messenger.client.net.ServerAddress;
import messenger.transport.ServerKeyHash;

/**
 * A sending client in a process of its own, to be killed: writes messages as fast as it can and prints what it was
 * told, "composed TEXT" once that is durable here and "stored TEXT" once it is durable at the server.
 */
final class SenderMain {
    private SenderMain() {}

    /** Arguments: port, fingerprint of the server, vault, recipient, prefix of the texts, number of messages. */
    public static void main(String[] args) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PeerSettings settings = PeerSettings.of(
                        new ServerAddress("127.0.0.1", Integer.parseInt(args[0])), ServerKeyHash.parse(args[1]))
                .toldTo(notice -> print(notice, out));
        int count = Integer.parseInt(args[5]);
        try (Peer peer = Peer.open(settings, Path.of(args[2]))) {
            peer.meet(args[3]);
            for (int i = 0; i < count; i++) {
                peer.compose(args[3], args[4] + i);
            }
            peer.awaitIdle();
        }
    }

    private static void print(Notice notice, PrintStream out) {
        if (notice instanceof Notice.MessageChanged changed && changed.message().isOwn()) {
            boolean isPending = changed.message().state() == MessageState.PENDING;
            out.println(
                    (isPending ? "composed " : "stored ") + changed.message().text());
        }
    }
}
