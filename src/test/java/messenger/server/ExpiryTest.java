package messenger.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import messenger.protocol.Limits;
import org.junit.jupiter.api.Test;

/** Mail that nobody fetches does not stay for ever. */
final class ExpiryTest {
    private final TestServer server = new TestServer();
    private final Person alice = server.person("alice");
    private final Person bob = server.person("bob");

    private long asked() {
        return server.store.asked().stream()
                .filter(StoreRequest.ExpireMail.class::isInstance)
                .count();
    }

    @Test
    void oldMailIsLookedForAtTheStartAndEveryHour() {
        server.tick();
        server.pass(Expiry.EVERY.minusMillis(1));
        server.tick();
        assertEquals(1, asked());

        server.pass(Duration.ofMillis(1));
        server.tick();
        assertEquals(2, asked());
    }

    @Test
    void aClockThatIsSetBackDoesNotEndIt() {
        server.tick();
        server.pass(Duration.ofDays(-365));
        server.tick();
        assertEquals(2, asked());
    }

    @Test
    void aStoreThatHasNotAnsweredIsNotAskedAgain() {
        server.holdStore();
        server.tick();
        server.pass(Expiry.EVERY);
        server.tick();
        assertEquals(1, asked());

        server.releaseStore();
        server.pass(Expiry.EVERY);
        server.tick();
        assertEquals(2, asked());
    }

    @Test
    void aStoreThatFailedIsNoReasonToStop() {
        server.store.breakDown();
        server.tick();
        assertEquals(1, asked());
    }

    @Test
    void mailGoesWhenItIsOldEnoughAndNotBefore() {
        TestConnection sender = server.registered(alice);
        server.registered(bob).cut();
        sender.submit(1, bob);
        server.pass(Limits.MAIL_KEPT);
        server.tick();
        assertEquals(1, server.store.mail(bob.mailbox()).size());

        server.pass(Expiry.EVERY);
        server.tick();
        assertEquals(List.of(), server.store.mail(bob.mailbox()));
    }
}
