package messenger.app;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import messenger.client.StoredMessage;
import messenger.client.ui.Printable;
import messenger.protocol.UserName;

/** Prints messages for people or for scripts. */
final class MessagePrinter {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final PrintWriter out;
    private final boolean json;
    private final UserName self;

    MessagePrinter(PrintWriter out, ClientOptions options, UserName self) {
        this.out = out;
        this.json = options.isJson();
        this.self = self;
    }

    /**
     * Prints a message of the conversation with {@code with}. Throws where nobody takes it, so that it stays unread.
     */
    void print(UserName with, StoredMessage message) {
        UserName from = message.isOwn() ? self : with;
        if (json) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("id", message.id().toString());
            line.put("from", from.value());
            line.put("conversation", "@" + with);
            line.put("text", message.text());
            line.put("sent", utc(message.sent()));
            line.put("received", utc(message.received()));
            if (message.isOwn()) {
                line.put("state", message.state().name().toLowerCase(Locale.ROOT));
            }
            out.println(Json.line(line));
        } else {
            // A line break inside a message is indented, so that no text can pass for another message's line.
            String text = Printable.text(message.text()).replace("\n", "\n    ");
            out.println(TIME.format(message.sent().atZone(ZoneId.systemDefault())) + " " + from + ": " + text);
        }
        if (out.checkError()) {
            throw new CommandFailure(Exit.USAGE, "Standard output is closed; what was not printed stays unread.");
        }
    }

    private static String utc(Instant instant) {
        return DateTimeFormatter.ISO_INSTANT.format(instant);
    }
}
