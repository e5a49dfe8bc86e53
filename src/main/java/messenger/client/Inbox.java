package messenger.client;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.identity.AccountId;
import messenger.crypto.ratchet.Introduction;
import messenger.protocol.ClientFrame;
import messenger.protocol.Limits;
import messenger.protocol.ServerFrame;
import messenger.protocol.content.Body;
import messenger.protocol.content.Content;

/**
 * Takes in what the server delivers. Seen already: only acknowledge. Otherwise open on a copy, check everything, and
 * only then keep the session, the message and the "seen" in one commit; the acknowledgement leaves after that commit.
 * So a crash at any point loses nothing and shows nothing twice.
 */
final class Inbox {
    /** How long to hold back after the server said "too much". */
    static final Duration PAUSE_AFTER_RATE_LIMIT = Duration.ofSeconds(2);

    private final Unsealer unsealer;
    private final Conversations conversations;
    private final Outbox outbox;
    private final Receipts receipts;
    private final Seen seen;
    private final Unreadable unreadable;
    private final Map<AccountId, List<Held>> held = new LinkedHashMap<>();
    private Instant pausedUntil = Instant.EPOCH;

    private record Held(ServerFrame.Deliver frame, Introduction introduction) {}

    Inbox(
            Unsealer unsealer,
            Conversations conversations,
            Outbox outbox,
            Receipts receipts,
            Seen seen,
            Unreadable unreadable) {
        this.unsealer = unsealer;
        this.conversations = conversations;
        this.outbox = outbox;
        this.receipts = receipts;
        this.seen = seen;
        this.unreadable = unreadable;
    }

    void deliver(ServerFrame.Deliver frame, Requests requests, Step step, SecureRandom random) {
        if (seen.contains(frame.submission()) || unreadable.contains(frame.submission())) {
            acknowledge(frame, step);
            return;
        }
        try {
            Unsealer.Outcome outcome = unsealer.unseal(frame, step);
            if (outcome instanceof Unsealer.Said said) {
                take(said, frame, step, random);
            } else if (outcome instanceof Unsealer.Introduced introduced) {
                hold(new Held(frame, introduced.introduction()), requests, step);
            } else {
                throw new AssertionError("no handling of " + outcome.getClass());
            }
        } catch (AuthenticationFailedException e) {
            drop(frame, step);
        }
    }

    private void hold(Held first, Requests requests, Step step) {
        if (held.values().stream().mapToInt(List::size).sum() >= Limits.UNDER_WAY_MAX) {
            return;
        }
        held.computeIfAbsent(first.introduction().peer().account(), account -> new ArrayList<>())
                .add(first);
        ask(requests, step);
    }

    /** Asks for every device list that is waited for and not being asked for. */
    void ask(Requests requests, Step step) {
        if (step.now().isBefore(pausedUntil)) {
            return;
        }
        for (AccountId account : held.keySet()) {
            Requests.WhatDevices question = new Requests.WhatDevices(account);
            if (!requests.isOpen(question)) {
                step.transmit(new ClientFrame.FindAccount(requests.add(question), account));
            }
        }
    }

    /** The server wants fewer questions. */
    void askLater(Step step) {
        pausedUntil = step.now().plus(PAUSE_AFTER_RATE_LIMIT);
    }

    /** Whether a message that came waits for the device list of its sender. */
    boolean isHolding() {
        return !held.isEmpty();
    }

    /**
     * The device list is here: what waited for it goes on. The first makes the session, and the others then belong to
     * it.
     */
    void introducedBy(Contact contact, Requests requests, Step step, SecureRandom random) {
        List<Held> waiting = held.remove(contact.account());
        if (waiting == null) {
            return;
        }
        try {
            Held first = waiting.get(0);
            take(unsealer.accept(first.introduction(), contact, first.frame(), step), first.frame(), step, random);
        } catch (AuthenticationFailedException e) {
            drop(waiting.get(0).frame(), step);
        }
        for (Held next : waiting.subList(1, waiting.size())) {
            deliver(next.frame(), requests, step, random);
        }
    }

    /** Nobody has that account: what claims to come from it cannot be checked. */
    void nobodyIs(AccountId account, Step step) {
        List<Held> waiting = held.remove(account);
        if (waiting != null) {
            waiting.forEach(next -> drop(next.frame(), step));
        }
    }

    private void take(Unsealer.Said said, ServerFrame.Deliver frame, Step step, SecureRandom random) {
        if (said.message() instanceof Unsealer.Full full) {
            say(said.from(), full.content(), step, random);
        }
        if (said.heartbeatDue() && conversations.mayAnswer(said.from())) {
            outbox.addHeartbeat(conversations.with(said.from(), step), step, random);
        }
        seen.add(frame.submission(), step);
        acknowledge(frame, step);
    }

    private void say(AccountId from, Content content, Step step, SecureRandom random) {
        Body body = content.body();
        if (body instanceof Body.Text text) {
            if (!seen.contains(content.id())) {
                seen.add(content.id(), step);
                Instant sent = Instant.ofEpochMilli(content.sentMs());
                conversations.addReceived(conversations.with(from, step), content.id(), sent, text.text(), step);
            }
            receipts.owe(from, content.id(), step, random);
        } else if (body instanceof Body.Delivered delivered) {
            delivered.messages().stream()
                    .filter(id -> conversations.wentTo(id, from))
                    .forEach(id -> conversations.advance(id, MessageState.DELIVERED, step));
        } else {
            throw new AssertionError("no handling of " + body.getClass());
        }
    }

    /**
     * It is kept for a week and counted; the mailbox need not hold it any longer. It does not count as seen: junk must
     * not fill the vault.
     */
    private void drop(ServerFrame.Deliver frame, Step step) {
        unreadable.add(frame, step);
        acknowledge(frame, step);
    }

    private static void acknowledge(ServerFrame.Deliver frame, Step step) {
        step.transmit(new ClientFrame.Acknowledge(List.of(frame.sequence())));
    }

    /** What waited comes again with the next connection. */
    void linkDown() {
        held.clear();
    }
}
