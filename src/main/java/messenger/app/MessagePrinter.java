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
            line.put("text", message.state().isGap() ? Sentences.gap(with, message) : message.text());
            line.put("sent", utc(message.sent()));
            line.put("received", utc(message.received()));
            if (message.isReceived()) {
                line.put("accepted", utc(message.times().accepted()));
                line.put("clock", message.times().isClockWrong() ? "wrong" : "right");
            }
            if (message.late()) {
                line.put("late", true);
            }
            if (!message.isReceived()) {
                line.put("state", message.state().name().toLowerCase(Locale.ROOT));
            }
            out.println(Json.line(line));
        } else {
            out.println(line(from, with, message));
        }
        if (out.checkError()) {
            throw new CommandFailure(Exit.USAGE, "Standard output is closed; what was not printed stays unread.");
        }
    }

    private static String line(UserName from, UserName with, StoredMessage message) {
        if (message.state().isGap()) {
            return local(message.sent()) + " -- " + Sentences.gap(with, message);
        }
        boolean wrong = message.isReceived() && message.times().isClockWrong();
        String time = local(message.isReceived() ? message.times().shown() : message.sent());
        String clock = wrong ? " (the sender's clock says " + local(message.sent()) + ")" : "";
        String late = message.late() ? " (came late)" : "";
        // A line break inside a message is indented, so that no text can pass for another message's line.
        String text = Printable.text(message.text()).replace("\n", "\n    ");
        return time + " " + from + clock + late + ": " + text;
    }

    private static String local(Instant instant) {
        return TIME.format(instant.atZone(ZoneId.systemDefault()));
    }

    private static String utc(Instant instant) {
        return DateTimeFormatter.ISO_INSTANT.format(instant);
    }
}
