package messenger.crypto.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import messenger.crypto.Bytes;
import messenger.crypto.CanonicalReader;
import messenger.crypto.CanonicalWriter;
import messenger.crypto.MalformedException;
import org.junit.jupiter.api.Test;

/** The last value that is good and the first that is not; nothing follows where an encoding ends. */
final class IdentityLimitsTest {
    private static final Bytes MORE = Bytes.hex("00");

    private final Fixture alice = new Fixture(1);
    private final Fixture mallory = new Fixture(2);
    private final PrekeyPair pair = alice.prekey(PrekeyKind.SIGNED, 7);

    @Test
    void aByteAfterASignedListIsMalformed() throws Exception {
        Bytes encoded = alice.list.encoded();

        assertEquals(alice.list, SignedDeviceList.decode(encoded));
        assertThrows(MalformedException.class, () -> SignedDeviceList.decode(Bytes.concat(encoded, MORE)));
    }

    @Test
    void aByteAfterAPrekeyOrAPairIsMalformed() throws Exception {
        Bytes prekey = pair.prekey().encoded();
        Bytes both = pair.encoded();

        assertEquals(pair.prekey(), Prekey.decode(prekey));
        assertEquals(pair.id(), PrekeyPair.decode(both).id());
        assertThrows(MalformedException.class, () -> Prekey.decode(Bytes.concat(prekey, MORE)));
        assertThrows(MalformedException.class, () -> PrekeyPair.decode(Bytes.concat(both, MORE)));
    }

    private Prekey prekey(long id, int created, int expiry) {
        Prekey like = pair.prekey();
        return new Prekey(like.kind(), id, created, expiry, like.curveKey(), like.kemKey(), like.signature());
    }

    @Test
    void aPrekeyIsGoodFromDayZeroAndForOneDayAndUpToTheLastId() throws Exception {
        Prekey shortest = prekey(1, 0, 0);
        Prekey last = prekey(Prekey.ID_MAX, 5, 5);

        assertEquals(shortest, Prekey.decode(shortest.encoded()));
        assertEquals(last, Prekey.decode(last.encoded()));
        assertThrows(IllegalArgumentException.class, () -> prekey(Prekey.ID_MAX + 1, 5, 5));
        assertThrows(IllegalArgumentException.class, () -> prekey(1, -1, 5));
        assertThrows(IllegalArgumentException.class, () -> prekey(1, 5, 4));
    }

    @Test
    void aPrekeyThatEndsBeforeItBeginsOrHasNoIdIsNotRead() {
        Bytes encoded = prekey(1, 5, 5).encoded();
        Bytes keys = encoded.slice(13, encoded.size() - 13);
        for (long[] wrong : new long[][] {{0, 5, 5}, {1, 5, 4}}) {
            Bytes head = new CanonicalWriter()
                    .u8(PrekeyKind.SIGNED.code())
                    .u32(wrong[0])
                    .u32(wrong[1])
                    .u32(wrong[2])
                    .toBytes();
            assertThrows(MalformedException.class, () -> Prekey.decode(Bytes.concat(head, keys)));
        }
    }

    @Test
    void aDayIsReadUpToTheLargestInt() throws Exception {
        assertEquals(Integer.MAX_VALUE, Days.read(new CanonicalReader(Bytes.hex("7fffffff"))));
        assertThrows(MalformedException.class, () -> Days.read(new CanonicalReader(Bytes.hex("80000000"))));
    }

    @Test
    void aDeviceMayBeOfDayZeroAndHaveTheLastId() throws Exception {
        Device device =
                DeviceKeys.generate(new DeviceId(DeviceId.MAX), alice.random).publicDevice(0);
        CanonicalWriter writer = new CanonicalWriter();
        device.write(writer);

        assertEquals(device, Device.read(new CanonicalReader(writer.toBytes())));
        assertThrows(IllegalArgumentException.class, () -> new DeviceId(256));
        assertThrows(IllegalArgumentException.class, () -> new DeviceId(0));
        assertThrows(IllegalArgumentException.class, () -> DeviceKeys.generate(DeviceId.FIRST, alice.random)
                .publicDevice(-1));
    }

    @Test
    void aListMayBeOfTheEpochAndOfTheLastVersion() throws Exception {
        Bytes before = alice.list.list().hash();
        for (long[] good : new long[][] {{2, 0}, {DeviceList.VERSION_MAX, 1}}) {
            SignedDeviceList signed = alice.account.sign(list(good[0], before, good[1]));
            assertEquals(signed, SignedDeviceList.decode(signed.encoded()));
        }
        assertThrows(IllegalArgumentException.class, () -> list(DeviceList.VERSION_MAX + 1, before, 1));
        assertThrows(IllegalArgumentException.class, () -> list(2, before, -1));
        assertThrows(IllegalArgumentException.class, () -> list(0, before, 1));
    }

    private DeviceList list(long version, Bytes previous, long createdMs) {
        DeviceList like = alice.list.list();
        return new DeviceList(
                like.account(), version, previous, like.status(), like.devices(), like.accessKeyHash(), createdMs);
    }

    @Test
    void aDeletedListComesBackAndAnotherStatusIsMalformed() throws Exception {
        SignedDeviceList deleted =
                alice.account.sign(alice.list(2, alice.list.list().hash(), List.of()));

        assertEquals(deleted, SignedDeviceList.decode(deleted.encoded()));
        byte[] other = alice.list.encoded().toArray();
        other[AccountPublic.ENCODED_BYTES + AccountId.BYTES + 4 + 32] = 2;
        assertThrows(MalformedException.class, () -> SignedDeviceList.decode(Bytes.copyOf(other)));
    }

    @Test
    void listsAndChainsOfOthersAreNotEqual() throws Exception {
        SignedDeviceList second = alice.account.sign(
                alice.list(2, alice.list.list().hash(), alice.list.list().devices()));
        DeviceListChain chain = DeviceListChain.of(alice.list);

        assertNotEquals(alice.list, mallory.list);
        assertNotEquals(alice.list.hashCode(), mallory.list.hashCode());
        assertNotEquals(alice.list, second);
        assertNotEquals(chain, DeviceListChain.of(mallory.list));
        assertNotEquals(chain.hashCode(), DeviceListChain.of(mallory.list).hashCode());
        assertNotEquals(chain, chain.advancedBy(second));
        assertNotEquals(chain, "a chain");
        assertNotEquals(alice.list, "a list");
    }

    @Test
    void anAccountAsOthersSeeItIsItsKey() throws Exception {
        AccountPublic account = AccountPublic.of(alice.list);

        assertEquals(alice.account.publicKey(), account.identityKey());
        assertEquals(alice.account.id(), account.id());
        assertEquals(SafetyFingerprint.of(alice.account.publicKey()), account.fingerprint());
        assertEquals(AccountPublic.ENCODED_BYTES, account.encoded().size());
        assertEquals(account, AccountPublic.read(new CanonicalReader(account.encoded())));
    }

    @Test
    void theKeysOfADeviceComeBackFromTheirSeeds() {
        DeviceKeys keys = alice.device;
        DeviceKeys again =
                DeviceKeys.of(keys.id(), keys.signing().seed(), keys.identity().secret(), keys.mailbox());

        assertEquals(keys.publicDevice(1), again.publicDevice(1));
    }

    @Test
    void whatIsPrintedNamesAndHidesNothingElse() {
        String id = alice.account.id().value().toHex();

        assertEquals("AccountKey(" + id + ")", alice.account.toString());
        assertEquals("AccountPublic(" + id + ")", AccountPublic.of(alice.list).toString());
        assertEquals("SignedDeviceList(" + id + " version 1)", alice.list.toString());
        assertEquals(
                "DeviceListChain(SignedDeviceList(" + id + " version 1), 1 lists)",
                DeviceListChain.of(alice.list).toString());
        String mailbox = alice.device.mailbox().value().toHex();
        assertEquals(
                "MailboxId(" + mailbox.substring(0, 8) + ")",
                alice.device.mailbox().toString());
    }
}
