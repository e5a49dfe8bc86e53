package messenger.app;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import messenger.client.ClientEvent;
import messenger.client.Decision;
import messenger.client.MessageState;
import messenger.client.Notice;
import messenger.client.net.LinkEvent;
import messenger.client.net.Trust;
import messenger.protocol.UserName;

/** A person of the demo: says its lines to the others, and answers whoever writes. */
final class Bot implements Audience, AutoCloseable {
    /** Nobody types faster than this. */
    private static final Duration ANSWERS_AFTER = Duration.ofMillis(1200);

    private final ScheduledExecutorService timer;
    private final Map<UserName, List<String>> answers;
    private final Map<UserName, AtomicInteger> answered = new java.util.concurrent.ConcurrentHashMap<>();
    private final ClientRuntime runtime;

    private Bot(
            Accounts.Fresh account,
            Trust trust,
            Map<UserName, List<String>> answers,
            ScheduledExecutorService timer,
            SecureRandom random) {
        this.timer = timer;
        this.answers = Map.copyOf(answers);
        this.runtime = ClientRuntime.start(account.vault(), trust, this, random);
        runtime.post(Accounts.credentials(account.password()));
        account.password().erase();
    }

    /**
     * Starts a bot.
     *
     * @param answers what it answers to whom, one after the other and round again; nobody else is answered
     */
    static Bot start(
            Accounts.Fresh account,
            Trust trust,
            Map<UserName, List<String>> answers,
            ScheduledExecutorService timer,
            SecureRandom random) {
        return new Bot(account, trust, answers, timer, random);
    }

    /** Says something after a while. */
    void say(UserName to, String text, Duration after) {
        var unused = timer.schedule(
                () -> runtime.post(new ClientEvent.Compose(to, text)), after.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void told(Notice notice) {
        if (notice instanceof Notice.RequestArrived request) {
            runtime.post(new ClientEvent.Decide(request.from(), new Decision.Accept()));
        }
        if (!(notice instanceof Notice.MessageChanged changed)
                || changed.message().state() != MessageState.RECEIVED) {
            return;
        }
        List<String> lines = answers.getOrDefault(changed.with(), List.of());
        if (!lines.isEmpty()) {
            int turn = answered.computeIfAbsent(changed.with(), key -> new AtomicInteger())
                    .getAndIncrement();
            say(changed.with(), lines.get(turn % lines.size()), ANSWERS_AFTER);
        }
    }

    @Override
    public void linked(LinkEvent event) {}

    @Override
    public void failed(RuntimeException failure) {}

    @Override
    public void close() {
        runtime.close();
    }
}
