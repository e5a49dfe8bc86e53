package messenger.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import messenger.client.store.Vault;
import messenger.client.ui.Command;
import messenger.client.ui.News;
import messenger.client.ui.Password;
import messenger.crypto.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An account that comes back by its recovery code, on the screen, with another password or without. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class ScreenRecoveryTest {
    private static final String OLD = "the old password";
    private static final String FRESH = "a fresh password";

    @TempDir
    private Path folder;

    /** A screen's client with a folder of its own. */
    private final class Screen implements AutoCloseable {
        private final Path vault;
        private final BlockingQueue<News> news = new LinkedBlockingQueue<>();
        private final ScreenClient client;

        Screen(String name) {
            vault = folder.resolve(name);
            client = new ScreenClient(vault, "", "", new Authorities(), new Preferences(vault));
            client.begin(news::add);
        }

        /** The next news of this kind; a server that is met is the right one. */
        <T extends News> T next(Class<T> kind) throws InterruptedException {
            while (true) {
                News next = news.take();
                if (next instanceof News.ServerUnknown met) {
                    client.accept(new Command.TrustServer(met.fingerprint()));
                } else if (kind.isInstance(next)) {
                    return kind.cast(next);
                } else {
                    assertFalse(
                            next instanceof News.Stopped
                                    || next instanceof News.RecoverNeeded
                                    || next instanceof News.AccountNeeded,
                            next::toString);
                }
            }
        }

        boolean opensWith(String password) {
            return Vault.checkPassword(vault, Secret.copyOf(password.getBytes(StandardCharsets.UTF_8)));
        }

        @Override
        public void close() {
            client.accept(new Command.Quit());
        }
    }

    private ServerApp start(String config) throws IOException, ConfigException {
        String here = "data: " + folder.resolve("data") + "\nlisten: {host: 127.0.0.1, port: 0}\nstorage: memory\n";
        return ServerApp.start(ServerConfig.parse("test.yaml", here + config).settings(), (event, subject) -> {});
    }

    private static String where(ServerApp server) {
        return "127.0.0.1:" + server.address().getPort();
    }

    private static Password typed(String text) {
        return Password.of(text.toCharArray());
    }

    /** Registers alice and gives her recovery code. */
    private String registered(ServerApp server) throws InterruptedException {
        try (Screen first = new Screen("first")) {
            first.client.accept(new Command.Register(where(server), "alice", typed(OLD)));
            return new String(first.next(News.RecoveryCodeShown.class).code().chars());
        }
    }

    private static Command recover(ServerApp server, String password, String code, String fresh) {
        return new Command.Recover(where(server), "alice", typed(password), typed(code), typed(fresh));
    }

    @Test
    void theNewPasswordIsThatOfTheVaultAndOfTheAccount() throws Exception {
        try (ServerApp server = start("")) {
            String code = registered(server);
            try (Screen second = new Screen("second")) {
                second.client.accept(recover(server, OLD, code, FRESH));
                second.next(News.Done.class);

                assertTrue(second.opensWith(FRESH));
                assertFalse(second.opensWith(OLD));
            }
            try (Screen third = new Screen("third")) {
                third.client.accept(recover(server, OLD, code, ""));
                assertEquals("The name or the password is wrong.", problem(third));
                third.client.accept(recover(server, FRESH, code, ""));
                third.next(News.Opened.class);
                assertTrue(third.opensWith(FRESH));
            }
        }
    }

    private static String problem(Screen screen) throws InterruptedException {
        while (true) {
            News next = screen.news.take();
            if (next instanceof News.ServerUnknown met) {
                screen.client.accept(new Command.TrustServer(met.fingerprint()));
            } else if (next instanceof News.RecoverNeeded again) {
                return again.problem();
            }
        }
    }

    @Test
    void withoutANewPasswordTheOldOneStays() throws Exception {
        try (ServerApp server = start("")) {
            String code = registered(server);
            try (Screen second = new Screen("second")) {
                second.client.accept(recover(server, OLD, code, ""));
                second.next(News.Opened.class);

                assertTrue(second.opensWith(OLD));
            }
        }
    }

    /** A recovery counts as two tries of its address, a look-up and a login, and more this server does not take. */
    @Test
    void whereTheServerRefusesVaultAndAccountKeepTheOldOneAndThePersonIsTold() throws Exception {
        try (ServerApp server = start("passwords: {tries-per-address: {burst: 2, per-hour: 1}}\n")) {
            String code = registered(server);
            try (Screen second = new Screen("second")) {
                second.client.accept(recover(server, OLD, code, FRESH));
                String told = second.next(News.Refused.class).problem();

                assertTrue(told.startsWith("Your account is back, but it still has its old password"), told);
                assertTrue(second.opensWith(OLD));
                assertFalse(second.opensWith(FRESH));
            }
        }
    }
}
