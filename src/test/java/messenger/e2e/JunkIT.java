package messenger.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import messenger.client.OwnAccount;
import messenger.crypto.Bytes;
import messenger.crypto.identity.MailboxId;
import messenger.crypto.identity.SignedDeviceList;
import messenger.protocol.ClientFrame;
import messenger.protocol.Limits;
import messenger.protocol.RequestId;
import messenger.protocol.ServerFrame;
import messenger.protocol.SubmissionId;
import messenger.protocol.UserName;
import messenger.protocol.Wrap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Junk from somebody who has an account: it is listed and not hidden, and fills a mailbox to its size and no further. */
final class JunkIT {
    private static final RequestId ONE = new RequestId(1);
    private static final int MAILBOX_BYTES = 1 << 20;
    private static final int WRAP_BYTES = 200;

    @TempDir
    private Path folder;

    private final SecureRandom random = new SecureRandom();
    private final Started started = new Started();
    private RealServer server;
    private Cli alice;
    private Cli bob;

    @BeforeEach
    void startAServerWithTwo() {
        server = RealServer.start(started, folder.resolve("server"), "mailboxes:\n  bytes: " + MAILBOX_BYTES + "\n");
        alice = Cli.of(started, folder, "alice");
        bob = Cli.of(started, folder, "bob");
        alice.register(server);
        bob.register(server);
    }

    @AfterEach
    void endEverything() {
        started.close();
    }

    private RawClient mallory() throws IOException {
        RawClient client = RawClient.tls(server);
        client.register(OwnAccount.create(new UserName("mallory"), Instant.now(), random), server.keyHash());
        return client;
    }

    private static MailboxId mailboxOf(Cli person, RawClient asking) throws Exception {
        asking.send(new ClientFrame.FindUser(ONE, new UserName(person.name())));
        List<Bytes> lists = asking.await(ServerFrame.UserFound.class).deviceLists();
        return SignedDeviceList.decode(lists.get(lists.size() - 1))
                .list()
                .devices()
                .get(0)
                .mailbox();
    }

    /** What the server says to so many bytes of junk, content and wrap together. */
    private ServerFrame.Accepted junk(RawClient from, MailboxId to, int bytes) throws IOException {
        Wrap wrap = new Wrap(to, Bytes.random(WRAP_BYTES, random));
        Bytes content = Bytes.random(bytes - WRAP_BYTES, random);
        from.send(new ClientFrame.Submit(ONE, SubmissionId.random(random), content, List.of(wrap)));
        return from.await(ServerFrame.Accepted.class);
    }

    @Test
    void whatCannotBeReadIsListedWithItsReasonAndHidesNothing() throws Exception {
        try (RawClient mallory = mallory()) {
            MailboxId mailbox = mailboxOf(bob, mallory);
            for (int i = 0; i < 3; i++) {
                assertEquals(List.of(), junk(mallory, mailbox, 1000 + i).full());
            }
        }
        alice.send(bob, "among junk");

        Cli.Outcome fetched = bob.fetch();
        assertEquals(List.of("among junk"), fetched.all("text"));
        assertTrue(fetched.err().contains("See why with: unreadable."), fetched.err());
        assertEquals(List.of(), bob.fetch().out(), "told once");

        Cli.Outcome listed = bob.run("unreadable", "--json").expect(0);
        assertEquals(3, listed.out().size());
        assertTrue(
                listed.all("reason").stream().allMatch(List.of("no-session", "keys-gone", "damaged")::contains),
                () -> "" + listed.out());
        assertTrue(listed.all("todo").stream().noneMatch(String::isEmpty), () -> "" + listed.out());
        assertEquals(3, bob.run("unreadable").expect(0).out().size());
    }

    @Test
    void aMailboxTakesItsBytesAndNotOneMore() throws Exception {
        try (RawClient mallory = mallory()) {
            MailboxId mailbox = mailboxOf(bob, mallory);
            int each = Limits.CONTENT_BYTES_MAX + WRAP_BYTES;
            int left = MAILBOX_BYTES;
            for (; left > each; left -= each) {
                assertEquals(List.of(), junk(mallory, mailbox, each).full());
            }
            assertEquals(List.of(mailbox), junk(mallory, mailbox, left + 1).full(), "one byte more");
            assertEquals(
                    List.of(), junk(mallory, mailbox, left - WRAP_BYTES - 1).full());
            assertEquals(
                    List.of(mailbox), junk(mallory, mailbox, WRAP_BYTES + 2).full(), "one byte more");
            assertEquals(List.of(), junk(mallory, mailbox, WRAP_BYTES + 1).full(), "it is full to the byte now");
            assertEquals(
                    List.of(mailbox), junk(mallory, mailbox, WRAP_BYTES + 1).full());
        }
        Cli.Outcome refused = alice.run("send", "--to", "bob", "finds no room").expect(3);
        assertTrue(refused.err().contains("The mailbox of bob is full"), refused.err());

        bob.fetch();
        alice.send(bob, "room again");
        assertEquals(List.of("room again"), bob.fetch().all("text"));
    }
}
