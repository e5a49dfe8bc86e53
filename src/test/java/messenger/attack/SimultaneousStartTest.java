package messenger.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import messenger.crypto.AuthenticationFailedException;
import messenger.crypto.Bytes;
import messenger.crypto.ratchet.Actor;
import messenger.crypto.ratchet.Parcel;
import messenger.crypto.ratchet.PeerDevice;
import messenger.crypto.ratchet.PeerSessions;
import messenger.crypto.ratchet.Session;
import org.junit.jupiter.api.Test;

/** B10: both begin at once. */
final class SimultaneousStartTest {
    private final Actor alice = new Actor(1);
    private final Actor bob = new Actor(2);

    SimultaneousStartTest() {
        alice.knows(bob);
        bob.knows(alice);
    }

    private static Bytes sendsIn(Actor actor, PeerDevice peer) {
        return actor.sessions(peer).forSealing(actor.now).orElseThrow().transcript();
    }

    private boolean converged() {
        return sendsIn(alice, bob.self()).equals(sendsIn(bob, alice.self()));
    }

    /**
     * Both always send before they receive, the worst case: with "last received" alone they would swap sessions for
     * ever.
     */
    @Test
    void b10TwoWhoAlwaysCrossAgreeOnOneSession() throws AuthenticationFailedException {
        alice.start(bob.bundle());
        bob.start(alice.bundle());
        int messages = 0;
        do {
            Parcel toBob = alice.send(bob, "to Bob");
            Parcel toAlice = bob.send(alice, "to Alice");
            alice.now = alice.now.plusMillis(10);
            bob.now = bob.now.plusMillis(10);
            assertEquals("to Bob", bob.receive(toBob));
            assertEquals("to Alice", alice.receive(toAlice));
            messages += 2;
        } while (!converged() && messages < 10);

        assertTrue(converged());
    }

    @Test
    void b10WithLossTheyAgreeWithinTenMessagesThatArrive() throws AuthenticationFailedException {
        for (int seed = 0; seed < 50; seed++) {
            Random schedule = new Random(seed);
            alice.sessions.clear();
            bob.sessions.clear();
            alice.start(bob.lastResortBundle());
            bob.start(alice.lastResortBundle());
            int arrived = 0;
            while (arrived < 10) {
                boolean toBob = schedule.nextBoolean();
                Parcel parcel = toBob ? alice.send(bob, "text") : bob.send(alice, "text");
                if (schedule.nextInt(3) > 0) {
                    (toBob ? bob : alice).receive(parcel);
                    arrived++;
                }
            }
            boolean bothHeard = alice.sessions(bob.self()).sessions().size() == 2
                    && bob.sessions(alice.self()).sessions().size() == 2;
            assertTrue(converged() || !bothHeard, "seed " + seed);
        }
    }

    @Test
    void b10AtMostFourSessionsAreKeptAndTheOneInUseStays() throws AuthenticationFailedException {
        Session used = alice.start(bob.lastResortBundle());
        bob.receive(alice.send(bob, "hello"));
        alice.receive(bob.send(alice, "answer"));
        List<Session> started = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            started.add(alice.start(bob.lastResortBundle()));
        }

        PeerSessions kept = alice.sessions(bob.self());
        assertEquals(PeerSessions.SESSIONS_MAX, kept.sessions().size());
        assertEquals(used.transcript(), sendsIn(alice, bob.self()));
        assertTrue(kept.sessions().stream()
                .anyMatch(session -> session.transcript().equals(started.get(4).transcript())));
    }
}
