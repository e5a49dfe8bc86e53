package messenger.server;

import java.time.Duration;
import messenger.protocol.Limits;

/** Everything that the server's core limits. The defaults suit a team of some thousand on one machine. */
public record ServerLimits(
        Connections connections,
        Window window,
        Rates rates,
        Registration registration,
        Passwords passwords,
        Linking linking,
        HandIns handIns) {
    private static final int A_SECOND = 3600;
    private static final int A_MINUTE = 60;

    /**
     * A login takes a round trip or two, and a client that lives pings every 30 s (T1, T9). Rates are some ten times
     * what a busy person or a script of theirs does.
     */
    public static final ServerLimits DEFAULT = new ServerLimits(
            new Connections(
                    10_000,
                    2_500,
                    4_000,
                    1_000,
                    new Rate(1_000, 40 * A_SECOND),
                    128,
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(60)),
            new Window(64, 256 * 1024),
            new Rates(
                    new Rate(2_000, 200 * A_SECOND),
                    new Rate(500, 50 * A_SECOND),
                    new Rate(5_000, 500 * A_SECOND),
                    new Rate(500, 10 * A_SECOND),
                    new Rate(10, A_MINUTE),
                    new Rate(1_000, 20 * A_SECOND),
                    new Rate(60, 10 * A_MINUTE),
                    new Rate(100, 10 * A_MINUTE),
                    new Rate(1_000, A_SECOND),
                    new Rate(6, 6),
                    new Rate(60, 60)),
            Registration.OPEN,
            new Passwords(
                    5,
                    Duration.ofMinutes(15),
                    new Rate(20, 2 * A_MINUTE),
                    new Rate(60, 10 * A_MINUTE),
                    new Rate(200, 40 * A_SECOND)),
            new Linking(500, 10, new Rate(10, A_MINUTE), 16, 64 * 1024, Duration.ofMinutes(3)),
            new HandIns(
                    4_000,
                    1_000,
                    new Rate(500, 50 * A_SECOND),
                    new Rate(5_000, 500 * A_SECOND),
                    new Rate(20_000, 2_000 * A_SECOND),
                    new Rate(1_000, 20 * A_SECOND)));

    public ServerLimits withConnections(Connections other) {
        return new ServerLimits(other, window, rates, registration, passwords, linking, handIns);
    }

    public ServerLimits withWindow(Window other) {
        return new ServerLimits(connections, other, rates, registration, passwords, linking, handIns);
    }

    public ServerLimits withRates(Rates other) {
        return new ServerLimits(connections, window, other, registration, passwords, linking, handIns);
    }

    public ServerLimits withRegistration(Registration other) {
        return new ServerLimits(connections, window, rates, other, passwords, linking, handIns);
    }

    public ServerLimits withPasswords(Passwords other) {
        return new ServerLimits(connections, window, rates, registration, other, linking, handIns);
    }

    public ServerLimits withLinking(Linking other) {
        return new ServerLimits(connections, window, rates, registration, passwords, other, handIns);
    }

    public ServerLimits withHandIns(HandIns other) {
        return new ServerLimits(connections, window, rates, registration, passwords, linking, other);
    }

    /** Whether new accounts are taken. */
    public enum Registration {
        OPEN,
        /** Only with an invitation. */
        INVITE,
        CLOSED
    }

    /**
     * How many may be connected, and for how long without saying anything.
     *
     * @param total connections at once
     * @param perAddress connections of one address at once
     * @param strangers connections that have not logged in, at once
     * @param strangersPerAddress the same, of one address
     * @param handshakesPerAddress TLS handshakes that an address may begin; beyond that they wait for their turn
     * @param pending requests of one connection that wait for the store
     * @param loginWithin after this a connection that has not logged in is closed
     * @param silentFor after this a connection from which nothing came is closed
     */
    public record Connections(
            int total,
            int perAddress,
            int strangers,
            int strangersPerAddress,
            Rate handshakesPerAddress,
            int pending,
            Duration loginWithin,
            Duration silentFor) {
        public Connections {
            require("connections", total, 1);
            require("connections per address", perAddress, 1);
            require("connections without login", strangers, 1);
            require("connections without login per address", strangersPerAddress, 1);
            require("pending requests", pending, 1);
            require("the login deadline in seconds", loginWithin.toSeconds(), 1);
            require("the longest silence in seconds", silentFor.toSeconds(), 1);
        }
    }

    /**
     * What may be on its way to one connection without having been acknowledged. A reader that stops gets this much and
     * no more, so it bounds the send queue; the rest waits in the mailbox.
     *
     * @param bytes may be exceeded by one message, so that every message fits
     */
    public record Window(int messages, int bytes) {
        public Window {
            require("messages in the window", messages, 1);
            require("bytes in the window", bytes, 1);
        }
    }

    /**
     * How often.
     *
     * @param frames of a connection, but for acknowledgements of what was delivered
     * @param submissions of an account
     * @param recipients mailboxes that an account's submissions go to
     * @param lookups of an account: users, lists of users, bundles
     * @param publications of prekeys, by an account
     * @param loginTries from an address
     * @param logins of an account that succeeded; only these, or a stranger could lock somebody out (T16)
     * @param registrations from an address
     * @param registrationsInAll from everywhere
     * @param bundlesPerPair one-time pairs of a device given to one account (PROTOCOL 1.2)
     * @param bundlesPerDevice one-time pairs of a device given to anybody (PROTOCOL 1.2)
     */
    public record Rates(
            Rate frames,
            Rate submissions,
            Rate recipients,
            Rate lookups,
            Rate publications,
            Rate loginTries,
            Rate logins,
            Rate registrations,
            Rate registrationsInAll,
            Rate bundlesPerPair,
            Rate bundlesPerDevice) {
        public Rates {
            require("the burst of recipients", recipients.burst(), Limits.RECIPIENTS_MAX);
        }
    }

    /**
     * How often passwords may be tried (PROTOCOL 1.16.2, T16).
     *
     * @param tries at one name within the window, before the password's way in is locked; a good one is not counted.
     *     As often may strangers have a password evaluated for one name: whoever has begun to log in can check guesses
     *     by that
     * @param window after so long a try is forgotten
     * @param triesPerAddress from one address, whatever the name
     * @param evaluationsPerAddress of new passwords
     * @param inAll both together, from everywhere, for they take the core's time: an evaluation 1.3 ms and a try, which
     *     counts as {@value Allowances#PASSWORD_TRY_COST}, 7 ms (measured on a busy machine)
     */
    public record Passwords(int tries, Duration window, Rate triesPerAddress, Rate evaluationsPerAddress, Rate inAll) {
        /** The least burst {@code inAll}: one try. */
        public static final int IN_ALL_BURST_MIN = Allowances.PASSWORD_TRY_COST;

        public Passwords {
            require("password tries", tries, 1);
            require("the password window in seconds", window.toSeconds(), 1);
            require("the burst of passwords in all", inAll.burst(), IN_ALL_BURST_MIN);
        }

        /** What {@code tries} in {@code window} are in the long run, for one name. */
        Rate evaluationsPerName() {
            long perHour = Duration.ofHours(1).multipliedBy(tries).dividedBy(window);
            return new Rate(tries, Math.toIntExact(Math.max(1, Math.min(perHour, Rate.PER_HOUR_MAX))));
        }
    }

    /**
     * Where new devices meet those that link them. What is said there waits nowhere but in send queues, and is enough
     * for linking and too little for chatting.
     *
     * @param total rendezvous at once
     * @param perAddress of new devices of one address, at once
     * @param opensPerAddress how often
     * @param messages in all at one rendezvous
     * @param bytes of them together
     * @param goodFor after so long it ends
     */
    public record Linking(int total, int perAddress, Rate opensPerAddress, int messages, int bytes, Duration goodFor) {
        public Linking {
            require("rendezvous", total, 1);
            require("rendezvous per address", perAddress, 1);
            require("messages at a rendezvous", messages, 1);
            require("bytes at a rendezvous", bytes, 1);
            require("a rendezvous' time in seconds", goodFor.toSeconds(), 1);
        }
    }

    /**
     * Connections that only hand in mail and do not say who they are (PROTOCOL 1.6). A team may share an address.
     *
     * @param total at once
     * @param perAddress at once
     * @param submissions of one connection
     * @param submissionsPerAddress of all connections of an address
     * @param recipientsPerAddress mailboxes that these go to
     * @param perAccessKey submissions that come with one access key, which is one account's: nobody without it can use
     *     this up
     */
    public record HandIns(
            int total,
            int perAddress,
            Rate submissions,
            Rate submissionsPerAddress,
            Rate recipientsPerAddress,
            Rate perAccessKey) {
        public HandIns {
            require("connections that hand in", total, 1);
            require("connections that hand in per address", perAddress, 1);
            require("the burst of recipients", recipientsPerAddress.burst(), Limits.RECIPIENTS_MAX);
        }
    }

    private static void require(String what, long value, long min) {
        if (value < min) {
            throw new IllegalArgumentException(what + " must be at least " + min + ", not " + value);
        }
    }
}
