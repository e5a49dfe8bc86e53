package messenger.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import messenger.crypto.Bytes;
import messenger.crypto.identity.DeviceId;
import messenger.crypto.identity.PrekeyKind;
import messenger.protocol.ClientFrame;
import messenger.protocol.Refusal;
import messenger.protocol.RequestId;
import messenger.protocol.ServerFrame;
import org.junit.jupiter.api.Test;

final class PrekeysTest {
    private static final RequestId ONE = new RequestId(1);

    private final TestServer server = new TestServer(Tightened.patient());
    private final Person alice = server.person("alice");
    private final Person bob = server.person("bob");
    private final TestConnection alices = server.registered(alice);
    private final TestConnection bobs = server.registered(bob);

    private Bytes signed(Person person) {
        return person.prekey(PrekeyKind.SIGNED, 1).prekey().encoded();
    }

    private Bytes oneTime(Person person, long id) {
        return person.prekey(PrekeyKind.ONE_TIME, id).prekey().encoded();
    }

    private List<ServerFrame> publishing(Bytes signed, Bytes... oneTime) {
        alices.say(new ClientFrame.PublishPrekeys(ONE, signed, List.of(oneTime)));
        return alices.takeHeard();
    }

    private List<Bytes> takenBy(TestConnection requester) {
        requester.say(new ClientFrame.TakeBundle(ONE, alice.account(), DeviceId.FIRST));
        List<ServerFrame> heard = requester.takeHeard();
        return ((ServerFrame.Bundle) heard.get(heard.size() - 1)).oneTime();
    }

    @Test
    void prekeysOfTheDeviceAreTaken() {
        assertEquals(
                List.of(new ServerFrame.Done(ONE)), publishing(signed(alice), oneTime(alice, 2), oneTime(alice, 3)));
    }

    @Test
    void prekeysThatDoNotVerifyAreRefusedAndNoneIsKept() {
        List<ServerFrame> refused = List.of(new ServerFrame.Refused(ONE, Refusal.BAD_SIGNATURE));
        byte[] flipped = signed(alice).toArray();
        flipped[flipped.length - 1] ^= 1;

        assertEquals(refused, publishing(signed(bob)), "somebody else's");
        assertEquals(refused, publishing(Bytes.copyOf(flipped)), "a flipped bit");
        assertEquals(refused, publishing(Bytes.hex("00")), "no prekey at all");
        assertEquals(refused, publishing(oneTime(alice, 1)), "a one-time pair as signed prekey");
        assertEquals(refused, publishing(signed(alice), signed(alice)), "a signed prekey as one-time pair");
        assertEquals(refused, publishing(signed(alice), oneTime(alice, 2), oneTime(bob, 3)), "one of two");
        assertEquals(refused, publishing(signed(alice), oneTime(alice, 2), oneTime(alice, 2)), "one id twice");
        assertTrue(server.store.asked().stream().noneMatch(StoreRequest.PublishPrekeys.class::isInstance));
    }

    @Test
    void anExpiredPrekeyIsRefusedAndOneOnItsLastDayIsNot() {
        Bytes signed = signed(alice);
        server.pass(Duration.ofDays(90));
        assertEquals(List.of(new ServerFrame.Done(ONE)), publishing(signed));

        server.pass(Duration.ofDays(1));

        assertEquals(List.of(new ServerFrame.Refused(ONE, Refusal.BAD_SIGNATURE)), publishing(signed));
    }

    @Test
    void publishingAgainAndAgainIsSlowedDown() {
        Bytes signed = signed(alice);
        for (int i = 0; i < ServerLimits.DEFAULT.rates().publications().burst(); i++) {
            assertEquals(List.of(new ServerFrame.Done(ONE)), publishing(signed));
        }

        assertEquals(List.of(new ServerFrame.Refused(ONE, Refusal.RATE)), publishing(signed));
    }

    @Test
    void aBundleHoldsWhatAHandshakeNeeds() {
        Bytes signed = signed(alice);
        Bytes oneTime = oneTime(alice, 2);
        publishing(signed, oneTime);

        bobs.say(new ClientFrame.TakeBundle(ONE, alice.account(), DeviceId.FIRST));

        assertEquals(
                List.of(new ServerFrame.Bundle(ONE, alice.list.encoded(), signed, List.of(oneTime))), bobs.takeHeard());
    }

    @Test
    void aBundleOfNobodyOrOfADeviceWithoutPrekeysIsRefused() {
        bobs.say(new ClientFrame.TakeBundle(ONE, server.person("nobody").account(), DeviceId.FIRST));
        assertEquals(List.of(new ServerFrame.Refused(ONE, Refusal.UNKNOWN_USER)), bobs.takeHeard());

        bobs.say(new ClientFrame.TakeBundle(ONE, alice.account(), DeviceId.FIRST));

        assertEquals(List.of(new ServerFrame.Refused(ONE, Refusal.NO_PREKEYS)), bobs.takeHeard());
    }

    @Test
    void a9WhoeverAsksTooOftenGetsTheLastResortKeyAndUsesNothingUp() {
        alices.say(alice.prekeys(1, 2, 50));
        for (int i = 0; i < 6; i++) {
            assertEquals(1, takenBy(bobs).size(), "bundle " + i);
        }

        assertEquals(0, takenBy(bobs).size());
        assertEquals(1, takenBy(server.registered(server.person("carol"))).size(), "others still get one");
        server.pass(Duration.ofMinutes(10).minusNanos(1));
        assertEquals(0, takenBy(bobs).size());
        server.pass(Duration.ofNanos(1));
        assertEquals(1, takenBy(bobs).size());
        assertEquals(0, takenBy(bobs).size());
    }

    @Test
    void a9OneDeviceGivesOutOnlySoManyOneTimePairsToAllTogether() {
        int perHour = 60;
        int given = 0;
        for (int i = 0; i < 12; i++) {
            if (i % 5 == 0) {
                alices.say(alice.prekeys(1, 2 + 50L * i, 50));
            }
            TestConnection requester = server.registered(server.person("user" + i));
            for (int j = 0; j < 6; j++) {
                given += takenBy(requester).size();
            }
        }

        assertEquals(perHour, given);
        server.pass(Duration.ofMinutes(1).minusNanos(1));
        assertEquals(0, takenBy(bobs).size());
        server.pass(Duration.ofNanos(1));
        assertEquals(1, takenBy(bobs).size());
    }

    /** Twenty people, fifty first messages of each: the hundred-and-first is the one that failed in the seeds. */
    @Test
    void t19AThousandFirstMessagesToSomebodyWhoIsAwayAllGetABundleAndOnlySoManyUseAPairUp() {
        int given = 0;
        alices.say(alice.prekeys(1, 2, 50));
        alices.cut();
        for (int i = 0; i < 20; i++) {
            TestConnection requester = server.registered(server.person("user" + i));
            for (int j = 0; j < 50; j++) {
                given += takenBy(requester).size();
            }
        }

        assertEquals(50, given, "the pairs that were there, and then the last-resort key alone");
        assertEquals(0, takenBy(bobs).size());
    }

    @Test
    void theOwnerIsAskedForMoreWhenFewerThanTwentyAreLeft() {
        alices.say(alice.prekeys(1, 2, 21));
        alices.takeHeard();

        takenBy(bobs);
        assertTrue(alices.takeHeard().isEmpty());
        takenBy(bobs);

        assertEquals(List.of(new ServerFrame.PrekeysLow(19)), alices.takeHeard());
    }

    @Test
    void anOwnerWhoIsAwayIsNotDisturbed() {
        alices.say(alice.prekeys(1, 2, 1));
        alices.cut();

        assertEquals(1, takenBy(bobs).size());
        assertFalse(bobs.isClosed());
    }

    @Test
    void whatTheStoreCannotDoIsUnavailable() {
        server.store.breakDown();
        List<ServerFrame> refused = List.of(new ServerFrame.Refused(ONE, Refusal.UNAVAILABLE));

        assertEquals(refused, publishing(signed(alice)));
        bobs.say(new ClientFrame.TakeBundle(ONE, alice.account(), DeviceId.FIRST));
        assertEquals(refused, bobs.takeHeard());
    }
}
