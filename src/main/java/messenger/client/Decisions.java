package messenger.client;

import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import messenger.crypto.identity.AccountId;
import messenger.protocol.UserName;
import messenger.protocol.content.Body;
import messenger.protocol.content.ConversationId;

/** What the person decides about people, and what follows from it here and on the other own devices. */
final class Decisions {
    private final Self self;
    private final Contacts contacts;
    private final Conversations conversations;
    private final Outbox outbox;
    private final DeviceUpdates updates;
    private final Arrivals arrivals;

    Decisions(
            Self self,
            Contacts contacts,
            Conversations conversations,
            Outbox outbox,
            DeviceUpdates updates,
            Arrivals arrivals) {
        this.self = self;
        this.contacts = contacts;
        this.conversations = conversations;
        this.outbox = outbox;
        this.updates = updates;
        this.arrivals = arrivals;
    }

    /** Does what was decided about somebody known; the identity that came instead is {@link People}'s. */
    void decide(UserName about, Decision decision, Step step, SecureRandom random) {
        Optional<Contact> known = contacts.named(about);
        if (known.isEmpty()) {
            step.tell(new Notice.NobodyThere(about));
            return;
        }
        Contact before = known.get();
        Contact after = decided(before, decision, step);
        if (!after.equals(before)) {
            keep(before, after, step, random);
            Body.Aspect aspect = before.standing() == after.standing() ? Body.Aspect.VERIFIED : Body.Aspect.STANDING;
            sync(List.of(after), aspect, step, random);
        }
    }

    private Contact decided(Contact contact, Decision decision, Step step) {
        Contact.Standing standing = contact.standing();
        if (decision instanceof Decision.Accept || decision instanceof Decision.Unblock) {
            boolean shut = standing == Contact.Standing.DECLINED || standing == Contact.Standing.BLOCKED;
            boolean may = standing == Contact.Standing.REQUESTED || shut;
            return may ? contact.with(Contact.Standing.ACCEPTED).withProfile(false) : contact;
        } else if (decision instanceof Decision.Decline) {
            return standing == Contact.Standing.REQUESTED ? contact.with(Contact.Standing.DECLINED) : contact;
        } else if (decision instanceof Decision.Block) {
            return contact.with(Contact.Standing.BLOCKED);
        } else if (decision instanceof Decision.Verified verified) {
            return verified.account().equals(contact.account())
                            && contact.rival().isEmpty()
                    ? contact.withVerified(true)
                    : contact;
        } else if (decision instanceof Decision.Unverify) {
            return contact.withVerified(false);
        } else if (decision instanceof Decision.AcceptIdentity) {
            if (contact.verified()) {
                step.tell(new Notice.VerifyFirst(contact.name()));
            }
            return contact;
        }
        throw new AssertionError("no handling of " + decision.getClass());
    }

    private void keep(Contact before, Contact after, Step step, SecureRandom random) {
        contacts.keep(after, step);
        boolean undecided = before.standing() == Contact.Standing.REQUESTED;
        if (undecided && after.standing().isShut()) {
            arrivals.forgetGaps(after.account(), step);
            conversations.erase(after.account(), step);
        }
        // Whoever was let in may have the key, whatever became of giving it.
        if (after.standing() == Contact.Standing.BLOCKED && before.standing() == Contact.Standing.ACCEPTED) {
            updates.rotateAccessKey(step, random);
        }
    }

    /** Another own device tells what it knows of somebody. */
    void sync(Body.Known known, Step step, SecureRandom random) {
        Optional<Contact> contact = contacts.ofOrCandidate(known.account());
        if (contact.isEmpty() || !contact.get().name().equals(known.name())) {
            return;
        }
        Contact before = contact.get();
        boolean isNew = contacts.of(known.account()).isEmpty() || before.standing() == Contact.Standing.REQUESTED;
        Contact after = before;
        if (isNew || known.aspect() == Body.Aspect.STANDING) {
            after = Contact.Standing.find(known.standing()).map(after::with).orElse(after);
        }
        if (isNew || known.aspect() == Body.Aspect.VERIFIED) {
            after = after.withVerified(known.verified());
        }
        if (after.accessKey().size() == 0) {
            after = after.withAccessKey(known.accessKey());
        }
        keep(before, after, step, random);
    }

    /** Tells the other own devices of people whom they may not know. */
    void sync(List<Contact> people, Step step, SecureRandom random) {
        sync(people, Body.Aspect.NOTHING, step, random);
    }

    /** Tells the other own devices what is known of these people. */
    private void sync(List<Contact> people, Body.Aspect aspect, Step step, SecureRandom random) {
        if (self.account().otherDevices().isEmpty()) {
            return;
        }
        AccountId own = self.id();
        for (int at = 0; at < people.size(); at += Body.People.KNOWN_MAX) {
            List<Body.Known> page = people.subList(at, Math.min(people.size(), at + Body.People.KNOWN_MAX)).stream()
                    .map(contact -> known(contact, aspect))
                    .toList();
            outbox.addUnseen(conversations.with(own, step), new Body.People(page), step, random);
        }
    }

    private static Body.Known known(Contact contact, Body.Aspect aspect) {
        return new Body.Known(
                contact.account(),
                contact.name(),
                aspect,
                contact.standing().code(),
                contact.verified(),
                contact.accessKey());
    }

    /** What was said, as it is to be said now: an old key, or an old decision, must not come after a newer one. */
    Optional<Body> current(Body said) {
        if (said instanceof Body.Profile profile) {
            return Optional.of(said).filter(body -> profile.accessKey().equals(self.accessKey()));
        } else if (said instanceof Body.People people) {
            List<Body.Known> known = people.known().stream()
                    .flatMap(old -> contacts.of(old.account()).map(contact -> known(contact, old.aspect())).stream())
                    .toList();
            return known.isEmpty() ? Optional.empty() : Optional.of(new Body.People(known));
        }
        return Optional.of(said);
    }

    /** Gives our access key to our other devices, which the list alone does not tell it. */
    void giveOwnProfile(Step step, SecureRandom random) {
        if (!self.account().otherDevices().isEmpty()) {
            outbox.addUnseen(conversations.with(self.id(), step), new Body.Profile(self.accessKey()), step, random);
        }
    }

    /** What was said and decided since this copy of the vault was made, is not known: everything begins anew. */
    void rolledBack(Step step, SecureRandom random) {
        conversations.restartChains(step);
        startAnew(step, random);
    }

    /** Says nothing to everybody with whom there was a conversation, so that a new session with them begins. */
    void startAnew(Step step, SecureRandom random) {
        for (Contact contact : contacts.all()) {
            if (contact.maySend()) {
                conversationWith(contact).ifPresent(conversation -> outbox.addHeartbeat(conversation, step, random));
            }
        }
        if (!self.account().otherDevices().isEmpty()) {
            outbox.addHeartbeat(conversations.with(self.id(), step), step, random);
        }
    }

    private Optional<Conversation> conversationWith(Contact contact) {
        return conversations
                .find(ConversationId.direct(self.id(), contact.account()))
                .filter(conversation -> conversation.lastPosition() > 0);
    }

    /** Gives our access key to everybody who may have it and does not have it yet (PROTOCOL 1.6). */
    void giveProfiles(Step step, SecureRandom random) {
        if (!self.account().knowsAccessKey()) {
            // Whoever got the old one now would take it for the newest.
            return;
        }
        for (Contact contact : contacts.all()) {
            if (contact.maySend() && !contact.hasProfile()) {
                conversationWith(contact).ifPresent(conversation -> {
                    outbox.addUnseen(conversation, new Body.Profile(self.accessKey()), step, random);
                    contacts.keep(contact.withProfile(true), step);
                });
            }
        }
    }
}
