package messenger.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import messenger.crypto.identity.SignedDeviceList;
import org.junit.jupiter.api.Test;

/** Two accounts and one name. */
final class ContactNamesTest extends ContactsFixture {
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
        Contact known = pinned(mallory).withProfile(true);
        act(step -> contacts.keep(known.with(Contact.Standing.REQUESTED).withVerified(true), step));

        Contact adopted = act(step -> contacts.adopt(old, List.of(mallory.list), false, step));

        assertEquals(known.renamed(bob.name), adopted);
        assertEquals(Optional.of(adopted), contacts.named(bob.name));
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
}
