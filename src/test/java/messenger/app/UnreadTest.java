package messenger.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import messenger.client.Client;
import messenger.client.ClientEffect;
import messenger.client.ClientEvent;
import messenger.client.Correspondence;
import messenger.client.MessageState;
import messenger.client.OwnAccount;
import messenger.client.VaultChange;
import messenger.client.store.Vault;
import messenger.crypto.Argon2id;
import messenger.crypto.Bytes;
import messenger.crypto.Secret;
import messenger.protocol.UserName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What scripts are given: everything once, in order, also where places were left free or taken late. */
final class UnreadTest {
    private static final Argon2id.Cost CHEAP = new Argon2id.Cost(64, 1, 1);
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    private Path folder;

    private final SecureRandom random = new SecureRandom();
    private final OwnAccount alice = OwnAccount.create(new UserName("alice"), NOW, random);
    private final OwnAccount bob = OwnAccount.create(new UserName("bob"), NOW, random);
    private final Correspondence talk = new Correspondence(alice, bob, NOW);

    /** The batches of texts that are given out until there is nothing left. */
    private List<List<String>> batches(List<VaultChange> rows) {
        Secret password = Secret.copyOf(Bytes.utf8("password").toArray());
        List<List<String>> batches = new ArrayList<>();
        try (Vault vault = Vault.create(folder.resolve("vault"), password, CHEAP, rows, random)) {
            Client client = Client.load(vault, CHEAP, NOW, random).client();
            for (Unread.Batch batch = Unread.next(client, vault);
                    !batch.waiting().isEmpty() || !batch.onlyOwn().isEmpty();
                    batch = Unread.next(client, vault)) {
                batch.onlyOwn().forEach(event -> happens(event, client, vault));
                List<String> texts = new ArrayList<>();
                for (Unread.Waiting next : batch.waiting()) {
                    texts.add(next.message().text());
                    happens(
                            new ClientEvent.Read(
                                    next.message().conversation(),
                                    next.message().position()),
                            client,
                            vault);
                }
                batches.add(texts);
            }
        }
        return batches;
    }

    private static void happens(ClientEvent event, Client client, Vault vault) {
        client.on(event, NOW).forEach(effect -> {
            if (effect instanceof ClientEffect.Commit commit) {
                vault.commit(commit.changes());
            }
        });
    }

    private Correspondence received(long... positions) {
        for (long position : positions) {
            talk.with(position, MessageState.RECEIVED);
        }
        return talk;
    }

    @Test
    void freePlacesAndWhatIsNoMessageOfTheirsAreLeftOut() {
        received(1, 3, 20)
                .with(4, MessageState.STORED)
                .with(19, MessageState.MISSING)
                .with(30, MessageState.LOST);
        received(2_000);

        assertEquals(List.of(List.of("text 3", "text 20"), List.of("text 2000")), batches(talk.read(1, 3)));
    }

    @Test
    void whatWasPlacedBeforeWhatWasReadComesFirstAndTheRestAfterIt() {
        received(1, 5, 7, 20, 21);

        assertEquals(List.of(List.of("text 5", "text 7"), List.of("text 21")), batches(talk.read(20, 3, 5L, 7L)));
    }

    @Test
    void nothingIsGivenTwice() {
        received(1, 5, 7, 20);

        assertEquals(List.of(List.of("text 5")), batches(talk.read(20, 1, 5L)));
    }

    @Test
    void aCountThatIsTooHighEnds() {
        received(1).with(2, MessageState.STORED);

        assertEquals(List.of(List.of()), batches(talk.read(1, 3)));
    }
}
