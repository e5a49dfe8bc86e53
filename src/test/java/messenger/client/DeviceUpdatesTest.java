package messenger.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.SeededRandom;
import messenger.crypto.identity.Days;
import messenger.crypto.identity.Device;
import messenger.crypto.identity.DeviceId;
import messenger.crypto.identity.DeviceKeys;
import messenger.crypto.identity.DeviceList;
import messenger.crypto.identity.DeviceListChain;
import messenger.crypto.identity.SignedDeviceList;
import messenger.protocol.ClientFrame;
import messenger.protocol.Refusal;
import messenger.protocol.UserName;
import org.junit.jupiter.api.Test;

/** Changes of the own device list, from the wish to the server's yes. */
final class DeviceUpdatesTest {
    private static final Instant START = Instant.parse("2026-06-01T12:00:00Z");

    private final SeededRandom random = new SeededRandom(3);
    private final Self self = new Self(OwnAccount.create(new UserName("alice"), START, random));
    private final Map<Bytes, Bytes> rows = new TreeMap<>(Comparator.comparing(Bytes::toHex));
    private final Known bob = new Known("bob", 4);
    private final Sessions sessions = Sessions.load(table -> Map.of());
    private final Contacts contacts = Contacts.load(table -> Map.of(), sessions);
    private final Lookups lookups = new Lookups(self, contacts, sessions);
    private final Requests requests = new Requests();
    private final DeviceUpdates updates = load();
    private Step step = new Step(START);

    private DeviceUpdates load() {
        VaultRows vault = table -> table == Table.DEVICE_UPDATE ? Map.copyOf(rows) : Map.of();
        return DeviceUpdates.load(self, contacts, sessions, lookups, vault);
    }

    private Device device(int id) {
        return DeviceKeys.generate(new DeviceId(id), random).publicDevice(Days.of(START));
    }

    /** Ends a step, keeps what it keeps, and gives what it does; the next one is so much later. */
    private List<ClientEffect> ended(Duration later) {
        List<ClientEffect> effects = step.effects();
        for (ClientEffect effect : effects) {
            if (effect instanceof ClientEffect.Commit commit) {
                commit.changes().forEach(this::keep);
            }
        }
        step = new Step(step.now().plus(later));
        return effects;
    }

    private void keep(VaultChange change) {
        if (change.table() == Table.DEVICE_UPDATE) {
            if (change instanceof VaultChange.Put put) {
                rows.put(put.id(), put.value());
            } else {
                rows.remove(change.id());
            }
        }
    }

    private List<SignedDeviceList> published(Duration later) throws Exception {
        updates.ask(requests, step);
        List<SignedDeviceList> lists = new ArrayList<>();
        for (ClientEffect effect : ended(later)) {
            if (effect instanceof ClientEffect.Transmit transmit
                    && transmit.frame() instanceof ClientFrame.UpdateDevices update) {
                lists.add(SignedDeviceList.decode(update.deviceList()));
            }
        }
        return lists;
    }

    private boolean done() {
        boolean rotated = updates.done(step, random);
        ended(Duration.ZERO);
        return rotated;
    }

    private void learnOwn(SignedDeviceList next) throws AuthenticationFailedException {
        self.become(
                self.account()
                        .with(
                                self.account().chain().advancedBy(next),
                                self.account().accessKey()),
                step);
    }

    @Test
    void aChangeIsKeptBeforeItIsPublishedAndOutlivesTheProcess() throws Exception {
        updates.add(device(2), step);
        assertTrue(updates.isPending());
        ended(Duration.ZERO);

        assertEquals(1, rows.size());
        assertTrue(load().isPending());
        SignedDeviceList list = published(Duration.ZERO).get(0);
        assertEquals(2, list.list().version());
        assertEquals(2, list.list().devices().size());
        assertFalse(done());
        assertFalse(updates.isPending());
        assertFalse(load().isPending());
        assertEquals(list, self.account().deviceList());
    }

    @Test
    void whatIsKeptAndHasTrailingBytesIsDamaged() {
        updates.add(device(2), step);
        ended(Duration.ZERO);
        rows.replaceAll((id, row) -> Bytes.concat(row, Bytes.hex("00")));

        assertThrows(DamagedVaultException.class, this::load);
    }

    @Test
    void onlyOneChangeAtATime() {
        updates.add(device(2), step);

        Device third = device(3);
        assertThrows(IllegalStateException.class, () -> updates.add(third, step));
    }

    @Test
    void itIsAskedOnceAndAfterARefusalOnlyLater() throws Exception {
        assertEquals(List.of(), published(Duration.ZERO));
        updates.add(device(2), step);
        assertEquals(1, published(Duration.ZERO).size());
        assertEquals(List.of(), published(Duration.ZERO));

        requests.clear();
        updates.refused(Refusal.RATE, step);
        assertFalse(lookups.wantsOwn());
        assertEquals(List.of(), published(DeviceUpdates.ASK_AGAIN_AFTER.minusMillis(1)));
        assertEquals(List.of(), published(Duration.ofMillis(1)));
        assertEquals(1, published(Duration.ZERO).size());
    }

    @Test
    void aListThatIsNotTheNextMakesUsLookWhatIsTheNewest() {
        updates.add(device(2), step);
        updates.refused(Refusal.CONFLICT, step);

        assertTrue(lookups.wantsOwn());
    }

    @Test
    void whereTheServerHasItAlreadyItIsTakenOver() throws Exception {
        assertFalse(updates.compare(step, random));
        updates.rotateAccessKey(step, random);
        SignedDeviceList ours = published(Duration.ZERO).get(0);
        assertFalse(updates.compare(step, random));
        assertTrue(updates.isPending());

        learnOwn(ours);
        assertTrue(updates.compare(step, random));
        assertFalse(updates.isPending());
        assertTrue(self.account().knowsAccessKey());
    }

    @Test
    void anotherListWithTheSameNumberMakesOursVoid() throws Exception {
        updates.add(device(2), step);
        ended(Duration.ZERO);
        DeviceList other = self.account()
                .nextList(
                        List.of(self.account().deviceList().list().devices().get(0), device(3)),
                        self.account().accessKey(),
                        START);
        learnOwn(self.account().key().orElseThrow().sign(other));

        assertFalse(updates.compare(step, random));
        assertFalse(updates.isPending());
        ended(Duration.ZERO);
        assertFalse(load().isPending());
    }

    @Test
    void withAnotherAccessKeyEverybodyIsToldAgain() throws Exception {
        Contact known = Contact.met(bob.name, DeviceListChain.of(bob.list), Contact.Standing.ACCEPTED);
        contacts.keep(known.withProfile(true), step);
        updates.rotateAccessKey(step, random);
        Bytes before = self.accessKey();

        assertTrue(done());
        assertFalse(before.equals(self.accessKey()));
        assertFalse(contacts.all().iterator().next().hasProfile());
    }

    @Test
    void aRotationThatIsWantedMeanwhileFollows() throws Exception {
        updates.add(device(2), step);
        updates.rotateAccessKey(step, random);
        assertFalse(done());

        assertTrue(updates.isPending());
        assertEquals(3, published(Duration.ZERO).get(0).list().version());
        assertTrue(done());
        assertFalse(updates.isPending());
        assertFalse(done());
    }

    @Test
    void aDeviceWithoutTheAccountsKeyDoesNotRotate() {
        OwnAccount all = self.account();
        self.become(OwnAccount.joined(all.name(), Optional.empty(), all.device(), all.chain(), all.accessKey()), step);

        updates.rotateAccessKey(step, random);
        assertFalse(updates.isPending());
    }

    @Test
    void idsAreCountedOnAndEndAtTheirLimits() throws Exception {
        assertEquals(Optional.of(new DeviceId(2)), updates.freeId());
        List<Device> devices =
                new ArrayList<>(self.account().deviceList().list().devices());
        while (devices.size() < DeviceList.DEVICES_MAX - 1) {
            devices.add(device(devices.size() + 1));
        }
        become(devices);
        assertEquals(Optional.of(new DeviceId(DeviceList.DEVICES_MAX)), updates.freeId());
        devices.add(device(DeviceList.DEVICES_MAX));
        become(devices);
        assertEquals(Optional.empty(), updates.freeId());
        become(devices.subList(0, 2));
        assertEquals(Optional.of(new DeviceId(DeviceList.DEVICES_MAX + 1)), updates.freeId());
        become(List.of(devices.get(0), device(DeviceId.MAX - 1)));
        assertEquals(Optional.of(new DeviceId(DeviceId.MAX)), updates.freeId());
        become(List.of(devices.get(0), device(DeviceId.MAX)));
        assertEquals(Optional.empty(), updates.freeId());
    }

    private void become(List<Device> devices) throws AuthenticationFailedException {
        DeviceList next = self.account().nextList(devices, self.account().accessKey(), START);
        learnOwn(self.account().key().orElseThrow().sign(next));
    }
}
