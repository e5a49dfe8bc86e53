package messenger.crypto.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.MalformedException;
import messenger.crypto.Sha256;
import org.junit.jupiter.api.Test;

/** What a chain of device lists takes in, and what it gives back. */
final class DeviceListChainTest {
    private final Fixture alice = new Fixture(1);
    private final Fixture mallory = new Fixture(2);
    private final Device first = alice.device.publicDevice(Fixture.TODAY);
    private final Device second = alice.device(2);

    private SignedDeviceList after(SignedDeviceList before, Device... devices) {
        return alice.account.sign(
                alice.list(before.list().version() + 1, before.list().hash(), List.of(devices)));
    }

    /** Lists of one device and then of two, in turn, oldest first. */
    private List<SignedDeviceList> history(int count) {
        List<SignedDeviceList> lists = new ArrayList<>(List.of(alice.list));
        while (lists.size() < count) {
            SignedDeviceList last = lists.get(lists.size() - 1);
            lists.add(lists.size() % 2 == 1 ? after(last, first, second) : after(last, first));
        }
        return lists;
    }

    private static DeviceListChain chain(List<SignedDeviceList> oldestFirst) throws AuthenticationFailedException {
        DeviceListChain chain = DeviceListChain.of(oldestFirst.get(0));
        for (SignedDeviceList next : oldestFirst.subList(1, oldestFirst.size())) {
            chain = chain.advancedBy(next);
        }
        return chain;
    }

    @Test
    void itGrowsByTheNextListAndFindsEveryOneByItsHash() throws Exception {
        List<SignedDeviceList> lists = history(3);
        DeviceListChain chain = chain(lists);

        assertEquals(lists.get(2), chain.newest());
        assertEquals(alice.account.id(), chain.account());
        assertEquals(List.of(lists.get(2), lists.get(1), lists.get(0)), chain.lists());
        for (SignedDeviceList list : lists) {
            assertEquals(Optional.of(list), chain.find(list.list().hash()));
        }
        assertEquals(Optional.empty(), chain.find(Sha256.of(Bytes.EMPTY)));
    }

    @Test
    void itGrowsBackwardsToTheSameChain() throws Exception {
        List<SignedDeviceList> lists = history(3);
        DeviceListChain backwards =
                DeviceListChain.of(lists.get(2)).precededBy(lists.get(1)).precededBy(lists.get(0));

        assertEquals(chain(lists), backwards);
        assertEquals(chain(lists).hashCode(), backwards.hashCode());
        assertThrows(AuthenticationFailedException.class, () -> DeviceListChain.of(lists.get(2))
                .precededBy(lists.get(0)));
        assertThrows(AuthenticationFailedException.class, () -> backwards.precededBy(mallory.list));
    }

    @Test
    void onlyTheNewestSixteenListsAreKept() throws Exception {
        List<SignedDeviceList> lists = history(17);

        assertEquals(15, chain(lists.subList(0, 15)).lists().size());
        assertEquals(16, chain(lists.subList(0, 16)).lists().size());
        DeviceListChain full = chain(lists);
        assertEquals(16, full.lists().size());
        assertEquals(lists.get(16), full.newest());
        assertEquals(Optional.empty(), full.find(lists.get(0).list().hash()));
        assertEquals(full, full.precededBy(lists.get(0)));
    }

    /** Removed, and back under other keys: an id is never used again. */
    @Test
    void anIdThatComesBackWithOtherKeysIsRejected() throws Exception {
        List<SignedDeviceList> lists = history(3);
        DeviceListChain chain = chain(lists);

        SignedDeviceList reused = after(lists.get(2), first, alice.device(2));
        assertTrue(reused.follows(lists.get(2)));
        assertThrows(AuthenticationFailedException.class, () -> chain.advancedBy(reused));
        assertThrows(
                AuthenticationFailedException.class,
                () -> DeviceListChain.of(reused).precededBy(lists.get(2)).precededBy(lists.get(1)));
        assertEquals(
                4, chain.advancedBy(after(lists.get(2), first, second)).lists().size());
    }

    @Test
    void itComesBackFromItsEncoding() throws Exception {
        for (int count : new int[] {1, 2, 16}) {
            DeviceListChain chain = chain(history(count));
            assertEquals(chain, DeviceListChain.decode(chain.encoded()));
            assertTrue(chain.encoded().size() <= DeviceListChain.ENCODED_BYTES_MAX);
        }
    }

    @Test
    void anEncodingOfNoneOrTooManyListsIsMalformed() throws Exception {
        Bytes encoded = chain(history(16)).encoded();
        Bytes lists = encoded.slice(1, encoded.size() - 1);

        assertThrows(MalformedException.class, () -> DeviceListChain.decode(Bytes.hex("00")));
        assertThrows(
                MalformedException.class, () -> DeviceListChain.decode(Bytes.concat(Bytes.hex("11"), lists, lists)));
        assertThrows(MalformedException.class, () -> DeviceListChain.decode(Bytes.concat(encoded, Bytes.hex("00"))));
    }

    @Test
    void anEncodingOfListsThatDoNotFollowEachOtherIsRejected() throws Exception {
        Bytes older = DeviceListChain.of(alice.list).encoded();
        Bytes others = DeviceListChain.of(mallory.list).encoded();
        Bytes both =
                Bytes.concat(Bytes.hex("02"), older.slice(1, older.size() - 1), others.slice(1, others.size() - 1));

        assertThrows(AuthenticationFailedException.class, () -> DeviceListChain.decode(both));
    }

    @Test
    void aCutOrChangedEncodingIsRefused() throws Exception {
        Bytes encoded = chain(history(2)).encoded();
        for (int size = 0; size < encoded.size(); size++) {
            Bytes cut = encoded.slice(0, size);
            assertThrows(MalformedException.class, () -> DeviceListChain.decode(cut));
        }
        for (int at = 0; at < encoded.size(); at++) {
            byte[] changed = encoded.toArray();
            changed[at] ^= 1;
            assertThrows(Exception.class, () -> DeviceListChain.decode(Bytes.copyOf(changed)), "byte " + at);
        }
    }
}
