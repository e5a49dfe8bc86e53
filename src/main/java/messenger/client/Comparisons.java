package messenger.client;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.identity.AccountId;
import messenger.crypto.identity.AccountPublic;
import messenger.crypto.identity.DeviceId;
import messenger.crypto.identity.SignedDeviceList;
import messenger.crypto.ratchet.PeerDevice;
import messenger.crypto.verify.Sas;
import messenger.crypto.verify.SasParty;
import messenger.crypto.verify.SasResponder;
import messenger.crypto.verify.SasStarter;
import messenger.protocol.UserName;
import messenger.protocol.content.Body;

/**
 * Comparing short numbers with somebody (PROTOCOL 1.14): commitment, answer, reveal, all inside ordinary sealed
 * messages. Lives in memory: who restarts compares again.
 *
 * <pre>
 *   starter    COMMIT  - - - - - ->   NumbersWanted
 *              <- - - - - -  ANSWER   CompareNumbers: the other person agrees
 *   numbers    REVEAL  - - - - - ->   numbers
 *              Compared <- - - -> Compared
 * </pre>
 */
final class Comparisons {
    /** Two people who look at their screens need no longer. */
    static final Duration GIVEN_UP_AFTER = Duration.ofMinutes(10);

    private final Self self;
    private final Contacts contacts;
    private final Conversations conversations;
    private final Outbox outbox;
    private final Decisions decisions;
    private final Map<AccountId, Comparison> running = new HashMap<>();

    /** How far it is with somebody. */
    private record Comparison(Instant since, Stage stage) {}

    private sealed interface Stage {
        /** We committed, and wait for the answer. */
        record Committed(SasStarter starter) implements Stage {}

        /** They committed, from this device, and we have not agreed yet. */
        record Wanted(DeviceId device, Bytes commitment) implements Stage {}

        /** We answered, and wait until they open their commitment. */
        record Answered(DeviceId device, SasResponder responder) implements Stage {}

        /** The numbers are on the screen. */
        record Shown() implements Stage {}
    }

    Comparisons(Self self, Contacts contacts, Conversations conversations, Outbox outbox, Decisions decisions) {
        this.self = self;
        this.contacts = contacts;
        this.conversations = conversations;
        this.outbox = outbox;
        this.decisions = decisions;
    }

    /** Begins, or agrees to what the other side began. */
    void begin(UserName with, Step step, SecureRandom random) {
        Optional<Contact> known = contacts.named(with).filter(Contact::maySend);
        if (known.isEmpty()) {
            step.tell(new Notice.NumbersEnded(with, Notice.Comparison.GIVEN_UP));
            return;
        }
        Contact contact = known.get();
        Comparison before = running.get(contact.account());
        if (before != null && before.stage() instanceof Stage.Wanted wanted) {
            answer(contact, wanted, step, random);
        } else {
            SasStarter starter =
                    SasStarter.begin(party(self.account().deviceList()), party(contact.deviceList()), random);
            go(contact, new Stage.Committed(starter), step);
            say(contact, new Body.Compare(Body.CompareStep.COMMIT, starter.commitment()), step, random);
        }
    }

    private void answer(Contact contact, Stage.Wanted wanted, Step step, SecureRandom random) {
        try {
            SasResponder responder = SasResponder.answer(
                    party(self.account().deviceList()), party(contact.deviceList()), wanted.commitment(), random);
            go(contact, new Stage.Answered(wanted.device(), responder), step);
            say(contact, new Body.Compare(Body.CompareStep.ANSWER, responder.nonce()), step, random);
        } catch (AuthenticationFailedException e) {
            end(contact, Notice.Comparison.DIFFERENT, step);
        }
    }

    /**
     * Accounts are compared and not devices: whoever starts cannot know at which of their devices the other one sits.
     * Which device speaks, the session has proved.
     */
    private static SasParty party(SignedDeviceList list) {
        return new SasParty(AccountPublic.of(list), DeviceId.FIRST);
    }

    private void go(Contact contact, Stage stage, Step step) {
        running.put(contact.account(), new Comparison(step.now(), stage));
    }

    private void say(Contact contact, Body body, Step step, SecureRandom random) {
        outbox.addUnseen(conversations.with(contact.account(), step), body, step, random);
    }

    /** The other side says something about comparing; only of somebody who was let in. */
    void hear(Contact contact, PeerDevice from, Body body, Step step, SecureRandom random) {
        if (!contact.maySend()) {
            return;
        }
        if (body instanceof Body.Compare compare) {
            compare(contact, from, compare, step, random);
        } else if (body instanceof Body.Compared compared) {
            ended(contact, compared.outcome(), step, random);
        }
    }

    private void compare(Contact contact, PeerDevice from, Body.Compare compare, Step step, SecureRandom random) {
        Comparison before = running.get(contact.account());
        switch (compare.step()) {
            case COMMIT -> committed(contact, from, compare.value(), step);
            case ANSWER -> {
                if (before != null && before.stage() instanceof Stage.Committed committed) {
                    reveal(contact, committed.starter(), compare.value(), step, random);
                }
            }
            case REVEAL -> {
                if (before != null
                        && before.stage() instanceof Stage.Answered answered
                        && answered.device().equals(from.device())) {
                    revealed(contact, answered.responder(), compare.value(), step, random);
                }
            }
        }
    }

    private void reveal(Contact contact, SasStarter starter, Bytes theirs, Step step, SecureRandom random) {
        try {
            SasStarter.Reveal reveal = starter.reveal(theirs);
            say(contact, new Body.Compare(Body.CompareStep.REVEAL, reveal.nonce()), step, random);
            show(contact, reveal.sas(), step);
        } catch (AuthenticationFailedException e) {
            end(contact, Notice.Comparison.DIFFERENT, step);
        }
    }

    /** Where both begin at once, the one whose account id is smaller has begun. */
    private void committed(Contact contact, PeerDevice from, Bytes commitment, Step step) {
        Comparison before = running.get(contact.account());
        boolean both = before != null && before.stage() instanceof Stage.Committed;
        boolean oursCounts =
                self.id().value().toHex().compareTo(contact.account().value().toHex()) < 0;
        if (!both || !oursCounts) {
            go(contact, new Stage.Wanted(from.device(), commitment), step);
            step.tell(new Notice.NumbersWanted(contact.name()));
        }
    }

    private void revealed(Contact contact, SasResponder responder, Bytes nonce, Step step, SecureRandom random) {
        try {
            show(contact, responder.finish(nonce), step);
        } catch (AuthenticationFailedException e) {
            say(contact, new Body.Compared(Body.ComparedAs.DIFFERENT), step, random);
            end(contact, Notice.Comparison.DIFFERENT, step);
            decisions.decide(contact.name(), new Decision.Unverify(), step, random);
        }
    }

    private void show(Contact contact, Sas numbers, Step step) {
        go(contact, new Stage.Shown(), step);
        step.tell(new Notice.NumbersShown(contact.name(), numbers));
    }

    /** The person looked at both screens. */
    void compared(UserName with, boolean equal, Step step, SecureRandom random) {
        Optional<Contact> known = contacts.named(with);
        Optional<Comparison> before = known.map(Contact::account).map(running::get);
        if (known.isEmpty() || before.isEmpty()) {
            return;
        }
        Contact contact = known.get();
        boolean shown = before.get().stage() instanceof Stage.Shown;
        Body.ComparedAs outcome = equal ? Body.ComparedAs.EQUAL : Body.ComparedAs.DIFFERENT;
        say(contact, new Body.Compared(shown ? outcome : Body.ComparedAs.CALLED_OFF), step, random);
        if (shown && equal) {
            end(contact, Notice.Comparison.EQUAL, step);
            decisions.decide(with, new Decision.Verified(contact.account()), step, random);
        } else if (shown) {
            end(contact, Notice.Comparison.DIFFERENT, step);
            decisions.decide(with, new Decision.Unverify(), step, random);
        } else {
            end(contact, Notice.Comparison.GIVEN_UP, step);
        }
    }

    /** What the other person saw. That the numbers are equal there verifies nothing here; that they differ, does. */
    private void ended(Contact contact, Body.ComparedAs outcome, Step step, SecureRandom random) {
        if (outcome == Body.ComparedAs.EQUAL) {
            return;
        }
        boolean differ = outcome == Body.ComparedAs.DIFFERENT;
        if (running.containsKey(contact.account()) || (differ && contact.verified())) {
            end(contact, differ ? Notice.Comparison.DIFFERENT : Notice.Comparison.GIVEN_UP, step);
        }
        if (differ && contact.verified()) {
            decisions.decide(contact.name(), new Decision.Unverify(), step, random);
        }
    }

    private void end(Contact contact, Notice.Comparison outcome, Step step) {
        running.remove(contact.account());
        step.tell(new Notice.NumbersEnded(contact.name(), outcome));
    }

    /** Nobody waits for ever. */
    void expire(Step step) {
        for (Map.Entry<AccountId, Comparison> entry : List.copyOf(running.entrySet())) {
            if (!step.now().isBefore(entry.getValue().since().plus(GIVEN_UP_AFTER))) {
                contacts.of(entry.getKey()).ifPresent(contact -> end(contact, Notice.Comparison.GIVEN_UP, step));
            }
        }
    }
}
