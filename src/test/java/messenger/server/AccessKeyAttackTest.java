package messenger.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import messenger.crypto.Bytes;
import messenger.crypto.Sha256;
import messenger.crypto.identity.DeviceList;
import messenger.crypto.identity.MailboxId;
import messenger.crypto.identity.SignedDeviceList;
import messenger.protocol.ClientFrame;
import messenger.protocol.RequestId;
import messenger.protocol.SealedWrap;
import messenger.protocol.ServerFrame;
import messenger.protocol.SubmissionId;
import org.junit.jupiter.api.Test;

/** Mallory without the key: the attack F6 of the protocol. */
final class AccessKeyAttackTest {
    private static final RequestId ONE = new RequestId(1);

    private final TestServer server = new TestServer();
    private final Person alice = server.person("alice");
    private final Person bob = server.person("bob");
    private final TestConnection alices = server.registered(alice);
    private final TestConnection mallory = nobody();

    private TestConnection nobody() {
        server.registered(bob);
        TestConnection connection = server.open("192.0.2.66");
        connection.say(new ClientFrame.HandIn(ONE));
        connection.takeHeard();
        return connection;
    }

    private List<ServerFrame> submit(MailboxId mailbox, Bytes key) {
        mallory.say(new ClientFrame.SubmitSealed(
                ONE,
                SubmissionId.random(server.random),
                Bytes.utf8("spam"),
                List.of(new SealedWrap(mailbox, Bytes.utf8("wrap"), key))));
        return mallory.takeHeard();
    }

    private void assertClosed(List<ServerFrame> heard, Person to) {
        assertEquals(List.of(new ServerFrame.Accepted(ONE, List.of(), List.of(), List.of(to.mailbox()))), heard);
        assertTrue(server.store.mail(to.mailbox()).isEmpty());
    }

    @Test
    void f6AWrongKeyOpensNothing() {
        Bytes wrong = Bytes.copyOf(new byte[SealedWrap.ACCESS_KEY_BYTES]);

        assertClosed(submit(alice.mailbox(), wrong), alice);
    }

    @Test
    void f6EveryBitOfTheKeyMatters() {
        for (int bit = 0; bit < 8 * SealedWrap.ACCESS_KEY_BYTES; bit++) {
            byte[] key = alice.accessKey.toArray();
            key[bit / 8] ^= (byte) (1 << (bit % 8));
            assertClosed(submit(alice.mailbox(), Bytes.copyOf(key)), alice);
        }
    }

    @Test
    void f6TheKeyOfAnotherMailboxOpensNothing() {
        assertClosed(submit(alice.mailbox(), bob.accessKey), alice);
    }

    /** What the store keeps, and everybody can read in the device list, is not the key. */
    @Test
    void f6TheHashOfTheKeyOpensNothing() {
        Bytes hash = Sha256.of(alice.accessKey).slice(0, SealedWrap.ACCESS_KEY_BYTES);

        assertClosed(submit(alice.mailbox(), hash), alice);
    }

    @Test
    void f6ARotatedKeyOpensNothingAnyMore() {
        Bytes fresh = Bytes.random(SealedWrap.ACCESS_KEY_BYTES, server.random);
        DeviceList next = new DeviceList(
                alice.account(),
                2,
                alice.list.list().hash(),
                DeviceList.Status.ACTIVE,
                alice.list.list().devices(),
                Sha256.of(fresh),
                2);
        SignedDeviceList signed = alice.key.sign(next);
        alices.say(new ClientFrame.UpdateDevices(ONE, signed.encoded()));
        assertEquals(List.of(new ServerFrame.Done(ONE)), alices.takeHeard());

        assertClosed(submit(alice.mailbox(), alice.accessKey), alice);
        submit(alice.mailbox(), fresh);

        assertEquals(1, server.store.mail(alice.mailbox()).size());
    }

    /** A wrong key costs what the right one does: the same question to the store, an answer of one kind. */
    @Test
    void f6AWrongKeyCostsWhatARightOneDoes() {
        server.store.asked().clear();
        submit(alice.mailbox(), bob.accessKey);
        submit(alice.mailbox(), alice.accessKey);

        StoreRequest.AppendMail wrong =
                (StoreRequest.AppendMail) server.store.asked().get(0);
        StoreRequest.AppendMail right =
                (StoreRequest.AppendMail) server.store.asked().get(1);

        assertEquals(2, server.store.asked().size());
        assertEquals(
                right.posts().get(0).accessKeyHash().size(),
                wrong.posts().get(0).accessKeyHash().size());
    }

    @Test
    void f6NoKeyReachesTheStoreOrALine() {
        submit(alice.mailbox(), alice.accessKey);

        StoreRequest.AppendMail asked = (StoreRequest.AppendMail)
                server.store.asked().get(server.store.asked().size() - 1);

        assertEquals(Sha256.of(alice.accessKey), asked.posts().get(0).accessKeyHash());
        assertTrue(server.audits.stream().noneMatch(audit -> audit.subject().contains(alice.accessKey.toHex())));
    }
}
