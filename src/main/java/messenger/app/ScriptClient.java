package messenger.app;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import messenger.client.Client;
import messenger.client.ClientEvent;
import messenger.client.HomeServer;
import messenger.client.Notice;
import messenger.client.OwnAccount;
import messenger.client.net.LinkEvent;
import messenger.client.net.Loss;
import messenger.client.net.Trust;
import messenger.client.store.Vault;

/**
 * A client that a command runs: it waits for what it needs, and turns everything that stands in the way into an exit
 * code.
 */
final class ScriptClient implements AutoCloseable {
    /** How long a command waits for the server unless told otherwise. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final InstantSource clock = InstantSource.system();
    private final LinkedBlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
    private final ClientRuntime runtime;
    private final HomeServer home;
    private final Patience patience;
    private boolean wasUp;
    private String met = "";

    /** Whether a lost connection ends the command. */
    enum Patience {
        /** It has to be done soon. */
        LIMITED,
        /** It goes on until somebody ends it. */
        ENDLESS
    }

    private sealed interface Heard {
        record Told(Notice notice) implements Heard {}

        record Linked(LinkEvent event) implements Heard {}

        record Failed(RuntimeException failure) implements Heard {}
    }

    private ScriptClient(Vault vault, Trust trust, Patience patience, SecureRandom random) {
        this.home = HomeServer.load(vault);
        this.patience = patience;
        this.runtime = ClientRuntime.start(
                vault,
                trust,
                new Audience() {
                    @Override
                    public void told(Notice notice) {
                        heard.add(new Heard.Told(notice));
                    }

                    @Override
                    public void linked(LinkEvent event) {
                        heard.add(new Heard.Linked(event));
                    }

                    @Override
                    public void failed(RuntimeException failure) {
                        heard.add(new Heard.Failed(failure));
                    }
                },
                random);
    }

    /** Starts the client of an open vault and waits until it is logged in. */
    static ScriptClient connect(Vault vault, Trust trust, Patience patience, SecureRandom random) {
        ScriptClient client = new ScriptClient(vault, trust, patience, random);
        try {
            if (patience == Patience.LIMITED) {
                client.await(notice -> notice instanceof Notice.Online);
            }
            return client;
        } catch (RuntimeException e) {
            client.close();
            throw e;
        }
    }

    void post(ClientEvent event) {
        runtime.post(event);
    }

    /** Asks core and vault on their thread; throws what ended the client, where that is what happened. */
    <T> T look(Function<ClientRuntime.View, T> question) {
        try {
            return runtime.look(question).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }

    /** The next notice of this kind; others are passed over. */
    Notice await(Predicate<Notice> wanted) {
        return await(wanted, passed -> false);
    }

    /** The next notice of this kind; patience begins anew with each that is {@code progress} towards it. */
    Notice await(Predicate<Notice> wanted, Predicate<Notice> progress) {
        Instant end = patienceEnds();
        while (true) {
            Notice notice = next(end);
            if (wanted.test(notice)) {
                return notice;
            }
            end = progress.test(notice) ? patienceEnds() : end;
        }
    }

    /** When a command that begins to wait now has waited long enough, whatever the server says meanwhile. */
    Instant patienceEnds() {
        return clock.instant().plus(PATIENCE);
    }

    /** The next notice, until then; a client of endless patience waits longer. */
    Notice next(Instant end) {
        try {
            while (true) {
                Heard next = patience == Patience.ENDLESS
                        ? heard.take()
                        : heard.poll(Duration.between(clock.instant(), end).toMillis(), TimeUnit.MILLISECONDS);
                if (next == null) {
                    throw new CommandFailure(
                            Exit.NO_CONNECTION,
                            "The server at " + where() + " did not answer within " + PATIENCE.toSeconds()
                                    + " seconds. What is in the outbox stays there and is sent next time.");
                } else if (next instanceof Heard.Told told) {
                    refuseRejections(told.notice());
                    return told.notice();
                } else if (next instanceof Heard.Linked linked) {
                    linked(linked.event());
                } else if (next instanceof Heard.Failed failed) {
                    throw failed.failure();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(Exit.NO_CONNECTION, "Interrupted.");
        }
    }

    private void refuseRejections(Notice notice) {
        if (notice instanceof Notice.Rejected rejected) {
            if (account().account().registration() == OwnAccount.Registration.RECOVERING) {
                throw new CommandFailure(Exit.REFUSED, Sentences.recoveryUnfinished(where()));
            }
            throw new CommandFailure(
                    Exit.REFUSED,
                    Sentences.rejected(
                            rejected.reason(), where(), account().account().name()));
        }
    }

    private Client account() {
        return look(ClientRuntime.View::client);
    }

    private void linked(LinkEvent event) {
        if (event instanceof LinkEvent.Connected) {
            wasUp = true;
        } else if (event instanceof LinkEvent.PinMismatch mismatch) {
            throw new CommandFailure(
                    Exit.TRUST,
                    Sentences.serverChanged(
                            where(),
                            mismatch.expected().toString(),
                            mismatch.presented().toString()));
        } else if (event instanceof LinkEvent.Untrusted untrusted) {
            met = untrusted.presented().toString();
        } else if (event instanceof LinkEvent.Ended) {
            throw new CommandFailure(Exit.TRUST, Sentences.serverUnknown(where(), met));
        } else if (event instanceof LinkEvent.Disconnected lost
                && patience == Patience.LIMITED
                && (!wasUp || lost.loss() == Loss.UNREACHABLE)) {
            throw new CommandFailure(
                    Exit.NO_CONNECTION,
                    Sentences.lost(lost.loss(), where()) + " What is in the outbox stays there and is sent next time.");
        }
    }

    private String where() {
        return home.host() + ":" + home.port();
    }

    /** Sends what waits for a moment, gives it a little time, and ends. */
    void leave() {
        runtime.post(new ClientEvent.Leaving());
        Instant end = clock.instant().plusSeconds(5);
        try {
            while (clock.instant().isBefore(end) && !look(view -> view.client().isIdle())) {
                heard.poll(100, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        close();
    }

    @Override
    public void close() {
        runtime.close();
    }
}
