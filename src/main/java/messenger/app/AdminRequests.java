package messenger.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import messenger.server.AdminAnswer;
import messenger.server.AdminRequest;
import messenger.server.Event;
import messenger.server.Ticket;
import messenger.server.net.AdminLines;
import messenger.server.net.AdminPort;
import messenger.transport.ServerKeyHash;

/**
 * Reads the requests of the admin socket, has the server's core decide them, and writes its answers. Thread-safe.
 *
 * <pre>
 *   {"request":"ping"}                              {"answer":"pong"}
 *   {"request":"invite","uses":1,"minutes":10080}   {"answer":"invited","code":"hex","server":"fingerprint"}
 *   {"request":"backup","target":"/path","keys":false}  {"answer":"backing-up"}
 *   {"request":"backup-result"}    {"answer":"backing-up"} or {"answer":"backed-up","bytes":1,"heldMicros":1}
 *   anything else                                   {"error":"what is wrong"}
 * </pre>
 */
final class AdminRequests implements AdminLines, AdminPort {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Consumer<Event> core;
    private final ServerKeyHash server;
    private final BackupJob backups;
    private final AtomicLong lastTicket = new AtomicLong();
    private final Map<Ticket, CompletableFuture<String>> open = new ConcurrentHashMap<>();

    /** @param core takes events from any thread */
    AdminRequests(Consumer<Event> core, ServerKeyHash server, BackupJob backups) {
        this.core = core;
        this.server = server;
        this.backups = backups;
    }

    @Override
    public CompletableFuture<String> answer(String request) {
        try {
            JsonNode object = MAPPER.readTree(request);
            return switch (object.path("request").asText()) {
                case "ping" -> done(Map.of("answer", "pong"));
                case "invite" -> ask(invite(object));
                case "backup" -> done(backup(object));
                case "backup-result" -> backups.await().thenApply(Json::line);
                default -> refused("this server knows no such request");
            };
        } catch (JsonProcessingException e) {
            return refused("a request is one JSON object on one line");
        } catch (IllegalArgumentException e) {
            return refused(String.valueOf(e.getMessage()));
        }
    }

    private static AdminRequest invite(JsonNode object) {
        JsonNode uses = object.path("uses");
        JsonNode minutes = object.path("minutes");
        if (!uses.isInt() || !minutes.isInt()) {
            throw new IllegalArgumentException("an invitation has \"uses\" and \"minutes\", whole numbers");
        }
        return new AdminRequest.Invite(uses.intValue(), Duration.ofMinutes(minutes.intValue()));
    }

    private Map<String, Object> backup(JsonNode object) {
        JsonNode target = object.path("target");
        JsonNode keys = object.path("keys");
        if (!target.isTextual() || !keys.isBoolean()) {
            throw new IllegalArgumentException("a backup has a \"target\", a path, and \"keys\", true or false");
        }
        return backups.begin(
                Path.of(target.asText()), keys.asBoolean() ? BackupFolder.Keys.INCLUDED : BackupFolder.Keys.LEFT_OUT);
    }

    private CompletableFuture<String> ask(AdminRequest request) {
        Ticket ticket = new Ticket(lastTicket.incrementAndGet());
        CompletableFuture<String> answer = new CompletableFuture<>();
        open.put(ticket, answer);
        core.accept(new Event.Administer(ticket, request));
        return answer;
    }

    @Override
    public void answer(Ticket ticket, AdminAnswer answer) {
        CompletableFuture<String> waiting = open.remove(ticket);
        if (waiting != null) {
            waiting.complete(Json.line(words(answer)));
        }
    }

    private Map<String, Object> words(AdminAnswer answer) {
        if (answer instanceof AdminAnswer.Invited invited) {
            return Map.of("answer", "invited", "code", invited.code().toHex(), "server", server.toString());
        }
        return Map.of("error", "the server could not do it: its store failed; its log has more");
    }

    private static CompletableFuture<String> refused(String why) {
        return done(Map.of("error", why));
    }

    private static CompletableFuture<String> done(Map<String, Object> answer) {
        return CompletableFuture.completedFuture(Json.line(answer));
    }
}
