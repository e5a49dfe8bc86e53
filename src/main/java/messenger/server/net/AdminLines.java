package messenger.server.net;

import java.util.concurrent.CompletableFuture;

/** Who answers the {@code admin} command, line by line. */
public interface AdminLines {
    /**
     * The answer to one request; both are a JSON object on one line, without the line break. Called on a thread of the
     * listener's, several at once; a future that fails is answered with an error that says nothing.
     */
    CompletableFuture<String> answer(String request);
}
