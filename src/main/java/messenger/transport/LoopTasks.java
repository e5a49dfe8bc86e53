package messenger.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Runs tasks on a connection's event loop; what they throw goes to us and not to the library, which would swallow it.
 */
final class LoopTasks {
    private static final System.Logger LOG = System.getLogger(LoopTasks.class.getName());

    private final Channel channel;
    private final Consumer<RuntimeException> fault;

    LoopTasks(Channel channel, Consumer<RuntimeException> fault) {
        this.channel = channel;
        this.fault = fault;
    }

    void run(Runnable task) {
        try {
            channel.eventLoop().execute(guarded(task));
        } catch (RejectedExecutionException e) {
            // The loop has ended, and with it the connection: there is nothing left to do it to.
            LOG.log(System.Logger.Level.DEBUG, "a task came after the end of its event loop");
        }
    }

    /** Once, unless the connection is gone by then. */
    void runAfter(Duration delay, Runnable task) {
        var scheduled = channel.eventLoop().schedule(guarded(task), delay.toMillis(), TimeUnit.MILLISECONDS);
        ChannelFuture unused = channel.closeFuture().addListener(closed -> scheduled.cancel(false));
    }

    /** Again and again until the connection is gone. */
    void runEvery(Duration interval, Runnable task) {
        long millis = interval.toMillis();
        var repeated = channel.eventLoop().scheduleWithFixedDelay(guarded(task), millis, millis, TimeUnit.MILLISECONDS);
        ChannelFuture unused = channel.closeFuture().addListener(closed -> repeated.cancel(false));
    }

    private Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                fault.accept(e);
            }
        };
    }
}
