package messenger.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import messenger.client.ClientEvent;
import messenger.client.MessageState;
import messenger.client.Notice;
import messenger.client.StoredMessage;
import messenger.protocol.UserName;
import messenger.protocol.content.Body;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends a text and returns once the server has it safe. */
@CommandLine.Command(
        name = "send",
        description = "Sends a text; returns once the server has made it durable.",
        mixinStandardHelpOptions = true)
final class SendCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ClientOptions options = new ClientOptions();

    @Option(names = "--to", required = true, paramLabel = "NAME", description = "Who gets it.")
    private String to = "";

    @Parameters(arity = "0..1", paramLabel = "TEXT", description = "The text; read from standard input without it.")
    private Optional<String> text = Optional.empty();

    @Override
    public Integer call() {
        UserName recipient = Accounts.name(withoutAt(to));
        String message = text.orElseGet(SendCommand::readStandardInput);
        if (message.isEmpty()) {
            throw new CommandFailure(Exit.USAGE, "There is no text to send.");
        }
        try (ScriptClient client = options.connect(ScriptClient.Patience.LIMITED)) {
            client.post(new ClientEvent.Compose(recipient, message));
            print(recipient, sent(client, recipient, message));
            client.leave();
        }
        return Exit.DONE;
    }

    /** {@code @bob} is how conversations are listed, so it is understood here. */
    static String withoutAt(String name) {
        return name.startsWith("@") ? name.substring(1) : name;
    }

    private static String readStandardInput() {
        try {
            byte[] bytes = System.in.readNBytes(Body.Text.TEXT_BYTES_MAX + 2);
            String text = new String(bytes, StandardCharsets.UTF_8);
            return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        } catch (IOException e) {
            throw new UncheckedIOException("Standard input cannot be read.", e);
        }
    }

    private static StoredMessage sent(ScriptClient client, UserName recipient, String message) {
        Optional<StoredMessage> ours = Optional.empty();
        Instant end = client.patienceEnds();
        while (true) {
            Notice notice = client.next(end);
            refuse(notice, recipient);
            if (notice instanceof Notice.MessageChanged changed
                    && changed.with().equals(recipient)) {
                StoredMessage next = changed.message();
                if (ours.isEmpty()
                        && next.state() == MessageState.PENDING
                        && next.text().equals(message)) {
                    ours = Optional.of(next);
                }
                if (ours.isPresent() && next.id().equals(ours.get().id()) && isSettled(next, recipient)) {
                    return next;
                }
            }
        }
    }

    private static boolean isSettled(StoredMessage message, UserName recipient) {
        if (message.state() == MessageState.FAILED_FULL) {
            throw new CommandFailure(
                    Exit.REFUSED, "The mailbox of " + recipient + " is full. Nothing was sent; try again later.");
        }
        if (message.state() == MessageState.FAILED_GONE) {
            throw new CommandFailure(Exit.REFUSED, "The account of " + recipient + " is gone. Nothing was sent.");
        }
        return message.state() == MessageState.STORED || message.state() == MessageState.DELIVERED;
    }

    private static void refuse(Notice notice, UserName recipient) {
        PersonTrouble.refuse(notice, recipient);
        if (notice instanceof Notice.NoKeys noKeys && noKeys.name().equals(recipient)) {
            throw new CommandFailure(
                    Exit.NO_CONNECTION,
                    "The server has no usable keys of " + recipient + " now: that device was never online long enough."
                            + " The message stays in the outbox and is sent next time.");
        } else if (notice instanceof Notice.TooLong tooLong) {
            throw new CommandFailure(Exit.USAGE, Sentences.tooLong(tooLong.bytes(), tooLong.bytesMax()));
        }
    }

    private void print(UserName recipient, StoredMessage message) {
        PrintWriter out = spec.commandLine().getOut();
        String state = message.state() == MessageState.DELIVERED ? "delivered" : "stored";
        if (options.isJson()) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("id", message.id().toString());
            line.put("to", recipient.value());
            line.put("state", state);
            out.println(Json.line(line));
        } else {
            out.println(state + " " + message.id());
        }
        out.flush();
    }
}
