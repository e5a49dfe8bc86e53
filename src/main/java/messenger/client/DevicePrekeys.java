package messenger.client;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import messenger.crypto.Bytes;
import messenger.crypto.CanonicalReader;
import messenger.crypto.CanonicalWriter;
import messenger.crypto.MalformedException;
import messenger.crypto.RejectedKeyException;
import messenger.crypto.identity.Days;
import messenger.crypto.identity.Prekey;
import messenger.crypto.identity.PrekeyKind;
import messenger.crypto.identity.PrekeyPair;
import messenger.crypto.ratchet.Consumed;
import messenger.crypto.ratchet.OwnPrekeys;
import messenger.crypto.ratchet.ReplayEntry;
import messenger.protocol.ClientFrame;
import messenger.protocol.Limits;

/** The prekeys of this device with their secrets: made, published, looked up, and erased in time (PROTOCOL 1.2). */
final class DevicePrekeys implements OwnPrekeys {
    /** The signed prekey is replaced after a week. */
    static final int SIGNED_ROTATION_DAYS = 7;

    /** Secrets outlive their publication by as long as mail may wait. */
    static final int GRACE_DAYS = (int) Limits.MAIL_KEPT.toDays();

    /**
     * For whoever is away, and cannot replace it: others may begin to write to them as long as their mail would wait.
     * In the ordinary case the secret is gone on this day too, {@link #GRACE_DAYS} after it was replaced.
     */
    static final int SIGNED_VALID_DAYS = SIGNED_ROTATION_DAYS + GRACE_DAYS;

    /** Unclaimed one-time pairs die. */
    static final int ONE_TIME_DAYS = 90;

    static final int ONE_TIME_TARGET = 50;
    static final int ONE_TIME_REFILL_UNDER = 20;

    /**
     * One-time pairs that nobody used yet, about 5 KB each: whoever takes them in vain, or a server that says they are
     * gone, must not fill the disk. Over this the last-resort key serves; an older pair may be on its way to us.
     */
    static final int ONE_TIME_KEPT_MAX = 1000;

    /**
     * The row of the counter; prekeys have ids from 1. An id is never used for two keys, also not after the first is
     * erased.
     */
    private static final long COUNTER_ROW = 0;

    /** More than a device ever publishes between a copy of its vault and the copy's return. */
    private static final long ID_LEAP = 1_000_000;

    private static final long ID_LEAP_UNDER = 1L << 31;

    private final Map<Long, PrekeyPair> pairs = new TreeMap<>();
    private final Set<ReplayEntry> replays = new HashSet<>();
    private long lastId;

    /** The newest generation of this vault that the server is known to have kept. */
    private long confirmed;

    /** The signed prekey that the server is known to have; 0 for none. */
    private long published;

    static DevicePrekeys load(VaultRows rows) {
        DevicePrekeys prekeys = new DevicePrekeys();
        try {
            for (Map.Entry<Bytes, Bytes> row : rows.all(Table.PREKEY).entrySet()) {
                if (row.getKey().equals(rowId(COUNTER_ROW))) {
                    CanonicalReader counter = new CanonicalReader(row.getValue());
                    prekeys.lastId = counter.u32();
                    prekeys.published = counter.u32();
                    prekeys.confirmed = counter.u63();
                    counter.end();
                } else {
                    PrekeyPair pair = PrekeyPair.decode(row.getValue());
                    prekeys.pairs.put(pair.id(), pair);
                }
            }
            for (Bytes id : rows.all(Table.REPLAY).keySet()) {
                CanonicalReader reader = new CanonicalReader(id);
                prekeys.replays.add(new ReplayEntry(reader.u32(), reader.u32(), reader.rest()));
            }
        } catch (MalformedException | RejectedKeyException | IllegalArgumentException e) {
            throw new DamagedVaultException(Table.PREKEY, e);
        }
        return prekeys;
    }

    @Override
    public Optional<PrekeyPair> signed(long id) {
        return find(PrekeyKind.SIGNED, id);
    }

    @Override
    public Optional<PrekeyPair> oneTime(long id) {
        return find(PrekeyKind.ONE_TIME, id);
    }

    @Override
    public boolean isReplay(ReplayEntry entry) {
        return replays.contains(entry);
    }

    private Optional<PrekeyPair> find(PrekeyKind kind, long id) {
        return Optional.ofNullable(pairs.get(id)).filter(pair -> pair.prekey().kind() == kind);
    }

    /** Erases or remembers what a first message that authenticated has used up. */
    void consume(Consumed consumed, Step step) {
        if (consumed instanceof Consumed.OneTimePair pair) {
            erase(pair.id(), step);
        } else if (consumed instanceof Consumed.LastResort lastResort) {
            ReplayEntry entry = lastResort.entry();
            replays.add(entry);
            step.put(Table.REPLAY, rowId(entry), Bytes.EMPTY);
        } else {
            throw new AssertionError("no handling of " + consumed.getClass());
        }
    }

    /**
     * This vault was restored from a copy (B9, A10): its one-time pairs may be used, what the server has may be keys
     * that are lost, and ids after the copy's last were given to keys that are not here. What is published next takes
     * the place of all of that.
     */
    void startAnew(OwnAccount account, Step step, SecureRandom random) {
        List.copyOf(pairs.values()).stream()
                .filter(pair -> pair.prekey().kind() == PrekeyKind.ONE_TIME)
                .forEach(pair -> erase(pair.id(), step));
        // A server can claim this at every login: the ids must last for all that.
        lastId += lastId < ID_LEAP_UNDER ? ID_LEAP : 0;
        make(PrekeyKind.SIGNED, SIGNED_VALID_DAYS, account, step, random);
    }

    /**
     * Whether the server went back and not this vault: it has forgotten a generation that it had confirmed. It may have
     * pairs again that it gave out already, so that fresh ones have to take their place (PROTOCOL 1.2, A10).
     */
    boolean isServerBehind(long lastGeneration) {
        return lastGeneration < confirmed;
    }

    /** The server may have older ones than we published last: they are published with the next ones. */
    void forgetPublished(Step step) {
        published = 0;
        putCounter(step);
    }

    /** The server has this generation of the vault from now on. */
    void confirm(long generation, Step step) {
        confirmed = generation;
        putCounter(step);
    }

    /** The server has what was published last. */
    void published(Step step) {
        published = current(Days.of(step.now())).map(PrekeyPair::id).orElse(published);
        putCounter(step);
    }

    private void erase(long id, Step step) {
        if (pairs.remove(id) != null) {
            step.delete(Table.PREKEY, rowId(id));
        }
        for (ReplayEntry entry : List.copyOf(replays)) {
            if (entry.signedId() == id) {
                replays.remove(entry);
                step.delete(Table.REPLAY, rowId(entry));
            }
        }
    }

    /**
     * Does what is due: erases what is too old, replaces the signed prekey, refills the one-time pairs, and asks to
     * publish.
     *
     * @param left one-time pairs that the server still has
     */
    void maintain(OwnAccount account, int left, Requests requests, Step step, SecureRandom random) {
        if (requests.isOpen(new Requests.Publish())) {
            return;
        }
        int today = Days.of(step.now());
        for (PrekeyPair old : List.copyOf(pairs.values())) {
            if (today > lastPublishedDay(old) + (long) GRACE_DAYS) {
                erase(old.id(), step);
            }
        }
        List<PrekeyPair> fresh = new ArrayList<>();
        int room = ONE_TIME_KEPT_MAX - kept();
        for (int i = left; left < ONE_TIME_REFILL_UNDER && i < ONE_TIME_TARGET && fresh.size() < room; i++) {
            fresh.add(make(PrekeyKind.ONE_TIME, ONE_TIME_DAYS, account, step, random));
        }
        Optional<PrekeyPair> current = current(today);
        // An answer that was lost is asked for again: the server may lack the key.
        if (current.isPresent() && current.get().id() == published && fresh.isEmpty()) {
            return;
        }
        PrekeyPair signed =
                current.isPresent() ? current.get() : make(PrekeyKind.SIGNED, SIGNED_VALID_DAYS, account, step, random);
        step.transmit(
                Route.MEMBER,
                new ClientFrame.PublishPrekeys(
                        requests.add(new Requests.Publish()),
                        signed.prekey().encoded(),
                        fresh.stream().map(pair -> pair.prekey().encoded()).toList()));
    }

    /** The day on which it was replaced, or after which nobody takes it; the newest signed prekey has none yet. */
    private int lastPublishedDay(PrekeyPair pair) {
        if (pair.prekey().kind() == PrekeyKind.ONE_TIME) {
            return pair.prekey().expiryDay();
        }
        return pairs.values().stream()
                .map(PrekeyPair::prekey)
                .filter(prekey -> prekey.kind() == PrekeyKind.SIGNED && prekey.id() > pair.id())
                .findFirst()
                .map(Prekey::createdDay)
                .orElse(Integer.MAX_VALUE);
    }

    private int kept() {
        return (int) pairs.values().stream()
                .filter(pair -> pair.prekey().kind() == PrekeyKind.ONE_TIME)
                .count();
    }

    private Optional<PrekeyPair> current(int today) {
        return pairs.values().stream()
                .filter(pair -> pair.prekey().kind() == PrekeyKind.SIGNED)
                .filter(pair -> today < pair.prekey().createdDay() + SIGNED_ROTATION_DAYS)
                .reduce((older, newer) -> newer);
    }

    private PrekeyPair make(PrekeyKind kind, int validDays, OwnAccount account, Step step, SecureRandom random) {
        lastId++;
        PrekeyPair pair = PrekeyPair.generate(
                kind, account.id(), account.device(), lastId, Days.of(step.now()), validDays, random);
        pairs.put(pair.id(), pair);
        step.put(Table.PREKEY, rowId(pair.id()), pair.encoded());
        putCounter(step);
        return pair;
    }

    private void putCounter(Step step) {
        Bytes row =
                new CanonicalWriter().u32(lastId).u32(published).u63(confirmed).toBytes();
        step.put(Table.PREKEY, rowId(COUNTER_ROW), row);
    }

    private static Bytes rowId(ReplayEntry entry) {
        return new CanonicalWriter()
                .u32(entry.signedId())
                .u32(entry.kemId())
                .bytes(entry.ephemeral())
                .toBytes();
    }

    private static Bytes rowId(long id) {
        return new CanonicalWriter().u32(id).toBytes();
    }
}
