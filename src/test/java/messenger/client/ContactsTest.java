package messenger.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import messenger.crypto.Bytes;
import messenger.crypto.identity.DeviceId;
import messenger.crypto.identity.DeviceListChain;
import messenger.crypto.identity.SignedDeviceList;
import org.junit.jupiter.api.Test;

/** What the server says about people, held against what was pinned. */
final class ContactsTest extends ContactsFixture {
    @Test
    void aStrangerIsACandidateOnlyAndForgottenWithTheConnection() {
        Contact candidate = learn(bob, bob.list).orElseThrow();

        assertEquals(Contact.Standing.REQUESTED, candidate.standing());
        assertEquals(Optional.empty(), contacts.of(bob.key.id()));
        assertEquals(Optional.of(candidate), contacts.ofOrCandidate(bob.key.id()));
        assertEquals(Map.of(), vault);
        assertEquals(List.of(), told);
        contacts.linkDown();
        assertEquals(Optional.empty(), contacts.ofOrCandidate(bob.key.id()));
    }

    @Test
    void aCandidateWhomWeTurnToIsPinnedAndNoCandidateAnyMore() {
        Contact candidate = learn(bob, bob.list).orElseThrow();

        Contact met = act(step -> contacts.met(candidate, step));

        assertEquals(Contact.Standing.ACCEPTED, met.standing());
        assertEquals(Optional.of(met), contacts.named(bob.name));
        assertEquals(Optional.of(met), load().named(bob.name));
        assertEquals(List.of(new Notice.ContactChanged(met)), told);
        contacts.linkDown();
        assertEquals(Optional.of(met), contacts.ofOrCandidate(bob.key.id()));
    }

    @Test
    void whoIsPinnedIsNotMetAgain() {
        Contact known = act(step ->
                contacts.keep(Contact.met(bob.name, DeviceListChain.of(bob.list), Contact.Standing.BLOCKED), step));

        assertEquals(known, act(step -> contacts.met(known, step)));
        assertEquals(
                Contact.Standing.BLOCKED,
                contacts.of(bob.key.id()).orElseThrow().standing());
    }

    @Test
    void listsOfAStrangerThatDoNotFollowEachOtherAreNothing() {
        SignedDeviceList second = bob.after(bob.list, bob.first, bob.device(2));
        SignedDeviceList third = bob.after(second, bob.first);

        assertEquals(Optional.empty(), learn(bob, bob.list, third));
        assertEquals(
                3,
                learn(bob, bob.list, second, third)
                        .orElseThrow()
                        .chain()
                        .lists()
                        .size());
    }

    @Test
    void aDeviceMoreIsTakenAndTold() {
        Contact before = pinned(bob);
        SignedDeviceList second = bob.after(bob.list, bob.first, bob.device(2));

        Contact after = learn(bob, bob.list, second).orElseThrow();

        assertEquals(second, after.deviceList());
        assertEquals(Optional.of(after), load().of(before.account()));
        assertTrue(told.contains(new Notice.PeerDevicesChanged(bob.name, List.of(new DeviceId(2)), List.of())));
        learn(bob, bob.after(second, bob.first));
        assertTrue(told.contains(new Notice.PeerDevicesChanged(bob.name, List.of(), List.of(new DeviceId(2)))));
        assertEquals(1, contacts.of(before.account()).orElseThrow().devices().size());
    }

    @Test
    void aListWithTheSameDevicesIsTakenAndNotTold() {
        pinned(bob);

        learn(bob, bob.after(bob.list, bob.first));

        assertEquals(1, told.size());
        assertEquals(Notice.ContactChanged.class, told.get(0).getClass());
    }

    @Test
    void anOlderListOrAGapChangesNothing() {
        Contact known = pinned(bob);
        SignedDeviceList second = bob.after(bob.list, bob.first, bob.device(2));
        SignedDeviceList third = bob.after(second, bob.first);

        assertEquals(Optional.of(known), learn(bob, bob.list));
        assertEquals(Optional.of(known), learn(bob, third));
        assertEquals(List.of(), told);
        Contact newer = learn(bob, second, third).orElseThrow();
        assertEquals(third, newer.deviceList());
        assertEquals(Optional.of(newer), learn(bob, second));
        assertEquals(List.of(), told);
    }

    @Test
    void twoListsOfOneVersionTakeTheVerificationAwayAndTheDevicesStay() {
        Contact known = pinned(bob);
        act(step -> contacts.keep(known.withVerified(true), step));
        SignedDeviceList second = bob.after(bob.list, bob.first, bob.device(2));
        learn(bob, second);
        SignedDeviceList fork = bob.after(bob.list, bob.first, bob.device(3));

        Contact after = learn(bob, fork).orElseThrow();

        assertEquals(Contact.Trust.UNVERIFIED, after.trust());
        assertEquals(second, after.deviceList());
        assertTrue(told.contains(new Notice.DevicesContradict(bob.name)));
    }

    @Test
    void whoSaysToBeDeletedIsGoneOnce() {
        pinned(bob);
        SignedDeviceList deleted = bob.deletedAfter(bob.list);

        Contact gone = learn(bob, deleted).orElseThrow();

        assertEquals(Contact.Standing.GONE, gone.standing());
        assertEquals(deleted, gone.deviceList());
        assertTrue(told.contains(new Notice.PersonGone(bob.name)));
        assertEquals(gone, act(step -> contacts.gone(gone, step)));
        assertEquals(List.of(), told);
    }

    @Test
    void whoSaysTheyAreDeletedIsKeptWithThatStanding() {
        Contact known = pinned(bob);

        Contact gone = act(step -> contacts.gone(known, step));

        assertEquals(known.with(Contact.Standing.GONE), gone);
        assertEquals(Optional.of(gone), load().of(bob.key.id()));
    }

    @Test
    void onlyThoseWhoAskAreCountedAsRequests() {
        pinned(mallory);
        assertEquals(0, contacts.requests());
        act(step ->
                contacts.keep(Contact.met(bob.name, DeviceListChain.of(bob.list), Contact.Standing.REQUESTED), step));
        assertEquals(1, contacts.requests());
    }

    @Test
    void whatIsKeptAsItWasIsNotWrittenAgain() {
        Contact known = pinned(bob);

        act(step -> contacts.keep(known, step));

        assertEquals(List.of(), told);
    }

    @Test
    void aDamagedRowStopsTheStart() {
        vault.put(bob.key.id().value(), Bytes.hex("02"));

        assertThrows(DamagedVaultException.class, this::load);
    }
}
