package messenger.client;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import messenger.crypto.Bytes;
import messenger.crypto.CanonicalWriter;
import messenger.crypto.MalformedException;
import messenger.crypto.Secret;
import messenger.crypto.ratchet.PeerDevice;
import messenger.crypto.ratchet.PeerSessions;
import messenger.crypto.ratchet.SealedMessage;
import messenger.crypto.ratchet.Session;
import messenger.crypto.ratchet.SessionEndedException;
import messenger.crypto.ratchet.Wrap;

/**
 * The ratchet sessions with all devices of all peers, the newest state of each in memory and, with every step, in the
 * vault.
 */
final class Sessions {
    private final Map<PeerDevice, PeerSessions> byDevice = new LinkedHashMap<>();
    private boolean moved;

    /** Whether a session moved on since this was asked the last time. */
    boolean takeMoved() {
        boolean was = moved;
        moved = false;
        return was;
    }

    static Sessions load(VaultRows rows) {
        Sessions sessions = new Sessions();
        for (Bytes row : rows.all(Table.SESSION).values()) {
            try {
                PeerSessions peer = PeerSessions.decode(Secret.copyOf(row.toArray()));
                sessions.byDevice.put(peer.peer(), peer);
            } catch (MalformedException e) {
                throw new DamagedVaultException(Table.SESSION, e);
            }
        }
        return sessions;
    }

    /** Whether something can be sealed for this device without a new handshake. */
    boolean canSeal(PeerDevice device, Instant now) {
        return Optional.ofNullable(byDevice.get(device))
                .flatMap(peer -> peer.forSealing(now))
                .isPresent();
    }

    /** Seals for a device and advances its session. */
    SealedMessage seal(PeerDevice device, Wrap wrap, Step step, SecureRandom random) throws SessionEndedException {
        PeerSessions peer = byDevice.get(device);
        if (peer == null) {
            throw new IllegalStateException("there is no session with " + device);
        }
        PeerSessions.Sealed sealed = peer.seal(wrap, step.now(), random);
        keep(sealed.next(), step);
        return sealed.message();
    }

    /** The sessions that a message belongs to, found by trial: nothing in it says so. */
    Optional<PeerSessions> recognising(SealedMessage message) {
        return byDevice.values().stream()
                .filter(peer -> peer.recognises(message))
                .findFirst();
    }

    /** Keeps the state after a message was opened. */
    void keep(PeerSessions next, Step step) {
        byDevice.put(next.peer(), next);
        moved = true;
        step.put(Table.SESSION, rowId(next.peer()), Bytes.copyOf(next.encoded().expose()));
    }

    /** Adds a session that a handshake made. */
    void add(Session session, Step step) {
        PeerSessions known = byDevice.get(session.peer());
        keep(known == null ? PeerSessions.of(session) : known.with(session), step);
    }

    /** Erases skipped keys that are too old, also where nothing is sent or received. */
    void expire(Step step) {
        Collection<PeerSessions> all = List.copyOf(byDevice.values());
        for (PeerSessions peer : all) {
            PeerSessions next = peer.expired(step.now());
            if (!next.encoded().equals(peer.encoded())) {
                keep(next, step);
            }
        }
    }

    /** A device that is no more, or whose sessions must not be used any more. */
    void forget(PeerDevice device, Step step) {
        if (byDevice.remove(device) != null) {
            step.delete(Table.SESSION, rowId(device));
        }
    }

    /** All sessions: this vault was restored from a copy, and may have used them before (PROTOCOL 1.15, B9). */
    void forgetAll(Step step) {
        List.copyOf(byDevice.keySet()).forEach(device -> forget(device, step));
    }

    private static Bytes rowId(PeerDevice peer) {
        return new CanonicalWriter()
                .bytes(peer.account().value())
                .u8(peer.device().value())
                .toBytes();
    }
}
