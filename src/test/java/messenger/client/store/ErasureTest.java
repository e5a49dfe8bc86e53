package messenger.client.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import messenger.client.StoredMessage;
import messenger.client.Table;
import messenger.client.VaultChange;
import messenger.crypto.Argon2id;
import messenger.crypto.Bytes;
import messenger.crypto.Secret;
import messenger.protocol.content.ConversationId;
import messenger.storage.CellFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was replaced or deleted opens to nobody, whoever kept every file of every moment but the cells. */
final class ErasureTest {
    private static final Argon2id.Cost CHEAP = new Argon2id.Cost(64, 1, 1);
    private static final Secret PASSWORD = Secret.copyOf("password".getBytes(StandardCharsets.UTF_8));
    private static final Bytes ID = Bytes.utf8("an id");
    private static final ConversationId ALICE = Messages.conversation(1);
    private static final ConversationId BOB = Messages.conversation(2);

    private final SecureRandom random = new SecureRandom();

    @TempDir
    private Path folder;

    private Vault vault;
    private VaultThief thief;

    @BeforeEach
    void create() {
        vault = Vault.create(folder, PASSWORD, CHEAP, List.of(), random);
        thief = new VaultThief(folder);
    }

    @AfterEach
    void close() {
        vault.close();
    }

    private void commit(VaultChange... changes) {
        vault.commit(List.of(changes));
        thief.copy(vault);
    }

    private static VaultChange put(Table table, Bytes id, String value) {
        return new VaultChange.Put(table, id, Bytes.utf8(value));
    }

    private Set<String> readable(VaultThief.Cells cells) {
        return thief.loot(PASSWORD, cells).stream()
                .filter(loot -> loot.table() != Table.HISTORY)
                .map(loot -> loot.table() == Table.MESSAGE
                        ? StoredMessage.decode(loot.value()).text()
                        : loot.value().toText())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void thiefReads(String... texts) {
        assertEquals(Set.of(texts), readable(VaultThief.Cells.NOW));
    }

    @Test
    void aReplacedRowIsGone() {
        for (Table table : Table.values()) {
            if (VaultThief.isErasable(table) && table != Table.HISTORY) {
                commit(put(table, ID, "old"));
                commit(put(table, ID, "new"));

                thiefReads("new");
                assertEquals(Set.of("old", "new"), readable(VaultThief.Cells.ALL_TIMES), table.toString());

                commit(new VaultChange.Delete(table, ID));
                thiefReads();
            }
        }
    }

    /** The negative control of what is promised by table: here nothing is. */
    @Test
    void aReplacedRowOfALastingTableStaysReadable() {
        commit(put(Table.CONTACT, ID, "old"));
        commit(put(Table.CONTACT, ID, "new"));

        thiefReads("old", "new");
    }

    @Test
    void whatWasReplacedStillLiesInTheFiles() throws IOException {
        for (int i = 0; i < 50; i++) {
            commit(put(Table.SESSION, ID, "state " + i));
        }

        assertTrue(thief.leftInFiles(VaultThief.living(vault)) > 20, "or there would be nothing to protect from");
        thiefReads("state 49");
        assertEquals(50, readable(VaultThief.Cells.ALL_TIMES).size());
    }

    @Test
    void aRowThatIsWrittenTwiceInOneCommitIsThereOnce() {
        commit(put(Table.SESSION, ID, "first"), put(Table.SESSION, ID, "second"));

        thiefReads("second");
        commit(put(Table.SESSION, ID, "gone"), new VaultChange.Delete(Table.SESSION, ID));
        thiefReads();
    }

    @Test
    void aDeletedMessageIsGoneAndTheRestOfItsDayIsNot() {
        commit(
                Messages.put(ALICE, 1, 100, "one"),
                Messages.put(ALICE, 2, 100, "two"),
                Messages.put(ALICE, 3, 101, "three"),
                Messages.put(BOB, 1, 100, "four"));

        commit(Messages.delete(ALICE, 1));
        thiefReads("two", "three", "four");
        commit(Messages.delete(ALICE, 2), Messages.delete(ALICE, 3));
        thiefReads("four");
        assertEquals(4, readable(VaultThief.Cells.ALL_TIMES).size());
        commit(Messages.delete(ALICE, 2));
        thiefReads("four");
        assertEquals(1, vault.all(Table.HISTORY).size());
    }

    @Test
    void aShreddedConversationIsGoneAndTheOthersAreNot() {
        commit(Messages.put(ALICE, 1, 100, "one"), Messages.put(ALICE, 2, 101, "two"), Messages.put(BOB, 1, 5, "b"));

        commit(VaultChange.Shred.all(ALICE), Messages.put(ALICE, 3, 101, "after"));

        thiefReads("after", "b");
        assertEquals(List.of("after"), texts(ALICE));
        assertEquals(List.of("b"), texts(BOB));
    }

    @Test
    void shreddingBeforeADayKeepsThatDay() {
        for (int day = 10; day <= 13; day++) {
            commit(Messages.put(ALICE, day, day, "day " + day));
        }

        commit(new VaultChange.Shred(ALICE, 10));
        thiefReads("day 10", "day 11", "day 12", "day 13");
        commit(new VaultChange.Shred(ALICE, 12));
        thiefReads("day 12", "day 13");
        assertEquals(List.of("day 12", "day 13"), texts(ALICE));
    }

    @Test
    void aLongHistoryIsShreddedWhole() {
        int count = 2 * History.SHRED_GROUPS_MAX + 1;
        List<VaultChange> all = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            all.add(Messages.put(ALICE, i, i, "message " + i));
        }
        all.add(Messages.put(BOB, 1, 1, "b"));
        commit(all.toArray(VaultChange[]::new));

        commit(VaultChange.Shred.all(ALICE));

        thiefReads("b");
        assertTrue(texts(ALICE).isEmpty());
        assertEquals(1, vault.all(Table.HISTORY).size());
    }

    /** Groups are 64 positions: what is left of one is written again, its neighbours are not. */
    @Test
    void deletingAtTheEdgesOfAGroupKeepsEverythingElse() {
        int last = 2 * History.GROUP_POSITIONS + 1;
        List<VaultChange> all = new ArrayList<>();
        for (int i = 1; i <= last; i++) {
            all.add(Messages.put(ALICE, i, 7, "message " + i));
        }
        commit(all.toArray(VaultChange[]::new));

        for (int gone : List.of(1, 63, 64, 65, 127, 128, 129)) {
            commitOnly(Messages.delete(ALICE, gone));
        }
        thief.copy(vault);
        assertEquals(last - 7, texts(ALICE).size());
        assertEquals(Set.copyOf(texts(ALICE)), readable(VaultThief.Cells.NOW));
    }

    @Test
    void aChangedStateOfAMessageKeepsItReadable() {
        commit(Messages.put(ALICE, 1, 7, "same"));
        commit(Messages.put(ALICE, 1, 7, "same, delivered"));

        assertEquals(List.of("same, delivered"), texts(ALICE));
        assertEquals(1, vault.all(Table.HISTORY).size());
    }

    @Test
    void cellsAreUsedAgain() throws IOException {
        for (int i = 0; i < 3 * ErasableKeys.GROW_CELLS; i++) {
            commitOnly(put(Table.SESSION, ID, "state " + i));
        }
        assertEquals(ErasableKeys.GROW_CELLS + 1L, cellsInFile());

        List<VaultChange> many = new ArrayList<>();
        for (int i = 0; i < ErasableKeys.GROW_CELLS; i++) {
            many.add(put(Table.PREKEY, Bytes.utf8("prekey " + i), "secret " + i));
        }
        vault.commit(many);
        assertEquals(2 * ErasableKeys.GROW_CELLS + 1L, cellsInFile());
        reopen();
        assertEquals(ErasableKeys.GROW_CELLS, vault.all(Table.PREKEY).size());
        assertEquals(1, vault.all(Table.SESSION).size());
    }

    private void commitOnly(VaultChange change) {
        vault.commit(List.of(change));
    }

    private long cellsInFile() throws IOException {
        return Files.size(CellFile.path(folder, "vault")) / CellFile.CELL_BYTES;
    }

    private void reopen() {
        vault.close();
        vault = Vault.open(folder, PASSWORD, random);
    }

    private List<String> texts(ConversationId conversation) {
        return vault.history(conversation, Long.MAX_VALUE, 10_000).stream()
                .map(StoredMessage::text)
                .toList();
    }
}
