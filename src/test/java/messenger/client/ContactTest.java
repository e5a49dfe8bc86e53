package messenger.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import messenger.crypto.Bytes;
import messenger.crypto.MalformedException;
import messenger.crypto.identity.DeviceListChain;
import messenger.crypto.identity.SafetyFingerprint;
import messenger.protocol.SealedWrap;
import messenger.protocol.UserName;
import org.junit.jupiter.api.Test;

/** What is kept of a person, and what follows from it. */
final class ContactTest {
    private final Known bob = new Known("bob", 1);
    private final Known mallory = new Known("mallory", 2);
    private final Contact met = Contact.met(bob.name, DeviceListChain.of(bob.list), Contact.Standing.ACCEPTED);

    private static Bytes row(Contact contact) {
        return ((VaultChange.Put) contact.put()).value();
    }

    @Test
    void whoeverIsMetIsUnverifiedWithoutARivalAndWithoutAKey() {
        assertEquals(bob.key.id(), met.account());
        assertEquals(Contact.Trust.UNVERIFIED, met.trust());
        assertEquals(Optional.empty(), met.rival());
        assertEquals(Bytes.EMPTY, met.accessKey());
        assertFalse(met.hasProfile());
        assertEquals(List.of(bob.first), met.devices());
        assertEquals(SafetyFingerprint.of(bob.key.publicKey()), met.fingerprint());
    }

    @Test
    void eachFieldComesBackFromTheVault() throws Exception {
        Bytes key = Bytes.utf8("k".repeat(SealedWrap.ACCESS_KEY_BYTES));
        for (Contact contact : List.of(
                met,
                met.withVerified(true),
                met.withRival(Optional.of(mallory.key.id())),
                met.withAccessKey(key),
                met.withProfile(true),
                met.renamed(new UserName("robert")),
                met.with(met.chain().advancedBy(bob.after(bob.list, bob.first, bob.device(2)))))) {
            assertEquals(contact, Contact.decode(row(contact)));
            assertEquals(Table.CONTACT, contact.put().table());
            assertEquals(bob.key.id().value(), contact.put().id());
        }
    }

    @Test
    void eachStandingComesBackFromTheVaultUnderItsOwnCode() throws Exception {
        for (Contact.Standing standing : Contact.Standing.values()) {
            assertEquals(standing, Contact.decode(row(met.with(standing))).standing());
        }
        assertEquals(0, Contact.Standing.REQUESTED.code());
        assertEquals(5, Contact.Standing.REPLACED.code());
        assertTrue(Contact.Standing.find(6).isEmpty());
    }

    @Test
    void aRowOfAnotherVersionOrWithMoreBytesIsMalformed() {
        Bytes row = row(met);
        Bytes other = Bytes.concat(Bytes.hex("01"), row.slice(1, row.size() - 1));

        assertThrows(MalformedException.class, () -> Contact.decode(other));
        assertThrows(MalformedException.class, () -> Contact.decode(Bytes.concat(row, Bytes.hex("00"))));
    }

    @Test
    void onlyThoseWeTalkToWithoutARivalAreSentTo() {
        for (Contact.Standing standing : Contact.Standing.values()) {
            assertEquals(
                    standing == Contact.Standing.ACCEPTED, met.with(standing).maySend());
            assertFalse(
                    met.with(standing).withRival(Optional.of(mallory.key.id())).maySend());
        }
    }

    @Test
    void onlyThoseWhoAskAndThoseWeTalkToAreHeard() {
        Set<Contact.Standing> open = EnumSet.of(Contact.Standing.REQUESTED, Contact.Standing.ACCEPTED);
        for (Contact.Standing standing : Contact.Standing.values()) {
            assertEquals(!open.contains(standing), standing.isShut());
        }
    }

    @Test
    void aRivalOutweighsThatSomebodyWasVerified() {
        Contact verified = met.withVerified(true);

        assertEquals(Contact.Trust.VERIFIED, verified.trust());
        assertEquals(
                Contact.Trust.CHANGED,
                verified.withRival(Optional.of(mallory.key.id())).trust());
    }

    @Test
    void theAccessKeyIsNotPrinted() {
        String printed = met.withAccessKey(Bytes.utf8("a secret key 16.")).toString();

        assertEquals("Contact(" + bob.key.id() + " ACCEPTED UNVERIFIED)", printed);
        assertTrue(printed.length() < 200);
    }
}
