package messenger.crypto.ratchet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.X25519KeyPair;
import messenger.crypto.identity.DeviceKeys;
import messenger.crypto.identity.DeviceListChain;
import org.junit.jupiter.api.Test;

/** A6, A7: Mallory says that she is Alice. */
final class ImpersonationTest {
    private final Actor alice = new Actor(1);
    private final Actor bob = new Actor(2);
    private final Actor mallory = new Actor(4);

    ImpersonationTest() {
        bob.knows(alice, mallory);
    }

    /** She knows all that is public about Alice, and agrees with a key of her own. */
    @Test
    void a6WithoutAlicesDeviceKeyNobodyIsAlice() throws AuthenticationFailedException {
        bobRejectsAlice(mallory.device.identity());
    }

    /**
     * Key compromise impersonation: Bob's account key, signing key and device key are hers; his signed prekey is not.
     */
    @Test
    void a7WithBobsLongTermKeysNobodyIsAliceToBob() throws AuthenticationFailedException {
        bobRejectsAlice(bob.device.identity());
    }

    private void bobRejectsAlice(X25519KeyPair known) throws AuthenticationFailedException {
        DeviceKeys keys = new DeviceKeys(alice.device.id(), alice.device.signing(), known, alice.device.mailbox());
        LocalDevice forged = new LocalDevice(keys, List.of(alice.local.current()));
        Session session = Handshake.initiate(forged, bob.bundle(), Purpose.CONVERSATION, Actor.START, mallory.random);
        SealedMessage message = sealed(session);

        Introduction introduction = Introduction.read(message, bob.local, bob, bob.now);
        assertEquals(alice.self(), introduction.peer());
        assertThrows(
                AuthenticationFailedException.class,
                () -> introduction.accept(DeviceListChain.of(alice.list), bob, bob.now));
    }

    /** She is somebody, and says in the identity block that Alice's device has her key. */
    @Test
    void a6AnotherDeviceKeyThanTheListNamesIsRejected() throws AuthenticationFailedException {
        Party real = alice.local.current();
        Party claimed = new Party(
                real.device(),
                real.identityKey(),
                mallory.device.identity().publicKey(),
                real.listVersion(),
                real.listHash());
        LocalDevice forged = new LocalDevice(mallory.device, List.of(claimed));
        Session session = Handshake.initiate(forged, bob.bundle(), Purpose.CONVERSATION, Actor.START, mallory.random);

        Introduction introduction = Introduction.read(sealed(session), bob.local, bob, bob.now);
        assertThrows(
                AuthenticationFailedException.class,
                () -> introduction.accept(DeviceListChain.of(alice.list), bob, bob.now));
        assertThrows(
                AuthenticationFailedException.class,
                () -> introduction.accept(DeviceListChain.of(mallory.list), bob, bob.now));
    }

    private SealedMessage sealed(Session session) {
        try {
            return session.seal(
                            Envelope.seal(Bytes.utf8("I am Alice"), mallory.random)
                                    .wrap(),
                            bob.now,
                            mallory.random)
                    .message();
        } catch (SessionEndedException e) {
            throw new AssertionError(e);
        }
    }
}
