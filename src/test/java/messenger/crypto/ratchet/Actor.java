package messenger.crypto.ratchet;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.MalformedException;
import messenger.crypto.Secret;
import messenger.crypto.SeededRandom;
import messenger.crypto.Sha256;
import messenger.crypto.identity.AccountKey;
import messenger.crypto.identity.Days;
import messenger.crypto.identity.DeviceId;
import messenger.crypto.identity.DeviceKeys;
import messenger.crypto.identity.DeviceList;
import messenger.crypto.identity.DeviceListChain;
import messenger.crypto.identity.PrekeyBundle;
import messenger.crypto.identity.PrekeyKind;
import messenger.crypto.identity.PrekeyPair;
import messenger.crypto.identity.SignedDeviceList;

/**
 * Alice, Bob or Mallory with one device: keys, prekeys, and sessions kept as a client keeps them, encoded, replaced
 * only after a step went through.
 */
public final class Actor implements OwnPrekeys {
    public static final Instant START = Instant.parse("2026-06-01T12:00:00Z");
    private static final int ONE_TIME_PAIRS = 3;

    public final AccountKey account;
    public final DeviceKeys device;
    public final SignedDeviceList list;
    public final LocalDevice local;
    public final PrekeyPair signed;
    public final Map<Long, PrekeyPair> oneTime = new LinkedHashMap<>();
    private final Set<Long> givenOut = new HashSet<>();
    public final Set<ReplayEntry> replays = new HashSet<>();
    public final Map<PeerDevice, Secret> sessions = new HashMap<>();
    public final Map<Bytes, SignedDeviceList> directory = new HashMap<>();
    public final SecureRandom random;
    public Instant now = START;
    public boolean heartbeatDue;

    public Actor(long seed) {
        this(seed, new SeededRandom(seed));
    }

    private Actor(long seed, SecureRandom random) {
        this(AccountKey.generate(random), DeviceKeys.generate(DeviceId.FIRST, random), new SeededRandom(~seed));
    }

    public Actor(AccountKey account, DeviceKeys device, SecureRandom random) {
        this.random = random;
        this.account = account;
        this.device = device;
        int today = Days.of(START);
        this.list = account.sign(new DeviceList(
                account.id(),
                1,
                DeviceList.NO_PREVIOUS,
                DeviceList.Status.ACTIVE,
                List.of(device.publicDevice(today)),
                Sha256.of(Bytes.utf8("access key")),
                START.toEpochMilli()));
        this.local = LocalDevice.of(List.of(list), device);
        this.signed = prekey(PrekeyKind.SIGNED, 7);
        for (long id = 101; id < 101 + ONE_TIME_PAIRS; id++) {
            oneTime.put(id, prekey(PrekeyKind.ONE_TIME, id));
        }
    }

    public PrekeyPair prekey(PrekeyKind kind, long id) {
        return PrekeyPair.generate(kind, account.id(), device, id, Days.of(START), 7, random);
    }

    public PeerDevice self() {
        return local.self();
    }

    /** What the server gives out, with a one-time pair that nobody was given before, while there are any. */
    public PrekeyBundle bundle() {
        List<PrekeyPair> pairs = oneTime.values().stream()
                .filter(pair -> !givenOut.contains(pair.id()))
                .limit(1)
                .toList();
        pairs.forEach(pair -> givenOut.add(pair.id()));
        return bundle(pairs);
    }

    /** What the server gives out when there are no one-time pairs left. */
    public PrekeyBundle lastResortBundle() {
        return bundle(List.of());
    }

    private PrekeyBundle bundle(List<PrekeyPair> pairs) {
        try {
            return PrekeyBundle.verify(
                    account.id(),
                    list,
                    device.id(),
                    signed.prekey(),
                    pairs.stream().map(PrekeyPair::prekey).toList(),
                    Days.of(START));
        } catch (AuthenticationFailedException e) {
            throw new AssertionError("a genuine bundle", e);
        }
    }

    public Session start(PrekeyBundle bundle) {
        try {
            Session session = Handshake.initiate(local, bundle, Purpose.CONVERSATION, now, random);
            add(session);
            return session;
        } catch (AuthenticationFailedException e) {
            throw new AssertionError("a genuine bundle", e);
        }
    }

    private void add(Session session) {
        PeerSessions next = has(session.peer()) ? sessions(session.peer()).with(session) : PeerSessions.of(session);
        sessions.put(session.peer(), next.encoded());
    }

    public boolean has(PeerDevice peer) {
        return sessions.containsKey(peer);
    }

    /** The state with that device as the vault holds it. */
    public Secret kept(PeerDevice peer) {
        return Optional.ofNullable(sessions.get(peer)).orElseThrow();
    }

    public PeerSessions sessions(PeerDevice peer) {
        try {
            return PeerSessions.decode(kept(peer));
        } catch (MalformedException e) {
            throw new AssertionError("our own encoding", e);
        }
    }

    public Parcel send(Actor to, String text) {
        Envelope envelope = Envelope.seal(Bytes.utf8(text), random);
        try {
            PeerSessions.Sealed sealed = sessions(to.self()).seal(envelope.wrap(), now, random);
            sessions.put(to.self(), sealed.next().encoded());
            return new Parcel(sealed.message().encoded(), envelope.ciphertext());
        } catch (SessionEndedException e) {
            throw new AssertionError("a session to send in", e);
        }
    }

    /** Opens and keeps, or fails and keeps what was. */
    public String receive(Parcel parcel) throws AuthenticationFailedException {
        SealedMessage message = SealedMessage.decode(parcel.message());
        for (PeerDevice peer : sessions.keySet()) {
            PeerSessions known = sessions(peer);
            if (known.recognises(message)) {
                PeerSessions.Opened opened = known.open(message, now);
                Bytes content = Envelope.open(opened.wrap(), parcel.ciphertext());
                sessions.put(peer, opened.next().encoded());
                heartbeatDue = opened.heartbeatDue();
                return text(content);
            }
        }
        Introduction introduction = Introduction.read(message, local, this, now);
        SignedDeviceList named = directory.get(introduction.deviceListHash());
        if (named == null) {
            throw new AuthenticationFailedException();
        }
        Acceptance acceptance = introduction.accept(DeviceListChain.of(named), this, now);
        Bytes content = Envelope.open(acceptance.wrap(), parcel.ciphertext());
        add(acceptance.session());
        consume(acceptance.consumed());
        heartbeatDue = acceptance.heartbeatDue();
        return text(content);
    }

    private static String text(Bytes content) {
        return new String(content.toArray(), java.nio.charset.StandardCharsets.UTF_8);
    }

    private void consume(Consumed consumed) {
        if (consumed instanceof Consumed.OneTimePair pair) {
            oneTime.remove(pair.id());
        } else if (consumed instanceof Consumed.LastResort lastResort) {
            replays.add(lastResort.entry());
        } else {
            throw new AssertionError(consumed);
        }
    }

    /** Lets both look up each other's device list. */
    public Actor knows(Actor... others) {
        for (Actor other : others) {
            directory.put(other.list.list().hash(), other.list);
        }
        return this;
    }

    /** Everything that is kept; equal before and after a step that failed. */
    public List<Object> state() {
        return List.of(Map.copyOf(sessions), Map.copyOf(oneTime).keySet(), Set.copyOf(replays));
    }

    @Override
    public Optional<PrekeyPair> signed(long id) {
        return id == signed.id() ? Optional.of(signed) : Optional.empty();
    }

    @Override
    public Optional<PrekeyPair> oneTime(long id) {
        return Optional.ofNullable(oneTime.get(id));
    }

    @Override
    public boolean isReplay(ReplayEntry entry) {
        return replays.contains(entry);
    }
}
