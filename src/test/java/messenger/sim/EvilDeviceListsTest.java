package messenger.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import messenger.client.ClientEvent;
import messenger.client.Contact;
import messenger.client.Decision;
import messenger.client.Notice;
import messenger.client.Table;
import messenger.crypto.Bytes;
import messenger.crypto.Sha256;
import messenger.crypto.identity.AccountKey;
import messenger.crypto.identity.Days;
import messenger.crypto.identity.Device;
import messenger.crypto.identity.DeviceId;
import messenger.crypto.identity.DeviceKeys;
import messenger.crypto.identity.DeviceList;
import messenger.crypto.identity.SignedDeviceList;
import messenger.protocol.RequestId;
import messenger.protocol.ServerFrame;
import messenger.protocol.UserName;
import messenger.protocol.content.Body;
import messenger.protocol.content.Content;
import messenger.server.ServerLimits;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A server that plays with Bob's device lists, some of them really signed by Bob, towards Alice, who has pinned and
 * verified him (PROTOCOL, attack E1).
 */
final class EvilDeviceListsTest {
    private static final UserName ALICE = new UserName("alice");
    private static final UserName BOB = new UserName("bob");

    private final SecureRandom random = SeededRandom.of(Long.getLong("sim.seed", 33));
    private final World world = new World(random, ServerLimits.DEFAULT);
    private final SimPerson alice = world.online("alice");
    private final SimPerson bob = world.online("bob");
    private final Device laptop = device(2);
    private SignedDeviceList first;
    private SignedDeviceList second;
    private EvilClient bobsLine;
    private int asked;

    @BeforeEach
    void aliceHasVerifiedBob() throws Exception {
        world.say(alice, BOB, "hello");
        world.rest();
        world.on(
                alice,
                new ClientEvent.Decide(BOB, new Decision.Verified(bob.account().id())),
                SimPerson.Fate.LIVES);
        world.rest();
        bobsLine = new EvilClient(world, bob, alice, random);
        first = bob.account().deviceList();
        second = after(first, phone(), laptop);
        assertEquals(Contact.Trust.VERIFIED, alice.contact(BOB).trust());
    }

    private Device device(int id) {
        return DeviceKeys.generate(new DeviceId(id), random).publicDevice(Days.of(world.now()));
    }

    private Device phone() {
        return first.list().devices().get(0);
    }

    private static SignedDeviceList after(AccountKey key, SignedDeviceList before, int step, Device... devices) {
        return key.sign(new DeviceList(
                before.account(),
                before.list().version() + step,
                before.list().hash(),
                devices.length == 0 ? DeviceList.Status.DELETED : DeviceList.Status.ACTIVE,
                List.of(devices),
                Sha256.of(Bytes.EMPTY),
                before.list().createdMs() + 1));
    }

    private SignedDeviceList after(SignedDeviceList before, Device... devices) {
        return after(bob.account().key().orElseThrow(), before, 1, devices);
    }

    /** Alice hears that Bob has a newer list, asks the server, and is told this. */
    private void serves(ServerFrame answer) throws Exception {
        int before = asked;
        world.evil = new EvilServer() {
            @Override
            public List<ServerFrame> says(SimPerson to, ServerFrame frame) {
                if (to != alice
                        || !(frame instanceof ServerFrame.UserFound found)
                        || !found.name().equals(BOB)) {
                    return List.of(frame);
                }
                asked++;
                return List.of(
                        answer instanceof ServerFrame.UserFound lists
                                ? new ServerFrame.UserFound(found.request(), lists.name(), lists.deviceLists())
                                : new ServerFrame.AccountGone(
                                        found.request(), ((ServerFrame.AccountGone) answer).deviceList()));
            }
        };
        Content content = bobsLine.content(alice, new Body.Text("x"));
        bobsLine.say(
                alice,
                new Content(
                        content.conversation(),
                        content.id(),
                        content.sequence(),
                        content.previousHash(),
                        content.sentMs(),
                        new Content.DeviceListMark(99, content.ownDeviceList().hashPrefix()),
                        content.body()));
        assertTrue(asked > before, "alice asked");
    }

    private void serves(SignedDeviceList... lists) throws Exception {
        serves(found(BOB, List.of(lists).stream().map(SignedDeviceList::encoded).toList()));
    }

    private static ServerFrame.UserFound found(UserName name, List<Bytes> lists) {
        return new ServerFrame.UserFound(RequestId.NONE, name, lists);
    }

    private Map<Bytes, Bytes> contacts() {
        return alice.vault.all(Table.CONTACT);
    }

    /** This changes nothing that Alice knows of Bob. */
    private void inVain(SignedDeviceList... lists) throws Exception {
        Map<Bytes, Bytes> before = contacts();
        serves(lists);
        assertEquals(before, contacts());
    }

    private List<Device> bobsDevices() {
        return alice.contact(BOB).deviceList().list().devices();
    }

    @Test
    void e1AGenuineNewListIsTakenAndTold() throws Exception {
        serves(second);

        assertEquals(List.of(phone(), laptop), bobsDevices());
        assertTrue(alice.notices.contains(new Notice.PeerDevicesChanged(BOB, List.of(laptop.id()), List.of())));
        assertEquals(Contact.Trust.VERIFIED, alice.contact(BOB).trust());
    }

    @Test
    void e1ARolledBackListChangesNothing() throws Exception {
        serves(second);
        inVain(first);
        inVain(first, second);
        assertEquals(List.of(phone(), laptop), bobsDevices());
    }

    @Test
    void e1AForkIsToldAndEndsTheVerification() throws Exception {
        serves(second);
        SignedDeviceList fork = after(first, phone(), device(3));
        serves(fork);

        assertTrue(alice.notices.contains(new Notice.DevicesContradict(BOB)));
        assertEquals(List.of(phone(), laptop), bobsDevices());
        assertEquals(Contact.Trust.UNVERIFIED, alice.contact(BOB).trust());
    }

    @Test
    void e1AForkOfThePastIsToldAsWell() throws Exception {
        SignedDeviceList third = after(second, phone());
        serves(second, third);
        serves(after(first, phone(), device(3)), third);

        assertTrue(alice.notices.contains(new Notice.DevicesContradict(BOB)));
        assertEquals(third, alice.contact(BOB).deviceList());
    }

    @Test
    void e1AGapChangesNothing() throws Exception {
        SignedDeviceList third = after(second, phone(), laptop, device(3));
        inVain(third);
        inVain(after(bob.account().key().orElseThrow(), first, 2, phone(), laptop));
        serves(second, third);
        assertEquals(3, bobsDevices().size());
    }

    @Test
    void e1AGhostDeviceThatBobDidNotSignChangesNothing() throws Exception {
        AccountKey mallorys = AccountKey.generate(random);
        Bytes foreign = mallorys.sign(new DeviceList(
                        mallorys.id(),
                        1,
                        DeviceList.NO_PREVIOUS,
                        DeviceList.Status.ACTIVE,
                        List.of(phone(), laptop),
                        Sha256.of(Bytes.EMPTY),
                        1))
                .encoded();
        byte[] patched = second.encoded().toArray();
        patched[patched.length - 65 - 40] ^= 1;
        // Mallory's signature under the list that Bob would have signed.
        Bytes stolen = Bytes.concat(
                second.encoded().slice(0, second.encoded().size() - 64), foreign.slice(foreign.size() - 64, 64));
        Map<Bytes, Bytes> before = contacts();
        for (Bytes ghost : List.of(foreign, Bytes.copyOf(patched), stolen)) {
            serves(found(BOB, List.of(ghost)));
            serves(found(BOB, List.of(first.encoded(), ghost)));
        }
        assertEquals(before, contacts());
        assertEquals(List.of(phone()), bobsDevices());
    }

    @Test
    void e1ADeletionCannotBeUndone() throws Exception {
        SignedDeviceList deleted = after(first);
        serves(new ServerFrame.AccountGone(RequestId.NONE, deleted.encoded()));
        assertEquals(Contact.Standing.GONE, alice.contact(BOB).standing());
        assertTrue(alice.notices.contains(new Notice.PersonGone(BOB)));

        Map<Bytes, Bytes> before = contacts();
        bobsLine.say(alice, bobsLine.content(alice, new Body.Text("a text that the server kept back")));
        assertEquals(before, contacts());
    }

    @Test
    void e1ADeletionOfAChainCannotBeUndone() throws Exception {
        SignedDeviceList deleted = after(first);
        serves(deleted);
        assertEquals(Contact.Standing.GONE, alice.contact(BOB).standing());
        Map<Bytes, Bytes> before = contacts();
        // The contact's own device is gone, so nothing it says is heard any more.
        world.say(alice, BOB, "still there?");
        world.rest();
        assertFalse(alice.texts().contains("still there?"));
        assertEquals(before, contacts());
    }

    @Test
    void e1AForgedDeletionChangesNothing() throws Exception {
        AccountKey mallorys = AccountKey.generate(random);
        SignedDeviceList mallorysDeletion = mallorys.sign(new DeviceList(
                mallorys.id(),
                2,
                first.list().hash(),
                DeviceList.Status.DELETED,
                List.of(),
                Sha256.of(Bytes.EMPTY),
                1));
        Map<Bytes, Bytes> before = contacts();
        for (Bytes forged :
                List.of(mallorysDeletion.encoded(), first.encoded(), second.encoded(), Bytes.random(200, random))) {
            serves(new ServerFrame.AccountGone(RequestId.NONE, forged));
        }
        assertEquals(before, contacts());
        assertFalse(alice.notices.contains(new Notice.PersonGone(BOB)));
    }

    @Test
    void e2AnotherNameForAPinnedAccountIsToldAndStopsWhatIsSent() throws Exception {
        serves(found(new UserName("robert"), List.of(first.encoded())));

        assertTrue(alice.notices.contains(new Notice.IdentityChanged(BOB, true)), alice.notices + "");
        world.say(alice, BOB, "for bob alone");
        world.rest();
        assertFalse(alice.texts().contains("for bob alone"));
        assertEquals(List.of("hello"), bob.received());
        assertFalse(alice.contact(BOB).name().equals(ALICE));
    }
}
