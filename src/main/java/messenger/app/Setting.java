package messenger.app;

import com.fasterxml.jackson.core.JsonToken;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One key of the configuration: its default, and what is allowed.
 *
 * @param <T> what a value becomes
 * @param key with the sections it is in, separated by dots
 * @param allowed a phrase for the person who wrote something else
 * @param form what the value must look like in YAML
 * @param parsing from the text to the value; empty for what is not allowed
 */
record Setting<T>(String key, T standard, String allowed, JsonToken form, Parsing<T> parsing) {
    /** From a value's text to the value. */
    interface Parsing<T> {
        Optional<T> parse(String text);
    }

    /** Without sign, leading zeros, underscores or exponent: YAML's other ways to write a number surprise people. */
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,17}");

    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.:_-]{1,253}");
    private static final int PATH_CHARS_MAX = 1024;

    static Setting<Long> number(String key, long standard, long min, long max) {
        return new Setting<>(key, standard, min + " to " + max, JsonToken.VALUE_NUMBER_INT, text -> Optional.of(text)
                .filter(digits -> NUMBER.matcher(digits).matches())
                .map(Long::valueOf)
                .filter(value -> value >= min && value <= max));
    }

    /** One of the constants, in lower case. */
    static <E extends Enum<E>> Setting<E> choice(String key, E standard) {
        List<E> choices = List.of(standard.getDeclaringClass().getEnumConstants());
        return new Setting<>(
                key,
                standard,
                choices.stream().map(Setting::word).collect(Collectors.joining(", ")),
                JsonToken.VALUE_STRING,
                text -> choices.stream()
                        .filter(choice -> word(choice).equals(text))
                        .findFirst());
    }

    static Setting<String> host(String key, String standard) {
        return new Setting<>(
                key, standard, "a host name or an IP address", JsonToken.VALUE_STRING, text -> Optional.of(text)
                        .filter(host -> HOST.matcher(host).matches()));
    }

    static Setting<Path> path(String key, String standard) {
        return new Setting<>(
                key,
                Path.of(standard),
                "a path of 1 to " + PATH_CHARS_MAX + " characters",
                JsonToken.VALUE_STRING,
                Setting::parsePath);
    }

    /** {@code true} or {@code false}. */
    static Setting<Boolean> flag(String key, Boolean standard) {
        return new Setting<>(key, standard, "true, false", JsonToken.VALUE_TRUE, text -> Optional.of(text)
                .filter(word -> word.equals("true") || word.equals("false"))
                .map(Boolean::valueOf));
    }

    private static Optional<Path> parsePath(String text) {
        if (text.isBlank() || text.length() > PATH_CHARS_MAX) {
            return Optional.empty();
        }
        try {
            return Optional.of(Path.of(text));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** The default as it stands in the file. */
    String standardText() {
        return standard instanceof Enum<?> constant ? word(constant) : standard.toString();
    }

    /** The sections that this key is in, each with the dot behind it. */
    Stream<String> sections() {
        return Stream.iterate(key.indexOf('.'), at -> at >= 0, at -> key.indexOf('.', at + 1))
                .map(at -> key.substring(0, at + 1));
    }
}
