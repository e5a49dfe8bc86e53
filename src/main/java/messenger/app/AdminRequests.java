package messenger.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import messenger.server.net.AdminPort;

/** Reads the requests of the admin socket and hands them to whoever knows the answer. Thread-safe. */
final class AdminRequests implements AdminPort {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    @Override
    public CompletableFuture<String> answer(String request) {
        return CompletableFuture.completedFuture(Json.line(decide(request)));
    }

    private static Map<String, Object> decide(String request) {
        try {
            JsonNode object = MAPPER.readTree(request);
            String name = object.path("request").asText();
            return name.equals("ping")
                    ? Map.of("answer", "pong")
                    : Map.of("error", "this server knows no such request");
        } catch (JsonProcessingException e) {
            return Map.of("error", "a request is one JSON object on one line");
        }
    }
}
