package messenger.client;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import messenger.crypto.identity.AccountId;
import messenger.crypto.ratchet.PeerDevice;
import messenger.protocol.UserName;
import messenger.protocol.content.Body;

/** Asks the devices that said what did not arrive to say it again, and takes their answers (PROTOCOL 1.12, T26). */
final class Asking {
    /** What is only late is here by then. */
    static final Duration ASK_AFTER = Duration.ofSeconds(2);

    /** The request waits in a mailbox until that device is there; but it may be lost like any mail. */
    static final Duration ASK_AGAIN_AFTER = Duration.ofHours(6);

    static final int ASKED_MAX = 8;

    private final Self self;
    private final Contacts contacts;
    private final Conversations conversations;
    private final Arrivals arrivals;
    private final Outbox outbox;
    private final Unreadable unreadable;

    Asking(
            Self self,
            Contacts contacts,
            Conversations conversations,
            Arrivals arrivals,
            Outbox outbox,
            Unreadable unreadable) {
        this.self = self;
        this.contacts = contacts;
        this.conversations = conversations;
        this.arrivals = arrivals;
        this.outbox = outbox;
        this.unreadable = unreadable;
    }

    /** Asks for what is missing for long enough; {@code at} is the time, or the end of all waiting. */
    void ask(Instant at, Step step, SecureRandom random) {
        for (Arrival arrival : arrivals.all()) {
            AccountId account = arrival.from().account();
            boolean own = account.equals(self.id());
            if (!own && !conversations.mayAnswer(account)) {
                continue;
            }
            for (Gap gap : arrival.gaps()) {
                if (isDue(gap, at, step.now())) {
                    ask(arrival.from(), gap, step, random);
                    // The line in the conversation is there from the start, and most often goes at once: only if the
                    // first answer stays away is it worth a word to somebody who reads elsewhere.
                    if (gap.asked() == 1 && !own) {
                        step.tell(new Notice.SomethingMissing(nameOf(account)));
                    }
                }
            }
        }
    }

    private static boolean isDue(Gap gap, Instant at, Instant now) {
        return gap.asked() == 0
                ? !at.isBefore(gap.noticed().plus(ASK_AFTER))
                : gap.asked() < ASKED_MAX && !now.isBefore(gap.lastAsked().plus(ASK_AGAIN_AFTER));
    }

    private void ask(PeerDevice from, Gap gap, Step step, SecureRandom random) {
        List<Body.Run> runs = Body.Run.of(gap.open());
        Body.Missing request = new Body.Missing(runs.subList(0, Math.min(runs.size(), Body.Run.RUNS_MAX)));
        OutboxItem.Waiting waiting = new OutboxItem.Waiting(request, List.of());
        outbox.addFor(conversations.with(from.account(), step), from.device(), waiting, step, random);
        arrivals.change(from, gap, gap.askedAt(step.now()), step);
    }

    private UserName nameOf(AccountId account) {
        return contacts.of(account).map(Contact::name).orElseThrow(() -> new IllegalStateException("said by nobody"));
    }

    /** What was asked for is here: gives what is to be heard of it. What nobody asked for is nothing. */
    Optional<Heard> again(Heard heard, Body.Again again, Step step) {
        Optional<Gap> gap = asked(heard.from(), again.sequence());
        if (gap.isEmpty()) {
            return Optional.empty();
        }
        Place place = gap.get().place(again.sequence());
        arrivals.change(heard.from(), gap.get(), gap.get().without(again.sequence()), step);
        unreadable.heal(again.submission(), step);
        return Optional.of(heard.instead(again, place));
    }

    /** What was asked for will not come. */
    void notAgain(PeerDevice from, Body.NotAgain answer, Step step) {
        answer.nothing().stream().flatMapToLong(Body.Run::numbers).forEach(number -> asked(from, number)
                .ifPresent(gap -> arrivals.change(from, gap, gap.without(number), step)));
        answer.gone().stream().flatMapToLong(Body.Run::numbers).forEach(number -> asked(from, number)
                .ifPresent(gap -> arrivals.change(from, gap, gap.losing(number), step)));
    }

    private Optional<Gap> asked(PeerDevice from, long number) {
        return arrivals.gap(from, number).filter(gap -> gap.asked() > 0);
    }
}
