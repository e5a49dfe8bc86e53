package messenger.app;

import java.io.PrintWriter;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import messenger.client.ClientEvent;
import messenger.client.Contact;
import messenger.client.HomeServer;
import messenger.client.Notice;
import messenger.client.OwnAccount;
import messenger.client.net.LinkEvent;
import messenger.client.net.Loss;
import messenger.client.net.Trust;
import messenger.client.store.Vault;
import messenger.protocol.UserName;

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
    private final PrintWriter warnings;
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

    /** What a client begins with; {@code warnings} are for people. */
    record Opening(Vault vault, Trust trust, Patience patience, PrintWriter warnings) {}

    private ScriptClient(Opening opening, SecureRandom random) {
        this.home = HomeServer.load(opening.vault());
        this.patience = opening.patience();
        this.warnings = opening.warnings();
        this.runtime = ClientRuntime.start(
                opening.vault(),
                opening.trust(),
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

    /** Starts the client of an open vault, registers it where that is still to be done, and waits for the login. */
    static ScriptClient connect(Opening opening, ClientEvent.Credentials credentials, SecureRandom random) {
        ScriptClient client = new ScriptClient(opening, random);
        try {
            client.post(credentials);
            if (opening.patience() == Patience.LIMITED) {
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
            refuseTheEnd(notice);
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
                    warn(told.notice());
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

    private void warn(Notice notice) {
        NoticeSentences.warning(notice).ifPresent(warning -> {
            warnings.println(warning);
            warnings.flush();
        });
    }

    private void refuseRejections(Notice notice) {
        if (notice instanceof Notice.Rejected rejected) {
            if (look(view -> view.client().account()).registration() == OwnAccount.Registration.RECOVERING) {
                throw new CommandFailure(Exit.REFUSED, Sentences.recoveryUnfinished(where()));
            }
            throw new CommandFailure(
                    Sentences.exitOf(rejected.reason()), Sentences.rejected(rejected.reason(), where(), name()));
        }
    }

    /** Another device of ours deleted the account. */
    private static void refuseTheEnd(Notice notice) {
        if (notice instanceof Notice.AccountDeleted) {
            throw new CommandFailure(Exit.REFUSED, NoticeSentences.ACCOUNT_DELETED);
        }
    }

    /** Whose client this is. */
    UserName name() {
        return look(view -> view.client().account().name());
    }

    /** Everybody we met, by the name that they have now. */
    Map<UserName, Contact> contacts() {
        return look(view -> view.client().contacts().stream()
                .filter(contact -> contact.standing() != Contact.Standing.REPLACED)
                .collect(Collectors.toMap(Contact::name, contact -> contact, (one, other) -> one, TreeMap::new)));
    }

    Optional<Contact> contact(UserName name) {
        return Optional.ofNullable(contacts().get(name));
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
                Heard next = heard.poll(100, TimeUnit.MILLISECONDS);
                if (next instanceof Heard.Told told) {
                    warn(told.notice());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        close();
    }

    @Override
    public void close() {
        runtime.close();
        for (Heard left = heard.poll(); left != null; left = heard.poll()) {
            if (left instanceof Heard.Told told) {
                warn(told.notice());
            }
        }
    }
}
