package messenger.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import messenger.client.ClientEvent;
import messenger.client.DamagedVaultException;
import messenger.client.HomeServer;
import messenger.client.Notice;
import messenger.client.OwnAccount;
import messenger.client.Table;
import messenger.client.VaultChange;
import messenger.client.net.LinkEvent;
import messenger.client.net.Trust;
import messenger.client.net.TrustDecision;
import messenger.client.store.Vault;
import messenger.crypto.Argon2id;
import messenger.crypto.Bytes;
import messenger.crypto.Secret;
import messenger.protocol.UserName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What asks a client is answered, whatever becomes of it, and the vault is free afterwards. The server is away. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class ClientRuntimeTest {
    private static final Trust NOBODY =
            new Trust.FirstContact(presented -> CompletableFuture.completedFuture(TrustDecision.Verdict.REFUSE));

    private final SecureRandom random = new SecureRandom();
    private final CompletableFuture<RuntimeException> failure = new CompletableFuture<>();

    private final Audience audience = new Audience() {
        @Override
        public void told(Notice notice) {}

        @Override
        public void linked(LinkEvent event) {}

        @Override
        public void failed(RuntimeException why) {
            failure.complete(why);
        }
    };

    @TempDir
    private Path folder;

    @Test
    void aQuestionThatFailsIsAnsweredAndEndsTheClient() {
        IllegalStateException fault = new IllegalStateException("a damaged row");
        try (ClientRuntime runtime = ClientRuntime.start(create(), NOBODY, audience, random)) {
            CompletableFuture<Integer> answer = runtime.look(view -> {
                throw fault;
            });

            assertSame(
                    fault, assertThrows(CompletionException.class, answer::join).getCause());
            assertSame(fault, failure.join());
        }
    }

    @Test
    void aQuestionAfterTheEndIsAnsweredWithWhatEndedTheClient() {
        IllegalStateException fault = new IllegalStateException("a damaged row");
        ClientRuntime runtime = ClientRuntime.start(create(), NOBODY, audience, random);
        var unused = runtime.look(view -> {
            throw fault;
        });
        failure.join();

        CompletableFuture<Integer> answer = runtime.look(view -> 1);
        assertSame(fault, assertThrows(CompletionException.class, answer::join).getCause());
        runtime.close();
    }

    @Test
    void whoeverSpeaksToAnEndedClientDoesNotWait() {
        ClientRuntime runtime = ClientRuntime.start(create(), NOBODY, audience, random);
        runtime.close();
        for (int i = 0; i < 10_000; i++) {
            runtime.post(new ClientEvent.RefreshPeople());
        }
        runtime.close();
    }

    @Test
    void aFaultOfTheProgramFreesTheVaultAndIsTold() {
        ClientRuntime runtime = ClientRuntime.start(create(), NOBODY, audience, random);
        var unused = runtime.look(view -> {
            throw new AssertionError("no handling of this");
        });

        failure.join();
        Vault.open(folder, password(), random).close();
        runtime.close();
    }

    @Test
    void aVaultThatCannotBeLoadedIsFree() {
        Vault vault = create();
        vault.commit(List.of(new VaultChange.Put(Table.OUTBOX, Bytes.utf8("12345678"), Bytes.utf8("no item"))));

        assertThrows(DamagedVaultException.class, () -> ClientRuntime.start(vault, NOBODY, audience, random));
        try (Vault again = Vault.open(folder, password(), random)) {
            assertEquals(1, again.all(Table.OUTBOX).size());
        }
    }

    private Vault create() {
        OwnAccount account = OwnAccount.create(new UserName("alice"), Instant.EPOCH, random);
        List<VaultChange> first =
                List.of(account.put(), HomeServer.unmet("127.0.0.1", 1).put());
        return Vault.create(folder, password(), new Argon2id.Cost(64, 1, 1), first, random);
    }

    private static Secret password() {
        return Secret.copyOf(new byte[] {'p', 'a', 's', 's'});
    }
}
