package messenger.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import messenger.client.ui.Printable;

/** What a server said on its admin socket. */
final class AdminReply {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final JsonNode members;

    private AdminReply(JsonNode members) {
        this.members = members;
    }

    /**
     * Reads the answer to a request.
     *
     * @param wanted the words of which one is the answer
     * @throws CommandFailure with {@link Exit#REFUSED} and the server's reason when it is another one
     */
    static AdminReply of(String line, String... wanted) {
        try {
            JsonNode members = MAPPER.readTree(line);
            if (members.has("error")) {
                throw refused(members.path("error").asText());
            }
            if (!List.of(wanted).contains(members.path("answer").asText())) {
                throw refused("it gave another answer than was asked for; is it of another version?");
            }
            return new AdminReply(members);
        } catch (JsonProcessingException e) {
            throw refused("its answer is no JSON; is it of another version?");
        }
    }

    private static CommandFailure refused(String why) {
        return new CommandFailure(Exit.REFUSED, "The server did not do it: " + Printable.line(why) + ".");
    }

    /** Whether this is the word of the answer. */
    boolean is(String word) {
        return members.path("answer").asText().equals(word);
    }

    /** A member that must be there, and a whole number. */
    long number(String member) {
        if (!members.path(member).canConvertToLong()) {
            throw refused("its answer has no " + member + "; is it of another version?");
        }
        return members.path(member).asLong();
    }

    /** A member that must be there. */
    String text(String member) {
        if (!members.path(member).isTextual()) {
            throw refused("its answer has no " + member + "; is it of another version?");
        }
        return members.path(member).asText();
    }
}
