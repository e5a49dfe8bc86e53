package messenger.app;

import java.io.Console;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import messenger.crypto.Secret;

/** Where a password comes from: a file, a file that the environment names, or the prompt; never an argument. */
final class Passwords {
    static final String VARIABLE = "MESSENGER_PASSWORD_FILE";

    /** Argon2id takes more; a longer one is a wrong file. */
    static final int BYTES_MAX = 1024;

    private Passwords() {}

    /** The password's UTF-8 bytes. */
    static Secret read(String file, Map<String, String> environment, String prompt) {
        String named = file.isEmpty() ? environment.getOrDefault(VARIABLE, "") : file;
        if (!named.isEmpty()) {
            return fromFile(Path.of(named));
        }
        return prompted(prompt, "--password-file or " + VARIABLE);
    }

    /** A new password: from a file, else typed twice. */
    static Secret readNew(String file, String prompt) {
        if (!file.isEmpty()) {
            return fromFile(Path.of(file));
        }
        Secret first = prompted(prompt, "--new-password-file");
        Secret second = prompted(prompt + ", again", "--new-password-file");
        boolean same = first.equals(second);
        second.erase();
        if (!same) {
            first.erase();
            throw new CommandFailure(Exit.USAGE, "The two are not the same. Nothing was changed; try again.");
        }
        return first;
    }

    private static Secret prompted(String prompt, String option) {
        Console console = Prompt.terminal()
                .orElseThrow(() -> new CommandFailure(
                        Exit.USAGE,
                        "There is no terminal to ask for the password. Name a file that holds it with " + option
                                + "."));
        char[] typed = console.readPassword("%s: ", prompt);
        if (typed == null) {
            throw new CommandFailure(Exit.USAGE, "No password was given.");
        }
        return of(typed);
    }

    /** The UTF-8 bytes of typed characters, which are erased. */
    static Secret of(char[] typed) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(typed.length, 4));
        StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(typed), bytes, true);
        byte[] exact = Arrays.copyOf(bytes.array(), bytes.position());
        Arrays.fill(bytes.array(), (byte) 0);
        Arrays.fill(typed, '\0');
        return secret(exact);
    }

    /** The first line of a file. */
    static Secret fromFile(Path file) {
        try {
            if (Files.size(file) > BYTES_MAX) {
                throw new CommandFailure(
                        Exit.USAGE, "The password file " + file + " is longer than " + BYTES_MAX + " bytes.");
            }
            byte[] content = Files.readAllBytes(file);
            int end = 0;
            while (end < content.length && content[end] != '\n') {
                end++;
            }
            if (end > 0 && content[end - 1] == '\r') {
                end--;
            }
            byte[] exact = Arrays.copyOf(content, end);
            Arrays.fill(content, (byte) 0);
            return secret(exact);
        } catch (IOException e) {
            throw new CommandFailure(Exit.USAGE, "The password file " + file + " cannot be read: " + e.getMessage());
        }
    }

    private static Secret secret(byte[] bytes) {
        if (bytes.length == 0) {
            throw new CommandFailure(Exit.USAGE, "The password is empty. Choose one.");
        }
        Secret secret = Secret.copyOf(bytes);
        Arrays.fill(bytes, (byte) 0);
        return secret;
    }
}
