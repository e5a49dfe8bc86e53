package messenger.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import messenger.client.Notice;
import messenger.client.Table;
import messenger.crypto.AeadKey;
import messenger.crypto.AssociatedData;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.Hkdf;
import messenger.crypto.Nonce;
import messenger.crypto.Padding;
import messenger.crypto.ratchet.Envelope;
import messenger.crypto.ratchet.Wrap;
import messenger.protocol.ServerFrame;
import messenger.protocol.SubmissionId;
import messenger.protocol.UserName;
import messenger.protocol.content.Body;
import messenger.protocol.content.Content;
import messenger.protocol.content.ConversationId;
import messenger.server.ServerLimits;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Mallory, who has a genuine session with Bob, and the server work together (PROTOCOL, attacks C1 and C2). */
final class EvilInsiderTest {
    private static final UserName BOB = new UserName("bob");
    private static final Bytes LABEL = Bytes.utf8("messenger/1 content");

    private final SecureRandom random = SeededRandom.of(Long.getLong("sim.seed", 36));
    private final World world = new World(random, ServerLimits.DEFAULT);
    private final SimPerson alice = world.online("alice");
    private final SimPerson bob = world.online("bob");
    private final SimPerson mallory = world.online("mallory");
    private EvilClient evil;

    @BeforeEach
    void malloryIsSomebodyBobKnows() throws Exception {
        evil = new EvilClient(world, mallory, bob, random);
        evil.say(bob, evil.content(bob, new Body.Text("hello")));
        assertEquals(List.of("hello"), bob.received());
    }

    private Envelope envelope(String text) {
        return Envelope.seal(evil.content(bob, new Body.Text(text)).encoded(), random);
    }

    /** Another content under the very same key: AES-GCM alone would open it. */
    private Bytes sameKey(Wrap wrap, String text) {
        Bytes padded = Padding.pad(evil.content(bob, new Body.Text(text)).encoded());
        return AeadKey.of(Hkdf.derive(Hkdf.NO_SALT, wrap.contentKey(), LABEL, 32))
                .seal(Nonce.ZERO, new AssociatedData(LABEL), padded);
    }

    /** What is said changes nothing that anybody sees. */
    private void nobodySees(Attack attack) throws Exception {
        List<SimPerson> everybody = List.of(alice, bob);
        List<List<String>> texts = everybody.stream().map(SimPerson::texts).toList();
        List<Map<Bytes, Bytes>> sessions = everybody.stream()
                .map(person -> person.vault.all(Table.SESSION))
                .toList();
        attack.run();
        world.rest();
        assertEquals(texts, everybody.stream().map(SimPerson::texts).toList());
        assertEquals(
                sessions,
                everybody.stream()
                        .map(person -> person.vault.all(Table.SESSION))
                        .toList());
    }

    private interface Attack {
        void run() throws Exception;
    }

    @Test
    void c1AnotherContentUnderTheSameKeyIsShownToNobody() throws Exception {
        Envelope genuine = envelope("we meet at noon");
        Bytes other = sameKey(genuine.wrap(), "we meet at midnight");
        nobodySees(() -> evil.submit(bob, other, evil.seal(genuine)));
        assertTrue(bob.notices.contains(new Notice.Unreadable(1)));
    }

    @Test
    void c1TheServerPutsAnotherContentUnderTheSameKeyInItsPlace() throws Exception {
        Envelope genuine = envelope("we meet at noon");
        Bytes other = sameKey(genuine.wrap(), "we meet at midnight");
        world.evil = new EvilServer() {
            @Override
            public List<ServerFrame> says(SimPerson to, ServerFrame frame) {
                return frame instanceof ServerFrame.Deliver deliver
                        ? List.of(
                                new ServerFrame.Deliver(
                                        deliver.sequence(), deliver.submission(), 0, other, deliver.message()),
                                new ServerFrame.Deliver(
                                        deliver.sequence(),
                                        SubmissionId.random(random),
                                        0,
                                        deliver.content(),
                                        deliver.message()))
                        : List.of(frame);
            }
        };
        evil.submit(bob, genuine.ciphertext(), evil.seal(genuine));

        assertEquals(List.of("hello", "we meet at noon"), bob.received());
    }

    @Test
    void c2AWrapForBobSaysNothingToAlice() throws Exception {
        Envelope envelope = envelope("for bob");
        nobodySees(() -> evil.submit(alice, envelope.ciphertext(), evil.seal(envelope)));
        assertTrue(alice.notices.contains(new Notice.Unreadable(1)));
    }

    @Test
    void c2AWrapOfOneMessageDoesNotOpenAnother() throws Exception {
        Envelope one = envelope("one");
        Envelope two = envelope("two");
        Bytes wrapOne = evil.seal(one);
        Bytes wrapTwo = evil.seal(two);
        nobodySees(() -> {
            evil.submit(bob, two.ciphertext(), wrapOne);
            evil.submit(bob, one.ciphertext(), wrapTwo);
        });
        evil.submit(bob, one.ciphertext(), wrapOne);
        evil.submit(bob, two.ciphertext(), wrapTwo);
        assertEquals(List.of("hello", "one", "two"), bob.received());
    }

    @Test
    void c2AWrapForOneConversationSaysNothingInAnother() throws Exception {
        world.say(alice, BOB, "alice here");
        world.rest();
        Content honest = evil.content(bob, new Body.Text("as alice"));
        for (ConversationId other : List.of(
                ConversationId.direct(alice.account().id(), bob.account().id()),
                ConversationId.direct(alice.account().id(), mallory.account().id()))) {
            nobodySees(() -> evil.say(
                    bob,
                    new Content(
                            other,
                            honest.id(),
                            honest.sequence(),
                            honest.previousHash(),
                            honest.sentMs(),
                            honest.ownDeviceList(),
                            honest.body())));
        }
    }

    @Test
    void c1TheSameKeyDoesOpenTheOtherContent() throws AuthenticationFailedException {
        Envelope genuine = envelope("we meet at noon");
        Bytes other = sameKey(genuine.wrap(), "we meet at midnight");
        Bytes padded = AeadKey.of(Hkdf.derive(Hkdf.NO_SALT, genuine.wrap().contentKey(), LABEL, 32))
                .open(Nonce.ZERO, new AssociatedData(LABEL), other);
        assertTrue(padded.size() > 0, "so that it is the hash in the wrap that stops it");
    }
}
