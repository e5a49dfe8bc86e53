package messenger.client;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import messenger.crypto.Bytes;
import messenger.crypto.MalformedException;
import messenger.crypto.identity.AccountId;
import messenger.crypto.identity.DeviceId;
import messenger.crypto.ratchet.PeerDevice;
import messenger.protocol.UserName;
import messenger.protocol.content.Content;
import messenger.protocol.content.ConversationId;

/**
 * What arrived of every device, our own others included, and what did not: nothing that somebody said goes missing
 * without a line in the history that says so (PROTOCOL 1.12, T26).
 */
final class Arrivals {
    /** Whoever sent it keeps it for as long. */
    static final Duration GIVEN_UP_AFTER = Duration.ofDays(SentContents.KEEP_DAYS);

    private final Self self;
    private final Contacts contacts;
    private final Conversations conversations;
    private final Map<PeerDevice, Arrival> byDevice = new LinkedHashMap<>();

    private Arrivals(Self self, Contacts contacts, Conversations conversations) {
        this.self = self;
        this.contacts = contacts;
        this.conversations = conversations;
    }

    static Arrivals load(Self self, Contacts contacts, Conversations conversations, VaultRows rows) {
        Arrivals arrivals = new Arrivals(self, contacts, conversations);
        try {
            for (Bytes row : rows.all(Table.ARRIVAL).values()) {
                Arrival arrival = Arrival.decode(row);
                arrivals.byDevice.put(arrival.from(), arrival);
            }
        } catch (MalformedException | IllegalArgumentException e) {
            throw new DamagedVaultException(Table.ARRIVAL, e);
        }
        return arrivals;
    }

    Collection<Arrival> all() {
        return List.copyOf(byDevice.values());
    }

    /** A content of a device came; gives where in the history it belongs. */
    Place arrived(PeerDevice from, Content content, Bytes sealed, Step step) {
        Arrival before = byDevice.get(from);
        Arrival.Taken taken = (before == null ? begin(from, content) : before).take(content, sealed, step.now());
        end(from, taken.ended(), step);
        Arrival next = taken.next();
        if (isShut(from)) {
            end(from, next.gaps(), step);
            next = next.withoutGaps();
        } else if (taken.finding() == Arrival.Finding.GAP) {
            next = shown(next, step);
        } else if (taken.finding() == Arrival.Finding.COUNT_LOST) {
            step.tell(new Notice.CountLost(nameOf(from)));
        }
        keep(next, step);
        return taken.place();
    }

    /** A device that was not there when the account began gets only what was sent since. */
    private Arrival begin(PeerDevice from, Content content) {
        boolean isFirst = self.account().device().id().equals(DeviceId.FIRST);
        return isFirst ? Arrival.first(from) : Arrival.beginningWith(from, content);
    }

    /** Nothing of somebody shut out is shown, and so nothing of theirs is missed. */
    private boolean isShut(PeerDevice from) {
        return contacts.of(from.account())
                .filter(contact -> contact.standing().isShut())
                .isPresent();
    }

    private Arrival shown(Arrival arrival, Step step) {
        Gap gap = arrival.gaps().get(arrival.gaps().size() - 1);
        if (isOwn(arrival.from())) {
            // To whom another own device wrote, only what is missing would say.
            return arrival;
        }
        long row = conversations.addGap(conversations.with(arrival.from().account(), step), gap, step);
        return arrival.with(gap, gap.at(row)).next();
    }

    /**
     * What was missing of a device is known to be nothing, or lost.
     *
     * @param after what {@code before} has become
     */
    void change(PeerDevice from, Gap before, Gap after, Step step) {
        Arrival arrival = byDevice.get(from);
        if (arrival != null && arrival.gaps().contains(before)) {
            Arrival.Taken taken = arrival.with(before, after);
            end(from, taken.ended(), step);
            keep(taken.next(), step);
        }
    }

    /** The gap of a device in which a number is missing. */
    Optional<Gap> gap(PeerDevice from, long number) {
        return Optional.ofNullable(byDevice.get(from)).flatMap(arrival -> arrival.gapWith(number));
    }

    /** Nobody has any more what is missing for too long. */
    void expire(Step step) {
        Instant longAgo = step.now().minus(GIVEN_UP_AFTER);
        for (Arrival arrival : all()) {
            arrival.gaps().stream()
                    .filter(gap -> gap.noticed().isBefore(longAgo))
                    .forEach(gap -> change(arrival.from(), gap, gap.givenUp(), step));
        }
    }

    /** The history with an account is erased, and with it every line about something missing. */
    void forgetGaps(AccountId account, Step step) {
        for (Arrival arrival : all()) {
            if (arrival.from().account().equals(account) && !arrival.gaps().isEmpty()) {
                keep(arrival.withoutGaps(), step);
            }
        }
    }

    private void end(PeerDevice from, List<Gap> ended, Step step) {
        for (Gap gap : ended) {
            if (gap.lost() > 0) {
                step.tell(new Notice.MessagesLost(nameOf(from), gap.lost()));
            }
            if (gap.row() > 0) {
                conversations.endGap(ConversationId.direct(self.id(), from.account()), gap, step);
            }
        }
    }

    private boolean isOwn(PeerDevice from) {
        return from.account().equals(self.id());
    }

    private UserName nameOf(PeerDevice from) {
        return contacts.of(from.account()).map(Contact::name).orElseGet(self::name);
    }

    private void keep(Arrival next, Step step) {
        byDevice.put(next.from(), next);
        step.change(next.put());
    }
}
