package messenger.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.Secret;
import messenger.crypto.ratchet.Actor;
import messenger.crypto.ratchet.Parcel;
import org.junit.jupiter.api.Test;

/** B8, B9: a vault that was rolled back or cloned seals twice from one state, in spite of all that forbids it. */
final class RolledBackStateTest {
    private static final int BRANCH_MESSAGES = 5;

    /** The wrap and its tag, at the end of every message. */
    private static final int SEALED_WRAP_BYTES = 64 + 16;

    private final Leak leak = new Leak();
    private final Actor alice = new Actor(1);
    private final Actor bob = new Actor(2);
    private final Parcel first;

    RolledBackStateTest() {
        alice.knows(bob);
        bob.knows(alice);
        RecordingRandom tapped = new RecordingRandom(3, leak::drawn);
        Actor leaking = new Actor(alice.account, alice.device, tapped);
        leaking.start(bob.bundle());
        first = leaking.send(bob, "first");
        alice.sessions.putAll(leaking.sessions);
    }

    /** Hears what this copy says, knowing every secret. */
    private Eavesdropper heard(List<Parcel> said) {
        Eavesdropper ear = new Eavesdropper(first.message(), alice, bob, leak);
        assertTrue(ear.read(first.message(), Eavesdropper.Side.ALICE).isPresent());
        for (Parcel parcel : said) {
            assertTrue(ear.read(parcel.message(), Eavesdropper.Side.ALICE).isPresent());
        }
        return ear;
    }

    private List<Parcel> saysFrom(Secret state, String text) {
        alice.sessions.put(bob.self(), state);
        List<Parcel> said = new ArrayList<>();
        for (int i = 0; i < BRANCH_MESSAGES; i++) {
            said.add(alice.send(bob, text));
        }
        return said;
    }

    /** The nonce ledger over both branches: every (key, nonce) stands in it once, although each mk served twice. */
    @Test
    void b8MessagesFromOneStateNeverShareKeyAndNonce() {
        Secret state = alice.kept(bob.self());
        Eavesdropper one = heard(saysFrom(state, "yes"));
        Eavesdropper other = heard(saysFrom(state, "no"));

        assertEquals(hex(one.spent), hex(other.spent));
        List<Bytes> ledger = new ArrayList<>(one.sealedUnder.subList(1, one.sealedUnder.size()));
        ledger.addAll(other.sealedUnder.subList(1, other.sealedUnder.size()));
        assertEquals(2 * BRANCH_MESSAGES, ledger.size());
        assertEquals(
                ledger.size(),
                new HashSet<>(ledger.stream().map(both -> both.slice(0, 32)).toList()).size());
        assertEquals(
                ledger.size(),
                new HashSet<>(ledger.stream().map(both -> both.slice(32, 12)).toList()).size());
    }

    /** Under one keystream the difference of two ciphertexts is that of the plaintexts. */
    @Test
    void b8TheDifferenceOfTwoMessagesFromOneStateSaysNothing() {
        Secret state = alice.kept(bob.self());
        Parcel yes = saysFrom(state, "yes").get(0);
        Parcel no = saysFrom(state, "no").get(0);

        Bytes difference = difference(sealedWrap(yes), sealedWrap(no)).slice(0, 64);
        assertNotEquals(difference(wrap(yes), wrap(no)), difference);
    }

    /** Whoever gets both opens one of them; the other one is refused as a repeat of a number. */
    @Test
    void b9TheSecondMessageOfOneNumberIsRejected() throws AuthenticationFailedException {
        bob.receive(first);
        Secret state = alice.kept(bob.self());
        Parcel yes = saysFrom(state, "yes").get(0);
        Parcel no = saysFrom(state, "no").get(0);

        assertEquals("yes", bob.receive(yes));
        Rejection.of(bob, no);
    }

    private Bytes wrap(Parcel parcel) {
        Eavesdropper ear = new Eavesdropper(first.message(), alice, bob, leak);
        assertTrue(ear.read(first.message(), Eavesdropper.Side.ALICE).isPresent());
        return ear.read(parcel.message(), Eavesdropper.Side.ALICE).orElseThrow();
    }

    private static Bytes sealedWrap(Parcel parcel) {
        Bytes message = parcel.message();
        return message.slice(message.size() - SEALED_WRAP_BYTES, SEALED_WRAP_BYTES);
    }

    private static Bytes difference(Bytes one, Bytes other) {
        byte[] mixed = one.toArray();
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] ^= (byte) other.at(i);
        }
        return Bytes.copyOf(mixed);
    }

    private static List<String> hex(List<byte[]> keys) {
        return keys.stream().map(key -> Bytes.copyOf(key).toHex()).toList();
    }
}
