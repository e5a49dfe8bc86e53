package messenger.sim;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import messenger.server.Rate;
import messenger.server.ServerLimits;
import messenger.server.store.MailQuota;

/**
 * What one world is like, drawn from its seed: how long, how busy, which troubles come and how often. Each world has
 * some of the troubles and not others, so that none hides another.
 *
 * @param composing so many of a thousand things that happen are a text that is written
 * @param passing so many are some time that passes
 * @param burst frames, events and commits that happen at a time, at most
 * @param troubles so many of a thousand things that happen are this
 * @param fateOneIn so many deliveries to a client for each at which it dies
 * @param quota of each mailbox
 * @param batchMax requests of one commit
 * @param eventsMax events that wait before the server's core
 * @param requestsMax requests that wait before the store
 */
record Weather(
        Place place,
        int steps,
        int composing,
        int passing,
        int burst,
        Map<Trouble, Integer> troubles,
        int fateOneIn,
        ServerLimits limits,
        MailQuota quota,
        int batchMax,
        int eventsMax,
        int requestsMax) {
    /** Who is there. */
    enum Place {
        STRANGERS,
        FRIENDS,
        DEVICES
    }

    /** What may happen beside the ordinary. */
    enum Trouble {
        LINK_IS_CUT(10),
        LINK_STANDS_STILL(15),
        PERSON_LOSES_LINK(6),
        SERVER_LOSES_LINK(6),
        CLIENT_DIES(5),
        CLIENT_LOSES_POWER(4),
        SERVER_DIES(4),
        SERVER_LOSES_POWER(3),
        COMMIT_FAILS(6),
        DISK_IS_FULL(2),
        SERVER_CLOCK_JUMPS(4),
        CLIENT_CLOCK_JUMPS(6),
        DEVICES_CHANGE(20);

        private final int often;

        Trouble(int often) {
            this.often = often;
        }
    }

    static Weather of(Random random) {
        int kind = random.nextInt(100);
        Place place = kind < 10 ? Place.STRANGERS : kind < 75 ? Place.FRIENDS : Place.DEVICES;
        Map<Trouble, Integer> troubles = new EnumMap<>(Trouble.class);
        for (Trouble trouble : Trouble.values()) {
            int oneIn = trouble == Trouble.DEVICES_CHANGE ? 4 : 2;
            if (random.nextInt(oneIn) == 0 && (trouble != Trouble.DEVICES_CHANGE || place == Place.DEVICES)) {
                troubles.put(trouble, 1 + random.nextInt(trouble.often));
            }
        }
        int size = random.nextInt(100);
        int steps = size < 85 ? 100 + random.nextInt(200) : size < 98 ? 300 + random.nextInt(500) : 1500;
        if (troubles.containsKey(Trouble.DEVICES_CHANGE)) {
            // To link and to remove a device takes long.
            steps += random.nextInt(1500);
        }
        boolean isSmall = place != Place.DEVICES && random.nextInt(8) == 0;
        return new Weather(
                place,
                steps,
                20 + random.nextInt(80),
                20 + random.nextInt(80),
                1 + random.nextInt(12),
                troubles,
                random.nextBoolean() ? 30 + random.nextInt(100) : Integer.MAX_VALUE,
                limits(random),
                isSmall ? new MailQuota(2 + random.nextInt(8), 1 << 20) : MailQuota.DEFAULT,
                1 + random.nextInt(4),
                1 + random.nextInt(6),
                1 + random.nextInt(6));
    }

    private static ServerLimits limits(Random random) {
        ServerLimits limits = ServerLimits.DEFAULT;
        if (random.nextInt(3) == 0) {
            limits = limits.withWindow(new ServerLimits.Window(1 + random.nextInt(8), 256 * 1024));
        }
        if (random.nextInt(3) == 0) {
            ServerLimits.Connections all = limits.connections();
            limits = limits.withConnections(new ServerLimits.Connections(
                    all.total(),
                    all.perAddress(),
                    all.strangers(),
                    all.strangersPerAddress(),
                    all.handshakesPerAddress(),
                    1 + random.nextInt(8),
                    all.loginWithin(),
                    all.silentFor()));
        }
        if (random.nextInt(6) == 0) {
            ServerLimits.Rates rates = limits.rates();
            limits = limits.withRates(new ServerLimits.Rates(
                    rates.frames(),
                    new Rate(2 + random.nextInt(10), 3 * 3600),
                    rates.recipients(),
                    rates.lookups(),
                    rates.publications(),
                    rates.loginTries(),
                    rates.logins(),
                    rates.registrations(),
                    rates.registrationsInAll(),
                    rates.bundlesPerPair(),
                    rates.bundlesPerDevice()));
        }
        return limits;
    }

    boolean hasSmallMailboxes() {
        return !quota.equals(MailQuota.DEFAULT);
    }

    boolean has(Trouble trouble) {
        return troubles.containsKey(trouble);
    }

    /** A while of up to some seconds, and now and then of a minute. */
    static Duration aWhile(Random random) {
        return Duration.ofMillis(random.nextInt(5) == 0 ? 60_000 : 200 + random.nextInt(8_000));
    }

    /** Some hours, forth or back. */
    static Duration aJump(Random random) {
        return Duration.ofMinutes(random.nextInt(24 * 60) - 12 * 60L);
    }
}
