package messenger.app;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import messenger.client.Client;
import messenger.client.UnreadableMail;
import messenger.client.store.Vault;
import messenger.crypto.Argon2id;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** Lists what came and could not be read; needs no server. */
@CommandLine.Command(
        name = "unreadable",
        description = "Lists what came in the last week and could not be read. Needs no connection.",
        mixinStandardHelpOptions = true)
final class UnreadableCommand implements Callable<Integer> {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    @Mixin
    private ClientOptions options = new ClientOptions();

    @Override
    public Integer call() {
        SecureRandom random = new SecureRandom();
        Instant now = InstantSource.system().instant();
        try (Vault vault = options.openVault(random)) {
            Client client =
                    Client.load(vault, Argon2id.Cost.STANDARD, now, random).client();
            client.unreadable().forEach(this::print);
        }
        return Exit.DONE;
    }

    private void print(UnreadableMail mail) {
        if (options.isJson()) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("received", DateTimeFormatter.ISO_INSTANT.format(mail.arrived()));
            line.put("accepted", DateTimeFormatter.ISO_INSTANT.format(mail.accepted()));
            line.put("reason", mail.reason().name().toLowerCase(Locale.ROOT).replace('_', '-'));
            line.put("why", Sentences.whyNot(mail.reason()));
            line.put("todo", Sentences.whatNow(mail));
            line.put("healed", mail.healed());
            line.put("keptUntil", DateTimeFormatter.ISO_INSTANT.format(mail.keptUntil()));
            options.print(line);
        } else {
            options.out().println(paragraph(mail));
            options.out().flush();
        }
    }

    /** All of it, for people. */
    static String paragraph(UnreadableMail mail) {
        return local(mail.arrived()) + "  " + Sentences.whyNot(mail.reason()) + " " + Sentences.whatNow(mail)
                + " Kept until " + local(mail.keptUntil()) + ".";
    }

    private static String local(Instant instant) {
        return TIME.format(instant.atZone(ZoneId.systemDefault()));
    }
}
