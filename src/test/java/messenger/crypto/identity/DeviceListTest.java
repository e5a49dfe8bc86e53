package messenger.crypto.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.Sha256;
import org.junit.jupiter.api.Test;

/** E1, as far as one list and its successor show it. */
final class DeviceListTest {
    private final Fixture alice = new Fixture(1);
    private final Fixture mallory = new Fixture(2);

    @Test
    void aSignedListComesBackFromItsEncoding() throws Exception {
        SignedDeviceList decoded = SignedDeviceList.decode(alice.list.encoded());

        assertEquals(alice.list, decoded);
        assertEquals(alice.list.list(), decoded.list());
        assertEquals(alice.account.id(), decoded.account());
    }

    @Test
    void theLongestListFitsItsLimit() {
        assertTrue(alice.account
                        .sign(alice.list(1, DeviceList.NO_PREVIOUS, devices(8)))
                        .encoded()
                        .size()
                <= SignedDeviceList.ENCODED_BYTES_MAX);
    }

    @Test
    void aListHasOneToEightDevices() {
        assertEquals(
                1, alice.list(1, DeviceList.NO_PREVIOUS, devices(1)).devices().size());
        assertEquals(
                7, alice.list(1, DeviceList.NO_PREVIOUS, devices(7)).devices().size());
        assertEquals(
                8, alice.list(1, DeviceList.NO_PREVIOUS, devices(8)).devices().size());
        assertThrows(IllegalArgumentException.class, () -> alice.list(1, DeviceList.NO_PREVIOUS, devices(9)));
    }

    private List<Device> devices(int count) {
        List<Device> devices = new ArrayList<>();
        for (int id = 1; id <= count; id++) {
            devices.add(alice.device(id));
        }
        return devices;
    }

    private List<Device> withFirst(Device... others) {
        List<Device> devices = new ArrayList<>(List.of(alice.device.publicDevice(Fixture.TODAY)));
        devices.addAll(List.of(others));
        return devices;
    }

    /** An id stands for one pair of keys for ever; new keys are a new device (PROTOCOL 1.1). */
    @Test
    void aListThatGivesAnIdToOtherKeysDoesNotFollow() {
        Device first = alice.device.publicDevice(Fixture.TODAY);
        Device other = alice.device(1);
        Device otherSigner =
                new Device(first.id(), other.signingKey(), first.identityKey(), first.mailbox(), first.createdDay());
        Device otherIdentity =
                new Device(first.id(), first.signingKey(), other.identityKey(), first.mailbox(), first.createdDay());
        Device moved =
                new Device(first.id(), first.signingKey(), first.identityKey(), other.mailbox(), first.createdDay());

        for (Device replaced : List.of(other, otherSigner, otherIdentity)) {
            assertFalse(second(List.of(replaced)).follows(alice.list));
        }
        assertTrue(second(List.of(moved)).follows(alice.list));
    }

    private SignedDeviceList second(List<Device> devices) {
        return alice.account.sign(alice.list(2, alice.list.list().hash(), devices));
    }

    @Test
    void twoDevicesWithOneIdAreNoList() {
        assertThrows(
                IllegalArgumentException.class,
                () -> alice.list(1, DeviceList.NO_PREVIOUS, List.of(alice.device(3), alice.device(3))));
    }

    @Test
    void onlyTheFirstVersionHasNoPredecessor() {
        Bytes hash = alice.list.list().hash();
        assertThrows(IllegalArgumentException.class, () -> alice.list(1, hash, devices(1)));
        assertThrows(IllegalArgumentException.class, () -> alice.list(2, DeviceList.NO_PREVIOUS, devices(1)));
        assertThrows(IllegalArgumentException.class, () -> alice.list(0, DeviceList.NO_PREVIOUS, devices(1)));
    }

    @Test
    void aListFollowsTheOneWhoseHashItNames() {
        SignedDeviceList second = alice.account.sign(
                alice.list(2, alice.list.list().hash(), withFirst(alice.device(2), alice.device(3))));
        SignedDeviceList third = alice.account.sign(alice.list(
                3, second.list().hash(), List.of(second.list().devices().get(1))));

        assertTrue(second.follows(alice.list));
        assertTrue(third.follows(second));
    }

    @Test
    void aRollbackAForkAndAGapDoNotFollow() {
        List<Device> devices = withFirst(alice.device(2));
        SignedDeviceList second =
                alice.account.sign(alice.list(2, alice.list.list().hash(), devices));
        SignedDeviceList fork = alice.account.sign(alice.list(2, Sha256.of(Bytes.utf8("another first list")), devices));
        SignedDeviceList gap =
                alice.account.sign(alice.list(3, alice.list.list().hash(), devices));

        assertTrue(second.follows(alice.list));
        assertFalse(alice.list.follows(second));
        assertFalse(second.follows(second));
        assertFalse(fork.follows(alice.list));
        assertFalse(gap.follows(alice.list));
        assertFalse(second.follows(mallory.list));
    }

    @Test
    void nothingFollowsADeletion() {
        SignedDeviceList deleted =
                alice.account.sign(alice.list(2, alice.list.list().hash(), List.of()));
        SignedDeviceList undone =
                alice.account.sign(alice.list(3, deleted.list().hash(), withFirst()));

        assertTrue(deleted.follows(alice.list));
        assertFalse(undone.follows(deleted));
    }

    @Test
    void anotherAccountsKeyDoesNotSign() {
        assertThrows(IllegalArgumentException.class, () -> mallory.account.sign(alice.list.list()));
    }

    @Test
    void anotherKeyInFrontOfAListIsRejected() {
        Bytes forged = Bytes.concat(
                mallory.account.publicKey().encoded(),
                alice.list.list().encoded(),
                mallory.account
                        .sign(Bytes.concat(
                                Bytes.utf8("messenger/1 device-list"),
                                alice.list.list().encoded()))
                        .value());

        assertThrows(AuthenticationFailedException.class, () -> SignedDeviceList.decode(forged));
    }

    @Test
    void aDeviceThatTheAccountDidNotSignIsRejected() {
        DeviceList injected = alice.list(
                1, DeviceList.NO_PREVIOUS, List.of(alice.device.publicDevice(Fixture.TODAY), mallory.device(2)));
        Bytes encoded = alice.list.encoded();
        Bytes signature = encoded.slice(encoded.size() - 64, 64);
        Bytes forged = Bytes.concat(alice.account.publicKey().encoded(), injected.encoded(), signature);

        assertThrows(AuthenticationFailedException.class, () -> SignedDeviceList.decode(forged));
    }
}
