package messenger.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.MalformedException;
import messenger.crypto.RejectedKeyException;
import messenger.crypto.Sha256;
import messenger.crypto.X25519PublicKey;
import messenger.crypto.identity.Days;
import messenger.crypto.identity.Device;
import messenger.crypto.identity.DeviceId;
import messenger.crypto.identity.DeviceKeys;
import messenger.crypto.identity.DeviceList;
import messenger.crypto.identity.Prekey;
import messenger.crypto.identity.PrekeyBundle;
import messenger.crypto.identity.PrekeyKind;
import messenger.crypto.identity.PrekeyPair;
import messenger.crypto.identity.SignedDeviceList;
import messenger.crypto.ratchet.Actor;
import messenger.crypto.ratchet.Handshake;
import messenger.crypto.ratchet.Purpose;
import org.junit.jupiter.api.Test;

/** A1, A2, A3: a server that gives out other keys than Bob published. */
final class BundleAttackTest {
    private static final int TODAY = Days.of(Actor.START);

    /** The field offsets of an encoded prekey: kind, id, two days, curve key, KEM key, signature. */
    private static final int CURVE_AT = 13;

    private static final int KEM_AT = CURVE_AT + 33;
    private static final int SIGNATURE_AT = KEM_AT + 1569;

    private final Actor alice = new Actor(1);
    private final Actor bob = new Actor(2);
    private final Actor mallory = new Actor(4);
    private final Bytes signed = bob.signed.prekey().encoded();
    private final Bytes oneTime = bob.bundle().oneTime().orElseThrow().encoded();
    private final Bytes foreign = mallory.signed.prekey().encoded();

    private static void rejected(SignedDeviceList list, Bytes signedPrekey, List<Bytes> oneTimePrekeys)
            throws Exception {
        Prekey decoded = Prekey.decode(signedPrekey);
        List<Prekey> pairs = oneTimePrekeys.isEmpty() ? List.of() : List.of(Prekey.decode(oneTimePrekeys.get(0)));
        assertThrows(
                AuthenticationFailedException.class,
                () -> PrekeyBundle.verify(list.account(), list, DeviceId.FIRST, decoded, pairs, TODAY));
    }

    private Bytes withPart(int at, int size) {
        return Bytes.concat(
                signed.slice(0, at), foreign.slice(at, size), signed.slice(at + size, signed.size() - at - size));
    }

    @Test
    void a1EachKeySwappedAloneIsRejected() throws Exception {
        rejected(bob.list, withPart(CURVE_AT, 33), List.of());
        rejected(bob.list, withPart(KEM_AT, 1569), List.of());
        rejected(bob.list, withPart(SIGNATURE_AT, 64), List.of());
        rejected(bob.list, withPart(CURVE_AT, foreign.size() - CURVE_AT), List.of());
    }

    @Test
    void a1KeysWithValidSignaturesOfAnotherAccountAreRejected() throws Exception {
        rejected(bob.list, foreign, List.of());
        rejected(
                bob.list,
                signed,
                List.of(mallory.bundle().oneTime().orElseThrow().encoded()));
        rejected(mallory.list, signed, List.of());
    }

    /** The server answers with Mallory's own, entirely genuine bundle. */
    @Test
    void a1TheBundleOfSomebodyElseIsRejected() {
        assertThrows(
                AuthenticationFailedException.class,
                () -> PrekeyBundle.verify(
                        bob.account.id(), mallory.list, DeviceId.FIRST, mallory.signed.prekey(), List.of(), TODAY));
    }

    @Test
    void a1AnotherIdentityKeyInFrontOfTheListIsRejected() {
        Bytes list = bob.list.encoded();
        Bytes forged = Bytes.concat(mallory.account.publicKey().encoded(), list.slice(33, list.size() - 33));

        assertThrows(AuthenticationFailedException.class, () -> SignedDeviceList.decode(forged));
    }

    @Test
    void a1AnotherDeviceKeyInTheListIsRejected() {
        byte[] list = bob.list.encoded().toArray();
        for (int at = 33; at < list.length; at++) {
            byte[] changed = list.clone();
            changed[at] ^= 1;
            assertThrows(Exception.class, () -> SignedDeviceList.decode(Bytes.copyOf(changed)));
        }
    }

    @Test
    void a2AnMlKemKeyOfferedAsX25519AndViceVersaIsMalformed() {
        byte[] confused = signed.toArray();
        confused[CURVE_AT] = 0x04;
        assertThrows(MalformedException.class, () -> Prekey.decode(Bytes.copyOf(confused)));

        byte[] other = signed.toArray();
        other[KEM_AT] = 0x01;
        assertThrows(MalformedException.class, () -> Prekey.decode(Bytes.copyOf(other)));
    }

    @Test
    void a2AOneTimeKeyOfferedAsLastResortIsRejected() throws Exception {
        rejected(bob.list, oneTime, List.of());
        byte[] relabelled = oneTime.toArray();
        relabelled[0] = (byte) PrekeyKind.SIGNED.code();
        rejected(bob.list, Bytes.copyOf(relabelled), List.of());
    }

    @Test
    void a2AnExpiredSignedPrekeyIsRejected() throws Exception {
        PrekeyBundle.verify(bob.account.id(), bob.list, DeviceId.FIRST, bob.signed.prekey(), List.of(), TODAY + 7);
        assertThrows(
                AuthenticationFailedException.class,
                () -> PrekeyBundle.verify(
                        bob.account.id(), bob.list, DeviceId.FIRST, bob.signed.prekey(), List.of(), TODAY + 8));
    }

    @Test
    void a3APrekeyWithoutKemPartIsMalformed() {
        Bytes without = Bytes.concat(signed.slice(0, KEM_AT), signed.slice(SIGNATURE_AT, 64));

        assertThrows(MalformedException.class, () -> Prekey.decode(without));
    }

    @Test
    void a4AnMlKemKeyThatIsNotReducedIsRejected() {
        byte[] unreduced = signed.toArray();
        unreduced[KEM_AT + 1] = (byte) 0xff;
        unreduced[KEM_AT + 2] = (byte) 0xff;

        assertThrows(RejectedKeyException.class, () -> Prekey.decode(Bytes.copyOf(unreduced)));
    }

    /** Bob himself is hostile and signs keys of low order, so that the agreements with him would be known to all. */
    @Test
    void a4ASignedPrekeyOrDeviceKeyOfLowOrderStartsNoSession() throws Exception {
        X25519PublicKey zero = X25519PublicKey.of(Bytes.copyOf(new byte[32]));
        DeviceKeys keys = bob.device;
        Device hostile = new Device(keys.id(), keys.signing().publicKey(), zero, keys.mailbox(), TODAY);
        SignedDeviceList list = bob.account.sign(new DeviceList(
                bob.account.id(),
                1,
                DeviceList.NO_PREVIOUS,
                DeviceList.Status.ACTIVE,
                List.of(hostile),
                Sha256.of(Bytes.EMPTY),
                0));
        startsNoSession(PrekeyBundle.verify(bob.account.id(), list, keys.id(), bob.signed.prekey(), List.of(), TODAY));

        Prekey prekey = lowOrderPrekey(zero);
        startsNoSession(PrekeyBundle.verify(bob.account.id(), bob.list, keys.id(), prekey, List.of(), TODAY));
    }

    private void startsNoSession(PrekeyBundle bundle) {
        assertThrows(
                AuthenticationFailedException.class,
                () -> Handshake.initiate(alice.local, bundle, Purpose.CONVERSATION, Actor.START, alice.random));
    }

    private Prekey lowOrderPrekey(X25519PublicKey point) {
        PrekeyPair honest = bob.signed;
        Bytes statement = new messenger.crypto.CanonicalWriter()
                .bytes(Bytes.utf8("messenger/1 prekey"))
                .bytes(Bytes.hex("0001"))
                .u8(0x01)
                .bytes(bob.account.id().value())
                .u8(1)
                .u32(honest.id())
                .u32(TODAY)
                .u32(TODAY + 7L)
                .prefixed(point.encoded())
                .prefixed(honest.prekey().kemKey().encoded())
                .toBytes();
        return new Prekey(
                PrekeyKind.SIGNED,
                honest.id(),
                TODAY,
                TODAY + 7,
                point,
                honest.prekey().kemKey(),
                bob.device.signing().sign(statement));
    }

    @Test
    void theGenuineBundleIsTaken() throws Exception {
        PrekeyBundle bundle = PrekeyBundle.verify(
                bob.account.id(),
                bob.list,
                DeviceId.FIRST,
                Prekey.decode(signed),
                List.of(Prekey.decode(oneTime)),
                TODAY);

        assertEquals(bob.self(), alice.start(bundle).peer());
    }
}
