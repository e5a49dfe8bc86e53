package messenger.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import messenger.protocol.ServerFrame;
import messenger.protocol.UserName;
import messenger.protocol.content.Body;
import messenger.server.ServerLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What steers a terminal, in everything that peers and the server can say (attack H1, the way to the screen). */
final class HostileWordsTest {
    private static final String STEERING = "\u001B[2J\u001B]52;c;aGk=\u0007\u009B31m\u202Eevil\u200B\rforged";

    private final SecureRandom random = SeededRandom.of(Long.getLong("sim.seed", 38));
    private final World world = new World(random, ServerLimits.DEFAULT);

    /** Whatever can be text, in a record and in the records inside it, by the path that leads there. */
    private static void texts(Class<?> type, String path, Set<Class<?>> seen, List<String> found) {
        for (RecordComponent component : components(type)) {
            inside(component.getGenericType(), path + "." + component.getName(), seen, found);
        }
    }

    private static RecordComponent[] components(Class<?> type) {
        return type.isRecord() ? type.getRecordComponents() : new RecordComponent[0];
    }

    private static void inside(Type type, String path, Set<Class<?>> seen, List<String> found) {
        if (type instanceof ParameterizedType generic) {
            for (Type argument : generic.getActualTypeArguments()) {
                inside(argument, path, seen, found);
            }
        } else if (type instanceof Class<?> plain && CharSequence.class.isAssignableFrom(plain)) {
            found.add(path);
        } else if (type instanceof Class<?> plain && plain != UserName.class && seen.add(plain)) {
            texts(plain, path, seen, found);
        }
    }

    private static List<String> textsOf(Class<?> family) {
        List<String> found = new ArrayList<>();
        for (Class<?> kind : family.getPermittedSubclasses()) {
            texts(kind, kind.getSimpleName(), new HashSet<>(), found);
        }
        return found;
    }

    @Test
    void h1TheServerHasNoFreeTextToSay() {
        assertEquals(List.of(), textsOf(ServerFrame.class));
    }

    @Test
    void h1APeerHasNoFreeTextToSayButMessages() {
        assertEquals(List.of("Text.text", "Copy.text.text"), textsOf(Body.class));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a\u001B[2Jb", "bob\u202E", "bob\u200B", "b\u00F6b", "b ob", "bob\n", "\u0430lice", "al\u0000ice"
            })
    void h1ANameIsPlainOrNone(String name) {
        assertThrows(IllegalArgumentException.class, () -> new UserName(name));
    }

    @Test
    void h1NothingThatMayBeLoggedHoldsWhatAPeerWrote() throws Exception {
        SimPerson bob = world.online("bob");
        SimPerson mallory = world.online("mallory");
        EvilClient evil = new EvilClient(world, mallory, bob, random);
        Body.Text text = new Body.Text(STEERING);
        evil.say(bob, evil.content(bob, text));
        assertEquals(List.of(STEERING), bob.received());
        assertFalse(bob.notices.isEmpty());

        List<Object> logged = new ArrayList<>(bob.notices);
        logged.addAll(List.of(text, evil.content(bob, text), bob.vault.messages(), bob.contacts()));
        for (Object object : logged) {
            String line = object.toString();
            assertTrue(line.codePoints().noneMatch(Character::isISOControl), Arrays.toString(line.toCharArray()));
            assertFalse(line.contains("forged") || line.contains("evil"), line);
        }
    }
}
