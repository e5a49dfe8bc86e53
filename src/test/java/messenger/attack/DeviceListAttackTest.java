package messenger.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.Ed25519KeyPair;
import messenger.crypto.MalformedException;
import messenger.crypto.Sha256;
import messenger.crypto.identity.Days;
import messenger.crypto.identity.Device;
import messenger.crypto.identity.DeviceId;
import messenger.crypto.identity.DeviceKeys;
import messenger.crypto.identity.DeviceList;
import messenger.crypto.identity.DeviceListChain;
import messenger.crypto.identity.SignedDeviceList;
import messenger.crypto.ratchet.Actor;
import messenger.crypto.ratchet.Introduction;
import messenger.crypto.ratchet.SealedMessage;
import org.junit.jupiter.api.Test;

/** E1: a server, or an account's holder, that plays with device lists, alone and behind a first message. */
final class DeviceListAttackTest {
    private static final int TODAY = Days.of(Actor.START);

    private final Actor alice = new Actor(1);
    private final Actor bob = new Actor(2);
    private final Actor mallory = new Actor(4);
    private final Device phone = alice.device.publicDevice(TODAY);
    private final Device laptop =
            DeviceKeys.generate(new DeviceId(2), alice.random).publicDevice(TODAY);
    private final DeviceListChain pinned = DeviceListChain.of(alice.list);

    private SignedDeviceList list(long version, Bytes previous, Device... devices) {
        return list(alice, version, previous, devices);
    }

    private static SignedDeviceList list(Actor actor, long version, Bytes previous, Device... devices) {
        return actor.account.sign(new DeviceList(
                actor.account.id(),
                version,
                previous,
                devices.length == 0 ? DeviceList.Status.DELETED : DeviceList.Status.ACTIVE,
                List.of(devices),
                Sha256.of(Bytes.EMPTY),
                version));
    }

    private SignedDeviceList after(SignedDeviceList before, Device... devices) {
        return list(before.list().version() + 1, before.list().hash(), devices);
    }

    private static void rejected(DeviceListChain chain, SignedDeviceList next) {
        assertThrows(AuthenticationFailedException.class, () -> chain.advancedBy(next));
    }

    @Test
    void e1ARollbackIsRejected() throws AuthenticationFailedException {
        SignedDeviceList second = after(alice.list, phone, laptop);
        DeviceListChain newer = pinned.advancedBy(second);

        rejected(newer, alice.list);
        rejected(newer, second);
    }

    /** Signed by the account itself, and in the place of a list that is known. */
    @Test
    void e1AForkIsRejected() throws AuthenticationFailedException {
        DeviceListChain newer = pinned.advancedBy(after(alice.list, phone, laptop));
        SignedDeviceList fork = after(alice.list, phone);

        rejected(newer, fork);
        rejected(newer, after(fork, phone));
        rejected(pinned, list(2, Sha256.of(Bytes.utf8("another first list")), phone));
        rejected(pinned, list(1, DeviceList.NO_PREVIOUS, phone, laptop));
    }

    @Test
    void e1AGapIsRejected() {
        SignedDeviceList second = after(alice.list, phone, laptop);

        rejected(pinned, after(second, phone));
        rejected(pinned, list(3, alice.list.list().hash(), phone));
    }

    @Test
    void e1AnotherAccountsListIsRejected() {
        rejected(pinned, list(mallory, 2, alice.list.list().hash(), mallory.device.publicDevice(TODAY)));
    }

    @Test
    void e1ADeviceThatTheAccountDidNotSignIsRejected() {
        Device hers = DeviceKeys.generate(new DeviceId(2), mallory.random).publicDevice(TODAY);
        DeviceList injected = after(alice.list, phone, hers).list();
        Ed25519KeyPair key = Ed25519KeyPair.of(mallory.account.seed());
        Bytes statement = Bytes.concat(Bytes.utf8("messenger/1 device-list"), injected.encoded());
        Bytes forged = Bytes.concat(
                alice.account.publicKey().encoded(),
                injected.encoded(),
                key.sign(statement).value());

        assertThrows(AuthenticationFailedException.class, () -> SignedDeviceList.decode(forged));
    }

    /** Even under the account's own signature. */
    @Test
    void e1TwoDevicesWithOneIdAreMalformed() {
        byte[] body = after(alice.list, phone, laptop).list().encoded().toArray();
        int second = 16 + 4 + 32 + 1 + 1 + (1 + 33 + 33 + 16 + 4);
        assertEquals(2, body[second]);
        body[second] = 1;
        Bytes twice = Bytes.copyOf(body);
        Ed25519KeyPair key = Ed25519KeyPair.of(alice.account.seed());
        Bytes statement = Bytes.concat(Bytes.utf8("messenger/1 device-list"), twice);
        Bytes forged = Bytes.concat(
                alice.account.publicKey().encoded(), twice, key.sign(statement).value());

        assertThrows(MalformedException.class, () -> SignedDeviceList.decode(forged));
    }

    @Test
    void e1AnIdUnderOtherKeysIsRejected() throws AuthenticationFailedException {
        Device other = DeviceKeys.generate(DeviceId.FIRST, alice.random).publicDevice(TODAY);
        rejected(pinned, after(alice.list, other));

        SignedDeviceList with = after(alice.list, phone, laptop);
        SignedDeviceList without = after(with, phone);
        Device reused = DeviceKeys.generate(laptop.id(), alice.random).publicDevice(TODAY);
        rejected(pinned.advancedBy(with).advancedBy(without), after(without, phone, reused));
    }

    @Test
    void e1ADeletionCannotBeUndone() throws AuthenticationFailedException {
        SignedDeviceList deleted = after(alice.list);
        DeviceListChain gone = pinned.advancedBy(deleted);

        rejected(gone, after(deleted, phone));
        rejected(gone, alice.list);
    }

    /** Alice's first message, made while only her phone was in her list. */
    private Introduction introduction() throws AuthenticationFailedException {
        alice.start(bob.bundle());
        SealedMessage message = SealedMessage.decode(alice.send(bob, "hello").message());
        return Introduction.read(message, bob.local, bob, bob.now);
    }

    private void accepted(Introduction introduction, DeviceListChain known) throws AuthenticationFailedException {
        assertEquals(
                alice.self(), introduction.accept(known, bob, bob.now).session().peer());
    }

    private void rejected(Introduction introduction, DeviceListChain known) {
        assertThrows(AuthenticationFailedException.class, () -> introduction.accept(known, bob, bob.now));
    }

    @Test
    void aFirstMessageThatWaitedWhileADeviceWasAddedIsAccepted() throws AuthenticationFailedException {
        DeviceListChain two = pinned.advancedBy(after(alice.list, phone, laptop));
        DeviceListChain four = two.advancedBy(after(two.newest(), phone));
        four = four.advancedBy(after(four.newest(), phone, laptop));

        accepted(introduction(), pinned);
        accepted(introduction(), two);
        accepted(introduction(), four);
    }

    @Test
    void e1TheFirstMessageOfARemovedDeviceIsRejected() throws AuthenticationFailedException {
        DeviceListChain two = pinned.advancedBy(after(alice.list, phone, laptop));
        DeviceListChain removed = two.advancedBy(after(two.newest(), laptop));

        rejected(introduction(), removed);
        rejected(introduction(), pinned.advancedBy(after(alice.list)));
    }

    /** The list that it names is signed by Alice, and not one of those that led to the newest. */
    @Test
    void e1AFirstMessageUnderAForkedListIsRejected() throws AuthenticationFailedException {
        SignedDeviceList otherFirst = list(1, DeviceList.NO_PREVIOUS, phone, laptop);

        rejected(introduction(), DeviceListChain.of(otherFirst));
        rejected(introduction(), DeviceListChain.of(otherFirst).advancedBy(after(otherFirst, phone)));
    }

    @Test
    void e1AFirstMessageUnderAListThatIsNotKnownIsRejected() throws AuthenticationFailedException {
        SignedDeviceList second = after(alice.list, phone, laptop);

        rejected(introduction(), DeviceListChain.of(second));
        accepted(introduction(), DeviceListChain.of(second).precededBy(alice.list));
    }

    /** A chain that began later does not know the id's first keys; the list that is named does. */
    @Test
    void e1ADeviceWhoseKeysWereExchangedIsNotTheDeviceThatWrote() {
        Device other = DeviceKeys.generate(DeviceId.FIRST, alice.random).publicDevice(TODAY);

        assertTrue(phone.hasKeysOf(phone));
        assertThrows(AuthenticationFailedException.class, () -> DeviceListChain.of(after(alice.list, other))
                .precededBy(alice.list));
    }
}
