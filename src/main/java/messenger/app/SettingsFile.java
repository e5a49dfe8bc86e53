package messenger.app;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads settings from YAML, and knows the line of everything it complains about. */
final class SettingsFile {
    private static final int QUOTED_CHARS_MAX = 40;

    private final String file;
    private final Map<String, Setting<?>> known = new LinkedHashMap<>();
    private final Set<String> sections = new HashSet<>();
    private final Set<String> seen = new HashSet<>();
    private final Map<Setting<?>, Object> values = new HashMap<>();

    private SettingsFile(String file, List<Setting<?>> settings) {
        this.file = file;
        for (Setting<?> setting : settings) {
            known.put(setting.key(), setting);
            setting.sections().forEach(sections::add);
            values.put(setting, setting.standard());
        }
    }

    /** The values of a file's text; what it does not say has its default. */
    static SettingsFile parse(String file, String text, List<Setting<?>> settings) throws ConfigException {
        SettingsFile read = new SettingsFile(file, settings);
        try (YAMLParser parser = new YAMLFactory().createParser(text)) {
            read.document(parser);
        } catch (JsonProcessingException e) {
            JsonLocation at = Optional.ofNullable(e.getLocation()).orElse(JsonLocation.NA);
            throw read.wrong(at, "this is not YAML: " + words(e.getOriginalMessage()));
        } catch (IOException e) {
            throw new ConfigException(file + ": cannot be read: " + e.getMessage());
        }
        return read;
    }

    /** The value of a setting; its type is the setting's, because nothing else is ever put under it. */
    @SuppressWarnings("unchecked")
    <T> T get(Setting<T> setting) {
        Object value = values.get(setting);
        if (value == null) {
            throw new IllegalArgumentException("no such setting: " + setting.key());
        }
        return (T) value;
    }

    int number(Setting<Long> setting) {
        return Math.toIntExact(get(setting));
    }

    private void document(YAMLParser parser) throws IOException, ConfigException {
        JsonToken first = parser.nextToken();
        if (first == null || (first == JsonToken.VALUE_NULL && parser.nextToken() == null)) {
            return;
        }
        if (first != JsonToken.START_OBJECT) {
            throw wrong(parser.currentTokenLocation(), "keys with values are expected here, as in \"storage: mapdb\"");
        }
        section("", parser);
        if (parser.nextToken() != null) {
            throw wrong(parser.currentTokenLocation(), "only one YAML document is expected");
        }
    }

    private void section(String section, YAMLParser parser) throws IOException, ConfigException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = section + parser.currentName();
            JsonLocation at = parser.currentTokenLocation();
            if (!seen.add(key)) {
                throw wrong(at, quoted(key) + " is there twice");
            }
            parser.nextToken();
            Setting<?> setting = known.get(key);
            if (setting != null) {
                values.put(setting, value(setting, parser));
            } else if (!sections.contains(key + ".")) {
                throw wrong(at, quoted(key) + " is not known; known here: " + keysOf(section));
            } else if (parser.currentToken() == JsonToken.START_OBJECT) {
                section(key + ".", parser);
            } else {
                throw wrong(at, quoted(key) + " is a section and holds: " + keysOf(key + "."));
            }
        }
    }

    private <T> T value(Setting<T> setting, YAMLParser parser) throws IOException, ConfigException {
        JsonToken form = parser.currentToken();
        JsonLocation at = parser.currentTokenLocation();
        String text =
                form.isScalarValue() ? parser.getText() : "a " + (form == JsonToken.START_ARRAY ? "list" : "section");
        JsonToken kind = form == JsonToken.VALUE_FALSE ? JsonToken.VALUE_TRUE : form;
        if (kind == setting.form() && !parser.isCurrentAlias()) {
            var value = setting.parsing().parse(text);
            if (value.isPresent()) {
                return value.get();
            }
        }
        throw wrong(at, quoted(setting.key()) + " must be " + setting.allowed() + ", not " + quoted(text));
    }

    private String keysOf(String section) {
        return known.keySet().stream()
                .filter(key -> key.startsWith(section))
                .map(key -> key.substring(section.length()).replaceFirst("\\..*", ""))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private ConfigException wrong(JsonLocation at, String what) {
        return new ConfigException(file + ":" + at.getLineNr() + ": " + what);
    }

    /** What somebody wrote goes to a terminal: short, and without control characters. */
    private static String quoted(String text) {
        String clean = text.replaceAll("\\p{C}", "?");
        return '"' + (clean.length() > QUOTED_CHARS_MAX ? clean.substring(0, QUOTED_CHARS_MAX) + "..." : clean) + '"';
    }

    /** The parser's words without the excerpts of the file between them. */
    private static String words(String message) {
        return message.lines()
                .filter(line -> !line.startsWith(" "))
                .map(line -> line.replaceAll("\\p{C}", "?"))
                .collect(Collectors.joining(", "));
    }
}
