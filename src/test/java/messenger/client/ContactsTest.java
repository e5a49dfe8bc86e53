package messenger.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import messenger.crypto.Bytes;
import messenger.crypto.identity.DeviceId;
import messenger.crypto.identity.DeviceListChain;
import messenger.crypto.identity.SignedDeviceList;
import org.junit.jupiter.api.Test;

/** What the server says about people, held against what was pinned. */
final class ContactsTest {
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    private final Known bob = new Known("bob", 1);
    private final Known mallory = new Known("mallory", 2);
    private final Map<Bytes, Bytes> vault = new HashMap<>();
    private final List<Notice> told = new ArrayList<>();
    private final Contacts contacts = load();

    private Contacts load() {
        VaultRows rows = table -> table == Table.CONTACT ? Map.copyOf(vault) : Map.of();
        return Contacts.load(rows, Sessions.load(rows));
    }

    /** Something that changes the contacts, and what it led to. */
    private interface Act<T> {
        T in(Step step);
    }

    private <T> T act(Act<T> act) {
        Step step = new Step(NOW);
        T result = act.in(step);
        told.clear();
        for (ClientEffect effect : step.effects()) {
            if (effect instanceof ClientEffect.Commit commit) {
                commit.changes().forEach(this::keep);
            } else if (effect instanceof ClientEffect.Tell tell) {
                told.add(tell.notice());
            }
        }
        return result;
    }

    private void keep(VaultChange change) {
        if (change instanceof VaultChange.Put put && put.table() == Table.CONTACT) {
            vault.put(put.id(), put.value());
        }
    }

    private Contact pinned(Known who) {
        return act(step ->
                contacts.keep(Contact.met(who.name, DeviceListChain.of(who.list), Contact.Standing.ACCEPTED), step));
    }

    private Optional<Contact> learn(Known who, SignedDeviceList... lists) {
        return act(step -> contacts.learn(who.name, List.of(lists), step));
    }

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
    void anotherAccountUnderAPinnedNameStopsAndIsToldOnce() {
        pinned(bob);

        Contact changed = act(step -> contacts.learn(bob.name, List.of(mallory.list), step))
                .orElseThrow();

        assertEquals(bob.key.id(), changed.account());
        assertEquals(Optional.of(mallory.key.id()), changed.rival());
        assertTrue(told.contains(new Notice.IdentityChanged(bob.name, false)));
        act(step -> contacts.learn(bob.name, List.of(mallory.list), step));
        assertEquals(List.of(), told);
        assertEquals(Optional.of(changed), load().named(bob.name));
    }

    @Test
    void aPinnedAccountUnderAnotherNameStopsToo() {
        pinned(bob);

        Contact changed = act(step -> contacts.learn(mallory.name, List.of(bob.list), step))
                .orElseThrow();

        assertEquals(bob.name, changed.name());
        assertEquals(Contact.Trust.CHANGED, changed.trust());
    }

    @Test
    void anAccountNamedInPassingIsComparedToo() {
        act(step -> contacts.keep(pinned(bob).withVerified(true), step));

        act(step -> {
            contacts.compare(bob.name, bob.key.id(), step);
            contacts.compare(mallory.name, mallory.key.id(), step);
            return step;
        });
        assertEquals(List.of(), told);
        act(step -> {
            contacts.compare(bob.name, mallory.key.id(), step);
            return step;
        });
        assertTrue(told.contains(new Notice.IdentityChanged(bob.name, true)));
        assertEquals(
                Contact.Trust.CHANGED, contacts.named(bob.name).orElseThrow().trust());
    }

    @Test
    void whoIsAcceptedUnderANameTakesItFromWhoHadIt() {
        Contact old = pinned(bob);

        Contact adopted = act(step -> contacts.adopt(old, List.of(mallory.list), true, step));

        assertEquals(mallory.key.id(), adopted.account());
        assertEquals(bob.name, adopted.name());
        assertEquals(Contact.Trust.VERIFIED, adopted.trust());
        assertEquals(Contact.Standing.ACCEPTED, adopted.standing());
        for (Contacts now : List.of(contacts, load())) {
            assertEquals(Optional.of(adopted), now.named(bob.name));
            assertEquals(
                    Contact.Standing.REPLACED,
                    now.of(old.account()).orElseThrow().standing());
            assertEquals(2, now.all().size());
        }
    }

    @Test
    void whoWasKnownUnderAnotherNameTakesThisOne() {
        Contact old = pinned(bob);
        Contact known = pinned(mallory);
        act(step -> contacts.keep(known.with(Contact.Standing.REQUESTED).withVerified(true), step));

        Contact adopted = act(step -> contacts.adopt(old, List.of(mallory.list), false, step));

        assertEquals(known.renamed(bob.name), adopted);
        assertEquals(Optional.of(adopted), contacts.named(bob.name));
    }

    @Test
    void whoSaysTheyAreDeletedIsKeptWithThatStanding() {
        Contact known = pinned(bob);

        Contact gone = act(step -> contacts.gone(known, step));

        assertEquals(known.with(Contact.Standing.GONE), gone);
        assertEquals(Optional.of(gone), load().of(bob.key.id()));
    }

    @Test
    void aServerThatComesBackToThePinnedAccountLeavesItAsItWas() {
        Contact old = pinned(bob).withRival(Optional.of(mallory.key.id())).withVerified(true);
        act(step -> contacts.keep(old, step));

        Contact after = act(step -> contacts.adopt(old, List.of(bob.list), false, step));

        assertEquals(old.withRival(Optional.empty()), after);
        assertEquals(Optional.of(after), contacts.named(bob.name));
    }

    @Test
    void nobodyIsAdoptedByListsThatDoNotFollowEachOther() {
        Contact old = pinned(bob);
        SignedDeviceList second = mallory.after(mallory.list, mallory.first);

        assertEquals(old, act(step -> contacts.adopt(old, List.of(second, mallory.list), true, step)));
        assertEquals(List.of(), told);
        assertEquals(Optional.empty(), contacts.of(mallory.key.id()));
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
