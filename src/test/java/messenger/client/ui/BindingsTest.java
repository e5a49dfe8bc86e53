package messenger.client.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import messenger.client.ui.Binding.Context;
import org.junit.jupiter.api.Test;

final class BindingsTest {
    @Test
    void everyActionIsBoundAndExplained() {
        Set<Action> unbound = EnumSet.allOf(Action.class);
        for (Binding binding : Bindings.TABLE) {
            unbound.remove(binding.action());
            assertFalse(binding.help().isBlank(), binding.toString());
            assertFalse(binding.chords().isEmpty(), binding.toString());
        }
        assertEquals(Set.of(), unbound);
    }

    @Test
    void aChordMeansOneThingInAContextAndNeverBeginsAnother() {
        for (Context context : Context.values()) {
            Set<Chord> seen = new HashSet<>();
            List<Chord> chords = Bindings.TABLE.stream()
                    .filter(binding -> binding.context() == context)
                    .flatMap(binding -> binding.chords().stream())
                    .toList();
            for (Chord chord : chords) {
                assertTrue(seen.add(chord), context + " binds " + chord + " twice");
                for (Chord other : chords) {
                    assertFalse(other.startsWith(chord.keys()), chord + " begins " + other + " in " + context);
                }
            }
        }
    }

    @Test
    void whatHoldsAlwaysIsNeverHiddenByAPane() {
        Set<Chord> always = new HashSet<>();
        Bindings.TABLE.stream()
                .filter(binding -> binding.context() == Context.EVERYWHERE)
                .forEach(binding -> always.addAll(binding.chords()));
        Bindings.TABLE.stream()
                .filter(binding -> binding.context() != Context.EVERYWHERE)
                .forEach(binding ->
                        binding.chords().forEach(chord -> assertFalse(always.contains(chord), chord.toString())));
    }

    @Test
    void everyAltKeyHasAnotherKeyBesideIt() {
        for (Binding binding : Bindings.TABLE) {
            assertTrue(
                    binding.chords().stream()
                            .anyMatch(chord -> !chord.toString().contains("Alt-")),
                    binding.toString());
        }
    }

    @Test
    void nothingDependsOnEscOrOnAKeyThatTerminalsSwallow() {
        Set<String> swallowed =
                Set.of("Esc", "Ctrl-S", "Ctrl-Q", "Ctrl-I", "Ctrl-M", "Ctrl-H", "Shift-Enter", "F10", "F11");
        for (Binding binding : Bindings.TABLE) {
            assertTrue(
                    binding.chords().stream().anyMatch(chord -> !swallowed.contains(chord.toString())),
                    binding.toString());
        }
    }

    @Test
    void theHelpShowsEveryActionOfTheChatAndEverySlashCommand() {
        Driver alice = Driver.chatting(80, 24);
        String help = HelpText.lines(alice.model()).toString();
        for (Binding binding : Bindings.TABLE) {
            boolean inChat = Set.of(Context.COMPOSER, Context.LIST, Context.CHAT, Context.EVERYWHERE)
                    .contains(binding.context());
            boolean shown = help.contains(binding.keys()) || binding.action() == Action.GO_TO_CONVERSATION;
            assertTrue(!inChat || shown, binding.toString());
            binding.slashes().forEach(slash -> assertTrue(help.contains(slash), slash));
        }
    }

    @Test
    void everyLineOfTheHelpFitsAt80Columns() {
        Driver alice = Driver.chatting(80, 24);
        for (HelpText.Line line : HelpText.lines(alice.model())) {
            assertTrue(Columns.of(line.keys()) < HelpText.KEYS_COLUMNS, line.toString());
            assertTrue(line.indent() + Columns.of(line.text()) <= 74, line.toString());
        }
    }

    @Test
    void theWholeHelpCanBeScrolledThrough() {
        for (Size size : List.of(new Size(40, 10), new Size(80, 24), new Size(200, 60))) {
            Driver alice = Driver.chatting(size.columns(), size.rows()).press("F1");
            StringBuilder seen = new StringBuilder();
            for (int i = 0; i < 300; i++) {
                seen.append(alice.frame());
                alice.press("Down");
            }
            assertTrue(seen.toString().contains("Their key changed"), size.toString());
            assertTrue(seen.toString().contains("Send the message"), size.toString());
        }
    }

    @Test
    void everyDialogsKeysAreInTheHelpOrInItsFooter() {
        Driver alice = Driver.chatting(80, 24);
        String help = HelpText.lines(alice.model()).toString();
        for (Dialog dialog : TrustSamples.dialogs("x")) {
            Context context = dialog.context();
            boolean beforeTheChat =
                    Set.of(Context.START, Context.CODE, Context.FORM).contains(context);
            assertTrue(beforeTheChat || help.contains(context.title()), context.toString());
            String footer = new View().view(alice.model().with(dialog)).row(23);
            String first = Bindings.TABLE.stream()
                    .filter(binding -> binding.context() == context)
                    .findFirst()
                    .orElseThrow()
                    .chords()
                    .get(0)
                    .toString();
            assertTrue(footer.contains(first + " "), footer);
        }
    }

    @Test
    void everySlashCommandForPeopleDevicesAndTheAccountExists() {
        assertTrue(Bindings.commands()
                .containsAll(List.of(
                        "/verify",
                        "/trust",
                        "/requests",
                        "/accept",
                        "/decline",
                        "/block",
                        "/unblock",
                        "/devices",
                        "/link",
                        "/passwd",
                        "/recovery",
                        "/delete-account")));
    }

    @Test
    void everySlashCommandOfTheMissionExists() {
        assertTrue(Bindings.commands()
                .containsAll(List.of("/msg", "/help", "/users", "/history", "/clear", "/exit", "/quit")));
    }

    @Test
    void lettersAfterAModifierMeanTheSameLargeOrSmall() {
        assertEquals(new Key("Alt-A"), new Key("Alt-a"));
        assertEquals(new Key("Ctrl-Alt-X"), new Key("Ctrl-Alt-x"));
        assertEquals("a", new Key("a").name());
        assertEquals("-", new Key("-").name());
        assertEquals("Space", Key.of(' ').name());
    }
}
