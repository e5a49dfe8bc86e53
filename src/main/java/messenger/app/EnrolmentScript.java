package messenger.app;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import messenger.client.HomeServer;
import messenger.client.enrol.EnrolEffect;
import messenger.client.enrol.EnrolEvent;
import messenger.client.enrol.Enrolment;
import messenger.client.net.LinkEvent;
import messenger.client.net.Loss;
import messenger.client.net.Trust;

/** An enrolment that a command runs: it waits for the next step, and turns what stands in the way into an exit code. */
final class EnrolmentScript implements AutoCloseable {
    private final LinkedBlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
    private final EnrolmentRuntime runtime;
    private boolean wasUp;
    private String met = "";

    private sealed interface Heard {
        record Told(EnrolEffect effect) implements Heard {}

        record Linked(LinkEvent event) implements Heard {}

        record Failed(RuntimeException failure) implements Heard {}
    }

    EnrolmentScript(
            Enrolment core, HomeServer home, Trust trust, EnrolmentRuntime.Keeping keeping, SecureRandom random) {
        EnrolmentRuntime.Audience audience = new EnrolmentRuntime.Audience() {
            @Override
            public void told(EnrolEffect effect) {
                heard.add(new Heard.Told(effect));
            }

            @Override
            public void linked(LinkEvent event) {
                heard.add(new Heard.Linked(event));
            }

            @Override
            public void failed(RuntimeException failure) {
                heard.add(new Heard.Failed(failure));
            }
        };
        this.runtime = EnrolmentRuntime.start(core, home, trust, keeping, audience, random);
    }

    void post(EnrolEvent event) {
        runtime.post(event);
    }

    String where() {
        return runtime.where();
    }

    /** The next thing that the person is told or asked; the command ends where it does not come. */
    EnrolEffect next(Duration patience) {
        try {
            while (true) {
                Heard next = heard.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
                if (next == null) {
                    throw new CommandFailure(
                            Exit.NO_CONNECTION,
                            "The server at " + where() + " did not answer within " + patience.toSeconds()
                                    + " seconds. Nothing has changed.");
                } else if (next instanceof Heard.Told told) {
                    return told.effect();
                } else if (next instanceof Heard.Failed failed) {
                    throw failed.failure();
                } else if (next instanceof Heard.Linked linked) {
                    linked(linked.event());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(Exit.NO_CONNECTION, "Interrupted.");
        }
    }

    private void linked(LinkEvent event) {
        if (event instanceof LinkEvent.Connected) {
            wasUp = true;
        } else if (event instanceof LinkEvent.Untrusted untrusted) {
            met = untrusted.presented().toString();
        } else if (event instanceof LinkEvent.PinMismatch mismatch) {
            String pinned = mismatch.expected().toString();
            throw new CommandFailure(
                    Exit.TRUST,
                    Sentences.serverChanged(
                            where(), pinned, mismatch.presented().toString()));
        } else if (event instanceof LinkEvent.Ended && !wasUp) {
            throw new CommandFailure(Exit.TRUST, Sentences.serverUnknown(where(), met));
        } else if (event instanceof LinkEvent.Disconnected lost && (!wasUp || lost.loss() == Loss.UNREACHABLE)) {
            throw new CommandFailure(Exit.NO_CONNECTION, Sentences.lost(lost.loss(), where()));
        }
    }

    @Override
    public void close() {
        runtime.close();
    }
}
