package messenger.client;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.identity.AccountId;
import messenger.protocol.ClientFrame;
import messenger.protocol.Limits;
import messenger.protocol.ServerFrame;

/**
 * Takes in what the server delivers. Seen already: only acknowledge. Otherwise open on a copy, check everything, and
 * only then keep the session, the message and the "seen" in one commit; the acknowledgement leaves after that commit.
 * So a crash at any point loses nothing and shows nothing twice.
 */
final class Inbox {
    private final Unsealer unsealer;
    private final Hearing hearing;
    private final Lookups lookups;
    private final Seen seen;
    private final Unreadable unreadable;
    private final Map<AccountId, List<Held>> held = new LinkedHashMap<>();

    /** A delivery for which something was missing, and the accounts that were asked for it already. */
    private record Held(ServerFrame.Deliver frame, Set<AccountId> asked) {}

    Inbox(Unsealer unsealer, Hearing hearing, Lookups lookups, Seen seen, Unreadable unreadable) {
        this.unsealer = unsealer;
        this.hearing = hearing;
        this.lookups = lookups;
        this.seen = seen;
        this.unreadable = unreadable;
    }

    void deliver(ServerFrame.Deliver frame, Step step, SecureRandom random) {
        deliver(new Held(frame, Set.of()), step, random);
    }

    private void deliver(Held next, Step step, SecureRandom random) {
        ServerFrame.Deliver frame = next.frame();
        if (seen.contains(frame.submission()) || unreadable.contains(frame.submission())) {
            acknowledge(frame, step);
            return;
        }
        try {
            Unsealer.Outcome outcome = unsealer.unseal(frame, step);
            if (outcome instanceof Unsealer.Said said) {
                Optional<AccountId> missing = hearing.missing(said, next.asked());
                Optional<AccountId> before = heldBefore(said.from().account());
                if (missing.isPresent()) {
                    lacks(missing.get(), next, step);
                } else if (before.isPresent()) {
                    hold(before.get(), next);
                } else {
                    take(said, frame, step, random);
                }
            } else if (outcome instanceof Unsealer.Introduced introduced) {
                lacks(introduced.account(), next, step);
            } else {
                throw new AssertionError("no handling of " + outcome.getClass());
            }
        } catch (AuthenticationFailedException e) {
            if (lookups.wantsOwn() && !next.asked().contains(lookups.own())) {
                // It may name a list of ours that another device made, and that is not here yet.
                lacks(lookups.own(), next, step);
            } else {
                drop(frame, unsealer.whyNot(frame), step);
            }
        }
    }

    /** Without an account's device lists it cannot be taken: they are asked for, once. */
    private void lacks(AccountId account, Held next, Step step) {
        if (next.asked().contains(account)) {
            drop(next.frame(), UnreadableMail.Reason.SENDER_UNKNOWN, step);
        } else {
            Set<AccountId> asked = new HashSet<>(next.asked());
            asked.add(account);
            hold(account, new Held(next.frame(), asked));
            lookups.want(account);
        }
    }

    /** One too many comes again with the next connection. */
    private void hold(AccountId account, Held next) {
        if (held.values().stream().mapToInt(List::size).sum() < Limits.UNDER_WAY_MAX) {
            held.computeIfAbsent(account, key -> new ArrayList<>()).add(next);
        }
    }

    /** For what the account waits whose earlier messages may be held: what it wrote later must not overtake them. */
    private Optional<AccountId> heldBefore(AccountId from) {
        return Stream.of(lookups.own(), from).filter(held::containsKey).findFirst();
    }

    /** Whether a message that came waits for somebody's device lists. */
    boolean isHolding() {
        return !held.isEmpty();
    }

    /** The device lists are here, or will never be: what waited for them goes on, in order. */
    void answered(AccountId account, Step step, SecureRandom random) {
        List<Held> waiting = held.remove(account);
        if (waiting != null) {
            waiting.forEach(next -> deliver(next, step, random));
        }
    }

    private void take(Unsealer.Said said, ServerFrame.Deliver frame, Step step, SecureRandom random) {
        if (hearing.isNobody(said)) {
            // Nothing is kept of it, not even the session: it could be one of a million.
            acknowledge(frame, step);
            return;
        }
        said.keep().accept(step);
        if (said.weight() == Unsealer.Weight.EVERYTHING_AT_LAST) {
            hearing.believed(said.from().account(), step, random);
        }
        if (said.message() instanceof Unsealer.Full full) {
            Instant accepted = Instant.ofEpochMilli(frame.receivedMs());
            Heard heard = new Heard(said.from(), full.content(), Place.END, accepted);
            hearing.hear(heard, frame.content(), said.weight(), step, random);
        }
        if (said.heartbeatDue()) {
            hearing.beat(said.from().account(), step, random);
        }
        seen.add(frame.submission(), step);
        acknowledge(frame, step);
    }

    /**
     * It is kept for a week and told; the mailbox need not hold it any longer. It does not count as seen: junk must
     * not fill the vault.
     */
    private void drop(ServerFrame.Deliver frame, UnreadableMail.Reason reason, Step step) {
        unreadable.add(frame, reason, step);
        acknowledge(frame, step);
    }

    private static void acknowledge(ServerFrame.Deliver frame, Step step) {
        step.transmit(Route.MEMBER, new ClientFrame.Acknowledge(List.of(frame.sequence())));
    }

    /** What waited comes again with the next connection. */
    void linkDown() {
        held.clear();
    }
}
