package messenger.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import messenger.client.OwnAccount;
import messenger.crypto.Bytes;
import messenger.protocol.ClientFrame;
import messenger.protocol.Limits;
import messenger.protocol.RequestId;
import messenger.protocol.ServerFrame;
import messenger.protocol.SubmissionId;
import messenger.protocol.UserName;
import messenger.protocol.Wrap;
import messenger.transport.ServerKeyHash;

/** People who log in, ask for the mail that waits for them, and never read a byte of it. */
final class SleepingReaders {
    /** More than a window, so that there is always more to be sent than they would ever take. */
    private static final int MESSAGES = 6;

    private static final int RECEIVE_BUFFER_BYTES = 4096;
    private static final String ADDRESS = "127.0.0.3";

    private final int port;
    private final ServerKeyHash key;
    private final List<OwnAccount> accounts = new ArrayList<>();
    private final List<RawClient> connections = new ArrayList<>();

    private SleepingReaders(int port, ServerKeyHash key) {
        this.port = port;
        this.key = key;
    }

    static SleepingReaders register(int port, ServerKeyHash key, int count) throws Exception {
        SleepingReaders readers = new SleepingReaders(port, key);
        Bytes large = Bytes.random(Limits.CONTENT_BYTES_MAX, new SecureRandom());
        readers.accounts.addAll(AtOnce.all(
                IntStream.range(0, count).boxed().toList(), number -> readers.account("sleeper" + number, large)));
        return readers;
    }

    private OwnAccount account(String name, Bytes large) throws IOException {
        SecureRandom random = new SecureRandom();
        OwnAccount account = OwnAccount.create(new UserName(name), Instant.now(), random);
        Wrap wrap = new Wrap(account.device().mailbox(), Bytes.utf8("a wrap"));
        try (RawClient client = RawClient.tlsFrom(port, 1 << 16, ADDRESS)) {
            client.register(account, key);
            for (int message = 0; message < MESSAGES; message++) {
                client.send(new ClientFrame.Submit(
                        new RequestId(message), SubmissionId.random(random), large, List.of(wrap)));
            }
            for (int message = 0; message < MESSAGES; message++) {
                assertEquals(
                        new RequestId(message),
                        client.await(ServerFrame.Accepted.class).request());
            }
        }
        return account;
    }

    /** All of them log in. */
    void come() throws Exception {
        connections.addAll(AtOnce.all(accounts, this::asleep));
    }

    private RawClient asleep(OwnAccount account) throws IOException {
        RawClient client = RawClient.tlsFrom(port, RECEIVE_BUFFER_BYTES, ADDRESS);
        client.login(account, key);
        client.send(new ClientFrame.Subscribe());
        return client;
    }

    void leave() throws IOException {
        for (RawClient client : connections) {
            client.reset();
        }
        connections.clear();
    }
}
