package messenger.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;

/**
 * JSON lines for scripts. Everything outside ASCII is escaped, so that no line can steer a terminal it is printed to.
 */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .configure(JsonWriteFeature.ESCAPE_NON_ASCII, true)
            .build();

    private Json() {}

    /** One object on one line, its members in the order of the map. */
    static String line(Map<String, Object> members) {
        try {
            // DEL is ASCII, and a control character all the same.
            return MAPPER.writeValueAsString(members).replace("\u007f", "\\u007f");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("strings, numbers and booleans can always be written", e);
        }
    }
}
