package messenger.crypto.ratchet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import java.util.List;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.MalformedException;
import messenger.crypto.Secret;
import messenger.crypto.Sha256;
import messenger.crypto.identity.Device;
import messenger.crypto.identity.DeviceId;
import messenger.crypto.identity.DeviceList;
import messenger.crypto.identity.SignedDeviceList;
import org.junit.jupiter.api.Test;

/** What is kept, what is printed of it, and what this device may be known by. */
final class StateTest {
    private final Actor alice = new Actor(1);
    private final Actor bob = new Actor(2);

    StateTest() throws AuthenticationFailedException {
        alice.knows(bob);
        bob.knows(alice);
        alice.start(bob.bundle());
        bob.receive(alice.send(bob, "hello"));
    }

    @Test
    void everyKindOfStateComesBackFromItsEncoding() throws Exception {
        for (int i = 0; i < 5; i++) {
            comesBack(alice.kept(bob.self()));
            comesBack(bob.kept(alice.self()));
            bob.send(alice, "lost");
            comesBack(bob.kept(alice.self()));
            alice.receive(bob.send(alice, "ping"));
            comesBack(alice.kept(bob.self()));
            bob.receive(alice.send(bob, "pong"));
        }
    }

    private static void comesBack(Secret encoded) throws MalformedException {
        assertEquals(encoded, PeerSessions.decode(encoded).encoded());
    }

    @Test
    void aStateOfAnotherVersionIsMalformed() {
        byte[] other = alice.kept(bob.self()).expose();
        other[0] = 2;
        assertThrows(MalformedException.class, () -> PeerSessions.decode(Secret.copyOf(other)));
    }

    @Test
    void aStateOverTheLimitIsMalformedBeforeItIsRead() {
        byte[] huge = new byte[PeerSessions.ENCODED_BYTES_MAX + 1];
        assertThrows(MalformedException.class, () -> PeerSessions.decode(Secret.copyOf(huge)));
    }

    /** Looked at eight bytes at a time: keys of all kinds, ids, transcripts. */
    @Test
    void nothingOfAStateIsPrinted() throws Exception {
        alice.receive(bob.send(alice, "ping"));
        alice.send(bob, "pong");
        PeerSessions sessions = alice.sessions(bob.self());
        Session session = sessions.sessions().get(0);
        Ratchet ratchet = session.ratchet();
        Envelope envelope = Envelope.seal(Bytes.utf8("text"), alice.random);
        String printed = List.of(
                        sessions,
                        session,
                        ratchet,
                        ratchet.root(),
                        ratchet.sending(),
                        ratchet.receiving(),
                        ratchet.nextSend(),
                        ratchet.skipped(),
                        envelope,
                        envelope.wrap(),
                        alice.local,
                        sessions.seal(envelope.wrap(), alice.now, alice.random))
                .toString();

        String state = HexFormat.of().formatHex(alice.kept(bob.self()).expose());
        for (int at = 0; at + 16 <= state.length(); at += 2) {
            String part = state.substring(at, at + 16);
            boolean isZero = part.equals("0".repeat(16));
            assertFalse(!isZero && printed.contains(part), part);
        }
        String key = HexFormat.of().formatHex(envelope.wrap().contentKey().expose());
        assertFalse(printed.contains(key.substring(0, 8)));
    }

    @Test
    void publicTypesPrintNoKeysAtAll() {
        PeerSessions sessions = alice.sessions(bob.self());
        assertEquals("PeerSessions(1)", sessions.toString());
        assertEquals("Session(CONVERSATION)", sessions.sessions().get(0).toString());
        assertEquals("Ratchet", sessions.sessions().get(0).ratchet().toString());
        assertEquals("LocalDevice", alice.local.toString());
    }

    @Test
    void sessionsOfAnotherDeviceOrTheSameSessionTwiceDoNotGoTogether() {
        Actor carol = new Actor(3);
        PeerSessions sessions = alice.sessions(bob.self());
        Session withCarol = alice.start(carol.bundle());

        assertThrows(IllegalArgumentException.class, () -> sessions.with(withCarol));
        assertThrows(
                IllegalArgumentException.class,
                () -> sessions.with(sessions.sessions().get(0)));
    }

    @Test
    void aDeviceHasNoSessionWithItself() {
        assertThrows(IllegalArgumentException.class, () -> alice.start(alice.bundle()));
    }

    @Test
    void aListThatDoesNotNameThisDeviceIsNoneToBeKnownBy() {
        assertThrows(IllegalArgumentException.class, () -> LocalDevice.of(List.of(), alice.device));
        assertThrows(IllegalArgumentException.class, () -> LocalDevice.of(List.of(bob.list), alice.device));
    }

    /** Bob has published a new list while Alice's first message, made against the old one, was under way. */
    @Test
    void aFirstMessageMadeAgainstAnEarlierListIsAccepted() throws AuthenticationFailedException {
        Actor carol = new Actor(3);
        carol.start(bob.bundle());
        SealedMessage message = SealedMessage.decode(carol.send(bob, "hello").message());
        Device second = new Device(
                new DeviceId(2),
                carol.device.signing().publicKey(),
                carol.device.identity().publicKey(),
                carol.device.mailbox(),
                1);
        SignedDeviceList newer = bob.account.sign(new DeviceList(
                bob.account.id(),
                2,
                bob.list.list().hash(),
                DeviceList.Status.ACTIVE,
                List.of(bob.device.publicDevice(1), second),
                Sha256.of(Bytes.EMPTY),
                2));

        LocalDevice both = LocalDevice.of(List.of(newer, bob.list), bob.device);
        assertEquals(
                carol.self(), Introduction.read(message, both, bob, bob.now).peer());
        assertTrue(Introduction.read(message, both, bob, bob.now).usesOneTimePair());
        LocalDevice newest = LocalDevice.of(List.of(newer), bob.device);
        assertThrows(AuthenticationFailedException.class, () -> Introduction.read(message, newest, bob, bob.now));
    }

    @Test
    void anIntroductionSaysWhatToFetch() throws AuthenticationFailedException {
        Actor carol = new Actor(3);
        carol.start(bob.bundle());
        Introduction introduction =
                Introduction.read(SealedMessage.decode(carol.send(bob, "hello").message()), bob.local, bob, bob.now);

        assertEquals(carol.list.list().hash(), introduction.deviceListHash());
        assertEquals(1, introduction.deviceListVersion());
        assertEquals(carol.account.publicKey(), introduction.identityKey());
        assertEquals(Actor.START, introduction.sentAt());
        assertEquals(Purpose.CONVERSATION, introduction.purpose());
        assertEquals("Introduction", introduction.toString());
    }
}
