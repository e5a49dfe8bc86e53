package messenger.crypto.ratchet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.Secret;

/**
 * Alice, Bob and what can happen to them, drawn from a seed; after every step the real thing is compared with the
 * {@link Model}.
 */
final class World {
    /**
     * With the two sessions of the beginning, no more than a peer may hold: beyond {@link PeerSessions#SESSIONS_MAX}
     * old ones go, and two who lost each other's stores again and again could end with none in common (PROTOCOL 1.15:
     * who loses the store is a new device).
     */
    private static final int LOSSES_MAX = PeerSessions.SESSIONS_MAX - 2;

    private final Random dice;
    private final Actor alice;
    private final Actor bob;
    private final Model model = new Model();
    private final List<Letter> underway = new ArrayList<>();
    private int texts;
    private int losses;

    /** A parcel on its way, and what the model knows about it. */
    private record Letter(Actor from, Actor to, Parcel parcel, Model.Stamp stamp, String text) {}

    World(long seed) {
        dice = new Random(seed);
        alice = new Actor(seed);
        bob = new Actor(seed + 1);
        alice.knows(bob);
        bob.knows(alice);
        begin(alice, bob);
        if (dice.nextInt(3) == 0) {
            begin(bob, alice);
        }
    }

    private void begin(Actor from, Actor to) {
        Session session = from.start(dice.nextBoolean() ? to.bundle() : to.lastResortBundle());
        model.started(from, session.transcript());
    }

    void run(int steps) {
        for (int i = 0; i < steps; i++) {
            step();
        }
        while (!underway.isEmpty()) {
            deliver(underway.remove(dice.nextInt(underway.size())));
        }
        heal();
    }

    private void step() {
        Duration passed = Duration.ofSeconds(dice.nextInt(1200));
        alice.now = alice.now.plus(passed);
        bob.now = bob.now.plus(passed);
        boolean fromAlice = dice.nextInt(10) < 5 + 3 * (texts / 40 % 3 - 1);
        int event = dice.nextInt(100);
        if (event < 45 || underway.isEmpty()) {
            send(fromAlice ? alice : bob, fromAlice ? bob : alice);
        } else if (event < 99) {
            int window = dice.nextInt(10) < 7 ? 1 : Math.min(underway.size(), 12);
            arrive(dice.nextInt(window));
        } else if (losses < LOSSES_MAX && dice.nextInt(3) == 0) {
            losses++;
            loseStore(fromAlice ? alice : bob, fromAlice ? bob : alice);
        }
    }

    /** Persist, then transmit; a crash in between loses the message, and a crash before leaves no trace. */
    private void send(Actor from, Actor to) {
        if (!from.has(to.self())) {
            return;
        }
        PeerSessions before = from.sessions(to.self());
        Secret kept = before.encoded();
        Bytes session = before.forSealing(from.now).orElseThrow().transcript();
        String text = "text " + texts++;
        Parcel parcel = from.send(to, text);
        int fate = dice.nextInt(100);
        if (fate < 5) {
            from.sessions.put(to.self(), kept);
            return;
        }
        Letter letter = new Letter(from, to, parcel, model.sent(from, session, parcel.isFirst()), text);
        if (fate >= 10) {
            underway.add(letter);
        }
    }

    private void arrive(int index) {
        Letter letter = underway.get(index);
        int fate = dice.nextInt(100);
        if (fate < 20) {
            damage(letter);
        } else if (fate < 24) {
            underway.remove(index);
        } else if (fate < 40) {
            deliver(letter);
        } else if (fate < 45) {
            crashWhileOpening(letter);
        } else {
            underway.remove(index);
            deliver(letter);
        }
    }

    private static void damage(Letter letter, Parcel damaged) {
        var before = letter.to.state();
        assertThrows(AuthenticationFailedException.class, () -> letter.to.receive(damaged));
        assertEquals(before, letter.to.state());
    }

    private void damage(Letter letter) {
        byte[] message = letter.parcel.message().toArray();
        message[dice.nextInt(message.length)] ^= (byte) (1 << dice.nextInt(8));
        byte[] ciphertext = letter.parcel.ciphertext().toArray();
        ciphertext[dice.nextInt(ciphertext.length)] ^= (byte) (1 << dice.nextInt(8));

        damage(letter, letter.parcel.withMessage(Bytes.copyOf(message)));
        damage(letter, new Parcel(letter.parcel.message(), Bytes.copyOf(ciphertext)));
    }

    private void deliver(Letter letter) {
        boolean mustOpen = model.mustOpen(letter.to, letter.stamp);
        if (!mustOpen) {
            damage(letter, letter.parcel);
            return;
        }
        try {
            assertEquals(letter.text, letter.to.receive(letter.parcel));
        } catch (AuthenticationFailedException e) {
            throw new AssertionError("lost: " + letter.text + " " + letter.stamp, e);
        }
        model.opened(letter.to, letter.stamp);
    }

    /** Opened, and then the machine stops before anything is kept. */
    private void crashWhileOpening(Letter letter) {
        if (!model.mustOpen(letter.to, letter.stamp)) {
            return;
        }
        var sessions = new java.util.HashMap<>(letter.to.sessions);
        var oneTime = new java.util.LinkedHashMap<>(letter.to.oneTime);
        var replays = new java.util.HashSet<>(letter.to.replays);
        try {
            assertEquals(letter.text, letter.to.receive(letter.parcel));
        } catch (AuthenticationFailedException e) {
            throw new AssertionError("lost: " + letter.text + " " + letter.stamp, e);
        }
        letter.to.sessions.clear();
        letter.to.sessions.putAll(sessions);
        letter.to.oneTime.clear();
        letter.to.oneTime.putAll(oneTime);
        letter.to.replays.clear();
        letter.to.replays.addAll(replays);
    }

    /** A copy of the store was restored: all sessions are thrown away, and a new one is begun. */
    private void loseStore(Actor who, Actor peer) {
        who.sessions.clear();
        model.lost(who);
        begin(who, peer);
    }

    /** When the network is good again, they are heard both ways within a few messages. */
    private void heal() {
        for (int i = 0; i < 4; i++) {
            exchange(alice, bob);
            exchange(bob, alice);
        }
        assertTrue(exchange(alice, bob) && exchange(bob, alice), "they cannot hear each other");
        assertEquals(
                alice.sessions(bob.self()).forSealing(alice.now).orElseThrow().transcript(),
                bob.sessions(alice.self()).forSealing(bob.now).orElseThrow().transcript());
    }

    private boolean exchange(Actor from, Actor to) {
        if (!from.has(to.self())) {
            begin(from, to);
        }
        Bytes session =
                from.sessions(to.self()).forSealing(from.now).orElseThrow().transcript();
        String text = "text " + texts++;
        Parcel parcel = from.send(to, text);
        Model.Stamp stamp = model.sent(from, session, parcel.isFirst());
        boolean opens = model.mustOpen(to, stamp);
        deliver(new Letter(from, to, parcel, stamp, text));
        return opens;
    }
}
