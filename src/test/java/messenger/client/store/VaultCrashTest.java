package messenger.client.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import messenger.client.Table;
import messenger.client.VaultChange;
import messenger.crypto.Bytes;
import messenger.crypto.Secret;
import messenger.crypto.SeededRandom;
import messenger.storage.CellFile;
import messenger.storage.Fault;
import messenger.storage.JournaledStore;
import messenger.storage.SimulatedMachine;
import messenger.storage.StorageException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Writes and forces of the store and of the cells fail, each once, in three ways; then the program is killed, or the
 * power fails. The vault is then whole, before or after the commit, and its old rows open to nobody.
 */
final class VaultCrashTest {
    private static final String NAME = "vault";
    private static final Secret MASTER_KEY = Secret.copyOf(new byte[32]);
    private static final int COMMITS = 10;

    /** What was committed: a copy of the rows after each commit, the last being the newest. */
    private final List<Map<String, Bytes>> states = new ArrayList<>();

    @ParameterizedTest
    @EnumSource(Fault.class)
    void aFailedOperationLeavesTheOldOrTheNewCommit(Fault fault) {
        operationsFail(fault, 3, 1, 13);
    }

    @Tag("slow")
    @ParameterizedTest
    @EnumSource(Fault.class)
    void anyFailedOperationLeavesTheOldOrTheNewCommit(Fault fault) {
        for (long seed = 10; seed < 16; seed++) {
            operationsFail(fault, seed, 1, 1);
        }
    }

    private void operationsFail(Fault fault, long seed, int first, int step) {
        boolean failed = true;
        for (int n = first; failed; n += step) {
            SimulatedMachine machine = SimulatedMachine.fresh(seed);
            VaultThief thief = new VaultThief(java.nio.file.Path.of("simulated"));
            VaultStore vault = create(machine);
            machine.failAt(n, fault);
            states.clear();
            states.add(rows(vault));
            run(vault, thief, seed);
            failed = machine.hasFailed();
            String what = fault + ", seed " + seed + ", operation " + n;
            assertWhole(machine.afterKill(), thief, "killed, " + what);
            assertWhole(machine.afterPowerLoss(), thief, "power lost, " + what);
        }
    }

    private static VaultStore create(SimulatedMachine machine) {
        SeededRandom random = new SeededRandom(1);
        List<VaultChange> first = new ArrayList<>();
        // So many that the cells grow in the middle of a later commit.
        for (int i = 0; i < ErasableKeys.GROW_CELLS - 10; i++) {
            first.add(put(Table.UNREADABLE, i, 0));
        }
        return VaultStore.create(machine.open(NAME), machine.createCells(NAME), MASTER_KEY, first, random);
    }

    /** The last of the states is the one that the commit which failed was to give. */
    private void run(VaultStore vault, VaultThief thief, long seed) {
        Random choice = new Random(seed);
        try {
            for (int i = 0; i < COMMITS; i++) {
                List<VaultChange> changes = changes(choice, i);
                states.add(after(states.get(states.size() - 1), changes));
                vault.commit(changes);
                thief.copy(vault.rows());
            }
            states.add(states.get(states.size() - 1));
            vault.close();
        } catch (StorageException expected) {
            assertTrue(expected.toString().contains("vault"), expected.toString());
        }
    }

    private static List<VaultChange> changes(Random choice, int commit) {
        List<VaultChange> changes = new ArrayList<>();
        for (int i = choice.nextInt(4); i >= 0; i--) {
            changes.add(put(Table.PREKEY, commit * 1000 + i, commit));
        }
        changes.add(put(Table.SESSION, choice.nextInt(2), commit));
        changes.add(put(Table.CONTACT, choice.nextInt(2), commit));
        changes.add(new VaultChange.Delete(Table.PREKEY, id(choice.nextInt(commit + 1) * 1000)));
        changes.add(Messages.put(Messages.conversation(1), commit + 1, commit / 3, "message " + commit));
        if (commit % 4 == 3) {
            changes.add(Messages.delete(Messages.conversation(1), commit));
        }
        return changes;
    }

    private static VaultChange put(Table table, int number, int commit) {
        return new VaultChange.Put(table, id(number), Bytes.utf8(table + " " + number + " of commit " + commit));
    }

    private static Bytes id(int number) {
        return Bytes.hex("%08x".formatted(number));
    }

    private static Map<String, Bytes> after(Map<String, Bytes> before, List<VaultChange> changes) {
        Map<String, Bytes> after = new TreeMap<>(before);
        for (VaultChange change : changes) {
            String key = name(change.table(), change.id());
            if (change instanceof VaultChange.Put put) {
                after.put(key, put.value());
            } else {
                after.remove(key);
            }
        }
        return after;
    }

    private static Map<String, Bytes> rows(VaultStore vault) {
        Map<String, Bytes> found = new TreeMap<>();
        for (Table table : Table.values()) {
            if (table != Table.HISTORY) {
                vault.rows().sealed(table).entrySet().forEach(entry -> {
                    TableKeys.Row row = vault.rows().open(table, entry);
                    found.put(name(table, row.id()), row.value());
                });
            }
        }
        return found;
    }

    private void assertWhole(SimulatedMachine machine, VaultThief thief, String what) {
        JournaledStore store = machine.open(NAME);
        CellFile cells = machine.openCells(NAME);
        VaultStore vault = VaultStore.open(store, cells, MASTER_KEY, new SeededRandom(2));

        Map<String, Bytes> found = rows(vault);
        Map<String, Bytes> old = states.get(states.size() - 2);
        Map<String, Bytes> now = states.get(states.size() - 1);
        assertTrue(found.equals(old) || found.equals(now), what);
        assertEquals(dead(thief, vault, cells), Set.of(), what);

        vault.commit(List.of(put(Table.SESSION, 9, 99), put(Table.SESSION, 0, 99)));
        assertEquals(after(found, List.of(put(Table.SESSION, 9, 99), put(Table.SESSION, 0, 99))), rows(vault), what);
        vault.close();
    }

    /** Replaced and deleted rows that open, of the tables that promise that none does. */
    private static Set<String> dead(VaultThief thief, VaultStore vault, CellFile cells) {
        Set<Bytes> living = VaultThief.living(vault.rows());
        Set<String> there = rows(vault).keySet();
        return thief.lootOfOwnCells(MASTER_KEY, cells).stream()
                .filter(loot -> loot.table() != Table.MESSAGE || !there.contains(name(loot.table(), loot.id())))
                .filter(loot -> !living.contains(loot.nonce()))
                .map(loot -> name(loot.table(), loot.id()))
                .collect(Collectors.toSet());
    }

    private static String name(Table table, Bytes id) {
        return table + " " + id.toHex();
    }
}
