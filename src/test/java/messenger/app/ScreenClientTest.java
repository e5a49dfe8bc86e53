package messenger.app;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import messenger.client.HomeServer;
import messenger.client.OwnAccount;
import messenger.client.Table;
import messenger.client.VaultChange;
import messenger.client.store.Vault;
import messenger.client.ui.Command;
import messenger.client.ui.News;
import messenger.client.ui.Password;
import messenger.crypto.Argon2id;
import messenger.crypto.Bytes;
import messenger.crypto.Secret;
import messenger.protocol.UserName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the screen asks for is answered, also where it cannot be had. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class ScreenClientTest {
    private static final VaultChange DAMAGE =
            new VaultChange.Put(Table.OUTBOX, Bytes.utf8("12345678"), Bytes.utf8("no item"));

    private final SecureRandom random = new SecureRandom();
    private final BlockingQueue<News> news = new LinkedBlockingQueue<>();

    @TempDir
    private Path folder;

    @Test
    void aVaultThatCannotBeUsedIsToldAndNotLocked() throws InterruptedException {
        create(DAMAGE).close();
        ScreenClient client = begin();

        client.accept(new Command.Unlock(password()));

        assertInstanceOf(News.Locked.class, news.take());
        assertInstanceOf(News.Working.class, news.take());
        assertInstanceOf(News.Stopped.class, news.take());
        Vault.open(folder, secret(), random).close();
    }

    @Test
    void aWrongPasswordIsTold() throws InterruptedException {
        create(DAMAGE).close();
        ScreenClient client = begin();

        client.accept(new Command.Unlock(Password.of(new char[] {'w'})));

        assertInstanceOf(News.Locked.class, news.take());
        assertInstanceOf(News.Working.class, news.take());
        News.Locked again = assertInstanceOf(News.Locked.class, news.take());
        assertTrue(!again.problem().isEmpty());
    }

    @Test
    void aServerThatIsAwayBringsTheFormBackAndTheVaultIsFree() throws InterruptedException {
        ScreenClient client = begin();
        client.accept(new Command.Register("127.0.0.1:1", "alice", password()));

        assertInstanceOf(News.FirstStart.class, news.take());
        News next = news.take();
        while (!(next instanceof News.AccountNeeded)) {
            next = news.take();
        }
        assertTrue(((News.AccountNeeded) next).problem().contains("127.0.0.1:1"));
        Vault.open(folder, secret(), random).close();
    }

    @Test
    void aThemeThatCannotBeKeptIsToldAndNothingElseHappens() throws Exception {
        ScreenClient client = begin();
        Files.createDirectory(folder.resolve(Preferences.FILE));
        client.accept(new Command.KeepTheme("nord"));

        assertInstanceOf(News.FirstStart.class, news.take());
        News.Notice notice = assertInstanceOf(News.Notice.class, news.take());
        assertTrue(notice.text().startsWith("The theme is nord until you leave; it could not be kept"), notice.text());
    }

    private ScreenClient begin() {
        ScreenClient client = new ScreenClient(folder, "", "", new Authorities(), new Preferences(folder));
        client.begin(news::add);
        return client;
    }

    private Vault create(VaultChange more) {
        OwnAccount account = OwnAccount.create(new UserName("alice"), Instant.EPOCH, random);
        List<VaultChange> first =
                List.of(account.put(), HomeServer.unmet("127.0.0.1", 1).put(), more);
        return Vault.create(folder, secret(), new Argon2id.Cost(64, 1, 1), first, random);
    }

    private static Password password() {
        return Password.of(new char[] {'p'});
    }

    private static Secret secret() {
        return Secret.copyOf(new byte[] {'p'});
    }
}
