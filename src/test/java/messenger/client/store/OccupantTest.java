package messenger.client.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OccupantTest {
    private static final long HERE = ProcessHandle.current().pid();

    @TempDir
    private Path folder;

    private static Occupant with(Map<String, String> environment) {
        return Occupant.of(HERE, "/dev/pts/3", environment);
    }

    @Test
    void aTerminalSessionIsNamedByTheCommandThatShowsIt() {
        assertEquals("", with(Map.of()).attach());
        assertEquals(
                "tmux -S /tmp/tmux-1000/default attach -t '$7'",
                with(Map.of("TMUX", "/tmp/tmux-1000/default,1234,7")).attach());
        assertEquals(
                "screen -r 4711.pts-0.host",
                with(Map.of("STY", "4711.pts-0.host")).attach());
    }

    @Test
    void nothingOfAnEnvironmentRunsWhereItIsPasted() {
        for (String hostile :
                List.of("/tmp/$(reboot),1,1", "/tmp/a b,1,1", "/tmp/a;b,1,1", "/tmp/a\u001b[2J,1,1", ",,")) {
            assertEquals("", with(Map.of("TMUX", hostile)).attach(), hostile);
        }
        assertEquals("", with(Map.of("STY", "a;b")).attach());
        assertEquals("", Occupant.of(HERE, "/dev/pts/\u001b[2J", Map.of()).terminal());
        assertEquals("", Occupant.of(HERE, "/dev/null", Map.of()).terminal());
        assertEquals("", Occupant.of(HERE, "pipe:[17]", Map.of()).terminal());
    }

    @Test
    void whatIsNotedIsReadAndPrivate() throws IOException {
        Occupant occupant = with(Map.of("TMUX", "/tmp/tmux-1000/default,1234,7"));

        Occupant.here().note(folder);
        occupant.note(folder);

        assertEquals(Optional.of(occupant), Occupant.read(folder));
        assertEquals(
                "rw-------",
                java.nio.file.attribute.PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(folder.resolve(Occupant.NAME))));
        String said = occupant.whereabouts();
        assertTrue(said.startsWith("It is process " + HERE + ", running since 20"), said);
        assertTrue(
                said.contains(", on /dev/pts/3. See it with: tmux -S /tmp/tmux-1000/default attach -t '$7' ."), said);
        assertTrue(said.endsWith("End it with: kill " + HERE + " ."), said);
    }

    @Test
    void aNoteThatMakesNoSenseIsNone() throws IOException {
        assertEquals(Optional.empty(), Occupant.read(folder));
        Path file = folder.resolve(Occupant.NAME);
        for (String bad : List.of(
                "",
                "x\n\n\n",
                "1\n\n",
                "1\n/etc/passwd\n\n",
                "1\n/dev/pts/1\nrm -rf /\n",
                "1\n\ntmux -S /tmp/x attach -t '$1'; reboot\n",
                "1\n\n\u001b[2J\n",
                "12345678901234567890\n\n\n",
                "1\n\n\n" + "x".repeat(2000))) {
            Files.writeString(file, bad);
            assertEquals(Optional.empty(), Occupant.read(folder), bad);
        }
        Files.writeString(file, "1\n\n\n");
        assertEquals(Optional.of(new Occupant(1, "", "")), Occupant.read(folder));
        Occupant.forget(folder);
        assertFalse(Files.exists(file));
    }

    @Test
    void aFolderThatCannotBeWrittenHasNoNote() {
        Path missing = folder.resolve("missing");

        Occupant.here().note(missing);

        assertEquals(Optional.empty(), Occupant.read(missing));
    }
}
