package messenger.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.X25519KeyPair;
import messenger.crypto.X25519PublicKey;
import messenger.crypto.identity.DeviceListChain;
import messenger.crypto.ratchet.Actor;
import messenger.crypto.ratchet.Introduction;
import messenger.crypto.ratchet.Parcel;
import messenger.crypto.ratchet.SealedMessage;
import org.junit.jupiter.api.Test;

/** A3, A4, A6: a server that changes, relabels and redirects first messages. */
final class FirstMessageAttackTest {
    private static final int SUITE_AT = 1;
    private static final int EPHEMERAL_AT = 3;
    private static final int CIPHERTEXT_AT = 43;
    private static final int IDENTITY_AT = 43 + 1568;
    private static final int RATCHET_AT = IDENTITY_AT + 144;

    private final Actor alice = new Actor(1);
    private final Actor bob = new Actor(2);
    private final Actor carol = new Actor(3);
    private final Actor mallory = new Actor(4);

    FirstMessageAttackTest() {
        for (Actor actor : new Actor[] {alice, bob, carol, mallory}) {
            actor.knows(alice, bob, carol, mallory);
        }
    }

    private Parcel first() {
        alice.start(bob.bundle());
        return alice.send(bob, "hello");
    }

    @Test
    void a3AnotherSuiteIsRejected() throws AuthenticationFailedException {
        Parcel genuine = first();

        Rejection.of(bob, Rejection.spliced(genuine, SUITE_AT, Bytes.hex("0000")));
        Rejection.of(bob, Rejection.spliced(genuine, SUITE_AT, Bytes.hex("0002")));
        assertEquals("hello", bob.receive(genuine));
    }

    @Test
    void a3AFirstMessageWithoutKemCiphertextIsRejected() {
        Bytes genuine = first().message();

        Rejection.of(
                bob,
                new Parcel(
                        Bytes.concat(
                                genuine.slice(0, CIPHERTEXT_AT),
                                genuine.slice(IDENTITY_AT, genuine.size() - IDENTITY_AT)),
                        Bytes.EMPTY));
    }

    @Test
    void a4AnEphemeralKeyOfLowOrderIsRejected() {
        Parcel genuine = first();
        for (String point : new String[] {
            "00".repeat(32),
            "01" + "00".repeat(31),
            "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
            "ec" + "ff".repeat(30) + "7f",
            "ed" + "ff".repeat(30) + "7f",
            "ee" + "ff".repeat(30) + "7f"
        }) {
            Rejection.of(bob, Rejection.spliced(genuine, EPHEMERAL_AT, Bytes.hex(point)));
        }
    }

    /** Adding the point of order two inverts the u coordinate: the same agreements, another encoding. */
    @Test
    void a4ATorsionedEphemeralKeyIsRejected() throws Exception {
        Parcel genuine = first();
        Bytes ephemeral = genuine.message().slice(EPHEMERAL_AT, 32);
        Bytes torsioned = inverse(ephemeral);

        assertNotEquals(ephemeral, torsioned);
        X25519KeyPair any = X25519KeyPair.generate(mallory.random);
        assertEquals(any.agree(X25519PublicKey.of(ephemeral)), any.agree(X25519PublicKey.of(torsioned)));
        Rejection.of(bob, Rejection.spliced(genuine, EPHEMERAL_AT, torsioned));
    }

    static Bytes inverse(Bytes u) {
        BigInteger p = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
        BigInteger inverse = new BigInteger(1, reversed(u.toArray())).modInverse(p);
        byte[] bytes = new byte[32];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = inverse.shiftRight(8 * i).byteValue();
        }
        return Bytes.copyOf(bytes);
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }

    @Test
    void a4AnEphemeralKeyWithItsHighBitSetIsRejected() {
        Rejection.of(bob, Rejection.flipped(first(), (EPHEMERAL_AT + 31) * 8 + 7));
    }

    @Test
    void a4EveryBitOfTheFixedFieldsAndTheIdentityCounts() throws AuthenticationFailedException {
        Parcel genuine = first();
        for (int bit = 0; bit < CIPHERTEXT_AT * 8; bit++) {
            Rejection.of(bob, Rejection.flipped(genuine, bit));
        }
        for (int bit = IDENTITY_AT * 8; bit < genuine.message().size() * 8; bit += 3) {
            Rejection.of(bob, Rejection.flipped(genuine, bit));
        }
        assertEquals("hello", bob.receive(genuine));
    }

    @Test
    void a4AChangedOrTruncatedKemCiphertextIsRejected() {
        Parcel genuine = first();
        for (int bit = CIPHERTEXT_AT * 8; bit < IDENTITY_AT * 8; bit += 61) {
            Rejection.of(bob, Rejection.flipped(genuine, bit));
        }
        for (int size = 0; size < genuine.message().size(); size += 7) {
            Rejection.of(bob, genuine.withMessage(genuine.message().slice(0, size)));
        }
    }

    @Test
    void a6AMessageForBobIsNotReadByCarol() {
        Rejection.of(carol, first());
    }

    /** Both hold the same prekey ids; what differs is everything else. */
    @Test
    void a6TheIdentityOfAnotherSessionSplicedInIsRejected() {
        Parcel genuine = first();
        mallory.start(bob.bundle());
        Parcel theirs = mallory.send(bob, "I am Mallory");
        Bytes identity = theirs.message().slice(IDENTITY_AT, RATCHET_AT - IDENTITY_AT);
        Bytes ratchet = theirs.message().slice(RATCHET_AT, theirs.message().size() - RATCHET_AT);

        Rejection.of(bob, Rejection.spliced(genuine, IDENTITY_AT, identity));
        Rejection.of(bob, Rejection.spliced(genuine, RATCHET_AT, ratchet));
    }

    @Test
    void a6AliceIsNotRelabelledByServingAnotherDeviceList() throws AuthenticationFailedException {
        Introduction introduction = Introduction.read(SealedMessage.decode(first().message()), bob.local, bob, bob.now);

        assertEquals(alice.self(), introduction.peer());
        assertThrows(
                AuthenticationFailedException.class,
                () -> introduction.accept(DeviceListChain.of(mallory.list), bob, bob.now));
        assertThrows(
                AuthenticationFailedException.class,
                () -> introduction.accept(DeviceListChain.of(bob.list), bob, bob.now));
        assertEquals(
                alice.self(),
                introduction
                        .accept(DeviceListChain.of(alice.list), bob, bob.now)
                        .session()
                        .peer());
    }

    @Test
    void aFirstMessageOverThirtyDaysOldIsRejected() throws AuthenticationFailedException {
        Parcel genuine = first();
        bob.now = Actor.START.plus(Duration.ofDays(30)).plusMillis(1);
        Rejection.of(bob, genuine);

        bob.now = Actor.START.plus(Duration.ofDays(30));
        assertEquals("hello", bob.receive(genuine));
    }

    /** The fixture's prekeys are valid for seven days. */
    @Test
    void aPrekeyServesMessagesMadeUpToItsLastDay() throws AuthenticationFailedException {
        bob.now = Actor.START.plus(Duration.ofDays(8));
        for (int day : new int[] {6, 7}) {
            assertEquals("hello", bob.receive(firstMadeOnDay(day)));
        }
        Rejection.of(bob, firstMadeOnDay(8));
    }

    @Test
    void aPrekeyServesThirtyDaysLongerAndNoMillisecondMore() throws AuthenticationFailedException {
        Parcel onTheLastDay = firstMadeOnDay(7);
        Instant end = Actor.START.plus(Duration.ofDays(7 + 30));
        bob.now = end.plusMillis(1);
        Rejection.of(bob, onTheLastDay);

        bob.now = end;
        assertEquals("hello", bob.receive(onTheLastDay));
        Parcel other = firstMadeOnDay(7);
        bob.now = end.minusMillis(1);
        assertEquals("hello", bob.receive(other));
    }

    private Parcel firstMadeOnDay(int day) {
        alice.now = Actor.START.plus(Duration.ofDays(day));
        alice.sessions.clear();
        return first();
    }

    @Test
    void aMessageOfOursThrownBackIsRejected() {
        Rejection.of(alice, first());
    }

    @Test
    void bytesThatAreNoMessageAreRejected() {
        Rejection.of(bob, new Parcel(Bytes.EMPTY, Bytes.EMPTY));
        Rejection.of(bob, new Parcel(Bytes.hex("00"), Bytes.EMPTY));
        Rejection.of(bob, new Parcel(Bytes.hex("01"), Bytes.EMPTY));
        Rejection.of(bob, new Parcel(Bytes.hex("02"), Bytes.EMPTY));
        Rejection.of(bob, new Parcel(Bytes.copyOf(new byte[SealedMessage.ENCODED_BYTES_MAX + 1]), Bytes.EMPTY));
    }
}
