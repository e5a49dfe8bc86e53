package messenger.client.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import messenger.protocol.ClientFrame;
import messenger.server.ConnectionId;
import messenger.server.Event;
import messenger.server.net.EventLog;
import messenger.server.net.ListenerLimits;
import messenger.server.net.ServerListener;
import messenger.transport.HostileIdentity;
import messenger.transport.Identities;
import messenger.transport.ServerIdentity;
import messenger.transport.TlsStack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Attack F1: Mallory ends Alice's TLS with a certificate of her own and speaks to the real server herself. Whether the
 * real server would take a login that was made for another key is shown in {@code server.LoginTest}.
 */
final class ManInTheMiddleTest {
    @TempDir
    private Path folder;

    @TempDir
    private Path mallorysFolder;

    private LinkWorld mallorys;
    private ServerIdentity real;

    @BeforeEach
    void start() throws IOException {
        real = Identities.in(folder, 1);
        mallorys = new LinkWorld(Identities.in(mallorysFolder, 2));
    }

    @AfterEach
    void stop() throws IOException {
        mallorys.close();
    }

    private void alice(ServerListener listener, Trust trust, TlsStack stack) {
        mallorys.link(listener.address().getPort(), trust, LinkSettings.DEFAULT, stack);
        mallorys.client().next(LinkEvent.Connecting.class);
    }

    @ParameterizedTest
    @EnumSource(TlsStack.class)
    void f1MalloryWithAnotherCertificateHearsNotOneFrame(TlsStack stack) throws IOException {
        ServerListener mallory = mallorys.listen(0, stack, ListenerLimits.DEFAULT);

        alice(mallory, new Trust.Pinned(real.keyHash()), stack);

        assertEquals(
                new LinkEvent.PinMismatch(real.keyHash(), mallorys.keyHash()),
                mallorys.client().next(LinkEvent.PinMismatch.class));
        mallorys.client().next(LinkEvent.Ended.class);
        assertEquals(List.of(), heardOnTheOneConnection(mallorys.server()));
        assertEquals(0, mallorys.client().size(), "nothing is tried again");
    }

    @ParameterizedTest
    @EnumSource(TlsStack.class)
    void f1TheRealCertificateBehindMallorysOwnDoesNotHelpHer(TlsStack stack) throws IOException {
        mallorys.become(HostileIdentity.showing(Identities.in(mallorysFolder, 2), real));
        ServerListener mallory = mallorys.listen(0, TlsStack.BORINGSSL, ListenerLimits.DEFAULT);

        alice(mallory, new Trust.Pinned(real.keyHash()), stack);

        assertEquals(
                new LinkEvent.PinMismatch(real.keyHash(), mallorys.keyHash()),
                mallorys.client().next(LinkEvent.PinMismatch.class));
        assertNotEquals(real.keyHash(), mallorys.keyHash());
    }

    @Test
    void f1WhoeverShowsTheRealCertificateWithoutItsKeyDoesNotComeThroughTheHandshake() throws IOException {
        mallorys.become(HostileIdentity.withoutItsKey(Identities.in(mallorysFolder, 2), real));
        ServerListener mallory = mallorys.listen(0, TlsStack.BOUNCYCASTLE, ListenerLimits.DEFAULT);
        for (TlsStack stack : TlsStack.values()) {
            alice(mallory, new Trust.Pinned(real.keyHash()), stack);

            mallorys.client().next(LinkEvent.Disconnected.class);
        }
        assertFalse(mallorys.server().size() > 0, "no connection came up");
    }

    @Test
    void f1ALoginIsMadeForTheKeyOfTheVeryTlsSessionAndIsUselessElsewhere() throws IOException {
        ServerListener mallory = mallorys.listen();

        // Alice has an account at Mallory's server as well, which passes everything on to the real one.
        alice(mallory, new Trust.Pinned(mallorys.keyHash()), LinkWorld.STACK);

        LinkEvent.Connected connected = mallorys.client().next(LinkEvent.Connected.class);
        assertEquals(mallorys.keyHash(), connected.server(), "what Alice's login proof names");
        assertNotEquals(real.keyHash(), connected.server(), "what the real server checks it against");
    }

    private static List<ClientFrame> heardOnTheOneConnection(EventLog server) {
        ConnectionId only = server.opened();
        return server.untilClosed(only).stream()
                .filter(Event.Received.class::isInstance)
                .map(event -> ((Event.Received) event).frame())
                .toList();
    }
}
